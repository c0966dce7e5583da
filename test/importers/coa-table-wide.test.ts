import { coaTable } from '../../importers/coa-table/importer.ts';
import { interpret } from '../../src/coa/interpret.ts';
import { sheetDocument } from './sheet-document.ts';

const read = (...lines: string[][]) =>
  coaTable
    .transcribe(sheetDocument(lines))
    .map(interpret)
    .map(({ sample, results, laboratory }) => ({
      lot: sample.lot?.text ?? null,
      name: sample.name?.text ?? null,
      id: sample.labSampleId?.text ?? null,
      laboratory: laboratory?.text ?? null,
      results: results.map(({ analyte, printed, flags }) => [
        analyte,
        printed.value,
        printed.unit,
        printed.limit,
        flags.includes('column-guessed'),
      ]),
    }));

test('a row for each sample, a column for each analyte, lines of units and limits', () => {
  expect(
    read(
      ['Laboratory: Nowhere Laboratory'],
      ['Sample ID', 'Lot', 'Mitragynine', 'Lead'],
      ['Unit', '', 'mg/g', 'ppm'],
      ['Limit', '', '', '1.2'],
      ['S-1', 'A', '15.2', '<0.05'],
      ['S-2', 'A', '', 'ND'],
    ),
  ).toEqual([
    {
      lot: 'A',
      name: null,
      id: 'S-1',
      laboratory: 'Nowhere Laboratory',
      results: [
        ['mitragynine', '15.2', 'mg/g', null, true],
        ['lead', '<0.05', 'ppm', '1.2', true],
      ],
    },
    { lot: 'A', name: null, id: 'S-2', laboratory: 'Nowhere Laboratory', results: [['lead', 'ND', 'ppm', '1.2', true]] },
  ]);
});

test('the same, turned: a column for each sample', () => {
  const table = [
    ['Product', 'Lot', 'Mitragynine (mg/g)', 'Lead (ppm)'],
    ['Red', 'A', '15.2', '<0.05'],
    ['Green', 'B', '12.4', 'ND'],
  ];
  const turned = table[0]!.map((_, column) => table.map(line => line[column]!));
  expect(read(...turned)).toEqual(read(...table));
  expect(read(...turned)).toHaveLength(2);
});

test.each([
  ['units', ['Analyte', 'mg/g', '%']],
  ['replicates', ['Analyte', '1', '2']],
  ['a result and its limit', ['Analyte', 'Result', 'Limit']],
  ['result and LOQ with units', ['Compound', 'LOQ\nmg/mL', 'Result\nmg/mL']],
  ['words nobody knows', ['Substance', 'Zeta', 'Schwelle']],
  ['an average', ['Analyte', 'Average', 'Std Dev']],
])('columns of %s are no samples', (_, header) => {
  expect(
    coaTable.recognise(sheetDocument([header, ['Lead', '0.1', '0.2'], ['Cadmium', '0.1', '0.2'], ['Mercury', '0.1', '0.2']])),
  ).toBeNull();
});
