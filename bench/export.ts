/** How fast the long table is written: CSV and NDJSON against a bare COPY of the same rows, and what memory it takes. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { freshPostgres } from '../test/database.ts';
import { report } from './stopwatch.ts';

const PER_SAMPLE = 20;
const CLI = join(import.meta.dirname, '../dist/src/cli.js');
const FORMATS = ['csv', 'ndjson', 'json', 'parquet', 'xlsx', 'wcia'];

/** `results`: how many results to load; 5 million, or 40 000 with `--small`. */
export async function exporting({
  small,
  results = small ? 40_000 : 5_000_000,
}: {
  readonly small: boolean;
  readonly results?: number | undefined;
}): Promise<void> {
  const build = spawnSync(process.execPath, [join(import.meta.dirname, '../scripts/build.mjs')], { stdio: 'inherit' });
  if (build.status !== 0) throw new Error('the build failed');
  const database = await freshPostgres();
  try {
    const load = [join(import.meta.dirname, 'load.ts'), database.url, String(Math.ceil(results / PER_SAMPLE))];
    const loaded = spawnSync(process.execPath, load, { stdio: 'inherit' });
    if (loaded.status !== 0) throw new Error('loading failed');
    measure(database.url, small ? 1 : 2, results);
  } finally {
    await database.drop();
  }
}

/** Runs take turns, so that what else the machine does hits all; the least time of each counts. */
function measure(url: string, rounds: number, rows: number): void {
  const bareCopy = () => timed([join(import.meta.dirname, 'bare-copy.ts'), url], {});
  // the first run only fills the caches
  bareCopy();
  const least: Record<string, number> = {};
  let highest = 0;
  for (let round = 0; round < rounds; round++) {
    for (const format of ['COPY', ...(round === 0 ? FORMATS : ['csv', 'ndjson'])]) {
      const { milliseconds, peak } = format === 'COPY' ? bareCopy() : exported(url, format);
      if (format !== 'COPY') highest = Math.max(highest, peak);
      least[format] = Math.min(least[format] ?? Number.POSITIVE_INFINITY, milliseconds);
      const [seconds, speed] = [(milliseconds / 1000).toFixed(1).padStart(7), (rows / milliseconds).toFixed(0).padStart(5)];
      console.log(`${format.padEnd(8)} ${seconds} s  ${speed} thousand rows/s  ${(peak / 1e6).toFixed(0)} MB at most resident`);
    }
  }
  report('CSV / bare COPY of the same rows', least.COPY! / least.csv!, { atLeast: 0.5 });
  report('NDJSON / bare COPY of the same rows', least.COPY! / least.ndjson!, { atLeast: 0.25 });
  report('peak memory, every format', highest / 1e6, { below: 300 }, ' MB');
}

/** By the program as it is built, all rows into nowhere. */
const exported = (url: string, format: string): Run =>
  timed([CLI, 'query', '--format', format, '--out', '/dev/null'], { DATABASE_URL: url, LOG_LEVEL: 'silent' });

interface Run {
  readonly milliseconds: number;
  /** Bytes of the process in memory, at the highest. */
  readonly peak: number;
}

const PEAK = `data:text/javascript,process.on('exit', () => process.stderr.write(' ' + process.resourceUsage().maxRSS + ' kB'))`;

/** A process of its own for each: its memory is then that of one export. */
function timed(script: readonly string[], settings: Readonly<Record<string, string>>): Run {
  const start = performance.now();
  const run = spawnSync(process.execPath, ['--no-warnings', '--import', PEAK, ...script], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...settings },
  });
  const peak = / (\d+) kB$/.exec(run.stderr)?.[1];
  if (run.status !== 0 || peak === undefined) throw new Error(`${script.join(' ')} failed: ${run.stderr}`);
  return { milliseconds: performance.now() - start, peak: Number(peak) * 1024 };
}
