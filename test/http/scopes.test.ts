/** Scopes of accreditation and label claims reach the scorecard and the pages. */
import request from 'supertest';
import { stateLabel } from '../../src/ingest/label.ts';
import { recordScopes, ScopeError } from '../../src/ingest/scope.ts';
import { rescoreChanges } from '../../src/ingest/score.ts';
import { gatherScoresInput } from '../../src/store/scores-input.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let site: TestApp;

beforeAll(async () => {
  site = await openTestApp();
  const sheet = ['TL-001', 'TL-002', 'TL-003'].map((lot, index) => SHEET.replaceAll('TL-001', lot).replaceAll('R-1', `R-${index + 1}`));
  const key = await site.key('contributor');
  for (const [index, text] of sheet.entries()) await site.submit(`${index}.csv`, text, key);
});
afterAll(() => site?.close());

const HEAD = 'laboratory,body,number,standard,valid_from,valid_to,analyte,matrix,method,source';
const line = (analyte: string, more = '') =>
  `Invented Laboratory,Invented Body,0000.01,ISO/IEC 17025:2017,2026-01-01,2026-12-31,${analyte},Botanicals,${more},scope.pdf`;
const record = (...lines: string[]) => recordScopes(site.store, Buffer.from([HEAD, ...lines].join('\n')), 'Ann');
const input = async () => (await gatherScoresInput(site.store.em(), { today: '2026-10-01' })).input.vendors[0]!;

test('without a scope nothing is known; with one each item is in it or not', async () => {
  expect((await input()).lots[0]!.tests[0]!.panel.every(({ inScope }) => inScope === null)).toBe(true);
  expect(await record(line('Pb', 'ICP-MS'), line('cadmium'))).toEqual([
    { laboratory: 'invented-laboratory', number: '0000.01', lines: 2, replaced: false },
  ]);
  const { panel } = (await input()).lots[0]!.tests[0]!;
  expect(panel).toContainEqual({ item: 'lead', inScope: true });
  expect(panel).toContainEqual({ item: 'alkaloids', inScope: false });
  await rescoreChanges(site.store);
  const card = (await site.get('/vendors/test-leaf/scorecard')).body;
  expect(Number(card.coverage.confirmed.estimate)).toBeGreaterThan(0);
  const page = (await request(site.app).get('/laboratories/invented-laboratory').expect(200)).text;
  for (const words of ['Invented Body, certificate 0000.01', 'ISO/IEC 17025:2017', 'ICP-MS', 'Botanicals']) expect(page).toContain(words);
  expect((await request(site.app).get('/vendors/test-leaf')).text).toContain('confirmed by a scope of accreditation');
});

test('given again, a scope supersedes; nothing is lost', async () => {
  expect(await record(line('mitragynine'), line('7-OH'))).toMatchObject([{ lines: 2, replaced: true }]);
  expect((await input()).lots[0]!.tests[0]!.panel).toContainEqual({ item: 'alkaloids', inScope: true });
  const [found] = await site.store.em().execute<{ n: number }[]>('select count(*)::int as n from accreditation_scope');
  expect(found).toEqual({ n: 2 });
});

test.each([
  ['a substance that nobody knows', [line('lead'), line('unobtainium')], 'line 3: “unobtainium”'],
  ['a laboratory that nobody knows', [line('lead').replace('Invented Laboratory', 'Nobody')], 'line 2: there is no laboratory “Nobody”'],
  ['a day that is none', [line('lead').replace('2026-01-01', 'January')], 'line 2: valid_from must be a day'],
  ['an end before the start', [line('lead').replace('2026-12-31', '2025-12-31')], 'line 2: valid_to is before'],
  ['no line', [], 'no line below the headers'],
])('%s: nothing is recorded, and the line is named', async (_, lines, message) => {
  await expect(record(...lines)).rejects.toThrow(ScopeError);
  await expect(record(...lines)).rejects.toThrow(message);
});

test('a promise of the label is held against what was measured, in scores and on pages', async () => {
  const claim = (value: string | null) => ({ fact: 'mitragynine', value, sourceKind: 'label', source: 'photograph of the label' }) as const;
  await expect(stateLabel(site.store, 'any', claim('strong'), 'Ann')).rejects.toThrow('not one amount with its basis');
  const [product] = (await site.get('/products')).body.items;
  await stateLabel(site.store, product.slug, claim('2 %'), 'Ann');
  expect((await input()).lots[0]!.tests[0]!.claims).toEqual([
    { analyte: 'mitragynine', claimed: { lower: '20', upper: '20' }, measured: { lower: '14.2', upper: '14.2' }, unit: 'mg/g' },
  ]);
  await rescoreChanges(site.store);
  expect((await site.get('/vendors/test-leaf/scorecard')).body.consistency.label).toMatchObject({ claims: 3, outside: 3 });
  const page = (await request(site.app).get(`/products/${product.slug}`)).text;
  for (const words of ['2 %', 'not as promised', 'a choice of this site']) expect(page).toContain(words);
});
