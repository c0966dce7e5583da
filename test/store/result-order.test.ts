/** Results in the order of their reports' days and of their amounts, page by page. */
import fc from 'fast-check';
import { loadSynthetic } from '../../bench/synthetic.ts';
import { parseFilter } from '../../src/query/parse.ts';
import { BadCursor } from '../../src/store/cursor.ts';
import { NotComparable, RESULT_ORDERS, type ResultOrder } from '../../src/store/result-order.ts';
import { listResults } from '../../src/store/results.ts';
import { rows, sql } from '../../src/store/sql.ts';
import type { ResultRow } from '../../src/store/views.ts';
import { resultsMeeting } from '../../src/store/walk.ts';
import { openTestStore, type TestStore } from '../database.ts';

let store: TestStore;
/** Of each certificate; null for one without. */
let days: Map<string, string | null>;

beforeAll(async () => {
  store = await openTestStore();
  await loadSynthetic(store, 14);
  const em = store.em();
  await em.execute('update certificate_version set dated_on = null where id in (select id from certificate_version order by id limit 4)');
  // several of one amount, some below a limit, one in a unit of its own
  await em.execute(`update result set number = 0.25, lower = 0.25, upper = 0.25
    where id in (select id from result where analyte_id = 'lead' and number is not null order by id limit 5)`);
  await em.execute(
    `update result set number = null, kind = 'below_limit', finding = jsonb_set(finding, '{kind}', '"below_limit"'), lower = 0 where id in (select id from result where analyte_id = 'lead' order by id desc limit 3)`,
  );
  await em.execute(`update result set unit = 'ug/dose' where id in (select id from result where analyte_id = 'lead' order by id limit 1)`);
  const dated = await rows<{ id: string; day: string | null }>(
    em,
    sql`select certificate_id as id, dated_on::text as day from public_sample`,
  );
  days = new Map(dated.map(({ id, day }) => [id, day]));
}, 60_000);
afterAll(() => store.close());

const day = ({ certificate }: ResultRow): string => days.get(certificate) ?? '';
const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const EXPECTED: Record<ResultOrder, (results: readonly ResultRow[]) => ResultRow[]> = {
  recorded: results => results.toSorted((a, b) => byText(a.id, b.id)),
  newest: results => results.toSorted((a, b) => byText(day(b), day(a)) || byText(b.id, a.id)),
  highest: results =>
    results
      .filter(({ unit, lower }) => unit === 'mg/kg' && lower !== null)
      .toSorted((a, b) => Number(b.lower) - Number(a.lower) || byText(b.id, a.id)),
};

const FILTERS = ['analyte:lead', 'analyte:lead and possibly < 0.3 mg/kg', '(analyte:lead) and not form:extract'];

test('each order walks through the same results, however long its pages', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...RESULT_ORDERS),
      fc.constantFrom(...FILTERS),
      fc.integer({ min: 1, max: 9 }),
      async (order, text, limit) => {
        const filter = parseFilter(text);
        const all = (await resultsMeeting(store.em(), { filter }, { limit: 10_000 })).items;
        const walked: ResultRow[] = [];
        for (let cursor: string | null = null; ; ) {
          const slice = await resultsMeeting(store.em(), { filter }, { limit, cursor }, order);
          walked.push(...slice.items);
          if (slice.next === null) break;
          cursor = slice.next;
        }
        expect(walked).toEqual(EXPECTED[order](all));
      },
    ),
    { numRuns: 25 },
  );
});

test('there are results without a day, of one amount, below a limit and in another unit', async () => {
  const { items } = await listResults(store.em(), { analyte: 'lead' }, { limit: 1000 });
  expect(items.some(result => day(result) === '')).toBe(true);
  expect(items.filter(({ lower }) => Number(lower) === 0.25).length).toBeGreaterThan(2);
  expect(items.filter(({ lower }) => lower !== null && Number(lower) === 0).length).toBeGreaterThan(2);
  expect(EXPECTED.highest(items).length).toBeLessThan(items.length);
});

test('amounts have an order only where they are of one analyte with a unit', async () => {
  const highest = (text: string) => resultsMeeting(store.em(), { filter: parseFilter(text) }, { limit: 5 }, 'highest');
  for (const text of ['panel:metals', 'analyte:lead,cadmium', 'analyte:lead or analyte:cadmium', 'not analyte:lead', 'has(analyte:lead)'])
    await expect([text, await highest(text).catch((error: unknown) => error)]).toEqual([text, expect.any(NotComparable)]);
  await expect(listResults(store.em(), {}, { limit: 5 }, { order: 'highest' })).rejects.toThrow('name it in the filter, e.g. analyte:lead');
});

test('a cursor of another order is refused', async () => {
  const { next } = await listResults(store.em(), { analyte: 'lead' }, { limit: 2 }, { order: 'highest' });
  await expect(listResults(store.em(), { analyte: 'lead' }, { limit: 2, cursor: next }, { order: 'newest' })).rejects.toThrow(BadCursor);
  await expect(listResults(store.em(), { analyte: 'lead' }, { limit: 2, cursor: next })).rejects.toThrow(BadCursor);
});
