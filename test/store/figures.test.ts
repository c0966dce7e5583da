/** Numbers that are counted in the background: what is kept equals what is counted, and says when it is not of now. */
import { mergeOrganizations } from '../../src/ingest/identity.ts';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { countFigures } from '../../src/ingest/keep-figures.ts';
import { takeDown } from '../../src/ingest/takedown.ts';
import { COUNTS, everyFigure } from '../../src/store/figure-kinds.ts';
import { type FigureKind, figureOf, hasStaleFigures, keptFigureOf } from '../../src/store/figures.ts';
import { openTestStore, type TestStore } from '../database.ts';
import { fileOf, plainPool, type Report } from '../ingest/outcome.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => store.close());
beforeEach(async () => store.clear());

const BY = { actor: 'Ann', reason: 'compared with the page' };
const { pool } = plainPool();

async function ingest(report: Partial<Report>): Promise<string> {
  const whole = { brand: 'Old Leaf', name: 'Red Powder', lot: 'L-1', laboratory: 'North Lab', reported: '2025-03-04', ...report };
  const rows = [
    { name: 'Lead', value: '0.35' },
    { name: 'Cadmium', value: '<0.05', loq: '0.05' },
  ];
  return (await ingestFile({ store, pool }, fileOf(`${report.number}.pdf`, [{ ...whole, rows }]))).certificates[0]!.id;
}

/** Every figure as it is kept, and as it is counted now. */
async function keptAndCounted(): Promise<readonly (readonly [name: string, kept: unknown, counted: unknown])[]> {
  const all = await everyFigure(store.em());
  return Promise.all(
    all.map(async kind => {
      const [found] = await store.em().execute<{ body: unknown }[]>('select body from figure where name = ?', [kind.name]);
      return [kind.name, found?.body, JSON.parse(JSON.stringify(await kind.count(store.em())))] as const;
    }),
  );
}

test('what is kept equals what is counted after an import, a merge and a takedown; nothing is counted twice', async () => {
  const first = await ingest({ number: 'R-1' });
  await ingest({ number: 'R-2', brand: 'New Leaf', lot: 'L-2', laboratory: 'South Lab' });
  const steps: (() => Promise<unknown>)[] = [
    async () => {},
    () => mergeOrganizations(store, 'old-leaf', 'new-leaf', BY),
    () => takeDown(store, first, BY),
  ];
  for (const step of steps) {
    await step();
    expect(await hasStaleFigures(store.em())).toBe(true);
    expect(await countFigures(store)).toBeGreaterThan(10);
    expect(await hasStaleFigures(store.em())).toBe(false);
    expect(await countFigures(store)).toBe(0);
    for (const [name, kept, counted] of await keptAndCounted()) expect({ name, value: kept }).toEqual({ name, value: counted });
  }
  expect((await figureOf(store.em(), COUNTS)).value).toMatchObject({ certificates: 1, vendors: 1, laboratories: 1 });
});

test('one that takes long is shown as it was, with its moment; one that is quickly counted is counted anew', async () => {
  await ingest({ number: 'R-1' });
  await countFigures(store);
  expect(await figureOf(store.em(), COUNTS)).toMatchObject({ value: { certificates: 1 }, countedAt: null });
  await store.em().execute(`update figure set milliseconds = 5000`);
  await ingest({ number: 'R-2', lot: 'L-2' });
  const { value, countedAt } = await figureOf(store.em(), COUNTS);
  expect(value).toMatchObject({ certificates: 1 });
  expect(countedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  await store.em().execute(`update figure set milliseconds = 1`);
  expect(await keptFigureOf(store.em(), COUNTS)).toBeNull();
  expect(await figureOf(store.em(), COUNTS)).toMatchObject({ value: { certificates: 2 }, countedAt: null });
});

test('a change while something is counted is not lost', async () => {
  await ingest({ number: 'R-1' });
  const late: FigureKind<number> = {
    name: 'late',
    async count() {
      await ingest({ number: 'R-2', lot: 'L-2' });
      return 1;
    },
  };
  await countFigures(store, { some: async () => [late] });
  expect(await hasStaleFigures(store.em())).toBe(true);
});
