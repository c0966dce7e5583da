/**
 * The scaled shape on one machine, and each of its parts killed in turn while visitors read and files come in: npm run rehearsal [SECONDS]
 * Ends with 1 when something acknowledged is lost or doubled, or an answer was wrong. SECONDS: of each phase, 12 by default.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openOrm } from '../src/store/orm.ts';
import { type Running, type RunningServer, serve, start, until } from '../test/processes.ts';
import { openProxy } from '../test/proxy.ts';
import { findPostgres, freePort, startPostgres, startReplica } from './postgres.mjs';
import { openBalancer } from './rehearsal/balancer.ts';
import { Load, type Phase } from './rehearsal/load.ts';

if (findPostgres() === null) {
  console.error('rehearsal: PostgreSQL 15 or newer is needed; POSTGRES_BIN names the folder of its programs');
  process.exit(2);
}
const SECONDS = Number(process.argv[2] ?? 12);
const BUCKET = 'rehearsal';

const folder = await mkdtemp(join(tmpdir(), 'leafproof-rehearsal-'));
const primary = await startPostgres({ max_connections: 150, hot_standby_feedback: 'on' });
const replica = await startReplica(primary, { max_connections: 150, hot_standby_feedback: 'on', wal_retrieve_retry_interval: '500ms' });
const database = await openProxy({ port: primary.port });
const databaseUrl = primary.url.replace(`:${primary.port}/`, `:${database.port}/`);
const s3Port = await freePort();
let s3 = await startS3();
const shared = {
  DATABASE_URL: databaseUrl,
  DATABASE_REPLICA_URLS: replica.url,
  LEAFPROOF_FILES: `s3://${BUCKET}/originals`,
  LEAFPROOF_S3_ENDPOINT: `http://127.0.0.1:${s3Port}`,
};
const balancer = await openBalancer();
const servers: RunningServer[] = [];
for (const name of ['a', 'b']) servers.push(await startServer(name));
const workers = ['c', 'd'].map(startWorker);
const load = new Load(balancer.url);
const rows: string[][] = [];
const wrong: string[] = [];

try {
  await rehearse();
  print();
} catch (error) {
  print();
  for (const one of [...servers, ...workers]) console.error(one.alive() ? 'alive' : 'ended', one.said().slice(-1000));
  throw error;
} finally {
  await close();
}
process.exit(wrong.length > 0 ? 1 : 0);

async function rehearse(): Promise<void> {
  await until('requests are answered', async () => (await fetch(`${balancer.url}/api/v1/vendors`).catch(() => null))?.ok ?? false);
  load.start();
  await pause(3000);
  load.next();
  await phase('nothing', async () => {});
  await phase('the replica killed, back after 4 s', async () => {
    replica.kill();
    await pause(4000);
    await replica.start();
  });
  await phase('a `serve` killed, another started after 2 s', async () => {
    await servers[0]!.kill();
    await pause(2000);
    balancer.remove(portOf(servers[0]!));
    servers[0] = await startServer('a');
  });
  await phase('a `work` killed, another started after 2 s', async () => {
    await workers[0]!.kill();
    await pause(2000);
    workers[0] = startWorker('c');
  });
  await phase('S3 killed, back after 4 s', async () => {
    s3.kill('SIGKILL');
    await pause(4000);
    s3 = await startS3();
  });
  await phase('the primary killed, back after 4 s', async () => {
    primary.kill();
    await pause(4000);
    await primary.start();
  });
  await phase('the primary killed for good, the replica promoted after 4 s', async () => {
    primary.kill();
    database.cut(true);
    await pause(4000);
    await replica.promote();
    database.turnTo({ port: replica.port });
    database.cut(false);
  });
  await load.stop();
  await until('what is in line is read', noneWaits, 200_000);
  await lookAtAll();
  const verified = start(['verify'], { ...shared, DATA_DIR: join(folder, 'e') });
  await verified.ended;
  if (verified.child.exitCode !== 0) wrong.push(`the log does not hold: ${verified.said()}`);
}

async function phase(name: string, kill: () => Promise<void>): Promise<void> {
  console.error(`… ${name}`);
  const started = performance.now();
  await kill();
  await pause(Math.max(1000, SECONDS * 1000 - (performance.now() - started)));
  const done = load.next();
  wrong.push(...done.wrong.map(what => `${name}: ${what}`));
  rows.push([name, ...figures(done, (performance.now() - started) / 1000)]);
  await until('every part is back', allThere, 60_000);
  load.next();
}

/** Only then is one of two killed: whoever promotes a replica that is behind loses what it lacks. */
async function allThere(): Promise<boolean> {
  const answers = await Promise.all(
    servers.map(({ url }) =>
      fetch(`${url}/readyz`)
        .then(answer => answer.json())
        .catch(() => null),
    ),
  );
  return answers.every(answer => (answer as { replicas?: { inUse: number } } | null)?.replicas?.inUse === 1);
}

function figures({ reads, failedReads, statuses, longestGap, acknowledged, refused, wrong }: Phase, seconds: number): string[] {
  const sorted = reads.toSorted((a, b) => a - b);
  const unanswered =
    failedReads === 0 ? '0' : `${failedReads} (${[...statuses].map(([status, n]) => `${n} × ${status || 'cut'}`).join(', ')})`;
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(0);
  return [
    ...[seconds.toFixed(0), String(reads.length), unanswered, at(0.5), at(0.95), longestGap.toFixed(0)],
    ...[String(acknowledged), String(refused), String(wrong.length)],
  ];
}

async function noneWaits(): Promise<boolean> {
  const states = await Promise.all(
    [...load.contributions.keys()].map(async id => {
      const answer = await fetch(`${balancer.url}/api/v1/contributions/${id}`).catch(() => null);
      return answer?.ok ? ((await answer.json()) as { files: { state: string }[] }).files[0]?.state : 'unknown';
    }),
  );
  return states.every(state => state === 'waiting');
}

/** Everything acknowledged, by the database that is the primary in the end. */
async function lookAtAll(): Promise<void> {
  const orm = await openOrm({ kind: 'postgresql', url: replica.url });
  const found = await orm.em.fork().execute<{ file: string; certificates: number; results: number }[]>(
    `select b.file_name as file, count(distinct c.id)::int as certificates, count(r.id)::int as results from submission b
      left join certificate c on c.sha256 = b.sha256 left join result r on r.certificate_id = c.id group by b.file_name`,
  );
  await orm.close();
  const there = new Map(found.map(({ file, certificates, results }) => [file, `${certificates} certificate, ${results} results`]));
  for (const lot of [...load.certificates.values(), ...load.contributions.values()]) {
    const is = there.get(`${lot}.csv`);
    if (is !== '1 certificate, 3 results') wrong.push(`${lot} was acknowledged and is recorded as: ${is ?? 'nothing'}`);
  }
  for (const id of load.certificates.keys()) {
    const original = await fetch(`${balancer.url}/api/v1/certificates/${id}/original`);
    if (original.status !== 200) wrong.push(`the original of ${id}: ${original.status}`);
  }
}

function print(): void {
  const heads = [
    'killed',
    's',
    'reads',
    'not answered',
    'p50 ms',
    'p95 ms',
    'longest gap ms',
    'files acknowledged',
    'refused, sent again',
    'wrong',
  ];
  console.log(`| ${heads.join(' | ')} |\n|${heads.map((_, n) => (n === 0 ? '---' : '---:')).join('|')}|`);
  for (const cells of rows) console.log(`| ${cells.join(' | ')} |`);
  console.log(
    `\n${load.certificates.size} files acknowledged with a key and ${load.contributions.size} without; ${wrong.length} lost, doubled or wrong`,
  );
  for (const what of wrong.slice(0, 20)) console.log(`- ${what}`);
}

async function startServer(name: string): Promise<RunningServer> {
  const server = await serve({ ...shared, DATA_DIR: join(folder, name), LEAFPROOF_WORK: 'off' });
  balancer.add(portOf(server));
  return server;
}

function startWorker(name: string): Running {
  return start(['work'], { ...shared, DATA_DIR: join(folder, name) });
}

function portOf({ url }: RunningServer): number {
  return Number(new URL(url).port);
}

async function startS3(): Promise<ChildProcess> {
  const program = join(import.meta.dirname, 'rehearsal', 's3.mjs');
  const child = spawn(process.execPath, [program, join(folder, 's3'), String(s3Port), BUCKET], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  return child;
}

async function close(): Promise<void> {
  await load.stop().catch(() => {});
  for (const one of [...servers, ...workers]) await one.kill();
  s3.kill('SIGKILL');
  balancer.close();
  database.close();
  await replica.remove();
  await primary.remove();
  await rm(folder, { recursive: true, force: true });
}
