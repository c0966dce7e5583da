/** `leafproof export`: what others need to compute our numbers themselves. */
import { z } from 'zod';
import { dayOf } from '../ingest/score.ts';
import { canonicalJson } from '../quality/canonical-json.ts';
import { gatherScoresInput } from '../store/scores-input.ts';
import { withStore } from './open.ts';

export interface ExportFlags {
  readonly asOf?: string;
  readonly log?: boolean;
  readonly scoresInput?: boolean;
}

export async function exportInputs({ asOf, log, scoresInput }: ExportFlags): Promise<number> {
  if (log) return (await import('./history.ts')).exportLog();
  if (!scoresInput) {
    console.error('leafproof: say what to export: --scores-input or --log');
    return 2;
  }
  const today = dayOf(new Date());
  if (asOf !== undefined && !isDay(asOf)) {
    console.error(`leafproof: --as-of ${asOf}: not a day such as ${today}`);
    return 2;
  }
  if (asOf !== undefined && asOf > today) {
    console.error(`leafproof: --as-of ${asOf} is still to come`);
    return 2;
  }
  return withStore(async store => {
    const { input } = await gatherScoresInput(store.em(), { today, asOf });
    // a pipe takes a large document piece by piece, and the process must not end before it has
    await new Promise<void>((resolve, reject) =>
      process.stdout.write(`${canonicalJson(input)}\n`, error => (error ? reject(error) : resolve())),
    );
    return 0;
  });
}

const isDay = (text: string): boolean => z.iso.date().safeParse(text).success;
