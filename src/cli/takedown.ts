/** `leafproof takedown`: removes a file and what names persons in it, for good. */
import { userInfo } from 'node:os';
import { ReviewError } from '../ingest/decision.ts';
import { takeDown } from '../ingest/takedown.ts';
import { withStore } from './open.ts';

export async function takedown(subject: string, { reason, by }: { reason: string; by?: string }): Promise<number> {
  return withStore(async store => {
    try {
      const { sha256, certificates } = await takeDown(store, subject, { actor: by ?? userInfo().username, reason });
      console.log(`${sha256} is taken down, with ${certificates.length} certificate(s). Backups made before still hold it.`);
      return 0;
    } catch (error) {
      if (!(error instanceof ReviewError)) throw error;
      console.error(`leafproof: ${error.message}`);
      return 1;
    }
  });
}
