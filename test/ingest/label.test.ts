import { ingestFile } from '../../src/ingest/ingest.ts';
import { LabelError, type Statement, stateLabel } from '../../src/ingest/label.ts';
import { judgeLot } from '../../src/store/judged.ts';
import { samplesWhere } from '../../src/store/judged-sample.ts';
import { labelFacts } from '../../src/store/label.ts';
import { RULES, syncRules } from '../../src/store/rules.ts';
import { sql } from '../../src/store/sql.ts';
import { openTestStore, type TestStore } from '../database.ts';
import { fileOf, plainPool, type Report } from './outcome.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => store.close());
beforeEach(async () => {
  await store.clear();
  await syncRules(store.em(), RULES);
});

const REPORT: Report = {
  ...{ number: 'R-1', brand: 'Brand', name: 'Thing', lot: 'L-1', reported: '2026-06-04' },
  rows: [{ name: '7-Hydroxymitragynine', value: '0.4', unit: 'mg/g', panel: 'alkaloids' }],
};
const ingest = async (report: Report = REPORT) => ingestFile({ store, pool: plainPool().pool }, fileOf(`${report.number}.pdf`, [report]));

const ids = async (report = REPORT) => {
  await ingest(report);
  const [found] = await store
    .em()
    .execute<{ lot: string; product: string; slug: string }[]>(
      `select k.batch_id as lot, k.product_id as product, p.slug from sample_of k join product p on p.id = k.product_id where k.superseded_at is null`,
    );
  return found!;
};

const LABEL = { sourceKind: 'label', source: 'photograph of the label, 2026-05-01' } as const;
const serving = (value: string | null): Statement => ({ fact: 'serving', value, ...LABEL });

/** The stored verdict on 7-OH per serving in Rhode Island. */
const stored = async () =>
  store.em().execute<{ verdict: string; needs: string[] | null; upper: string | null }[]>(
    `select v.verdict, to_json(v.needs) as needs, v.upper::text as upper from verdict v join rule_version r on r.id = v.rule_version_id
     where r.rule = 'ri_21_28_12-03' and v.superseded_at is null`,
  );

test('without a serving size the limit per serving is open and names it; a stated one decides it, and is shown with its source', async () => {
  const { lot, slug } = await ids();
  expect(await stored()).toEqual([expect.objectContaining({ verdict: 'undecidable', needs: ['serving_size'] })]);
  const kept = await stateLabel(store, slug, serving('2.4 g'), 'Ann');
  expect(kept).toMatchObject({ target: { kind: 'product' }, samplesJudged: 1 });
  expect(await stored()).toEqual([expect.objectContaining({ verdict: 'pass', upper: '0.96' })]);
  const [sample] = await samplesWhere(store.em(), sql`true`);
  expect(sample).toMatchObject({ label: { serving: '2.4 g' }, origins: { serving: { from: 'product', ...LABEL } } });
  expect((await judgeLot(store.em(), lot))[0]?.facts.serving).toBe('2.4 g');
});

test('what is stated of a lot goes before its product, what is printed before both', async () => {
  const { lot, slug } = await ids();
  await stateLabel(store, slug, serving('2.4 g'), 'Ann');
  await stateLabel(store, lot, serving('3 g'), 'Ann');
  expect(await stored()).toEqual([expect.objectContaining({ verdict: 'fail', upper: '1.2' })]);
  await store.em().execute(`update sample set serving_size = '1 g'`);
  expect((await samplesWhere(store.em(), sql`true`))[0]).toMatchObject({
    label: { serving: '1 g' },
    origins: { serving: { from: 'certificate', source: null } },
  });
});

test('a later certificate of the product is judged with it', async () => {
  const { slug } = await ids();
  await stateLabel(store, slug, serving('3 g'), 'Ann');
  await ingest({ ...REPORT, number: 'R-2', lot: 'L-2' });
  expect((await stored()).map(({ verdict }) => verdict)).toEqual(['fail', 'fail']);
});

test('nothing stated is ever removed', async () => {
  const { lot } = await ids();
  await stateLabel(store, lot, serving('2.4 g'), 'Ann');
  await stateLabel(store, lot, serving('3 g'), 'Ben');
  await stateLabel(store, lot, { ...serving(null), source: 'of another product' }, 'Ben');
  expect(await stored()).toEqual([expect.objectContaining({ verdict: 'undecidable', needs: ['serving_size'] })]);
  const facts = await labelFacts(store.em(), { kind: 'lot', id: lot });
  expect(facts.map(({ value, actor, supersededAt }) => [value, actor, supersededAt === null])).toEqual([
    [null, 'Ben', true],
    ['3 g', 'Ben', false],
    ['2.4 g', 'Ann', false],
  ]);
});

test.each([
  [serving('1-2 capsules'), 'not-understood'],
  [serving('a spoonful'), 'not-understood'],
  [serving('2 servings'), 'not-understood'],
  [{ ...serving('2 g'), source: ' ' }, 'not-understood'],
  [{ fact: 'form', value: 'soap', ...LABEL } as const, 'not-understood'],
  [serving(null), 'nothing-to-change'],
] as const)('%j is refused: %s', async (statement, code) => {
  const { lot } = await ids();
  await expect(stateLabel(store, lot, statement, 'Ann')).rejects.toMatchObject({ code });
  await expect(stateLabel(store, lot, statement, 'Ann')).rejects.toBeInstanceOf(LabelError);
});

test('of something that is not there', async () => {
  await expect(stateLabel(store, 'nowhere', serving('2 g'), 'Ann')).rejects.toMatchObject({ code: 'no-such-target' });
});
