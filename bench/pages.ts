/** How long the server takes for every kind of page, with as many certificates as are asked for. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../src/config.ts';
import { countFigures } from '../src/ingest/keep-figures.ts';
import { queueMissed, rejudge } from '../src/ingest/rejudge.ts';
import { rescore } from '../src/ingest/score.ts';
import { syncRules } from '../src/store/rules.ts';
import { openStore, type Store } from '../src/store/store.ts';
import { addressOf } from '../test/browser/site.ts';
import { memoryOf, processorTime } from './process.ts';
import { report } from './stopwatch.ts';
import { loadSynthetic } from './synthetic.ts';
import { createVisitor, share, type Visitor, withQuery } from './visitor.ts';

const FEW = 1000;
const MANY = 10_000;
/** Requests of one kind, by turns to so many lots, certificates, …, where there are several. */
const ROUNDS = 60;
const SUBJECTS = 20;
/** Milliseconds of server time that 95 of 100 requests should keep to. */
const TARGET = 50;

const root = join(import.meta.dirname, '..');

/** The built server as a process of its own, on PGlite, with DATABASE_URL on PostgreSQL. */
export async function pages({ small, steady }: { readonly small: boolean; readonly steady?: number | undefined }): Promise<void> {
  const build = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'inherit' });
  if (build.status !== 0) throw new Error('the build failed');
  const folder = await mkdtemp(join(tmpdir(), 'leafproof-bench-'));
  const settings = {
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    LEAFPROOF_SAMPLES: 'off',
    LEAFPROOF_RATE_LIMIT: '100000',
    PORT: '0',
    LEAFPROOF_SNAPSHOTS: 'off',
  };
  try {
    const store = await openStore(loadConfig(settings));
    const asked = await prepared(store, small ? FEW : MANY).finally(() => store.close());
    const server = spawn(process.execPath, ['dist/src/cli.js', 'serve'], {
      cwd: root,
      env: { PATH: process.env.PATH ?? '', ...settings },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const visitor = createVisitor();
    try {
      const url = await addressOf(server.stdout!);
      await measure(server, url, visitor, asked, small ? 1 : WARM_ROUNDS);
      if (steady !== undefined) await holdSteady(server, url, visitor, asked, steady);
    } finally {
      visitor.close();
      if (server.exitCode === null && server.kill('SIGTERM')) await once(server, 'exit');
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepared(store: Store, certificates: number): Promise<Record<string, string[]>> {
  await prepare(store, certificates);
  return addresses(store);
}

async function prepare(store: Store, certificates: number): Promise<void> {
  const start = performance.now();
  const results = await loadSynthetic(store, certificates);
  await syncRules(store.em());
  await queueMissed(store);
  await rejudge(store, { chunk: 200 });
  await rescore(store);
  await countFigures(store);
  await store.em().execute('analyze');
  console.log(
    `${certificates} certificates, ${results} results, judged and scored in ${((performance.now() - start) / 1000).toFixed(0)} s`,
  );
}

/** By kind, the addresses that its requests take turns with. */
async function addresses(store: Store): Promise<Record<string, string[]>> {
  const some = async (query: string) => (await store.em().execute<{ key: string }[]>(query)).map(({ key }) => key);
  const lots = await some(`select id::text as key from batch order by md5(id::text) limit ${SUBJECTS}`);
  const certificates = await some(`select id::text as key from certificate order by md5(id::text) limit ${SUBJECTS}`);
  const vendors = await some(`select slug as key from organization where 'vendor' = any (roles) order by slug limit ${SUBJECTS}`);
  const laboratories = await some(`select slug as key from organization where 'laboratory' = any (roles) order by slug limit ${SUBJECTS}`);
  return {
    home: ['/'],
    search: ['/search'],
    'search for a lot': lots.map((_, index) => `/search?q=S-${index * 7 + 1}`),
    'search with a range': ['/search?analyte=lead&min=0.5&range=certainly'],
    vendors: ['/vendors'],
    vendor: vendors.map(slug => `/vendors/${slug}`),
    scorecard: vendors.map(slug => `/vendors/${slug}/scorecard`),
    'vendor report': vendors.map(slug => `/vendors/${slug}/report`),
    lot: lots.map(id => `/lots/${id}`),
    'lot by Rhode Island': lots.map(id => `/lots/${id}?profile=rhode_island`),
    'lot report': lots.map(id => `/lots/${id}/report`),
    certificate: certificates.map(id => `/certificates/${id}`),
    laboratories: ['/laboratories'],
    laboratory: laboratories.map(slug => `/laboratories/${slug}`),
    substances: ['/analytes'],
    substance: ['lead', 'mitragynine', 'cadmium', 'tamc'].map(id => `/analytes/${id}`),
    'over limits': ['/contaminants', '/contaminants?jurisdiction=US-RI&analyte=lead'],
    disagreements: ['/disagreements'],
    rules: ['/rules'],
    'rule set': ['/rules/ri_21_28_12', '/rules/usp467'],
    'compare lots': [
      `/compare?of=lots${lots
        .slice(0, 3)
        .map(id => `&id=${id}`)
        .join('')}`,
    ],
    'check a lot': lots.map((_, index) => `/check?lot=S-${index * 11 + 3}`),
    'check, mistyped': ['/check?lot=S-12X4', '/check?lot=5-777Z'],
    method: ['/method'],
    glossary: ['/glossary'],
    api: ['/api'],
  };
}

async function measure(
  server: ChildProcess,
  url: string,
  visitor: Visitor,
  kinds: Readonly<Record<string, readonly string[]>>,
  rounds: number,
): Promise<void> {
  const load = loadavg().map(each => each.toFixed(1));
  console.log(`load of the machine ${load.join(' ')}; milliseconds of ${ROUNDS} requests, and the server's own processor time for each`);
  let slowest = 0;
  await warm(url, visitor, kinds, rounds);
  for (const [kind, addresses] of Object.entries(kinds)) {
    const before = processorTime(server);
    // no address twice: a page that was made before is sent again for as long as nothing is written
    const asked = Array.from({ length: ROUNDS }, (_, round) => withQuery(url + addresses[round % addresses.length]!, `round=${round}`));
    const passed = await visitor.visit(asked);
    const own = (processorTime(server) - before) / ROUNDS;
    const p95 = share(passed, 0.95);
    slowest = Math.max(slowest, p95);
    console.log(
      `${kind.padEnd(22)} p50 ${show(share(passed, 0.5))}   p95 ${show(p95)}   processor ${show(own)}${p95 > TARGET ? '   slow' : ''}`,
    );
  }
  report('slowest kind of page, p95', slowest, { below: TARGET }, ' ms');
}

const EVERY_MS = 5000;

/** All pages by turns at half of what the server can answer, for so many seconds: whether any fails, and whether memory grows. */
async function holdSteady(
  server: ChildProcess,
  url: string,
  visitor: Visitor,
  kinds: Readonly<Record<string, readonly string[]>>,
  seconds: number,
): Promise<void> {
  const addresses = Object.values(kinds).flatMap(some => some.map(address => url + address));
  const { rate } = await visitor.load(addresses, { seconds: 10, clients: 4 });
  const memory: number[] = [];
  const watch = setInterval(() => memory.push(memoryOf(server)), EVERY_MS);
  const { times, errors, rate: answered } = await visitor.load(addresses, { seconds, rate: rate / 2 });
  clearInterval(watch);
  const fifth = Math.max(1, Math.floor(memory.length / 5));
  const [early, late] = [memory.slice(fifth, 2 * fifth), memory.slice(-fifth)].map(some => share(some, 0.5)) as [number, number];
  console.log(
    `${seconds} s at ${answered.toFixed(1)} pages/s: ${errors} errors, p50 ${show(times.p50)}, p95 ${show(times.p95)}; ` +
      `megabytes in the second fifth ${show(early)}, in the last ${show(late)}, at most ${show(Math.max(...memory))}`,
  );
  report('all pages at half load, p95', times.p95, { below: TARGET }, ' ms');
  report('memory at the end / after a fifth', late / early, { below: 1.1 });
}

/** Rounds over all pages after a start, until what they run is compiled: what follows is a server that has been up for a while. */
const WARM_ROUNDS = 5;

async function warm(url: string, visitor: Visitor, kinds: Readonly<Record<string, readonly string[]>>, rounds: number): Promise<void> {
  const all = Object.values(kinds).flat();
  let first = 0;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await visitor.visit(all.map(address => withQuery(url + address, `warm=${round}`)));
    const took = performance.now() - start;
    if (round === 0) first = took;
    if (round === rounds - 1)
      console.log(`all pages once: ${first.toFixed(0)} ms right after the start, ${took.toFixed(0)} ms in round ${rounds}`);
  }
}

const show = (milliseconds: number): string => milliseconds.toFixed(0).padStart(4);
