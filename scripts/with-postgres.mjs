/**
 * Runs a command with LEAFPROOF_TEST_DATABASE_URL naming a private, empty PostgreSQL that is removed afterwards:
 * node scripts/with-postgres.mjs npm test
 * POSTGRES_BIN names the folder of initdb and pg_ctl where they are not in a usual place. As root, the server runs as user postgres.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const [command, ...args] = process.argv.slice(2);
if (!command) {
  console.error('usage: node scripts/with-postgres.mjs COMMAND [ARGUMENT…]');
  process.exit(2);
}

const bin = findPostgres();
const asRoot = process.getuid?.() === 0;
const folder = mkdtempSync(join(tmpdir(), 'leafproof-postgres-'));
if (asRoot) chownSync(folder, Number(id('-u')), Number(id('-g')));

function id(flag) {
  return execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }).trim();
}

function findPostgres() {
  const debian = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql').map(version => `/usr/lib/postgresql/${version}/bin`)
    : [];
  const places = [process.env.POSTGRES_BIN, ...(process.env.PATH ?? '').split(delimiter), ...debian].filter(Boolean);
  const found = places.find(place => existsSync(join(place, 'initdb')));
  if (!found) {
    console.error('with-postgres: no initdb found; install PostgreSQL 15 or newer, or set POSTGRES_BIN');
    process.exit(2);
  }
  return found;
}

function postgres(program, ...options) {
  const [file, argv] = asRoot ? ['runuser', ['-u', 'postgres', '--', join(bin, program), ...options]] : [join(bin, program), options];
  const done = spawnSync(file, argv, { encoding: 'utf8', cwd: folder });
  if (done.status !== 0) throw new Error(`${program} failed: ${done.error?.message ?? ''}${done.stderr}${done.stdout}`);
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const data = join(folder, 'data');
let started = false;
function stop() {
  if (started) postgres('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
  started = false;
  rmSync(folder, { recursive: true, force: true });
}

let status = 1;
try {
  postgres('initdb', '-D', data, '-U', 'leafproof', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync');
  const port = await freePort();
  // Nothing here outlives the run, so durability is given up for speed.
  const settings = `-p ${port} -h 127.0.0.1 -k ${folder} -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200`;
  postgres('pg_ctl', '-D', data, '-o', settings, '-l', join(folder, 'log'), '-w', 'start');
  started = true;
  const child = spawn(command, args, {
    stdio: 'inherit',
    env: { ...process.env, LEAFPROOF_TEST_DATABASE_URL: `postgresql://leafproof@127.0.0.1:${port}/postgres` },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  status = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 130 : 1)));
  });
} finally {
  stop();
}
process.exit(status);
