/** What is kept ready for pages follows whatever is done, in the same transaction. */
import { correctHeader } from '../../src/ingest/correct-header.ts';
import { addAlias, historyOf, mergeOrganizations, undoChange } from '../../src/ingest/identity.ts';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { acceptCertificate, rejectCertificate } from '../../src/ingest/review.ts';
import { removeSamples } from '../../src/ingest/samples.ts';
import { takeDown } from '../../src/ingest/takedown.ts';
import { onPostgres, openTestStore, type TestStore } from '../database.ts';
import { fileOf, plainPool, type Report } from '../ingest/outcome.ts';
import { differencesKept } from '../kept.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => store.close());
beforeEach(async () => store.clear());

const BY = { actor: 'Ann', reason: 'compared with the page' };
const { pool } = plainPool();

const REPORT: Report = {
  ...{ number: 'R-1', brand: 'Old Leaf', name: 'Red Powder', lot: 'L-1', laboratory: 'North Lab', reported: '2025-03-04' },
  rows: [{ name: 'Lead', value: '0.35' }],
};

async function ingest(report: Partial<Report> = {}, { isSample = false, held = false } = {}): Promise<string> {
  const whole = { ...REPORT, ...report };
  const file = { ...fileOf(`${whole.number}.pdf`, [whole]), isSample, held };
  return (await ingestFile({ store, pool }, file)).certificates[0]!.id;
}

const lots = () =>
  store
    .em()
    .execute<{ code: string; certificates: number; latest: string; words: string }[]>(
      'select code, certificates, latest::text as latest, words from public_lot order by code, words',
    );
const kept = async () => {
  expect(await differencesKept(store)).toEqual([]);
  return lots();
};

test('an import is there at once; two certificates of one lot are one row', async () => {
  await ingest();
  await ingest({ number: 'R-2', reported: '2025-04-01', laboratory: 'South Lab' });
  await ingest({ number: 'R-3', lot: 'L-2', reported: undefined });
  expect(await kept()).toEqual([
    { code: 'L1', certificates: 2, latest: '2025-04-01', words: 'red powder old leaf north lab south lab' },
    { code: 'L2', certificates: 1, latest: '0001-01-01', words: 'red powder old leaf north lab' },
  ]);
});

test('what waits for a person is not there before it is accepted, and no longer when it is rejected', async () => {
  const id = await ingest({}, { held: true });
  expect(await kept()).toEqual([]);
  await acceptCertificate(store, id, BY);
  expect(await kept()).toHaveLength(1);
  await rejectCertificate(store, id, BY);
  expect(await kept()).toEqual([]);
});

test('a corrected lot and date count from then on', async () => {
  const id = await ingest();
  await correctHeader(store, { certificate: id, sample: 0 }, { lot: 'L-9', 'dates/reported': '2024-12-31' }, BY);
  expect(await kept()).toMatchObject([{ code: 'L9', latest: '2024-12-31' }]);
});

test('a takedown takes it away', async () => {
  const id = await ingest();
  await takeDown(store, id, BY);
  expect(await kept()).toEqual([]);
});

test('a merge moves lots to the other vendor, undoing it moves them back; another name is no other lot', async () => {
  await ingest();
  await ingest({ number: 'R-2', brand: 'New Leaf', lot: 'L-2' });
  await mergeOrganizations(store, 'old-leaf', 'new-leaf', BY);
  expect((await kept()).map(({ words }) => words)).toEqual(['red powder new leaf north lab', 'red powder new leaf north lab']);
  const [merge] = await historyOf(store.em(), 'new-leaf');
  await undoChange(store, merge!.id, BY);
  expect((await kept()).map(({ words }) => words)).toEqual(['red powder old leaf north lab', 'red powder new leaf north lab']);
  await addAlias(store, 'new-leaf', 'Newest Leaf', BY);
  expect(await kept()).toHaveLength(2);
});

test('sample data goes with its certificates', async () => {
  await ingest({}, { isSample: true });
  await ingest({ number: 'R-2', brand: 'Real Leaf', lot: 'L-2' });
  expect(await kept()).toHaveLength(2);
  await removeSamples(store, 'test');
  expect(await kept()).toMatchObject([{ code: 'L2' }]);
});

test('what is called otherwise is found by the new name', async () => {
  await ingest();
  await store.em().execute(`update organization set folded = 'renamed lab' where slug = 'north-lab'`);
  await store.em().execute(`update product set folded = 'renamed powder'`);
  expect(await kept()).toMatchObject([{ words: 'renamed powder old leaf renamed lab' }]);
});

(onPostgres ? test : test.skip)('of two transactions that change one sample at once, the second sees what the first did', async () => {
  const id = await ingest();
  const [{ sample, vendor } = { sample: '', vendor: '' }] = await store
    .em()
    .execute<{ sample: string; vendor: string }[]>(
      `select s.id as sample, s.vendor_id as vendor from public_sample s where s.certificate_id = ?`,
      [id],
    );
  let go = () => {};
  const held = new Promise<void>(resolve => {
    go = resolve;
  });
  const first = store.transaction(async em => {
    await em.execute(`update certificate_version set reported = '2020-01-01', dated_on = '2020-01-01' where certificate_id = ?`, [id]);
    await held;
  });
  const second = store.transaction(async em => {
    await em.execute(`update sample_of set superseded_at = now() where sample_id = ? and vendor_id = ?`, [sample, vendor]);
  });
  setTimeout(go, 300);
  await Promise.all([first, second]);
  await kept();
});
