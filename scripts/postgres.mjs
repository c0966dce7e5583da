/**
 * Private PostgreSQL servers for tests and rehearsals, on loopback and in folders below /tmp.
 * POSTGRES_BIN names the folder of initdb, pg_ctl and pg_basebackup where they are not in a usual place. As root, servers run as user postgres.
 */
import { execFile, execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const PROGRAMS = ['initdb', 'pg_ctl', 'pg_basebackup'];
const asRoot = process.getuid?.() === 0;

/** The folder of the programs; null where there is none. */
export function findPostgres() {
  const debian = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql').map(version => `/usr/lib/postgresql/${version}/bin`)
    : [];
  const places = [process.env.POSTGRES_BIN, ...(process.env.PATH ?? '').split(delimiter), ...debian].filter(Boolean);
  return places.find(place => PROGRAMS.every(program => existsSync(join(place, program)))) ?? null;
}

const idOf = flag => execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }).trim();

async function run(program, folder, ...options) {
  const file = join(findPostgres(), program);
  const [command, argv] = asRoot ? ['runuser', ['-u', 'postgres', '--', file, ...options]] : [file, options];
  // a server that is started must not keep our pipes
  await promisify(execFile)(command, argv, { cwd: folder, stdio: 'ignore' }).catch(error => {
    throw new Error(`${program} failed: ${error.message}${error.stdout ?? ''}`, { cause: error });
  });
}

/** A port on loopback that nobody has at the moment. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

function newFolder(below = tmpdir()) {
  const folder = mkdtempSync(join(below, 'leafproof-postgres-'));
  if (asRoot) chownSync(folder, Number(idOf('-u')), Number(idOf('-g')));
  return folder;
}

function server(folder, port, settings) {
  const data = join(folder, 'data');
  const options = `-p ${port} -h 127.0.0.1 -k ${folder} ${Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')}`;
  const process_ = () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  return {
    url: `postgresql://leafproof@127.0.0.1:${port}/postgres`,
    port,
    async start() {
      for (let tries = 1; ; tries++) {
        try {
          return await run('pg_ctl', folder, '-D', data, '-o', options, '-l', join(folder, 'log'), '-w', 'start');
        } catch (error) {
          // after a kill the memory that its processes shared is let go when the last of them is buried
          if (tries === 20)
            throw new Error(`${error.message}\n${readFileSync(join(folder, 'log'), 'utf8').slice(-2000)}`, { cause: error });
          await pause(250);
        }
      }
    },
    /** All of its processes at once, as when the machine loses power. */
    kill() {
      const postmaster = process_();
      const children = execFileSync('ps', ['--ppid', String(postmaster), '-o', 'pid='], { encoding: 'utf8' })
        .split('\n')
        .map(Number);
      for (const pid of [postmaster, ...children.filter(Boolean)]) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch (error) {
          if (error.code !== 'ESRCH') throw error;
        }
      }
    },
    promote: () => run('pg_ctl', folder, '-D', data, '-w', 'promote'),
    /** Stops it where it runs, and removes everything. */
    async remove() {
      if (existsSync(join(data, 'postmaster.pid'))) {
        try {
          await run('pg_ctl', folder, '-D', data, '-m', 'immediate', '-w', 'stop');
        } catch {
          // it was killed and its file is left
        }
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An empty server that runs. `settings` by their names in postgresql.conf; `below`: the folder of its own folder. */
export async function startPostgres(settings = {}, { below } = {}) {
  const folder = newFolder(below);
  await run(
    'initdb',
    folder,
    '-D',
    join(folder, 'data'),
    '-U',
    'leafproof',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  );
  const started = server(folder, await freePort(), settings);
  await started.start();
  return started;
}

/** A streaming replica of it, that runs. */
export async function startReplica(primary, settings = {}) {
  const folder = newFolder();
  const from = ['-h', '127.0.0.1', '-p', String(primary.port), '-U', 'leafproof'];
  await run('pg_basebackup', folder, ...from, '-D', join(folder, 'data'), '-X', 'stream', '-c', 'fast', '-R', '--no-sync');
  const started = server(folder, await freePort(), settings);
  await started.start();
  return started;
}
