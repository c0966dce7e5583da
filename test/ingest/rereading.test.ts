import { correctValue } from '../../src/ingest/correct.ts';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { rereadCandidates, rereadFile } from '../../src/ingest/reread.ts';
import { keepReading, promoteRereading } from '../../src/ingest/rereading.ts';
import { removeSamples } from '../../src/ingest/samples.ts';
import { findCertificate } from '../../src/store/certificate.ts';
import { openRereadings } from '../../src/store/rereading.ts';
import { openTestStore, type TestStore } from '../database.ts';
import { fileOf, type PlainPool, plainPool, type Report } from './outcome.ts';

let store: TestStore;
let reader: PlainPool;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => store.close());
beforeEach(async () => {
  await store.clear();
  reader = plainPool();
});

const ANN = { actor: 'Ann (key 1)', reason: 'compared with the page' };
const ALKALOID = { unit: 'mg/g', panel: 'alkaloids' } as const;
const REPORT: Report = {
  number: 'R-1',
  brand: 'Brand',
  name: 'Thing',
  lot: 'L-1',
  rows: [{ name: 'Mitragynine', value: '1.42', ...ALKALOID }],
};

async function reread(value: string, isSample = false): Promise<string> {
  const { certificates } = await ingestFile({ store, pool: reader.pool }, { ...fileOf('a.pdf', [REPORT]), isSample });
  await compare(2, value);
  return certificates[0]?.id ?? '';
}

async function compare(version: number, value: string) {
  reader.version = version;
  reader.edit = reports => reports.map(report => ({ ...report, rows: report.rows.map(row => ({ ...row, value })) }));
  const [file] = await rereadCandidates(store.em(), [{ id: 'test', version }], false);
  if (file === undefined) throw new Error('the file is a candidate');
  return rereadFile({ store, pool: reader.pool }, file, { actor: 'operator', promote: false });
}

const waiting = async () => (await openRereadings(store.em(), { limit: 10 })).items;
const number = async (id: string) =>
  (await findCertificate(store.em(), id, { includeUnpublished: true }))?.samples[0]?.results[0]?.number ?? null;

test('a new reading waits with its differences, and is current once a reviewer says so', async () => {
  const id = await reread('14.2');
  const [seen, ...others] = await waiting();
  expect(others).toEqual([]);
  expect(seen).toMatchObject({ fileName: 'a.pdf', importer: 'test', importerVersion: 2, outcome: 'changed', certificates: [{ id }] });
  expect(seen?.certificates[0]?.differences).toContainEqual({
    sample: 0,
    result: 'Mitragynine',
    field: 'value',
    before: '1.42',
    after: '14.2',
  });
  expect(await number(id)).toBe('1.42');
  const parts = { store, pool: reader.pool };
  await expect(promoteRereading(parts, seen?.id ?? '', { ...ANN, reason: '' })).rejects.toMatchObject({ code: 'no-reason' });
  expect(await promoteRereading(parts, seen?.id ?? '', ANN)).toMatchObject({ promoted: true, outcome: 'changed' });
  expect(await number(id)).toBe('14.2');
  expect(await waiting()).toEqual([]);
  await expect(promoteRereading(parts, seen?.id ?? '', ANN)).rejects.toMatchObject({ code: 'not-found' });
});

test('is not promoted when it differs in anything else by then', async () => {
  const id = await reread('14.2');
  const [seen] = await waiting();
  await correctValue(store, { certificate: id, sample: 0, line: 0 }, { value: '1.43' }, ANN);
  const promote = promoteRereading({ store, pool: reader.pool }, seen?.id ?? '', ANN);
  await expect(promote).rejects.toMatchObject({ code: 'changed-meanwhile' });
  expect(await number(id)).toBe('1.43');
  await compare(3, '14.3');
  expect((await waiting()).map(({ importerVersion }) => importerVersion)).toEqual([3]);
});

test('the old one is kept where a reviewer says so; samples take what waits with them', async () => {
  const id = await reread('14.2', true);
  await keepReading(store, (await waiting())[0]?.id ?? '', ANN);
  expect(await waiting()).toEqual([]);
  expect(await number(id)).toBe('1.42');
  await compare(3, '14.3');
  expect(await waiting()).toHaveLength(1);
  await removeSamples(store, 'tester');
  expect(await store.em().execute('select count(*)::int as n from rereading')).toEqual([{ n: 0 }]);
});

test('that says the same leaves nothing to decide', async () => {
  await reread('1.42');
  expect(await waiting()).toEqual([]);
});
