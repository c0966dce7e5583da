/** What word processors and sheets do to a table: words broken at the end of their cell, units that are names, columns filled by one row. */
import { readTables } from '../../../importers/any-laboratory/tables.ts';
import { page, table, told } from './page.ts';

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
