/**
 * `npm run bench -- reading|judging [--small] [--embedded]`: measures one part of the program, as ratios within one run, so that
 * figures of different machines can be compared. What rests on the database runs on a private PostgreSQL, with `--embedded` on PGlite.
 * Ends with another status than 0 only when it cannot run: a slow machine is no fault.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { TEST_DATABASE_URL } from '../test/database.ts';
import { judging } from './judging.ts';
import { reading } from './reading.ts';

const ON_POSTGRES: ReadonlySet<string> = new Set(['judging']);
const BENCHES: Readonly<Record<string, (options: { readonly small: boolean }) => Promise<void>>> = { reading, judging };

const [name = '', ...rest] = process.argv.slice(2);
const bench = BENCHES[name];
if (!bench) {
  console.error(`Usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--small]`);
  process.exitCode = 2;
} else if (ON_POSTGRES.has(name) && TEST_DATABASE_URL === '' && !rest.includes('--embedded')) {
  const postgres = join(import.meta.dirname, '..', 'scripts', 'with-postgres.mjs');
  const run = spawnSync(process.execPath, [postgres, process.execPath, import.meta.filename, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = run.status ?? 1;
} else {
  await bench({ small: rest.includes('--small') });
}
