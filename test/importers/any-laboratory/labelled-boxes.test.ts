/** A box for each analyte: its name, and labels with their values below one another. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { documentOf, type Placed, pageOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

const rowsOf = (page: ReturnType<typeof pageOf>) => transcribeAny(documentOf(page)).flatMap(({ rows }) => rows);
const said = (page: ReturnType<typeof pageOf>): string[] =>
  rowsOf(page).map(row => [...Object.entries(told(row)).map(([key, text]) => `${key} ${text}`), ...row.doubts].join(', '));

describe('boxes of labels', () => {
  test('beside and under one another, each label of the analyte that heads its box', () => {
    const art = `
Lead                        Cadmium                     Mercury
Result: 0.12 µg/g           Result: <0.005 µg/g         Result: ND µg/g
LOQ: 0.005                  LOQ: 0.005                  LOQ: 0.002
Limit: 0.5                  Limit: 0.3                  Limit: 3.0
Status: Pass                Status: Pass                Status: Pass

Mitragynine                 Salmonella
Result: 1.37 %              Result: Not Detected
LOQ: 0.01                   Limit: Not Detected
                            Status: Pass`;
    expect(said(pageOfText(1, art))).toEqual([
      'name Lead, value 0.12, unit µg/g, loq 0.005, limit 0.5, verdict Pass',
      'name Cadmium, value <0.005, unit µg/g, loq 0.005, limit 0.3, verdict Pass',
      'name Mercury, value ND, unit µg/g, loq 0.002, limit 3.0, verdict Pass',
      'name Mitragynine, value 1.37, unit %, loq 0.01',
      'name Salmonella, value Not Detected, limit Not Detected, verdict Pass',
    ]);
  });

  const boxAt = (x: number, y: number, name: string, lines: readonly (readonly [string, string])[]): Placed[] => [
    [x, y, name],
    ...lines.flatMap(([label, value], i): Placed[] => [
      [x + 4, y + 12 + 11 * i, label],
      [x + 90, y + 12 + 11 * i, value],
    ]),
  ];

  test('labels and values in columns of their own', () => {
    const page = pageOf(1, [
      ...boxAt(40, 100, 'Total Yeast & Mold', [
        ['Result', '<10 CFU/g'],
        ['Specification', 'NMT 1000 CFU/g'],
        ['Conclusion', 'Pass'],
      ]),
      ...boxAt(300, 100, 'Lead', [
        ['Result', '0.33 ppm'],
        ['Specification', 'NMT 1.0 ppm'],
        ['Conclusion', 'Pass'],
      ]),
    ]);
    expect(said(page)).toEqual([
      'name Total Yeast & Mold, value <10, unit CFU/g, limit NMT 1000 CFU/g, verdict Pass',
      'name Lead, value 0.33, unit ppm, limit NMT 1.0 ppm, verdict Pass',
    ]);
  });

  test('each box has the unit that its own label says', () => {
    const art = `
Lead                        Aflatoxin B1                Cadmium
Result (µg/g): 0.12         Result (ppb): 2.1           Result (µg/g): 0.02
LOQ (µg/g): 0.005           LOQ (ppb): 1.0              LOQ (µg/g): 0.005`;
    expect(said(pageOfText(1, art))).toEqual([
      'name Lead, value 0.12, unit µg/g, loq 0.005',
      'name Aflatoxin B1, value 2.1, unit ppb, loq 1.0',
      'name Cadmium, value 0.02, unit µg/g, loq 0.005',
    ]);
  });

  test('an analyte nobody knows among known ones has its own result', () => {
    const art = `
Lead
LOQ: 0.005 ppm
Quexanoic Acid
Result: 3.1 ppm
LOQ: 0.1 ppm
Cadmium
Result: 0.02 ppm
LOQ: 0.005 ppm`;
    expect(said(pageOfText(1, art))).toEqual([
      'name Quexanoic Acid, value 3.1, unit ppm, loq 0.1',
      'name Cadmium, value 0.02, unit ppm, loq 0.005',
    ]);
  });

  test('recoveries are no results', () => {
    const art = `
Lead
Result: 0.52 ppm
Spike Recovery: 98 %
Cadmium
Result: 0.51 ppm
Spike Recovery: 97 %`;
    expect(said(pageOfText(1, art))).toEqual([]);
  });
});
