/** `leafproof rejudge`: stored verdicts brought up to date with the rules of this program. */
import { Presets, SingleBar } from 'cli-progress';
import { queueAll, queueMissed, type RejudgingProgress, rejudge } from '../ingest/rejudge.ts';
import { ruleSetById } from '../quality/rulesets.ts';
import { samplesFailed, someFailed } from '../store/rejudgings.ts';
import { withStore } from './open.ts';

export interface RejudgeCommand {
  readonly rules?: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

/** Many at a time: nobody waits for this process. */
const CHUNK = 200;

export async function rejudgeStored(options: RejudgeCommand): Promise<number> {
  const named = (options.rules ?? '').split(',').flatMap(id => (id.trim() === '' ? [] : [id.trim()]));
  const unknown = named.filter(id => !ruleSetById(id));
  for (const id of unknown) console.error(`leafproof: no rule set ${id}; leafproof rules lists them`);
  if (unknown.length > 0) return 2;
  return withStore(async store => {
    const stopping = new AbortController();
    const interrupt = () => stopping.abort();
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    try {
      await queueMissed(store);
      if (options.all) await queueAll(store, null);
      else if (named.length > 0) await queueAll(store, named);
      const done = await withBar(options.json ?? false, onProgress =>
        rejudge(store, { signal: stopping.signal, chunk: CHUNK, onProgress }),
      );
      console.log(options.json ? JSON.stringify(done) : describe(done));
      const failed = await samplesFailed(store.em());
      for (const { sample, error } of await someFailed(store.em(), 20))
        console.error(`leafproof: sample ${sample} could not be judged: ${error}`);
      if (failed > 20) console.error(`leafproof: and ${failed - 20} more`);
      if (stopping.signal.aborted) return 130;
      return failed > 0 ? 1 : 0;
    } finally {
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    }
  });
}

async function withBar<T>(quiet: boolean, work: (onProgress: (progress: RejudgingProgress) => void) => Promise<T>): Promise<T> {
  if (quiet || !process.stderr.isTTY) return work(() => {});
  const bar = new SingleBar(
    { format: '{bar} {value}/{total} samples · {eta_formatted} left', stream: process.stderr },
    Presets.shades_classic,
  );
  try {
    return await work(({ done, waiting }) => {
      if (done === 0) bar.start(waiting, 0);
      else bar.update(done);
    });
  } finally {
    bar.stop();
  }
}

function describe({ waiting, done, read, written }: RejudgingProgress): string {
  if (done === 0 && waiting === 0) return 'Every verdict is up to date.';
  const rest = waiting > 0 ? `; ${waiting} samples still wait` : '';
  return `${done} samples judged again: ${read} verdicts looked at, ${written} written${rest}`;
}
