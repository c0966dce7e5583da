/** Forms of certificates of American laboratories: headings in the middle of wide columns, footnotes between tables, totals in boxes, labels without marks. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { documentOf, type Placed, pageOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

const rowsOf = (placed: readonly Placed[]) => transcribeAny(documentOf(pageOf(1, placed))).flatMap(({ rows }) => rows);
const rowsOfText = (art: string) => transcribeAny(documentOf(pageOfText(1, art))).flatMap(({ rows }) => rows);
/** `name: value unit [limit] verdict` */
const said = (rows: readonly ReturnType<typeof rowsOf>[number][]): string[] =>
  rows.map(row => {
    const { name, value, unit, limit, verdict } = told(row);
    return [`${name}: ${value}`, unit, limit && `[${limit}]`, verdict].filter(Boolean).join(' ');
  });

test('two totals with signs of equality on one line: each number is of the name before its sign', () => {
  const rows = rowsOf([
    [20, 40, 'Cannabinoid'],
    [120, 40, 'LOQ wt%'],
    [190, 40, 'Result wt%'],
    ...['CBC', 'CBD', 'CBDa'].flatMap((name, i): Placed[] => [
      [20, 54 + i * 12, name],
      [120, 54 + i * 12, '0.01'],
      [190, 54 + i * 12, ['0.031', '1.812', '< 0.01'][i]!],
    ]),
    [20, 96, 'Total THC = 0.061 % (0.61 mg/g)'],
    [180, 96, 'Total CBD = 1.812 % (18.12 mg/g)'],
  ]);
  expect(said(rows)).toEqual(['CBC: 0.031 wt%', 'CBD: 1.812 wt%', 'CBDa: < 0.01 wt%', 'Total THC: 0.061 %', 'Total CBD: 1.812 %']);
});

test('headings in the middle of wide columns, right of names that are short, begin a table of their own', () => {
  const table = (y: number, headings: readonly string[], lines: readonly (readonly string[])[]): Placed[] => [
    ...headings.map((heading, i): Placed => [[80, 200, 300, 400, 500][i]!, y, heading]),
    ...lines.flatMap((line, k) => line.map((cell, i): Placed => [[20, 203, 303, 403, 503][i]!, y + 14 + k * 12, cell])),
  ];
  const rows = rowsOf([
    ...table(
      40,
      ['Analyte', 'mg/g', '%', 'LOQ (mg/g)'],
      [
        ['Mitragynine', '8.331', '0.833', '0.050'],
        ['Paynantheine', '1.104', '0.110', '0.050'],
      ],
    ),
    [20, 84, 'HEAVY METALS'],
    ...table(
      98,
      ['Analyte', 'Limit', 'Units', 'Result', 'Status'],
      [
        ['Arsenic', '1500', 'ppb', '222', 'PASS'],
        ['Lead', '500', 'ppb', '640', 'FAIL'],
      ],
    ),
  ]);
  expect(said(rows)).toEqual([
    'Mitragynine: 8.331 mg/g',
    'Paynantheine: 1.104 mg/g',
    'Arsenic: 222 ppb [1500] PASS',
    'Lead: 640 ppb [500] FAIL',
  ]);
});

test('the limit of quantitation in a footnote of one table is not that of the next, nor the end of a sentence a limit of detection', () => {
  const loqs = (footnote: string) =>
    rowsOfText(`
Cannabinoid Profile
Compound             %            mg/g
CBG                  0.91         9.1
CBC                  0.07         0.7
${footnote}

Contaminants
Test                 Result       Unit       Limit
Lead                 101          ppb        500
Mercury              <20          ppb        100`).map(({ name, lod, loq }) => [name.text, lod?.text, loq?.text]);
  const none = [
    ['CBG', undefined, undefined],
    ['CBC', undefined, undefined],
    ['Lead', undefined, undefined],
    ['Mercury', undefined, undefined],
  ];
  expect(loqs('LOQ 0.05%')).toEqual(none);
  expect(loqs('(LOD), which is one half of LOQ; LOQ = 0.01 %')).toEqual(none);
});
