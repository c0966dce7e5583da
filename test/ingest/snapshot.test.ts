/** A snapshot of the samples: made, read by readers of other people, verified, compared. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { loadSamples } from '../../src/ingest/samples.ts';
import { makeSnapshot, NothingPublic, type SnapshotMade } from '../../src/ingest/snapshot.ts';
import { type RowChange, snapshotDifferences } from '../../src/ingest/snapshot-diff.ts';
import { verifySnapshot } from '../../src/ingest/snapshot-verify.ts';
import { takeDown } from '../../src/ingest/takedown.ts';
import { openSnapshot, summaryOf, takenDownIn } from '../../src/store/snapshots.ts';
import { openTestStore, type TestStore } from '../database.ts';
import { sharedPool } from '../readers.ts';

let store: TestStore;
const pool = sharedPool();
let out: string;
let made: SnapshotMade;

beforeAll(async () => {
  store = await openTestStore();
  out = await mkdtemp(join(tmpdir(), 'leafproof-snapshot-'));
  await loadSamples({ store, pool });
  made = await makeSnapshot(store, { out, samples: true });
}, 300_000);
afterAll(async () => {
  await store.close();
  await rm(out, { recursive: true, force: true });
});

const file = (path: string, folder = made.folder) => readFile(join(folder, path), 'utf8');
const table = async (name: string): Promise<Record<string, string>[]> => parse(await file(`${name}.csv`), { columns: true });

test('it verifies: hashes, schemas, keys, references, scores and verdicts', async () => {
  const verified = await verifySnapshot(made.folder);
  expect(verified.findings).toEqual([]);
  expect(verified).toMatchObject({ id: made.id, samples: true, verdictsOfOtherRules: 0 });
  expect(verified.verdictsRecomputed).toBe(made.rows.verdicts);
  expect(verified.verdictsRecomputed).toBeGreaterThan(100);
  expect(verified.vendorsScored).toBeGreaterThan(2);
}, 120_000);

test('made again it is the same bytes; nothing is left behind', async () => {
  const elsewhere = join(out, 'again');
  const again = await makeSnapshot(store, { out: elsewhere, samples: true });
  expect(again).toMatchObject({ id: made.id, known: false });
  for (const path of await readdir(made.folder)) expect([path, await file(path, again.folder)]).toEqual([path, await file(path)]);
  expect(await readdir(elsewhere)).toEqual([made.id]);
  expect(await makeSnapshot(store, { out: elsewhere, samples: true })).toMatchObject({ id: made.id, known: true });
}, 120_000);

test('of real data there is none, and samples never stand in for it', async () => {
  await expect(makeSnapshot(store, { out, samples: false })).rejects.toThrow(NothingPublic);
  for (const { is_sample } of await table('results')) expect(is_sample).toBe('true');
  expect(JSON.parse(await file('datapackage.json'))).toMatchObject({
    name: 'leafproof-samples',
    title: expect.stringContaining('invented'),
    'leafproof:snapshot': { samples: true },
  });
});

test('DuckDB reads the same results from CSV and Parquet, and joins the tables', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const query = async (sql: string) => (await connection.runAndReadAll(sql.replaceAll('$', `${made.folder}/`))).getRowObjectsJson();
  const [counted] = await query(`select (select count(*) from '$results.parquet')::int as parquet,
    (select count(*) from '$results.parquet' p join read_csv('$results.csv', all_varchar = true) c
      on c.result_id = p.result_id and c.lo is not distinct from p.lo and c.hi is not distinct from p.hi and c.kind = p.kind)::int as same`);
  expect(counted).toEqual({ parquet: made.rows.results, same: made.rows.results });
  const [joined] = await query(`select count(*)::int as verdicts from read_csv('$verdicts.csv', all_varchar = true) v
    join read_csv('$rules.csv', all_varchar = true) r using (rule, rule_fingerprint)
    join read_csv('$samples-wide.csv', all_varchar = true) s using (sample_id)
    join read_csv('$certificates.csv', all_varchar = true) c on c.document_id = s.document_id`);
  expect(joined).toEqual({ verdicts: made.rows.verdicts });
});

test('the wide table has the bounds of the long one', async () => {
  const long = await table('results');
  const wide = await table('samples-wide');
  expect(wide).toHaveLength(made.rows['samples-wide']!);
  let compared = 0;
  for (const row of wide) {
    const own = long.filter(
      each =>
        each.document_id === row.document_id &&
        each.sample_index === row.sample_index &&
        each.analyte === 'mitragynine' &&
        each.unit === 'mg/g' &&
        ['as_received', 'unknown'].includes(each.basis!) &&
        !/^(not_|text|invalid)/.test(each.kind!.replace('not_detected', 'nd')),
    );
    expect(row.mitragynine_results).toBe(String(own.length));
    if (own.length !== 1) continue;
    expect([row.mitragynine_lo, row.mitragynine_hi]).toEqual([own[0]!.lo, own[0]!.hi]);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(5);
});

describe('changed afterwards', () => {
  const change = async (alter: (folder: string) => Promise<unknown>) => {
    const folder = join(out, 'changed');
    await rm(folder, { recursive: true, force: true });
    await cp(made.folder, folder, { recursive: true });
    await alter(folder);
    return (await verifySnapshot(folder)).findings;
  };

  test('one byte of any file is found', async () => {
    for (const path of (await readdir(made.folder)).filter(name => name !== 'datapackage.json')) {
      const findings = await change(async folder => {
        const bytes = await readFile(join(folder, path));
        bytes[bytes.length >> 1]! ^= 1;
        await writeFile(join(folder, path), bytes);
      });
      expect(findings).toEqual([expect.stringContaining(`${path}: has the SHA-256`)]);
    }
  }, 120_000);

  test('a missing and an added file are found, and a manifest under another name', async () => {
    expect(await change(folder => rm(join(folder, 'lots.csv')))).toEqual(['lots.csv: is missing']);
    expect(await change(folder => writeFile(join(folder, 'more.csv'), ''))).toEqual(['more.csv: is not in the manifest']);
    const renamed = join(out, 'f'.repeat(64));
    await cp(made.folder, renamed, { recursive: true });
    expect((await verifySnapshot(renamed)).findings).toEqual([expect.stringContaining(`gives the identifier ${made.id}`)]);
    await rm(renamed, { recursive: true });
  });
});

test('a takedown leaves the next snapshot, row by row, and the earlier one is not handed out any more', async () => {
  const [certificate] = await table('certificates');
  const sha256 = certificate!.document_sha256!;
  const before = await openSnapshot(made.folder);
  expect(await takenDownIn(store.em(), summaryOf(before))).toEqual([]);
  await takeDown(store, sha256, { actor: 'test', reason: 'a test' });
  const next = await makeSnapshot(store, { out, samples: true });
  expect(next.id).not.toBe(made.id);
  const after = await openSnapshot(next.folder);
  const changes: RowChange[] = [];
  for await (const change of snapshotDifferences(before, after)) changes.push(change);
  const gone = (await table('results')).filter(row => row.document_sha256 === sha256);
  const own = changes.filter(({ table: name }) => name === 'results');
  expect(own).toEqual(
    gone.map(row => ({ table: 'results', change: 'removed', key: { result_id: row.result_id }, before: row, after: null })),
  );
  expect(changes.filter(({ table: name }) => name === 'certificates').map(({ change, key }) => [change, key.document_id])).toEqual(
    expect.arrayContaining([['removed', certificate!.document_id]]),
  );
  expect(changes.some(({ change }) => change === 'added')).toBe(false);
  expect(await takenDownIn(store.em(), summaryOf(before))).toEqual([sha256]);
  expect(await takenDownIn(store.em(), summaryOf(after))).toEqual([]);
  expect((await verifySnapshot(next.folder)).findings).toEqual([]);
}, 120_000);
