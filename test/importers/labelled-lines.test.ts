/** Texts with a block of labelled lines for each analyte. */
import { fallback, importers } from '../../importers/index.ts';
import { readDocument } from '../../src/document/read.ts';
import { understand } from '../../src/document/understand.ts';
import { sheetDocument } from './sheet-document.ts';

const read = async (lines: readonly string[], name = 'report.txt') =>
  understand(await readDocument(Buffer.from(lines.join('\n')), name), { importers, fallback });
const rowsOf = ({ readings }: Awaited<ReturnType<typeof read>>) =>
  readings.map(({ sample, results }) => [
    sample.lot?.text ?? null,
    ...results.map(({ printed: { name, value, unit, loq, limit, verdict } }) =>
      [name, value, unit, loq, limit, verdict]
        .map(text => text ?? '')
        .join(' | ')
        .replace(/(?: \| )+$/, ''),
    ),
  ]);

test('labels and values on lines of their own, blocks parted by blank lines', async () => {
  const found = await read([
    'Invented Hawthorn Laboratories',
    'Certificate of Analysis',
    'Report Number: IH-24-1180',
    'Client: Invented Dunmore Botanicals',
    'Sample Name: White Thai Powder',
    'Lot Number: WT-0412',
    'Date Received: 2024-04-12',
    '',
    'Analyte: Lead',
    'Result: 0.18 ppm',
    'LOQ: 0.03 ppm',
    'Limit: 1.0 ppm',
    'Status: Pass',
    'Analyst: QX',
    '',
    'Analyte: Salmonella spp.',
    'Result: Not Detected',
    'Limit: Not Detected in 25 g',
    'Status: Pass',
    '',
    'Results relate only to the sample tested.',
  ]);
  expect(rowsOf(found)).toEqual([
    ['WT-0412', 'Lead | 0.18 ppm |  | 0.03 ppm | 1.0 ppm | Pass', 'Salmonella spp. | Not Detected |  |  | Not Detected in 25 g | Pass'],
  ]);
  expect(found.readings[0]).toMatchObject({
    laboratory: { text: 'Invented Hawthorn Laboratories' },
    reportNumber: { text: 'IH-24-1180' },
    client: { text: 'Invented Dunmore Botanicals' },
    sample: { name: { text: 'White Thai Powder' } },
    dates: { received: { date: '2024-04-12' } },
    results: [
      { number: '0.18', flags: ['column-guessed'], evidence: { kind: 'cell', cell: 'L10C1' } },
      { finding: { kind: 'not_detected' } },
    ],
  });
});

test('colons below each other, blocks parted by drawn lines', async () => {
  const found = await read([
    'LABORATORY      : Invented Stonebrook Testing',
    'REPORT          : IS-2291',
    'BATCH           : GK-19-B',
    '------------------------------',
    'PARAMETER       : Arsenic',
    'RESULT          : 0.11',
    'UNIT            : mg/kg',
    'DETECTION LIMIT : 0.02',
    '------------------------------',
    'PARAMETER       : Mercury',
    'RESULT          : ND',
    'UNIT            : mg/kg',
    'DETECTION LIMIT : 0.005',
  ]);
  expect(rowsOf(found)).toEqual([['GK-19-B', 'Arsenic | 0.11 | mg/kg', 'Mercury | ND | mg/kg']]);
  expect(found.readings[0]).toMatchObject({ laboratory: { text: 'Invented Stonebrook Testing' }, reportNumber: { text: 'IS-2291' } });
  expect(found.readings[0]!.results.map(({ printed }) => printed.lod)).toEqual(['0.02', '0.005']);
});

test('German labels, a list, and a label and its value in cells of their own', async () => {
  expect(
    rowsOf(
      await read([
        'Charge: KR-5',
        '',
        'Parameter: Blei',
        'Ergebnis: 0,21 mg/kg',
        'Grenzwert: 3,0 mg/kg',
        '',
        'Parameter: Cadmium',
        'Ergebnis: < 0,02 mg/kg',
      ]),
    ),
  ).toEqual([['KR-5', 'Blei | 0,21 mg/kg |  |  | 3,0 mg/kg', 'Cadmium | < 0,02 mg/kg']]);
  expect(
    rowsOf(
      await read([
        'lot: KV-1',
        'results:',
        '  - analyte: Lead',
        '    result: 0.12',
        '    unit: mg/kg',
        '  - analyte: Zinc',
        '    result: 12.0',
        '    unit: mg/kg',
      ]),
    ),
  ).toEqual([['KV-1', 'Lead | 0.12 | mg/kg', 'Zinc | 12.0 | mg/kg']]);
  const cells = sheetDocument([
    ['Lot', 'C-1'],
    [],
    ['Analyte', 'Lead'],
    ['Result', '0.12'],
    ['Units', 'ppm'],
    [],
    ['Analyte', 'Zinc'],
    ['Result', '4'],
    ['Units', 'ppm'],
  ]);
  expect(rowsOf(understand(cells, { importers, fallback }))).toEqual([['C-1', 'Lead | 0.12 | ppm', 'Zinc | 4 | ppm']]);
});

test('a lot behind the blocks of another begins a sample', async () => {
  const block = (name: string, result: string) => [`Analyte: ${name}`, `Result: ${result}`, 'Units: mg/kg', ''];
  const found = await read([
    'Invented Copperfield Labs',
    'Report: IC-31',
    '',
    'Lot: RA-1',
    ...block('Lead', '0.20'),
    ...block('Zinc', '4'),
    'Lot: GB-2',
    ...block('Lead', '0.41'),
    ...block('Zinc', '5'),
  ]);
  expect(rowsOf(found)).toEqual([
    ['RA-1', 'Lead | 0.20 | mg/kg', 'Zinc | 4 | mg/kg'],
    ['GB-2', 'Lead | 0.41 | mg/kg', 'Zinc | 5 | mg/kg'],
  ]);
  expect(found.readings.map(({ reportNumber }) => reportNumber?.text)).toEqual(['IC-31', 'IC-31']);
});

test('an earlier result is none, two results that differ are doubted, a block without one is told', async () => {
  const found = await read([
    'Lot: P-1',
    ...['Parameter: Lead', 'Result: 0.6 ppm', 'Previous result: 0.9 ppm', ''],
    ...['Parameter: Mitragynine', 'Result: 1.4 % (14.0 mg/g)', ''],
    ...['Parameter: Zinc', 'Result: 4 ppm', 'Result: 5 ppm', ''],
    ...['Parameter: Nickel', 'Limit: 5 ppm', ''],
  ]);
  expect(found.readings[0]!.results).toMatchObject([
    { number: '0.6', flags: ['column-guessed'] },
    { printed: { value: '1.4 %' }, further: [{ printed: { value: '14.0 mg/g' } }] },
    { printed: { value: '4 ppm' } },
  ]);
  expect(found.readings[0]!.results[2]!.flags).toContain('cell-crowded');
  expect(found.problems.map(({ code, message }) => [code, /Line 13, result/.test(message)])).toContainEqual(['row-refused', true]);
});

test('a label that leads the blocks in place of the analyte, and a line that goes on below another', async () => {
  const reversed = ['Lot: T-1', '', 'Result: 0.21 ppm', 'Analyte: Lead', '', 'Result: 0.02 ppm', 'Analyte: Cadmium', ''];
  expect(rowsOf(await read(reversed))).toEqual([['T-1', 'Lead | 0.21 ppm', 'Cadmium | 0.02 ppm']]);
  // nothing parts them: the result over a name may be of the one before
  await expect(read(reversed.filter(line => line !== ''))).rejects.toThrow(/does not look like a certificate/);
  const wrapped = [
    'Lot: W-1',
    '',
    'Test: Lead',
    'Method: EPA 6020B,',
    '        modified',
    'Result: 0.21 ppm',
    '',
    'Test: Zinc',
    'Result: 5 ppm',
  ];
  expect(rowsOf(await read(wrapped))).toEqual([['W-1', 'Lead | 0.21 ppm', 'Zinc | 5 ppm']]);
});
