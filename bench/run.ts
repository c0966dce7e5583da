/**
 * `npm run bench -- reading|judging|export|query|pages|serve [--small] [--embedded] [--results N] [--sizes N,N] [--steady SECONDS]`: measures one part of the program, as ratios within one run, so that
 * figures of different machines can be compared. What rests on the database runs on a private PostgreSQL, with `--embedded` on PGlite.
 * Ends with another status than 0 only when it cannot run: a slow machine is no fault.
 */
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { ENGINE } from '../src/ingest/reader-process.ts';
import { TEST_DATABASE_URL } from '../test/database.ts';
import { exporting } from './export.ts';
import { judging } from './judging.ts';
import { pages } from './pages.ts';
import { querying } from './query.ts';
import { reading } from './reading.ts';
import { serving } from './serve.ts';

const ON_POSTGRES: ReadonlySet<string> = new Set(['judging', 'export', 'query', 'serve']);
/** What they measure is PostgreSQL itself. */
const NEVER_EMBEDDED: ReadonlySet<string> = new Set(['export', 'query', 'serve']);
interface Options {
  readonly small: boolean;
  /** Of benches that load results: how many. */
  readonly results?: number | undefined;
  /** Of the bench of pages: for how many seconds they are asked for at half load. */
  readonly steady?: number | undefined;
  /** Of benches that measure growth: how many certificates, one run each. */
  readonly sizes?: readonly number[] | undefined;
}

const BENCHES: Readonly<Record<string, (options: Options) => Promise<void>>> = {
  reading,
  judging,
  export: exporting,
  query: querying,
  pages,
  serve: serving,
};

const [name = '', ...rest] = process.argv.slice(2);
const bench = BENCHES[name];
if (!bench) {
  console.error(`Usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--small] [--results N] [--sizes N,N] [--steady SECONDS]`);
  process.exitCode = 2;
} else if (NEVER_EMBEDDED.has(name) && rest.includes('--embedded')) {
  console.error('This bench measures PostgreSQL; leave out --embedded.');
  process.exitCode = 2;
} else if (name === 'reading' && !ENGINE.every(flag => process.execArgv.includes(flag))) {
  // what is measured in this process runs as it does in readers
  const run = spawnSync(process.execPath, [...ENGINE, import.meta.filename, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
} else if (ON_POSTGRES.has(name) && TEST_DATABASE_URL === '' && !rest.includes('--embedded')) {
  const postgres = join(import.meta.dirname, '..', 'scripts', 'with-postgres.mjs');
  const run = spawnSync(process.execPath, [postgres, process.execPath, import.meta.filename, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = run.status ?? 1;
} else {
  const start = performance.now();
  const given = Number(rest[rest.indexOf('--results') + 1]);
  const sizes = rest.includes('--sizes') ? rest[rest.indexOf('--sizes') + 1]?.split(',').map(Number) : undefined;
  await bench({
    ...{ small: rest.includes('--small'), results: rest.includes('--results') && given > 0 ? given : undefined },
    sizes: sizes?.every(size => size > 0) ? sizes : undefined,
    steady: rest.includes('--steady') ? Number(rest[rest.indexOf('--steady') + 1]) || undefined : undefined,
  });
  console.log(
    `${name} took ${((performance.now() - start) / 1000).toFixed(0)} s in all; load of the machine ${loadavg()[0]!.toFixed(1)} on ${cpus().length} processors`,
  );
}
