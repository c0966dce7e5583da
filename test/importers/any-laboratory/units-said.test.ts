/** Units that stand once for several tables, and units that were lost; all names and numbers invented. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { documentOf, type Placed, pageOf } from '../printed-page.ts';

/** Lines of cells at the same places. */
const grid = (top: number, at: readonly number[], lines: readonly (readonly string[])[]): Placed[] =>
  lines.flatMap((line, i) => line.flatMap((text, k): Placed[] => (text === '' ? [] : [[at[k]!, top + i * 12, text]])));
const unitsOf = (placed: readonly Placed[]) =>
  transcribeAny(documentOf(pageOf(1, placed))).flatMap(({ rows }) =>
    rows.map(({ name, value, unit, doubts }) => [name.text, value.text, unit?.text, ...doubts]),
  );
const at = [36, 180, 260, 340];
const pesticides = [
  ['Pesticide', 'LOQ', 'Limit', 'Result'],
  ['Abamectin', '0.05', '0.5', 'ND'],
  ['Acephate', '0.05', '0.4', '0.126'],
  ['Bifenthrin', '0.05', '0.2', 'ND'],
];
const toxins = [
  ['Mycotoxin', 'LOQ', 'Limit', 'Result'],
  ['Aflatoxin B1', '2.0', '20', 'ND'],
  ['Aflatoxin B2', '2.0', '20', '3.1'],
  ['Ochratoxin A', '2.0', '20', 'ND'],
];

test('a line of units holds for what stands below it, up to the next such line', () => {
  const rows = unitsOf([[36, 84, 'Units: ppm'], ...grid(100, at, pesticides), [36, 164, 'Units: ppb'], ...grid(180, at, toxins)]);
  expect(rows.map(([name, value, unit]) => [name, value, unit])).toEqual([
    ['Abamectin', 'ND', 'ppm'],
    ['Acephate', '0.126', 'ppm'],
    ['Bifenthrin', 'ND', 'ppm'],
    ['Aflatoxin B1', 'ND', 'ppb'],
    ['Aflatoxin B2', '3.1', 'ppb'],
    ['Ochratoxin A', 'ND', 'ppb'],
  ]);
});

test('a line of units says nothing of the rows over it', () => {
  const rows = unitsOf([...grid(100, at, toxins), [36, 164, 'Units: ppm'], ...grid(180, at, pesticides)]);
  expect(rows.map(([name, , unit]) => [name, unit])).toEqual([
    ['Aflatoxin B1', undefined],
    ['Aflatoxin B2', undefined],
    ['Ochratoxin A', undefined],
    ['Abamectin', 'ppm'],
    ['Acephate', 'ppm'],
    ['Bifenthrin', 'ppm'],
  ]);
});

test('a panel with units of its own ends what the line of units over it says', () => {
  const rows = unitsOf([
    [36, 84, 'Units: ppm'],
    ...grid(100, at, pesticides),
    ...grid(
      180,
      [36, 180, 260],
      [
        ['Cannabinoid', 'Result', 'Unit'],
        ['CBD', '12.4', 'mg/g'],
        ['CBG', '1.18', 'mg/g'],
      ],
    ),
    ...grid(250, at, toxins),
  ]);
  expect(rows.map(([name, , unit]) => [name, unit])).toEqual([
    ['Abamectin', 'ppm'],
    ['Acephate', 'ppm'],
    ['Bifenthrin', 'ppm'],
    ['CBD', 'mg/g'],
    ['CBG', 'mg/g'],
    ['Aflatoxin B1', undefined],
    ['Aflatoxin B2', undefined],
    ['Ochratoxin A', undefined],
  ]);
});

test('rows below a footer that the table runs through keep the unit of its title, with a doubt', () => {
  const rows = unitsOf([
    [36, 84, 'Pesticides (ppm)'],
    ...grid(100, at, pesticides),
    [36, 150, 'Approved by: N. Nobody, Laboratory Director', { size: 7 }],
    [36, 160, 'ND = Not Detected. LOQ = Limit of Quantitation. Results relate only to the sample as received.', { size: 7 }],
    [36, 170, 'Page 1 of 1', { size: 7 }],
    ...grid(200, at, [
      ['Malathion', '0.05', '0.2', 'ND'],
      ['Naled', '0.05', '0.5', 'ND'],
      ['Pyrethrins', '0.05', '1.0', 'ND'],
    ]),
  ]);
  expect(rows.slice(3).map(([name, value, unit, ...doubts]) => [name, value, unit, doubts.includes('unit-inherited')])).toEqual([
    ['Malathion', 'ND', 'ppm', true],
    ['Naled', 'ND', 'ppm', true],
    ['Pyrethrins', 'ND', 'ppm', true],
  ]);
});

test('a row without a unit is doubted where all others of its panel have the same one', () => {
  const [first, ...others] = unitsOf([
    ...grid(
      100,
      [36, 180, 260, 340],
      [
        ['Metal', 'Result', 'Unit', 'LOQ'],
        ['Arsenic', 'ND', '', '0.05'],
        ['Cadmium', 'ND', 'ppm', '0.05'],
        ['Lead', '0.21', 'ppm', '0.05'],
        ['Mercury', 'ND', 'ppm', '0.01'],
      ],
    ),
  ]);
  expect(first).toEqual(['Arsenic', 'ND', undefined, 'unit-missing']);
  expect(others.map(row => row.slice(3))).toEqual([[], [], []]);
});

test('an ND beside numbers with their units in their cells has none to lose', () => {
  const rows = unitsOf(
    grid(
      100,
      [36, 180],
      [
        ['Metal', 'Result'],
        ['Arsenic', '0.11 ppm'],
        ['Cadmium', '0.02 ppm'],
        ['Lead', '0.21 ppm'],
        ['Mercury', 'None found'],
      ],
    ),
  );
  expect(rows.flatMap(([, , , ...doubts]) => doubts)).not.toContain('unit-missing');
});
