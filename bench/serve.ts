/**
 * Whether a page costs what its answer is, not what the database holds: search, vendor and lot pages of databases of growing size, beside a bare
 * Express route that asks the same SQL, in the same run. Every request is the first for its address, so that no page is one that was kept; what was drawn for another
 * address of the same vendor is known all the same. `again/s`: addresses that were visited before. Then how fast files are imported on top.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countFigures, countVendors } from '../src/ingest/keep-figures.ts';
import { queueMissed, rejudge } from '../src/ingest/rejudge.ts';
import { rescore } from '../src/ingest/score.ts';
import { ANALYTES, LOTS } from '../src/store/figure-kinds.ts';
import { migrate, openOrm } from '../src/store/orm.ts';
import { syncRules } from '../src/store/rules.ts';
import { createStore, type Store } from '../src/store/store.ts';
import { addressOf } from '../test/browser/site.ts';
import { freshPostgres } from '../test/database.ts';
import { copyEverything } from './copies.ts';
import { type ImportRates, importRates } from './imports.ts';
import { memoryOf } from './process.ts';
import { report } from './stopwatch.ts';
import { loadSynthetic } from './synthetic.ts';
import { createVisitor, type Percentiles, type Visitor } from './visitor.ts';

const root = join(import.meta.dirname, '..');

/** Certificates of one vendor, whatever the size: a larger database has more vendors. */
const A_VENDOR = 250;
const A_LABORATORY = 800;
/** Certificates that are judged one by one; all others are given their verdicts, by turns, because judging is not what is measured. */
const JUDGED = 1000;
/** Of more certificates, all others are copies that PostgreSQL makes of these; pages are asked for of the first ones. */
const COPIED = 25_000;
/** A million certificates with their verdicts do not fit on the disk of a small machine. */
const MOST_JUDGED = 250_000;
/** Pages of one kind that are asked for by turns. */
const ADDRESSES = 120;
const CLIENTS = 8;
/** Until what a server runs is compiled, and its connections know what they are asked. */
const WARM_SECONDS = 8;

interface Sizes {
  readonly sizes: readonly number[];
  /** Of each load. */
  readonly seconds: number;
  /** That are imported on top, twice. */
  readonly files: number;
}

const SIZES: Sizes = { sizes: [1000, 10_000, 100_000], seconds: 15, files: 1000 };
const SMALL: Sizes = { sizes: [200, 1000], seconds: 4, files: 60 };

const KINDS = ['search', 'vendor', 'lot'] as const;
type Kind = (typeof KINDS)[number];

interface Measured {
  readonly certificates: number;
  readonly kind: Kind;
  /** Milliseconds, one request after the other. */
  readonly alone: Percentiles;
  /** Requests a second that were answered at most, of the pages and of the bare route. */
  readonly most: number;
  readonly bare: number;
  /** Milliseconds at half of `most`. */
  readonly half: Percentiles;
  /** Requests a second of addresses that were visited before, with nothing written since. */
  readonly again: number;
  readonly errors: number;
  /** Megabytes of the server after all. */
  readonly memory: number;
}

/** Private databases on the PostgreSQL that LEAFPROOF_TEST_DATABASE_URL names, one a size. */
export async function serving({
  small,
  sizes: given,
}: {
  readonly small: boolean;
  readonly sizes?: readonly number[] | undefined;
}): Promise<void> {
  const build = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'inherit' });
  if (build.status !== 0) throw new Error('the build failed');
  const { sizes, seconds, files } = { ...(small ? SMALL : SIZES), ...(given && { sizes: given }) };
  const measured: Measured[] = [];
  const imports: (ImportRates & { readonly certificates: number })[] = [];
  await withDatabase(async database => {
    await withoutAnything(database);
    imports.push({ certificates: 0, ...(await importRates(database, 0, files)) });
  });
  for (const certificates of sizes)
    await withDatabase(async database => {
      measured.push(...(await measurePages(database, certificates, seconds)));
      // the same files as on the empty database: both begin with the same lots, vendors and laboratories to be made
      imports.push({ certificates, ...(await importRates(database, 0, files)) });
    });
  pageTable(measured);
  importTable(imports);
  for (const kind of KINDS) {
    const own = measured.filter(each => each.kind === kind);
    const [last, before] = [own.at(-1)!, own.at(-2)];
    if (before !== undefined)
      report(`${kind}: p95 at ${last.certificates} / at ${before.certificates} certificates`, last.alone.p95 / before.alone.p95, {
        below: 2,
      });
    report(`${kind}: p95 at half of what it can answer, ${last.certificates} certificates`, last.half.p95, { below: 50 }, ' ms');
    report(`${kind}: requests a second / of a bare route asking the same`, last.most / last.bare, { atLeast: 0.6 });
  }
}

interface Place {
  readonly url: string;
  readonly folder: string;
}

async function withDatabase(work: (database: Place) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'leafproof-bench-'));
  const database = await freshPostgres();
  try {
    await work({ url: database.url, folder });
  } finally {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function withoutAnything({ url, folder }: Place): Promise<void> {
  const orm = await openOrm({ kind: 'postgresql', url });
  try {
    await migrate(orm);
    await syncRules((await createStore(orm, { dataDir: folder }, null)).em());
  } finally {
    await orm.close();
  }
}

async function measurePages({ url, folder }: Place, certificates: number, seconds: number): Promise<Measured[]> {
  const addresses = await prepare(url, folder, certificates);
  const statements = await recordStatements(url, folder, addresses);
  const measured: Measured[] = [];
  for (const kind of KINDS)
    measured.push(await measureKind({ certificates, kind, seconds, folder, url }, addresses[kind], statements[kind]));
  return measured;
}

type Addresses = Readonly<Record<Kind, readonly string[]>>;

async function prepare(url: string, folder: string, certificates: number): Promise<Addresses> {
  const start = performance.now();
  const orm = await openOrm({ kind: 'postgresql', url });
  try {
    await migrate(orm);
    const store = await createStore(orm, { dataDir: folder }, null);
    const written = Math.min(certificates, COPIED);
    const few = Math.min(written, JUDGED);
    const counts = { vendors: Math.ceil(written / A_VENDOR), laboratories: Math.ceil(written / A_LABORATORY), long: true };
    await loadSynthetic(store, few, counts);
    await syncRules(store.em());
    await queueMissed(store);
    await rejudge(store, { chunk: 200 });
    if (written > few) {
      await loadSynthetic(store, written - few, { ...counts, first: few });
      await giveVerdicts(store);
    }
    // as PostgreSQL does by itself, a while after so much has come in
    await store.em().execute('vacuum analyze');
    await rescore(store);
    // what the pages asked for here show
    await countVendors(store);
    await countFigures(store, { some: async () => [ANALYTES, LOTS] });
    await store.em().execute('vacuum analyze');
    if (certificates > written)
      await copyEverything(store, Math.round(certificates / written) - 1, { verdicts: certificates <= MOST_JUDGED });
    const [size] = await store.em().execute<{ size: string }[]>('select pg_size_pretty(pg_database_size(current_database())) as size');
    console.log(`${certificates} certificates of 50 results, ${size?.size}, ready in ${((performance.now() - start) / 1000).toFixed(0)} s`);
    return await addressesOf(store);
  } finally {
    await orm.close();
  }
}

/** Each sample that waits gets the judging and the verdicts of one of those that were judged. */
async function giveVerdicts(store: Store): Promise<void> {
  await store.transaction(async em => {
    await em.execute(`create temporary table given on commit drop as
      with judged as (select sample_id, row_number() over (order by sample_id) - 1 as place, count(*) over () as total from judging),
        others as (select s.id, row_number() over (order by s.id) - 1 as place from sample s where not exists (select 1 from judging j where j.sample_id = s.id))
      select o.id, j.sample_id as from_id from others o join judged j on j.place = o.place % j.total`);
    await em.execute(`insert into judging (sample_id, law_on, law_on_basis, rules, judged_at)
      select g.id, coalesce(v.reported, j.law_on), j.law_on_basis, j.rules, j.judged_at from given g join judging j on j.sample_id = g.from_id
      join sample s on s.id = g.id join certificate_version v on v.id = s.version_id`);
    await em.execute(`insert into verdict (sample_id, rule_version_id, verdict, lower, upper, unit, needs, caveats, results, recorded_at)
      select g.id, v.rule_version_id, v.verdict, v.lower, v.upper, v.unit, v.needs, v.caveats, v.results, v.recorded_at
      from given g join verdict v on v.sample_id = g.from_id and v.superseded_at is null`);
    await em.execute('delete from rejudging_sample');
  });
}

async function addressesOf(store: Store): Promise<Addresses> {
  const some = async (query: string) => (await store.em().execute<{ key: string }[]>(query)).map(({ key }) => key);
  const own = `select id from organization where slug ~ '^synthetic-vendor-[0-9]+$'`;
  const lots = await some(`select id::text as key from batch where vendor_id in (${own}) order by md5(id::text) limit ${ADDRESSES}`);
  const codes = await some(`select code as key from batch order by md5(code) limit ${ADDRESSES}`);
  const vendors = await some(`select slug as key from organization where id in (${own}) order by md5(slug) limit ${ADDRESSES}`);
  return {
    // a lot by its code, what a vendor has, what a form has, everything
    search: codes.map(
      (code, i) =>
        [
          `/search?q=${code}`,
          `/search?vendor=${vendors[i % vendors.length]}`,
          `/search?form=powder&from=20${22 + (i % 4)}-01-01`,
          '/search',
        ][i % 4]!,
    ),
    vendor: vendors.map(slug => `/vendors/${slug}`),
    lot: lots.map(id => `/lots/${id}`),
  };
}

/** What the pages ask the database, recorded where it goes out; a request each, before anything is measured. */
async function recordStatements(url: string, folder: string, addresses: Addresses): Promise<Record<Kind, string[][]>> {
  const file = join(folder, 'addresses.json');
  await writeFile(file, JSON.stringify(addresses));
  const run = spawnSync(process.execPath, [join(root, 'bench/record-statements.ts'), file], {
    // as texts that can be asked anywhere
    env: { ...settings(url, folder), DATABASE_PLANS: 'off' },
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (run.status !== 0) throw new Error('the statements of the pages could not be recorded');
  return JSON.parse(run.stdout) as Record<Kind, string[][]>;
}

const settings = (url: string, folder: string): Record<string, string> => ({
  ...{ PATH: process.env.PATH ?? '', DATABASE_URL: url, DATA_DIR: folder, PORT: '0', NODE_ENV: 'production' },
  ...{ LOG_LEVEL: 'silent', LEAFPROOF_SAMPLES: 'off', LEAFPROOF_RATE_LIMIT: '100000', LEAFPROOF_WORK: 'off', LEAFPROOF_SNAPSHOTS: 'off' },
});

interface Run {
  readonly certificates: number;
  readonly kind: Kind;
  readonly seconds: number;
  readonly folder: string;
  readonly url: string;
}

async function measureKind(run: Run, addresses: readonly string[], statements: readonly (readonly string[])[]): Promise<Measured> {
  const file = join(run.folder, `${run.kind}.json`);
  await writeFile(file, JSON.stringify(statements));
  const bare = await withServer([join(root, 'bench/bare-route.ts'), file], run, async (_server, visitor, base) => {
    const paths = statements.map((_, i) => `${base}/${i}`);
    await visitor.load(paths, { seconds: WARM_SECONDS, clients: CLIENTS });
    return (await visitor.load(paths, { seconds: run.seconds, clients: CLIENTS })).rate;
  });
  return withServer([join(root, 'dist/src/cli.js'), 'serve'], run, async (server, visitor, base) => {
    const paths = addresses.map(address => base + address);
    await visitor.load(paths, { seconds: WARM_SECONDS, clients: CLIENTS });
    const alone = await visitor.load(paths, { seconds: run.seconds, clients: 1 });
    const full = await visitor.load(paths, { seconds: run.seconds, clients: CLIENTS });
    const half = await visitor.load(paths, { seconds: run.seconds, rate: full.rate / 2 });
    const again = await visitor.load(paths, { seconds: run.seconds, clients: CLIENTS, again: true });
    return {
      ...{ certificates: run.certificates, kind: run.kind, bare },
      ...{
        alone: alone.times,
        most: full.rate,
        half: half.times,
        again: again.rate,
        errors: alone.errors + full.errors + half.errors + again.errors,
        memory: memoryOf(server),
      },
    };
  });
}

async function withServer<T>(
  args: readonly string[],
  { url, folder }: Run,
  work: (server: ChildProcess, visitor: Visitor, base: string) => Promise<T>,
): Promise<T> {
  const server = spawn(process.execPath, [...args], { cwd: root, env: settings(url, folder), stdio: ['ignore', 'pipe', 'inherit'] });
  const visitor = createVisitor();
  try {
    return await work(server, visitor, await addressOf(server.stdout!));
  } finally {
    visitor.close();
    if (server.exitCode === null && server.kill('SIGTERM')) await once(server, 'exit');
  }
}

function pageTable(measured: readonly Measured[]): void {
  const headings = [
    'certificates',
    'page',
    'p50',
    'p95',
    'most/s',
    'bare/s',
    'ratio',
    'p50 at half',
    'p95 at half',
    'again/s',
    'errors',
    'RSS MB',
  ];
  const lines = measured.map(({ certificates, kind, alone, most, bare, half, again, errors, memory }) => [
    ...[String(certificates), kind, alone.p50.toFixed(1), alone.p95.toFixed(1), most.toFixed(0), bare.toFixed(0), (most / bare).toFixed(2)],
    ...[half.p50.toFixed(1), half.p95.toFixed(1), again.toFixed(0), String(errors), memory.toFixed(0)],
  ]);
  printTable([headings, ...lines]);
}

/** Files a second, and what is hoped for of them. */
function importTable(imports: readonly (ImportRates & { readonly certificates: number })[]): void {
  const lines = imports.map(({ certificates, read, one, two }) => [String(certificates), ...[read, one, two].map(rate => rate.toFixed(1))]);
  printTable([['certificates', 'read alone, 2 readers', 'imported, 1 reader', 'imported, 2 readers'], ...lines]);
  const [empty, full] = [imports[0]!, imports.at(-1)!];
  report(`import: files a second on ${full.certificates} certificates / on none`, full.two / empty.two, { atLeast: 0.8 });
  report('import: of the rate of reading alone', full.two / full.read, { atLeast: 0.7 });
  report('import: two readers / one', full.two / full.one, { atLeast: 1.3 });
}

function printTable(lines: readonly (readonly string[])[]): void {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map(line => line[column]!.length)));
  for (const line of lines) console.log(line.map((cell, column) => cell.padStart(widths[column]!)).join('  '));
}
