import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { corpus } from '../importers/corpus.ts';
import { type Installation, install, jsonLines } from './leafproof.ts';

let here: Installation;
let file: string;

beforeAll(async () => {
  here = await install();
  file = join(here.folder, 'leaf.csv');
  const header = 'vendor,product,form,lot,laboratory,report_number,reported_on,analyte,result,unit,loq';
  const line = 'Invented Vine,Green Example,powder,IV-1,Example Laboratory,R-9,2026-05-01';
  await writeFile(file, `${header}\n${line},Lead,1.3,mg/kg,0.05\n${line},7-OH,0.4,mg/g,0.03\n`);
});
afterAll(async () => here.remove());

test('what a label says is stated, used and shown with its source', async () => {
  await here.run('import', file);
  const set = await here.run(
    'label',
    'set',
    'invented-vine-green-example',
    'serving',
    '2.4 g',
    '--source',
    'photograph of the label',
    '--by',
    'Ann',
  );
  expect([set.status, set.stdout]).toEqual([0, expect.stringContaining('samples judged again: 1')]);
  const shown = await here.run('label', 'show', 'invented-vine-green-example', '--json');
  expect(jsonLines(shown.stdout)).toEqual([
    expect.objectContaining({ fact: 'serving', value: '2.4 g', source: 'photograph of the label' }),
  ]);
  expect((await here.run('label', 'set', 'invented-vine-green-example', 'serving', '1-2 g', '--source', 'x')).status).toBe(2);
  expect((await here.run('label', 'set', 'nothing', 'serving', '2 g', '--source', 'x')).status).toBe(1);
}, 180_000);

type Judged = { verdicts: { rule: string; verdict: string; needs: string[]; value: unknown; limit: string; sample: number }[] };

test('leafproof judge adds verdicts to what check prints, and takes what is stated', async () => {
  const { status, stdout } = await here.run('judge', '--json', file, '--rules', 'ri_21_28_12', '--serving', '2.4 g');
  const [report] = jsonLines(stdout) as (Record<string, unknown> & Judged)[];
  expect(status).toBe(0);
  expect(report).toMatchObject({ outcome: 'read', importer: 'coa-table' });
  const of = (id: string) => report?.verdicts.find(({ rule }) => rule === `ri_21_28_12-${id}`);
  expect(of('06')).toMatchObject({
    ruleset: 'ri_21_28_12',
    sample: 0,
    analyte: 'lead',
    basis: 'per_gram',
    limit: '< 1.2 mg/kg',
    verdict: 'fail',
  });
  expect(of('06')?.value).toEqual({ lower: '1.3', upper: '1.3', unit: 'mg/kg' });
  expect(of('03')).toMatchObject({ verdict: 'pass', value: { upper: '0.96' } });
  expect(of('05')).toMatchObject({ verdict: 'not_tested' });
}, 180_000);

test('an archive is judged file by file, a verdict names its text', async () => {
  const archive = join(here.folder, 'two.zip');
  await writeFile(archive, zipSync({ 'a.csv': await readFile(file), 'b.txt': strToU8('Dear all\n') }));
  const { status, stdout } = await here.run('judge', '--json', archive, '--rules', 'ri_21_28_12');
  const reports = jsonLines(stdout) as (Record<string, unknown> & Judged)[];
  expect(status).toBe(1);
  expect(reports.map(({ outcome, verdicts }) => [outcome, verdicts.some(({ verdict }) => verdict === 'fail')])).toEqual([
    ['read', true],
    ['refused', false],
  ]);
  expect(reports[0]?.verdicts[0]).toMatchObject({ citation: { url: expect.stringMatching(/^https:/) } });
}, 180_000);

test('the day decides which law counts; wrong uses are named', async () => {
  const { stdout } = await here.run('judge', '--json', file, '--rules', 'ri_21_28_12', '--date', '2026-03-31');
  const [report] = jsonLines(stdout) as (Record<string, unknown> & Judged)[];
  expect(new Set(report?.verdicts.map(({ verdict }) => verdict))).toEqual(new Set(['not_applicable']));
  for (const [option, value] of [
    ['--rules', 'nowhere'],
    ['--rules', ','],
    ['--profile', 'nowhere'],
    ['--date', '2026-02-30'],
    ['--intake', 'a spoonful'],
  ] as const) {
    const { status, stderr } = await here.run('judge', file, option, value);
    expect([status, stderr]).toEqual([2, expect.stringContaining(value)]);
  }
}, 180_000);

test('leafproof rules --jurisdictions never calls an unknown one legal', async () => {
  const { stdout } = await here.run('rules', '--jurisdictions', '--json');
  const all = jsonLines(stdout);
  expect(all.length).toBeGreaterThan(30);
  expect(all.find(({ id }) => id === 'US-TN')?.status).toMatch(/^unknown/);
}, 180_000);

test('leafproof rules lists sources and dates', async () => {
  const { stdout } = await here.run('rules', '--json');
  const sets = jsonLines(stdout);
  expect(sets.find(({ id }) => id === 'ri_21_28_12')).toMatchObject({
    jurisdiction: 'US-RI',
    effectiveFrom: '2026-04-01',
    profiles: ['rhode_island'],
  });
}, 180_000);

const tablets = join(corpus, 'pdf', 'altitude-mgm15-tablets.pdf');

(existsSync(tablets) ? test : test.skip)(
  'tablets of MGM-15 are over from the day of the federal order, and not the day before',
  async () => {
    const words = async (date: string) => {
      const { stdout } = await here.run('judge', '--json', tablets, '--rules', 'us_dea_mp', '--date', date);
      const [report] = jsonLines(stdout) as (Record<string, unknown> & Judged)[];
      return report?.verdicts.filter(({ rule }) => rule === 'us_dea_mp-02').map(({ verdict }) => verdict);
    };
    expect(await words('2026-08-25')).toEqual(['not_applicable', 'not_applicable']);
    expect(await words('2026-08-26')).toEqual(['fail', 'fail']);
  },
  120_000,
);
