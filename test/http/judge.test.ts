/** A file of the caller's, judged and forgotten. */
import { strToU8, zipSync } from 'fflate';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
});
afterAll(() => api.close());

interface Verdict {
  readonly rule: string;
  readonly verdict: string;
  readonly sample: number;
}

const HEADER = 'vendor,product,form,lot,laboratory,report_number,reported_on,serving_size,analyte,result,unit,basis,loq';
const LINE = 'Test Leaf,Red Powder,powder,JG-001,Invented Laboratory,J-1,2026-06-03,2.4 g';
const OVER = [
  HEADER,
  `${LINE},Mitragynine,14.2,mg/g,as_received,0.3`,
  `${LINE},Lead,1.8,mg/kg,as_received,0.05`,
  `${LINE},Cadmium,<0.9,mg/kg,as_received,0.9`,
].join('\n');

const rhodeIsland = async (fields: Record<string, string>) => {
  const { body, status } = await api.judge('over.csv', OVER, { rules: 'ri_21_28_12', ...fields });
  expect(status).toBe(200);
  return (number: string) => body.verdicts.find(({ rule }: Verdict) => rule === `ri_21_28_12-${number}`);
};

test('says what a check says, and each verdict with its text and the row it rests on', async () => {
  const { body } = await api.judge('over.csv', OVER, { profile: 'rhode_island' });
  const { milliseconds: _, ...checked } = (await api.check('over.csv', OVER)).body;
  expect(body).toMatchObject(checked);
  const lead = body.verdicts.find(({ rule }: Verdict) => rule === 'ri_21_28_12-06');
  expect(lead).toMatchObject({
    verdict: 'fail',
    sample: 0,
    analyte: 'lead',
    limit: '< 1.2 mg/kg',
    value: { lower: '1.8', upper: '1.8', unit: 'mg/kg' },
    date: '2026-06-03',
    results: [1],
    citation: { title: expect.stringContaining('21-28.12'), url: expect.stringMatching(/^https:/) },
  });
  expect(body.reports[0].samples[0].results[lead.results[0]].name).toBe('Lead');
});

test('without rules, by what is in force and binding anywhere on the day', async () => {
  const { body } = await api.judge('over.csv', OVER);
  const sets = new Set(body.verdicts.map(({ ruleset }: { ruleset: string }) => ruleset));
  expect(sets.has('ri_21_28_12')).toBe(true);
  expect(sets.size).toBeGreaterThan(10);
  const before = await api.judge('over.csv', OVER, { date: '2020-01-01' });
  expect(before.body.verdicts.some(({ ruleset }: { ruleset: string }) => ruleset === 'ri_21_28_12')).toBe(false);
});

test('the day and what the caller states count before what is printed; a field left empty is one not given', async () => {
  expect((await rhodeIsland({ date: '2026-03-31' }))('06')).toMatchObject({ verdict: 'not_applicable', date: '2026-03-31' });
  expect((await rhodeIsland({ serving: '', date: '' }))('01')).toMatchObject({ verdict: 'pass', date: '2026-06-03' });
  expect((await rhodeIsland({ serving: '20 g' }))('01')).toMatchObject({ verdict: 'fail' });
});

test('the samples of all files of an archive are counted through', async () => {
  const archive = zipSync({ 'a.csv': strToU8(OVER), 'b.csv': strToU8(OVER.replace('1.8', '0.3').replaceAll('J-1', 'J-2')) });
  const { body } = await api.judge('two.zip', Buffer.from(archive), { rules: 'ri_21_28_12' });
  const lead = body.verdicts.filter(({ rule }: Verdict) => rule === 'ri_21_28_12-06');
  expect(lead.map(({ sample, verdict }: Verdict) => [sample, verdict])).toEqual([
    [0, 'fail'],
    [1, 'pass'],
  ]);
});

test('nothing of it is kept', async () => {
  expect((await api.get('/certificates')).body.items).toEqual([]);
});

test('a file that cannot be read has no verdicts', async () => {
  expect((await api.judge('letter.txt', 'Dear all\n')).body).toMatchObject({ outcome: 'refused', verdicts: [] });
});

test.each([
  ['rules', 'nowhere'],
  ['profile', 'nowhere'],
  ['date', '2026-02-30'],
  ['serving', '1-2 g'],
  ['as_of', '2026-01-01'],
  ['vendor', 'x'],
])('%s=%s is refused by its name', async (field, value) => {
  const { body, status } = await api.judge('over.csv', SHEET, { [field]: value });
  expect(status).toBe(400);
  expect(JSON.stringify(body.errors)).toContain(field);
});
