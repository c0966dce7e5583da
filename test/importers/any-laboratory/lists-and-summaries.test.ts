/** Lists of panels, of symbols and of limits, and units and limits away from their columns; all names and numbers invented. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { printedHeader } from '../printed-header.ts';
import { documentOf, type Placed, pageOf } from '../printed-page.ts';
import { told } from './page.ts';

/** Lines of cells at the same places. */
const grid = (top: number, at: readonly number[], lines: readonly (readonly string[])[]): Placed[] =>
  lines.flatMap((line, i) => line.flatMap((text, k): Placed[] => (text === '' ? [] : [[at[k]!, top + i * 12, text]])));
const rowsOf = (...pages: readonly (readonly Placed[])[]) =>
  transcribeAny(documentOf(...pages.map((placed, i) => pageOf(i + 1, placed)))).flatMap(({ rows }) => rows);
const toldOf = (...pages: readonly (readonly Placed[])[]) => rowsOf(...pages).map(told);

test('symbols before the names of metals are not what the rows are called', () => {
  const at = [36, 110, 200, 270, 340];
  const rows = toldOf(
    grid(120, at, [
      ['Symbol', 'Metal', 'Conc.', 'Units', 'MDL'],
      ['As', 'Arsenic', '48.6', 'µg/kg', '5.0'],
      ['Cd', 'Cadmium', 'ND', 'µg/kg', '2.0'],
      ['Pb', 'Lead', '12.9', 'µg/kg', '2.0'],
    ]),
  );
  expect(rows).toEqual([
    { name: 'Arsenic', value: '48.6', unit: 'µg/kg', lod: '5.0' },
    { name: 'Cadmium', value: 'ND', unit: 'µg/kg', lod: '2.0' },
    { name: 'Lead', value: '12.9', unit: 'µg/kg', lod: '2.0' },
  ]);
});

test('how far the test of a panel got is no result', () => {
  const rows = toldOf(
    grid(
      120,
      [36, 160, 280],
      [
        ['Test', 'Date Tested', 'Result'],
        ['Cannabinoids', '03/11/2024', 'Complete'],
        ['Moisture', '03/11/2024', '8.41%'],
        ['Water Activity', '03/11/2024', '0.52 aw'],
        ['Foreign Matter', '03/12/2024', 'Complete'],
      ],
    ),
  );
  expect(rows.map(({ name, value }) => [name, value])).toEqual([
    ['Moisture', '8.41'],
    ['Water Activity', '0.52'],
  ]);
});

test('words alone under a heading that stands over numbers on the page before are findings, and no verdicts', () => {
  const at = [36, 200, 330];
  const head = ['Analysis', 'Limit', 'Findings'];
  const rows = toldOf(
    grid(120, at, [
      head,
      ['Arsenic', 'NMT 2.0 µg/g', '0.114 µg/g'],
      ['Acetone', 'NMT 5000 µg/g', '77 µg/g'],
      ['Ethanol', 'NMT 5000 µg/g', 'N.D.'],
    ]),
    grid(120, at, [head, ['Dichloromethane', 'NMT 600 µg/g', 'Complies']]),
  );
  expect(rows.at(-1)).toEqual({ name: 'Dichloromethane', value: 'Complies', limit: 'NMT 600 µg/g' });
});

test('one line of units over two panels', () => {
  const rows = rowsOf([
    [36, 96, 'Units: ppm'],
    ...grid(
      120,
      [36, 130, 180, 230, 330, 424, 474, 524],
      [
        ['Pesticide', 'LOQ', 'Limit', 'Result', 'Pesticide', 'LOQ', 'Limit', 'Result'],
        ['Abamectin', '0.05', '0.5', 'ND', 'Imazalil', '0.05', '0.2', 'ND'],
        ['Acephate', '0.05', '0.4', '0.126', 'Malathion', '0.05', '0.2', '0.083'],
        ['Bifenthrin', '0.05', '0.2', 'ND', 'Naled', '0.05', '0.5', 'ND'],
      ],
    ),
  ]);
  expect(rows.map(({ name, value, unit, doubts }) => [name.text, value.text, unit?.text, ...doubts])).toEqual(
    [
      ['Abamectin', 'ND'],
      ['Acephate', '0.126'],
      ['Bifenthrin', 'ND'],
      ['Imazalil', 'ND'],
      ['Malathion', '0.083'],
      ['Naled', 'ND'],
    ].map(row => [...row, 'ppm', 'unit-inherited']),
  );
});

test('a limit run together with the name', () => {
  const rows = toldOf(
    grid(
      120,
      [36, 220, 340],
      [
        ['Items', 'Specification', 'Result'],
        ['Loss on Drying', '≤5.0%', '2.87%'],
        ['Total Plate Count<1000cfu/g', '', 'Conforms'],
        ['Yeast & Mold<100cfu/g', '', 'Conforms'],
      ],
    ),
  );
  expect(rows.slice(1).map(({ name, value, limit }) => [name, value, limit])).toEqual([
    ['Total Plate Count', 'Conforms', '<1000cfu/g'],
    ['Yeast & Mold', 'Conforms', '<100cfu/g'],
  ]);
});

test('a list of limits that a sentence introduces, and one below it says that nothing was found', () => {
  const rows = toldOf([
    [36, 96, 'Screened by LC-MS/MS, with the following limits of quantitation (LOQ, mg/kg):'],
    ...grid(
      110,
      [36, 130, 200, 294, 360, 454],
      [
        ['Abamectin', '0.05', 'Acephate', '0.02', 'Bifenthrin', '0.05'],
        ['Imazalil', '0.05', 'Malathion', '0.02', 'Naled', '0.10'],
      ],
    ),
    [36, 136, 'None of the above compounds was detected.'],
  ]);
  expect(rows.map(({ name, value, loq, unit }) => [name, value, loq, unit])).toEqual(
    [
      ['Abamectin', '0.05'],
      ['Acephate', '0.02'],
      ['Bifenthrin', '0.05'],
      ['Imazalil', '0.05'],
      ['Malathion', '0.02'],
      ['Naled', '0.10'],
    ].map(([name, loq]) => [name, 'None of the above compounds was detected', loq, 'mg/kg']),
  );
});

test('a limit with its unit behind each name of a sentence', () => {
  const rows = toldOf([
    [36, 96, 'Pesticides were not detected at or above the following LOQs: Abamectin 0.05 mg/kg, Acephate 0.02 mg/kg,'],
    [36, 107, 'Bifenthrin 0.04 mg/kg, Imazalil 0.05 mg/kg.'],
  ]);
  expect(rows.map(({ name, value, loq, unit }) => [name, value, loq, unit])).toEqual([
    ['Abamectin', 'not detected', '0.05', 'mg/kg'],
    ['Acephate', 'not detected', '0.02', 'mg/kg'],
    ['Bifenthrin', 'not detected', '0.04', 'mg/kg'],
    ['Imazalil', 'not detected', '0.05', 'mg/kg'],
  ]);
});

test('the large stamp of whoever got the paper gives no day of receipt', () => {
  const header = printedHeader(
    pageOf(1, [
      [36, 96, 'Sample:'],
      [90, 96, 'Green Leaf'],
      [36, 108, 'Date Reported:'],
      [120, 108, '03/19/2024'],
      [420, 60, 'RECEIVED', { size: 13 }],
      [420, 76, 'MAR 28 2024', { size: 13 }],
    ]),
  );
  expect(header).toMatchObject({ reported: '03/19/2024' });
  expect(header).not.toHaveProperty('received');
});

test('the last line of the labels, with a day whose year stands first, is no heading', () => {
  const rows = toldOf(
    grid(
      120,
      [36, 160, 300, 430],
      [
        ['Manufacture Date', '2026.02.11', 'Report Date', '2026.02.19'],
        ['ITEM', 'SPECIFICATION', 'TEST RESULT', 'TEST METHOD'],
        ['Appearance', 'Yellow fine powder', 'Complies', 'Visual'],
        ['Loss on Drying', '≤5.0%', '3.17%', 'CP2020'],
        ['Lead (Pb)', '≤1.0 ppm', '0.24 ppm', 'ICP-MS'],
      ],
    ),
  );
  expect(rows.slice(1)).toEqual([
    { name: 'Loss on Drying', value: '3.17', unit: '%', limit: '≤5.0%', method: 'CP2020' },
    { name: 'Lead (Pb)', value: '0.24', unit: 'ppm', limit: '≤1.0 ppm', method: 'ICP-MS' },
  ]);
});

test('that a panel was not tested is no result of an analyte', () => {
  const rows = toldOf(
    grid(
      120,
      [36, 200],
      [
        ['Test', 'Status'],
        ['Heavy Metals', 'Pass'],
        ['Moisture', 'Not Tested'],
        ['Mycotoxins', 'Pass'],
        ['Foreign Matter', 'Not Tested'],
      ],
    ),
  );
  expect(rows).toEqual([]);
});
