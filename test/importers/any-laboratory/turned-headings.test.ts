/** Headings turned by a right angle over upright values, and turned words that are none. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { levelled } from '../../../importers/any-laboratory/turned-headings.ts';
import type { Page, Word } from '../../../src/document/document.ts';
import { documentOf, type Placed, pageOf } from '../printed-page.ts';
import { told } from './page.ts';

const SIZE = 8;

/** Words read from bottom to top, beginning at `y`, or from top to bottom where `angle` is 270. */
function turned(x: number, y: number, text: string, angle = 90): Word[] {
  let at = y;
  return text.split(' ').map(word => {
    const end = at + (angle === 90 ? -1 : 1) * 0.5 * SIZE * word.length;
    const box = [x - 5, Math.min(at, end), x + 5, Math.max(at, end)] as const;
    const from = at;
    at = end + (angle === 90 ? -1 : 1) * 0.28 * SIZE;
    return { text: word, box, fontSize: SIZE, bold: true, baseline: from, angle };
  });
}

const sheet = (lines: readonly Placed[], slanted: readonly Word[]): Page => ({ ...pageOf(1, lines), slanted });
const rowsOf = (page: Page) =>
  transcribeAny(documentOf(page)).flatMap(({ rows, sample }) => rows.map(row => ({ row, lot: sample.lot?.text })));
const said = (page: Page): string[] =>
  rowsOf(page).map(({ row, lot }) => [lot, ...Object.entries(told(row)).map(([key, text]) => `${key} ${text}`)].filter(Boolean).join(', '));

const SAMPLES: Placed[] = [
  [40, 196, 'Lot'],
  [40, 214, 'HX-11'],
  [100, 214, '1.33'],
  [140, 214, '0.010'],
  [180, 214, '0.40'],
  [40, 228, 'HX-12'],
  [100, 228, '1.52'],
  [140, 228, '<0.005'],
  [180, 228, '0.55'],
];
const ANALYTES = [
  turned(108, 198, 'Mitragynine (% w/w)'),
  turned(148, 198, '7-Hydroxymitragynine (% w/w)'),
  turned(188, 198, 'Lead (mg/kg)'),
];

describe('headings turned by a right angle', () => {
  test('name the analytes of samples in lines', () => {
    expect(said(sheet(SAMPLES, ANALYTES.flat()))).toEqual([
      'HX-11, name Mitragynine, value 1.33, unit % w/w',
      'HX-11, name 7-Hydroxymitragynine, value 0.010, unit % w/w',
      'HX-11, name Lead, value 0.40, unit mg/kg',
      'HX-12, name Mitragynine, value 1.52, unit % w/w',
      'HX-12, name 7-Hydroxymitragynine, value <0.005, unit % w/w',
      'HX-12, name Lead, value 0.55, unit mg/kg',
    ]);
  });

  test('the evidence is where they are printed', () => {
    const [{ row }] = rowsOf(sheet(SAMPLES, ANALYTES.flat())) as [ReturnType<typeof rowsOf>[number]];
    expect(row.name.evidence).toMatchObject({ box: ANALYTES[0]![0]!.box, text: 'Mitragynine' });
    expect(row.value.evidence).toMatchObject({ box: [100, 206.8, 118, 215.8] });
  });

  const METALS: Placed[] = [
    [40, 130, 'Element'],
    [110, 130, 'Unit'],
    ...['Lead', 'Cadmium', 'Arsenic'].flatMap((name, i): Placed[] => [
      [40, 196 + 14 * i, name],
      [110, 196 + 14 * i, 'mg/kg'],
      [150, 196 + 14 * i, `0.1${i}`],
      [190, 196 + 14 * i, `0.2${i}`],
    ]),
  ];

  test('some of them: those that are level come into their line', () => {
    const slanted = [...turned(158, 120, 'Result', 270), ...turned(198, 120, 'Quantitation Limit', 270)];
    expect(said(sheet(METALS, slanted))).toEqual([
      'name Lead, value 0.10, unit mg/kg, loq 0.20',
      'name Cadmium, value 0.11, unit mg/kg, loq 0.21',
      'name Arsenic, value 0.12, unit mg/kg, loq 0.22',
    ]);
  });

  test('in two lines', () => {
    const lines = (angle: number): Word[] => {
      const [first, second] = angle === 90 ? [193, 203] : [203, 193];
      const y = angle === 90 ? 182 : 120;
      return [...turned(158, y, 'Result', angle), ...turned(first, y, 'Quantitation', angle), ...turned(second, y, 'Limit', angle)];
    };
    for (const angle of [90, 270]) expect(said(sheet(METALS, lines(angle)))[0]).toBe('name Lead, value 0.10, unit mg/kg, loq 0.20');
  });
});

describe('turned words that head nothing', () => {
  const LEVEL: Placed[] = [
    [60, 100, 'Analyte'],
    [160, 100, 'Result'],
    [220, 100, 'Unit'],
    ...['Lead', 'Cadmium', 'Arsenic'].flatMap((name, i): Placed[] => [
      [60, 114 + 14 * i, name],
      [160, 114 + 14 * i, `0.1${i}`],
      [220, 114 + 14 * i, 'mg/kg'],
    ]),
  ];

  test.each([
    ['the title of a group of rows', turned(45, 150, 'Metals')],
    ['two such titles', [...turned(45, 132, 'Heavy'), ...turned(45, 156, 'Other')]],
    ['a note up the edge of the page', turned(600, 400, 'Form QX-17 rev. 4')],
    ['a watermark', turned(170, 98, 'COPY').map(word => ({ ...word, angle: 38 }))],
    ['a note over a column', turned(170, 88, 'Copy')],
  ])('%s', (_, slanted) => {
    expect(levelled(sheet(LEVEL, slanted))).toBeNull();
  });
});
