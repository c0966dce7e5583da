/**
 * Runs a command with LEAFPROOF_TEST_DATABASE_URL naming a private, empty PostgreSQL that is removed afterwards:
 * node scripts/with-postgres.mjs npm test
 */
import { spawn } from 'node:child_process';
import { findPostgres, startPostgres } from './postgres.mjs';

const [command, ...args] = process.argv.slice(2);
if (!command) {
  console.error('usage: node scripts/with-postgres.mjs COMMAND [ARGUMENT…]');
  process.exit(2);
}
if (findPostgres() === null) {
  console.error('with-postgres: no initdb found; install PostgreSQL 15 or newer, or set POSTGRES_BIN');
  process.exit(2);
}

let status = 1;
// Nothing here outlives the run, so durability is given up for speed.
const server = await startPostgres({ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200 });
try {
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, LEAFPROOF_TEST_DATABASE_URL: server.url } });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  status = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 130 : 1)));
  });
} finally {
  await server.remove();
}
process.exit(status);
