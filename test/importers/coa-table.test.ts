import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { FIELDS } from '../../importers/coa-table/columns.ts';
import { coaTable } from '../../importers/coa-table/importer.ts';
import { interpret } from '../../src/coa/interpret.ts';
import { DocumentRefused } from '../../src/document/document.ts';
import { sheetDocument } from './sheet-document.ts';

const HEADER = ['lot', 'report_number', 'analyte', 'result', 'unit', 'basis', 'reported_on'];
const transcribe = (...lines: string[][]) => coaTable.transcribe(sheetDocument(lines));

describe('recognising a sheet', () => {
  test('needs an analyte, a result and a lot or product', () => {
    expect(coaTable.recognise(sheetDocument([['lot', 'analyte', 'result']]))).toMatchObject({ kind: 'cell', cell: 'B1', text: 'analyte' });
    expect(coaTable.recognise(sheetDocument([['product', 'analyte', 'result']]))).not.toBeNull();
    expect(coaTable.recognise(sheetDocument([['analyte', 'result']]))).toBeNull();
    expect(coaTable.recognise(sheetDocument([['lot', 'result']]))).toBeNull();
  });

  test('finds the header below a title', () => {
    const [transcript] = transcribe(['Results of spring'], [], HEADER, ['L1', 'R1', 'Lead', '0.2', 'mg/kg', 'dry', '2025-01-02']);
    expect(transcript?.sample.lot?.text).toBe('L1');
  });

  test('reads its columns in any order and case', () => {
    const values: Partial<Record<(typeof FIELDS)[number], string>> = {
      lot: 'L1',
      analyte: 'Lead',
      result: '0.2',
      unit: 'mg/kg',
      basis: 'dry',
      lod: '0.01',
      verdict: 'PASS',
      reported_on: '2025-01-02',
    };
    fc.assert(
      fc.property(fc.shuffledSubarray([...FIELDS], { minLength: FIELDS.length }), fc.infiniteStream(fc.boolean()), (order, capitals) => {
        const header = order.map(field => (capitals.next().value ? field.toUpperCase().replaceAll('_', ' ') : field));
        const [transcript] = transcribe(
          header,
          order.map(field => values[field] ?? ''),
        );
        const row = transcript!.rows[0]!;
        expect([row.name.text, row.value.text, row.unit?.text, row.basis?.text, row.lod?.text, row.verdict?.text]).toEqual([
          'Lead',
          '0.2',
          'mg/kg',
          'dry',
          '0.01',
          'PASS',
        ]);
        expect(row.doubts).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('lines', () => {
  test.each([
    ['lot', ['', 'R1', 'Lead', '0.2', 'mg/kg', '', ''], /neither a lot nor a product/],
    ['analyte', ['L1', 'R1', '', '0.2', 'mg/kg', '', ''], /no analyte/],
    ['result', ['L1', 'R1', 'Lead', '', 'mg/kg', '', ''], /no result/],
    ['result', ['L1', 'R1', 'Lead', '1.2.3', 'mg/kg', '', ''], /not understood/],
    ['basis', ['L1', 'R1', 'Lead', '0.2', 'mg/kg', 'wet', ''], /"wet" is none of/],
    ['reported_on', ['L1', 'R1', 'Lead', '0.2', 'mg/kg', '', '03/04/2025'], /no date/],
    ['reported_on', ['L1', 'R1', 'Lead', '0.2', 'mg/kg', '', '2025-02-30'], /no date/],
  ])('a bad %s is refused by row and column, the other lines are read', (column, line, reason) => {
    const transcripts = transcribe(HEADER, ['L1', 'R1', 'Cadmium', 'ND', 'mg/kg', 'dry', '2025-01-02'], line);
    expect(transcripts.flatMap(transcript => transcript.rows.map(row => row.name.text))).toEqual(['Cadmium']);
    const problem = transcripts[0]!.problems.find(({ code }) => code === 'row-refused')!;
    expect(problem.message).toContain(`Row 3, column ${column}:`);
    expect(problem.message).toMatch(reason);
  });

  test('a sheet of refused lines only is refused, with the first reason', () => {
    expect(() => transcribe(HEADER, ['L1', 'R1', 'Lead', '', '', '', ''])).toThrow(DocumentRefused);
    expect(() => transcribe(HEADER, ['L1', 'R1', 'Lead', '', '', '', ''])).toThrow(/Row 2, column result/);
    expect(() => transcribe(HEADER)).toThrow(/no line below/);
  });

  test('read with confidence 1, evidence is the cell', () => {
    const reading = interpret(transcribe(HEADER, ['L1', 'R1', 'Lead', '<0.05', 'mg/kg', 'as_received', '2025-01-02'])[0]!);
    expect(reading.results[0]).toMatchObject({
      analyte: 'lead',
      confidence: 1,
      flags: [],
      basis: 'as_received',
      number: null,
      interval: { lower: '0', upper: '0.05' },
      evidence: { kind: 'cell', sheet: 'Sheet1', cell: 'D2', text: '<0.05' },
    });
    expect(reading.dates.reported?.date).toBe('2025-01-02');
  });

  test.each([
    ['Absent', 'per 25 g', 'absent', '25 g'],
    ['Present', 'per 10 g', 'present', '10 g'],
    ['Absent', '', 'absent', null],
  ])('%s with unit "%s"', (value, unit, kind, portion) => {
    const result = interpret(transcribe(HEADER, ['L1', 'R1', 'Salmonella', value, unit, '', ''])[0]!).results[0]!;
    expect(result).toMatchObject({ finding: { kind }, testPortion: portion, number: null, confidence: 1, flags: [] });
  });
});

describe('certificates', () => {
  const line = (lot: string, report: string, analyte: string) => [lot, report, analyte, '0.2', 'mg/kg', '', ''];

  test('lines of one lot and report form one certificate, wherever they stand', () => {
    const transcripts = transcribe(
      HEADER,
      line('L1', 'R1', 'Lead'),
      line('L2', 'R1', 'Lead'),
      line('L1', 'R1', 'Cadmium'),
      line('L1', 'R2', 'Lead'),
    );
    expect(transcripts.map(({ sample, reportNumber, rows }) => [sample.lot?.text, reportNumber?.text, rows.length])).toEqual([
      ['L1', 'R1', 2],
      ['L2', 'R1', 1],
      ['L1', 'R2', 1],
    ]);
  });

  test('the same lot code of two vendors is two lots', () => {
    const header = ['vendor', 'lot', 'analyte', 'result', 'unit'];
    expect(transcribe(header, ['A', '7', 'Lead', '0.2', 'mg/kg'], ['B', '7', 'Lead', '0.2', 'mg/kg'])).toHaveLength(2);
  });

  test('an empty cell contradicts nothing', () => {
    const header = ['vendor', 'laboratory', 'lot', 'analyte', 'result', 'unit'];
    const transcripts = transcribe(header, ['A', 'X', '7', 'Lead', '0.2', 'mg/kg'], ['', '', '7', 'Cadmium', 'ND', 'mg/kg']);
    expect(transcripts.map(({ brand, rows }) => [brand?.text, rows.length])).toEqual([['A', 2]]);
  });

  test('twenty thousand lines are read in seconds', () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => line(`L${i % 7}`, 'R1', 'Lead'));
    const start = performance.now();
    expect(transcribe(HEADER, ...lines)).toHaveLength(7);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('lines that disagree about the certificate are named', () => {
    const header = ['lot', 'analyte', 'result', 'unit', 'reported_on'];
    const [transcript] = transcribe(header, ['L1', 'Lead', '0.2', 'mg/kg', '2025-01-02'], ['L1', 'Cadmium', '0.2', 'mg/kg', '2025-01-03']);
    expect(transcript?.problems).toMatchObject([
      { code: 'rows-disagree', severity: 'warning', message: expect.stringContaining('Row 3, column reported_on') },
    ]);
    expect(transcript?.dates.reported?.text).toBe('2025-01-02');
  });
});

describe('sheets with headers of their own', () => {
  const lines = [
    ['Batch', 'Lab', 'Parameter', 'Value (mg/kg)', 'LOD', 'Remarks'],
    ['OWN-7', 'Some Laboratory', 'Lead', '0,35', '0,05', 'x'],
  ];

  test('are mapped by synonyms, every row in doubt, unknown columns named', () => {
    const transcript = transcribe(...lines)[0]!;
    expect(transcript.sample.lot?.text).toBe('OWN-7');
    expect(transcript.laboratory?.text).toBe('Some Laboratory');
    expect(transcript.rows[0]).toMatchObject({
      value: { text: '0,35' },
      unit: { text: 'mg/kg', evidence: { cell: 'D1' } },
      doubts: ['column-guessed'],
    });
    expect(transcript.decimalMark).toBe(',');
    expect(transcript.problems.map(({ code }) => code)).toEqual(['column-unknown']);
    const result = interpret(transcript).results[0]!;
    expect(result.number).toBe('0.35');
    expect(result.confidence).toBeLessThan(0.9);
  });

  test('the template word wins over a synonym', () => {
    const transcript = transcribe(['Value', 'lot', 'analyte', 'result', 'unit'], ['9', 'L1', 'Lead', '0.2', 'mg/kg'])[0]!;
    expect(transcript.rows[0]?.value.text).toBe('0.2');
    expect(transcript.problems.map(({ message }) => message)).toEqual([expect.stringContaining('"Value"')]);
  });
});

describe('the documentation', () => {
  const root = join(import.meta.dirname, '../..');

  test('the template holds every column', () => {
    expect(readFileSync(join(root, 'samples/template.csv'), 'utf8').trim().split(',')).toEqual([...FIELDS]);
  });

  test('every column is explained', () => {
    const text = readFileSync(join(root, 'docs/coa-table.md'), 'utf8');
    expect(FIELDS.filter(field => !text.includes(`\`${field}\``))).toEqual([]);
  });
});
