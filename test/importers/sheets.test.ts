import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { fallback, importers } from '../../importers/index.ts';
import { DocumentRefused } from '../../src/document/document.ts';
import { readDocument } from '../../src/document/read.ts';
import { understand } from '../../src/document/understand.ts';
import { workbook } from '../generator/workbook.ts';
import { sheetDocument } from './sheet-document.ts';

const read = async (path: string) => understand(await readDocument(readFileSync(path), path), { importers, fallback });
const samples = join(import.meta.dirname, '../../importers/any-laboratory/samples');

test.each([
  ['fixed-width.txt', 9],
  ['several-tables.csv', 5],
  ['web-page.html', 5],
  ['two-sheets.xlsx', 6],
])('%s: every result with its unit or none printed, every one to be looked at', async (name, count) => {
  const { readings } = await read(join(samples, name));
  expect(readings).toHaveLength(1);
  const [reading] = readings;
  expect(reading!.results).toHaveLength(count);
  expect([reading!.laboratory, reading!.reportNumber, reading!.client, reading!.sample.lot].every(field => field !== null)).toBe(true);
  for (const result of reading!.results) {
    expect(result.evidence.kind).toBe('cell');
    expect(result.flags).toContain('column-guessed');
    expect(result.confidence).toBeLessThan(0.9);
  }
});

test('damaged sheets, pages and texts: a refusal, or results that stand in what is left of them, each to be looked at', async () => {
  const files = ['fixed-width.txt', 'several-tables.csv', 'web-page.html', 'title-above.csv'].map(
    name => [name, readFileSync(join(samples, name))] as const,
  );
  const damage = fc.record({
    file: fc.constantFrom(...files),
    flips: fc.array(fc.tuple(fc.nat(10_000), fc.nat(255)), { maxLength: 8 }),
    cut: fc.option(fc.nat(10_000)),
    moved: fc.option(fc.tuple(fc.nat(200), fc.nat(200))),
  });
  await fc.assert(
    fc.asyncProperty(damage, async ({ file: [name, original], flips, cut, moved }) => {
      const lines = original.toString('latin1').split('\n');
      if (moved) lines.splice(moved[1] % lines.length, 0, ...lines.splice(moved[0] % lines.length, 1));
      const bytes = Buffer.from(lines.join('\n'), 'latin1').subarray(0, cut === null ? undefined : cut % original.length);
      for (const [at, value] of flips) if (at < bytes.length) bytes[at] = value;
      try {
        const document = await readDocument(bytes, name);
        const text =
          document.content.kind === 'sheets' ? document.content.sheets.flatMap(sheet => sheet.cells.map(cell => cell.text)).join('\n') : '';
        for (const { results } of understand(document, { importers, fallback }).readings) {
          for (const { printed, evidence, flags } of results) {
            expect(flags).not.toEqual([]);
            expect(evidence.kind).toBe('cell');
            for (const part of printed.value.split(/\s+/)) expect(text).toContain(part);
          }
        }
      } catch (error) {
        if (!(error instanceof DocumentRefused)) throw error;
      }
    }),
    { numRuns: 150 },
  );
});

const worksheet = join(process.env.LEAFPROOF_CORPUS ?? join(import.meta.dirname, '../../../shared/corpus'), 'data/ncal-worksheet.xlsx');
(existsSync(worksheet) ? test : test.skip)("a laboratory's working sheet is left out, and the rest waits for a person", async () => {
  const { readings, problems } = await read(worksheet);
  const results = readings.flatMap(reading => reading.results);
  expect(results.filter(({ evidence }) => evidence.kind === 'cell' && evidence.sheet === 'Sample')).toEqual([]);
  expect(problems.filter(({ code }) => code === 'worksheet-left-out')).toMatchObject([{ severity: 'error' }]);
  expect(results.every(({ flags }) => flags.length > 0)).toBe(true);
});

test('`in 25 g` in the place of the unit is kept, and is the test portion', async () => {
  const csv = [
    'Laboratory,Invented Elm Laboratory',
    'Sample Name,Sample Leaf',
    'Lot,L-1',
    '',
    'Analyte,Result,Units,LOQ,Limit',
    'Salmonella spp.,Not Detected,in 25 g,,Absent',
    'Lead,0.2,ppm,0.1,1',
    'Cadmium,0.2,ppm,0.1,1',
  ].join('\n');
  const { readings } = understand(await readDocument(Buffer.from(csv), 'sheet.csv'), { importers, fallback });
  const [salmonella] = readings[0]!.results;
  expect([salmonella!.printed.unit, salmonella!.testPortion]).toEqual(['in 25 g', '25 g']);
});

test('a unit merged down over the rows of a panel is that of each; a number and the heading over two columns stay where they are', async () => {
  const bytes = workbook(
    'CoA',
    [
      ['Laboratory', 'Invented Elm Laboratory'],
      ['Lot', 'L-77'],
      [],
      ['Panel', 'Analyte', 'Result', 'Unit', 'LOQ', 'Status'],
      ['Heavy Metals', 'Lead', '0.21', 'mg/kg', '0.01', 'Pass'],
      ['', 'Cadmium', 'ND', '', '', ''],
      ['', 'Arsenic', '0.08', '', '', ''],
      ['Microbiology', 'Total Plate Count', '120', 'CFU/g', '10', 'Pass'],
      ['', 'Yeast and Mold', '<10', '', '10', 'Pass'],
    ],
    ['A5:A7', 'D5:D7', 'E5:E7', 'F5:F7', 'A8:A9', 'D8:D9'],
  );
  const { readings } = understand(await readDocument(bytes, 'merged.xlsx'), { importers, fallback });
  const rows = readings.flatMap(({ results }) => results);
  expect(rows.map(({ printed: { name, value, unit, loq, verdict } }) => [name, value, unit, loq, verdict])).toEqual([
    ['Lead', '0.21', 'mg/kg', '0.01', 'Pass'],
    ['Cadmium', 'ND', 'mg/kg', null, 'Pass'],
    ['Arsenic', '0.08', 'mg/kg', null, 'Pass'],
    ['Total Plate Count', '120', 'CFU/g', '10', 'Pass'],
    ['Yeast and Mold', '<10', 'CFU/g', '10', 'Pass'],
  ]);
});

test('a short table under a long preamble is a table', async () => {
  const csv = [
    '# Export of Invented LIMS 4.2',
    '# generated 2026-02-03 10:11',
    'Laboratory;Invented Elm Laboratory',
    'Report;R-10',
    'Lot;L-78',
    '',
    'Analyte;Result;Unit;LOQ',
    'Lead;0,21;mg/kg;0,01',
    'Cadmium;<0,01;mg/kg;0,01',
  ].join('\n');
  const document = await readDocument(Buffer.from(csv), 'export.csv');
  const { readings } = understand(document, { importers, fallback });
  expect(document.mediaType).toBe('text/csv');
  expect(readings.flatMap(({ results }) => results.map(({ printed }) => [printed.name, printed.value, printed.unit]))).toEqual([
    ['Lead', '0,21', 'mg/kg'],
    ['Cadmium', '<0,01', 'mg/kg'],
  ]);
});

test('a label that is a title as well has its value in the cell beside it', async () => {
  const csv = [
    'Laboratoř;Vymyšlená zkušebna s.r.o.',
    'Report;VZ-118',
    'Lot;L-9',
    '',
    'Analyte;Result;Unit',
    'Lead;0,21;mg/kg',
    'Cadmium;ND;mg/kg',
  ].join('\n');
  const [reading] = understand(await readDocument(Buffer.from(csv), 'a.csv'), { importers, fallback }).readings;
  expect([reading!.laboratory?.text, reading!.reportNumber?.text]).toEqual(['Vymyšlená zkušebna s.r.o.', 'VZ-118']);
});

test('a line of labels before their values, whatever stands over them', async () => {
  const csv =
    'Invented Dunnock Labs,Report:,DL-6\nProduct,Kratom tea,Lot,DT-6\n\nTest,Result,Spec\nMitragynine,1.6%,1.2-2.0%\nLead,0.4 ppm,< 1 ppm\n';
  const [reading] = understand(await readDocument(Buffer.from(csv), 'a.csv'), { importers, fallback }).readings;
  expect([reading!.sample.name?.text, reading!.sample.lot?.text]).toEqual(['Kratom tea', 'DT-6']);
});

test('samples side by side under three lines, each led by its label', () => {
  const transcripts = fallback.transcribe(
    sheetDocument([
      ['Laboratory report'],
      ['Report No.', 'EX26-00812'],
      [],
      ['', '', 'Sample ID', 'EX26-00812-001', 'EX26-00812-002'],
      ['', '', 'Client sample ID', 'Red Bali', 'Green MD'],
      ['', '', 'Lot', 'RB-77', 'GM-78'],
      ['Analyte', 'Units', 'LOR'],
      ['Arsenic', 'mg/kg', '0.05', '0.12', '0.09'],
      ['Cadmium', 'mg/kg', '0.01', '0.05', '0.04'],
      ['Lead', 'mg/kg', '0.05', '0.61', '0.48'],
      ['Mitragynine', '% w/w', '0.01', '1.41', '1.63'],
    ]),
  );
  expect(
    transcripts.map(({ sample, rows }) => [
      sample.labSampleId?.text,
      sample.name?.text,
      sample.lot?.text,
      rows.map(({ value }) => value.text).join(' '),
    ]),
  ).toEqual([
    ['EX26-00812-001', 'Red Bali', 'RB-77', '0.12 0.05 0.61 1.41'],
    ['EX26-00812-002', 'Green MD', 'GM-78', '0.09 0.04 0.48 1.63'],
  ]);
});
