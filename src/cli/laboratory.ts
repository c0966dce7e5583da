/** `leafproof laboratory scope`: what laboratories are accredited for. */
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { recordScopes, ScopeError } from '../ingest/scope.ts';
import { withStore } from './open.ts';

export async function scope(file: string, { by }: { by?: string }): Promise<number> {
  const bytes = await readFile(file);
  return withStore(async store => {
    try {
      for (const { laboratory, number, lines, replaced } of await recordScopes(store, bytes, by ?? userInfo().username))
        console.log(
          `${laboratory}: certificate ${number} with ${lines} ${lines === 1 ? 'line' : 'lines'}${replaced ? ', in the place of the one before' : ''}`,
        );
      return 0;
    } catch (error) {
      if (!(error instanceof ScopeError)) throw error;
      for (const line of error.lines) console.error(`leafproof: ${line}`);
      console.error('leafproof: nothing of the file was recorded');
      return 1;
    }
  });
}
