/** How fast the long table is written: CSV and NDJSON against a bare COPY of the same rows, and what memory it takes. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { freshPostgres } from '../test/database.ts';
import type { Exported } from './export-one.ts';
import { report } from './stopwatch.ts';

const PER_SAMPLE = 20;
const FORMATS = ['csv', 'ndjson', 'json', 'parquet', 'xlsx', 'wcia'];

/** `results`: how many results to load; 5 million, or 40 000 with `--small`. */
export async function exporting({
  small,
  results = small ? 40_000 : 5_000_000,
}: {
  readonly small: boolean;
  readonly results?: number | undefined;
}): Promise<void> {
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
  // the first run only fills the caches
  exported(url, 'COPY');
  const least: Record<string, number> = {};
  let highest = 0;
  for (let round = 0; round < rounds; round++) {
    for (const format of ['COPY', ...(round === 0 ? FORMATS : ['csv', 'ndjson'])]) {
      const { bytes, milliseconds, peak } = exported(url, format);
      if (format !== 'COPY') highest = Math.max(highest, peak);
      least[format] = Math.min(least[format] ?? Number.POSITIVE_INFINITY, milliseconds);
      console.log(
        `${format.padEnd(8)} ${(milliseconds / 1000).toFixed(1).padStart(7)} s  ${(bytes / 1e6).toFixed(0).padStart(6)} MB  ${(rows / milliseconds).toFixed(0).padStart(5)} thousand rows/s  ${(peak / 1e6).toFixed(0)} MB at most resident`,
      );
    }
  }
  report('CSV / bare COPY of the same rows', least.COPY! / least.csv!, { atLeast: 0.5 });
  report('NDJSON / bare COPY of the same rows', least.COPY! / least.ndjson!, { atLeast: 0.25 });
  report('peak memory, every format', highest / 1e6, { below: 300 }, ' MB');
}

/** Each in a process of its own: its memory is then that of one export. */
function exported(url: string, format: string): Exported {
  const one = spawnSync(process.execPath, [join(import.meta.dirname, 'export-one.ts'), url, format], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (one.status !== 0) throw new Error(`the export as ${format} failed`);
  return JSON.parse(one.stdout) as Exported;
}
