/** What is kept of a vendor for its pages is used only while it is what would be counted now, whatever is done meanwhile. */
import { assignVendor } from '../../src/ingest/assign.ts';
import { correctValue } from '../../src/ingest/correct.ts';
import { correctHeader } from '../../src/ingest/correct-header.ts';
import { addAlias, historyOf, mergeOrganizations, undoChange } from '../../src/ingest/identity.ts';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { countFigures } from '../../src/ingest/keep-figures.ts';
import { queueAll, rejudge } from '../../src/ingest/rejudge.ts';
import { acceptCertificate, rejectCertificate } from '../../src/ingest/review.ts';
import { rescore } from '../../src/ingest/score.ts';
import { takeDown } from '../../src/ingest/takedown.ts';
import { RULES, syncRules } from '../../src/store/rules.ts';
import { keepDigest, keptVendor, noteMissingParts, partOf, vendorsToCount } from '../../src/store/vendor-digest.ts';
import { CHARTS, chartsFrom, FACTS, LOTS_BY_WORD, VENDOR_PARTS } from '../../src/store/vendor-parts.ts';
import { openTestStore, type TestStore } from '../database.ts';
import { fileOf, plainPool, type Report } from '../ingest/outcome.ts';
import { currentDigests, digestsThatDiffer } from '../kept.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => store.close());
beforeEach(async () => store.clear());

const BY = { actor: 'Ann', reason: 'compared with the page' };
const { pool } = plainPool();

async function ingest(report: Partial<Report>, { held = false } = {}): Promise<string> {
  const whole = {
    brand: 'Old Leaf',
    name: 'Red Powder',
    lot: 'L-1',
    form: 'powder',
    laboratory: 'North Lab',
    reported: '2026-05-04',
    ...report,
  };
  const rows = [
    { name: 'Lead', value: '1.35' },
    { name: 'Cadmium', value: '<0.05', loq: '0.05' },
    { name: 'Mitragynine', value: '14.2', unit: 'mg/g', panel: 'alkaloids' as const },
    { name: '7-Hydroxymitragynine', value: 'ND', unit: 'mg/g', panel: 'alkaloids' as const, lod: '0.01' },
    { name: 'Salmonella', value: 'Not detected', unit: '25 g', panel: 'microbes' as const },
  ];
  return (await ingestFile({ store, pool }, { ...fileOf(`${report.number}.pdf`, [{ ...whole, rows }]), held })).certificates[0]!.id;
}

async function oldLeaf(): Promise<string> {
  const [found] = await store.em().execute<{ id: string }[]>(`select id from organization where slug = 'old-leaf'`);
  return found!.id;
}

/** Counts whatever waits; everything that is kept then. */
const counted = async (): Promise<string> => {
  for (const vendor of await vendorsToCount(store.em(), 10)) await keepDigest(store.em(), vendor, VENDOR_PARTS);
  expect(await vendorsToCount(store.em(), 10)).toEqual([]);
  return JSON.stringify(await currentDigests(store));
};

test('imports, reviews, corrections, links, merges, judging, scores, takedowns: what is taken for current is what would be counted', async () => {
  const first = await ingest({ number: 'R-1' });
  await ingest({ number: 'R-2', lot: 'L-2', reported: '2026-05-21' });
  await ingest({ number: 'R-3', brand: 'New Leaf', lot: 'L-3', laboratory: 'South Lab' });
  const held = await ingest({ number: 'R-4', lot: 'L-4' }, { held: true });
  await rescore(store);
  await counted();
  expect(await currentDigests(store)).toHaveLength(2 * VENDOR_PARTS.length);
  const changeLast = async () => undoChange(store, (await historyOf(store.em(), 'new-leaf'))[0]!.id, BY);
  const laxer = RULES.sets.filter(({ id }) => id !== 'ri_21_28_12');
  const run = (statement: string) => async () => store.em().execute(statement);
  const steps: Readonly<Record<string, () => Promise<unknown>>> = {
    'another certificate of a lot': () => ingest({ number: 'R-5', laboratory: 'South Lab', reported: '2026-06-05' }),
    'a certificate accepted': () => acceptCertificate(store, held, BY),
    'a certificate rejected': () => rejectCertificate(store, held, BY),
    'a lot and a date corrected': () =>
      correctHeader(store, { certificate: first, sample: 0 }, { lot: 'L-9', 'dates/reported': '2026-04-30' }, BY),
    'a value corrected': () => correctValue(store, { certificate: first, sample: 0, line: 2 }, { value: '15.2' }, BY),
    'scores brought up to date': () => rescore(store),
    'a certificate given to another vendor': () => assignVendor(store, first, 'New Leaf', BY),
    'a further name': () => addAlias(store, 'new-leaf', 'Newest Leaf', BY),
    'two vendors merged': () => mergeOrganizations(store, 'old-leaf', 'new-leaf', BY),
    'scores after the merge': () => rescore(store),
    'a merge undone': changeLast,
    'a rule set taken out of use and its verdicts with it': async () => {
      await syncRules(store.em(), { ...RULES, sets: laxer });
      await queueAll(store, null, { ...RULES, sets: laxer });
      await rejudge(store, { rules: { ...RULES, sets: laxer } });
    },
    'a product called otherwise': run(`update product set name = 'Renamed'`),
    'a laboratory called otherwise': run(`update organization set name = 'Renamed Lab' where slug = 'south-lab'`),
    'a vendor called otherwise': run(`update organization set name = 'Renamed Leaf' where slug = 'new-leaf'`),
    'a lot written otherwise': run(`update batch set code = 'renamed'`),
    'a substance called otherwise': run(`update analyte set name = 'Plumbum' where id = 'lead'`),
    'a takedown': () => takeDown(store, first, BY),
  };
  let before = await counted();
  for (const [name, step] of Object.entries(steps)) {
    await step();
    expect({ name, wrong: await digestsThatDiffer(store) }).toEqual({ name, wrong: [] });
    const after = await counted();
    // a step that changes nothing would show nothing
    expect({ name, changed: after !== before }).toEqual({ name, changed: true });
    before = after;
  }
  await store.em().execute(`update analyte set name = 'Lead' where id = 'lead'`);
  await syncRules(store.em());
}, 120_000);

test('a vendor is asked for by any of its addresses; one of whom nothing is public has no facts', async () => {
  await ingest({ number: 'R-1' });
  await ingest({ number: 'R-2', brand: 'New Leaf', lot: 'L-2' });
  await mergeOrganizations(store, 'old-leaf', 'new-leaf', BY);
  await countFigures(store);
  const kept = await keptVendor(store.em(), 'old-leaf', VENDOR_PARTS);
  expect(kept?.slug).toBe('new-leaf');
  expect(kept?.parts.size).toBe(VENDOR_PARTS.length);
  expect(await partOf(store.em(), kept!, FACTS)).toMatchObject({ slug: 'new-leaf', lots: 2, certificates: 2 });
  expect(await partOf(store.em(), kept!, LOTS_BY_WORD)).toMatchObject({ 'ri_21_28_12 us_dea_mp': { fail: 2 } });
  expect(await keptVendor(store.em(), 'nobody', VENDOR_PARTS)).toBeNull();
  const laboratory = await keptVendor(store.em(), 'north-lab', VENDOR_PARTS);
  expect(await partOf(store.em(), laboratory!, FACTS)).toBeNull();
});

test('a value without an upper bound survives', async () => {
  const rows = [{ name: 'Mitragynine', value: '>20', unit: 'mg/g', panel: 'alkaloids' as const }];
  await ingestFile(
    { store, pool },
    fileOf('R-1.pdf', [{ brand: 'Old Leaf', name: 'Red Powder', lot: 'L-1', reported: '2026-05-04', rows }]),
  );
  await countFigures(store);
  const kept = await keptVendor(store.em(), 'old-leaf', VENDOR_PARTS);
  const [chart] = chartsFrom(await partOf(store.em(), kept!, CHARTS));
  expect(chart?.chart.points).toMatchObject([{ lower: 20, upper: Number.POSITIVE_INFINITY }]);
});

test('a change while something is counted is counted again, and never shown as counted', async () => {
  await ingest({ number: 'R-1' });
  const vendor = await oldLeaf();
  const late = {
    name: 'late-1',
    async count() {
      await ingest({ number: 'R-2', lot: 'L-2' });
      return 1;
    },
  };
  await keepDigest(store.em(), vendor, [late]);
  expect(await vendorsToCount(store.em(), 10)).toContain(vendor);
  expect((await keptVendor(store.em(), 'old-leaf', [late]))?.parts.size).toBe(0);
});

test('whoever counted and died, or knows further parts, leaves something to count', async () => {
  await ingest({ number: 'R-1' });
  const vendor = await oldLeaf();
  const dies = { name: 'dies-1', count: () => Promise.reject(new Error('killed')) };
  await expect(keepDigest(store.em(), vendor, [dies])).rejects.toThrow('killed');
  expect(await vendorsToCount(store.em(), 10)).toContain(vendor);
  await countFigures(store);
  await noteMissingParts(store.em(), VENDOR_PARTS);
  expect(await vendorsToCount(store.em(), 10)).toEqual([]);
  await noteMissingParts(store.em(), [...VENDOR_PARTS, { name: 'further-1' }]);
  expect(await vendorsToCount(store.em(), 10)).toContain(vendor);
});

test('what an older program kept goes when its vendor is counted again', async () => {
  await ingest({ number: 'R-1' });
  const vendor = await oldLeaf();
  await countFigures(store);
  await keepDigest(store.em(), vendor, [{ name: 'older-1', count: async () => 1 }]);
  await keepDigest(store.em(), vendor, VENDOR_PARTS);
  const parts = await store.em().execute<{ part: string }[]>('select part from vendor_digest where vendor_id = ?', [vendor]);
  expect(parts.map(({ part }) => part).sort()).toEqual(VENDOR_PARTS.map(({ name }) => name).sort());
});
