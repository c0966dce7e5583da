import { confirmValue, correctValue } from '../../src/ingest/correct.ts';
import { correctHeader } from '../../src/ingest/correct-header.ts';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { rereadCandidates, rereadFile } from '../../src/ingest/reread.ts';
import { acceptCertificate } from '../../src/ingest/review.ts';
import { findCertificate } from '../../src/store/certificate.ts';
import { assertionsOf, openProposals } from '../../src/store/correction.ts';
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

const ANN = { actor: 'Ann', reason: 'compared with the page' };
const ALKALOID = { unit: 'mg/g', panel: 'alkaloids' } as const;
const REPORT: Report = {
  number: 'R-1',
  brand: 'Brand',
  name: 'Thing',
  lot: 'L-1',
  reported: '2025-03-04',
  rows: [
    { name: 'Mitragynine', value: '1.42', ...ALKALOID },
    { name: 'Speciogynine', value: '0.5', doubts: ['column-guessed'], ...ALKALOID },
  ],
};

async function corrected(): Promise<string> {
  const { certificates } = await ingestFile({ store, pool: reader.pool }, fileOf('a.pdf', [REPORT]));
  const certificate = certificates[0]?.id ?? '';
  await correctValue(store, { certificate, sample: 0, line: 0 }, { value: '14.2' }, ANN);
  await correctHeader(store, { certificate, sample: 0 }, { lot: 'L-9' }, ANN);
  await confirmValue(store, { certificate, sample: 0, line: 1 }, ANN);
  await acceptCertificate(store, certificate, ANN);
  return certificate;
}

async function reread(edit: (rows: Report['rows']) => Report['rows'], promote = true) {
  reader.version = 2;
  reader.edit = reports => reports.map(report => ({ ...report, rows: edit(report.rows) }));
  const [file] = await rereadCandidates(store.em(), [{ id: 'test', version: 2 }], false);
  if (file === undefined) throw new Error('the file is there');
  return rereadFile({ store, pool: reader.pool }, file, { actor: 'tester', promote });
}

const whole = async (id: string) => findCertificate(store.em(), id, { includeUnpublished: true });
const standing = async (id: string) =>
  (await assertionsOf(store.em(), id)).filter(one => one.supersededAt === null).map(({ field, value }) => [field, value]);

test('a correction survives where the machine reads the same again, also on another line', async () => {
  const id = await corrected();
  const done = await reread(rows => [{ name: 'Paynantheine', value: '0.1', ...ALKALOID }, ...rows]);
  expect(done.certificates[0]?.differences.map(({ result, field }) => [result, field])).toEqual([['Paynantheine', 'result']]);
  const after = await whole(id);
  expect(after?.samples[0]?.results.map(result => [result.printed.name, result.number])).toEqual([
    ['Paynantheine', '0.1'],
    ['Mitragynine', '14.2'],
    ['Speciogynine', '0.5'],
  ]);
  expect(after).toMatchObject({ state: 'public', lots: [{ code: 'L-9' }] });
  expect(await standing(id)).toEqual(
    expect.arrayContaining([
      ['samples/0/results/1/value', '14.2'],
      ['samples/0/results/2/confirmed', '0.5'],
      ['samples/0/lot', 'L-9'],
    ]),
  );
});

test('nothing changes while it is only compared', async () => {
  const id = await corrected();
  expect(await reread(rows => rows, false)).toMatchObject({ outcome: 'same', promoted: false });
  expect((await whole(id))?.samples[0]?.results[0]?.number).toBe('14.2');
  expect(await standing(id)).toHaveLength(3);
});

test('a newer reading that contradicts both waits for a person, and says why', async () => {
  const id = await corrected();
  const done = await reread(([first, ...rest]) => [{ ...first, name: 'Mitragynine', value: '142' }, ...rest]);
  expect(done.certificates).toMatchObject([{ state: 'needs-review' }]);
  const after = await whole(id);
  expect(after?.samples[0]?.results[0]?.number).toBe('142');
  expect(after?.problems).toMatchObject([{ code: 'correction-conflict', severity: 'error' }]);
  expect(after?.problems[0]?.message).toContain('Ann said “14.2” where “1.42” was read');
  expect(await assertionsOf(store.em(), id)).toContainEqual(expect.objectContaining({ value: '14.2', supersededAt: expect.any(String) }));
});

test('a newer reading that agrees with the person keeps the correction', async () => {
  const id = await corrected();
  const done = await reread(([first, ...rest]) => [{ ...first, name: 'Mitragynine', value: '14.2' }, ...rest]);
  expect(done).toMatchObject({ outcome: 'same', certificates: [{ state: 'public' }] });
  expect((await whole(id))?.samples[0]?.results[0]?.number).toBe('14.2');
});

test('a change that waited for a second person is to be proposed anew: its line may be another one', async () => {
  const { certificates } = await ingestFile(
    { store, pool: reader.pool },
    fileOf('a.pdf', [{ ...REPORT, rows: [{ name: 'Lead', value: '0.35' }] }]),
  );
  const certificate = certificates[0]?.id ?? '';
  expect(await correctValue(store, { certificate, sample: 0, line: 0 }, { value: '3.5' }, ANN)).toMatchObject({ outcome: 'proposed' });
  expect(await openProposals(store.em(), certificate)).toHaveLength(1);
  await reread(rows => [{ name: 'Cadmium', value: '0.1' }, ...rows]);
  expect(await openProposals(store.em(), certificate)).toEqual([]);
});
