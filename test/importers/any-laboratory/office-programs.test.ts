/** What word processors and sheets do to a table: words broken at the end of their cell, units that are names, columns filled by one row. */
import { headerFields } from '../../../importers/any-laboratory/header.ts';
import { readTables } from '../../../importers/any-laboratory/tables.ts';
import { type Placed, pageOf } from '../printed-page.ts';
import { page, table, told } from './page.ts';

const upright = (x: number) => ({ from: [x, 80], to: [x, 300] }) as const;
const level = (y: number) => ({ from: [40, y], to: [560, y] }) as const;

test('`aw` far behind its name is the unit', () => {
  const rows = [
    ['Test', 'Result', 'Unit', 'Limit', 'Status'],
    ['Moisture Content', '9.7', '%', '13', 'Pass'],
    ['Water Activity', '0.48', 'aw', '0.65', 'Pass'],
  ];
  expect(readTables([page(table({ x: [40, 200, 330, 420, 500], y: 100, rows }))]).map(told)).toEqual([
    { name: 'Moisture Content', value: '9.7', unit: '%', limit: '13', verdict: 'Pass' },
    { name: 'Water Activity', value: '0.48', unit: 'aw', limit: '0.65', verdict: 'Pass' },
  ]);
});

test('columns that only the row of an unknown sum fills are columns of the table', () => {
  const rows = [
    ['Parameter', 'Unit', 'Result', 'LOQ', 'Limit', 'Verdict'],
    ['CBD', 'mg/kg', '6.1', '0.5', '', ''],
    ['Sum by directive', 'mg/kg', '1.4', '', '3.0', 'Pass'],
    ['CBN', 'mg/kg', '0.9', '0.5', '', ''],
  ];
  const read = readTables([page(table({ x: [40, 160, 230, 310, 400, 490], y: 100, rows }))]).map(told);
  expect(read[1]).toMatchObject({ name: 'Sum by directive', value: '1.4', limit: '3.0', verdict: 'Pass' });
});

test('words broken where their ruled cells end', () => {
  const lines: readonly Placed[] = [
    [44, 98, 'Pestici'],
    [86, 98, 'Result'],
    [126, 98, 'Status'],
    [184, 98, 'Pestici'],
    [226, 98, 'Result'],
    [266, 98, 'Status'],
    [44, 109, 'de'],
    [184, 109, 'de'],
    [44, 124, 'Captan'],
    [86, 124, 'ND'],
    [126, 124, 'Pass'],
    [184, 124, 'Cyfluth'],
    [226, 124, '0.3'],
    [266, 124, 'Pass'],
    [184, 135, 'rin'],
    [184, 150, 'Permeth'],
    [226, 150, 'ND'],
    [266, 150, 'Pass'],
    [184, 161, 'rin'],
  ];
  const rules = [...[40, 80, 120, 160, 180, 220, 260, 300].map(upright), ...[86, 113, 139, 165].map(level)];
  const rows = readTables([{ ...pageOf(1, lines), rules }]).map(({ name, value }) => `${name.text} ${value.text}`);
  expect(rows.toSorted()).toEqual(['Captan ND', 'Cyfluthrin 0.3', 'Permethrin ND']);
});

test('names known only with their next line are rows, however many follow one another', () => {
  const names = [
    'Lead',
    'Ochratoxin\nA',
    'Escherichia\ncoli',
    'Loss on\ndrying',
    'Aflatoxin\nB1',
    'Aflatoxin\nG2',
    'Sulfated\nash',
    'Arsenic',
  ];
  const rows = [['Parameter', 'Method', 'Result'], ...names.map((name, i) => [name, 'EX-7', `0.${i + 1}`])];
  const read = readTables([page(table({ x: [40, 100, 200], y: 100, rows, pitch: 24 }))]);
  expect(read.map(({ name, value }) => `${name.text} ${value.text}`)).toEqual(
    names.map((name, i) => `${name.replace('\n', ' ')} 0.${i + 1}`),
  );
});

describe('a code broken where its ruled cell ends', () => {
  const lotOf = (lines: readonly Placed[]): string | undefined => {
    const details: readonly Placed[] = [
      [44, 98, 'Client'],
      [144, 98, 'Example Elm Inc.'],
      [44, 110, 'Batch No.'],
      ...lines,
      [44, 134, 'Sample Type'],
      [144, 134, 'Flower'],
    ];
    const rules = [...[40, 140, 240].map(upright), ...[88, 101, 125, 138].map(level)];
    return headerFields({ pages: [{ ...pageOf(1, details), rules }] }).sample.lot?.text;
  };

  test('goes on in the next line', () => {
    expect(
      lotOf([
        [144, 110, '1A40X0300001B1D000071'],
        [144, 121, '1877'],
      ]),
    ).toBe('1A40X0300001B1D0000711877');
  });

  test('but not where the cell had room', () => {
    expect(
      lotOf([
        [144, 110, '1A40X0300001'],
        [144, 121, '1877'],
      ]),
    ).toBe('1A40X0300001');
  });
});

test('a lot that is cut off where the next cell begins is none; headings there are of two columns', () => {
  const cut = (lines: readonly Placed[]) => {
    const { words, ...rest } = pageOf(1, lines);
    return { ...rest, words: words.map(word => (/^(?:Received|LOD)$/.test(word.text) ? { ...word, beginsCell: true } : word)) };
  };
  const details: readonly Placed[] = [
    [44, 98, 'Client'],
    [100, 98, 'Example Elm Inc.'],
    [44, 110, 'Lot #'],
    [100, 110, 'FH-MG-008'],
    // the lot ends at 140.5
    [140.5, 110, 'Received'],
    [200, 110, '05/06/2026'],
  ];
  const { sample, dates } = headerFields({ pages: [cut(details)] });
  expect([sample.lot, dates.received?.text]).toEqual([undefined, '05/06/2026']);
  const rows: readonly Placed[] = [
    [44, 198, 'Cannabinoi'],
    [89, 198, 'LOD'],
    [150, 198, 'LOQ'],
    [211, 198, 'Result (%)'],
    [44, 212, 'CBD'],
    [120, 212, '0.01'],
    [181, 212, '0.03'],
    [242, 212, '1.37'],
    [44, 226, 'CBN'],
    [120, 226, '0.01'],
    [181, 226, '0.03'],
    [242, 226, '0.22'],
  ];
  expect(readTables([cut(rows)]).map(told)).toEqual([
    { name: 'CBD', value: '1.37', unit: '%', lod: '0.01', loq: '0.03' },
    { name: 'CBN', value: '0.22', unit: '%', lod: '0.01', loq: '0.03' },
  ]);
});

test('numbers set to the right of their cells, headings and texts to the left', () => {
  const x = [40, 160, 222, 284, 346, 408];
  const heads = ['Parameter', 'Result', 'Uncertainty', 'Unit', 'LOQ', 'Method'];
  const words = [
    ...table({ x, y: 100, rows: [heads] }),
    ...['CBD', 'CBG', 'CBN'].flatMap((name, i) => {
      const y = 112 + 12 * i;
      return [
        ...table({ x: [40, 222, 284, 408], y, rows: [[name, `± 0.${i + 2}`, '%', 'EX-7']] }),
        ...table({ x: [220, 403], y, rows: [[`${i + 1}.4`, '0.05']], align: ['right', 'right'] }),
      ];
    }),
  ];
  expect(readTables([page(words)]).map(told)).toEqual(
    ['CBD', 'CBG', 'CBN'].map((name, i) => ({
      name,
      value: `${i + 1}.4`,
      unit: '%',
      loq: '0.05',
      uncertainty: `± 0.${i + 2}`,
      method: 'EX-7',
    })),
  );
});
