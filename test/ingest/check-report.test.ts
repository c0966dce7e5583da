import type { Reading, ResultReading } from '../../src/coa/reading.ts';
import type { Box, Evidence, Printed } from '../../src/coa/transcript.ts';
import type { ReadOutcome } from '../../src/document/outcome.ts';
import { checkReport } from '../../src/ingest/check-report.ts';

const on = (text: string, box: Box = [10, 20, 30, 40]): Evidence => ({ kind: 'page', page: 2, box, text, method: 'text' });
const printed = (text: string): Printed => ({ text, evidence: on(text) });

const lead: ResultReading = {
  analyte: 'lead',
  panel: 'metals',
  printed: {
    name: 'Lead',
    value: '<0.05',
    unit: 'µg/g',
    lod: '0.02',
    loq: '0.05',
    limit: '0.5',
    verdict: 'PASS',
    uncertainty: null,
    method: null,
    basis: null,
    testPortion: null,
  },
  finding: { kind: 'below_limit', limit: 'stated', inclusive: false, bound: { text: '0.05', significantFigures: 1, decimals: 2 } },
  number: null,
  interval: { lower: '0', upper: '0.05', lowerClosed: true, upperClosed: false },
  unit: 'mg/kg',
  basis: 'unknown',
  lod: '0.02',
  loq: '0.05',
  testPortion: null,
  printedVerdict: 'pass',
  further: [],
  evidence: on('<0.05', [200, 300, 220, 312]),
  nameEvidence: on('Lead', [72, 300, 100, 312]),
  rowEvidence: on('Lead <0.05', [72, 300, 410, 312]),
  confidence: 0.98,
  confidenceReasons: [],
  flags: [],
};

const reading = (sample: string, report: string | null, reported: string | null): Reading => ({
  laboratory: printed('Example Laboratory'),
  laboratoryAccreditation: null,
  reportNumber: report === null ? null : printed(report),
  client: printed('Green Leaf'),
  manufacturer: null,
  brand: null,
  language: null,
  dates: reported === null ? {} : { reported: { field: 'reported', date: reported, printed: printed(reported) } },
  sample: {
    name: printed(sample),
    lot: printed(`L-${sample}`),
    labSampleId: null,
    form: null,
    matrix: null,
    servingSize: null,
    containerSize: null,
    maxDailyIntake: null,
    moisture: null,
  },
  results: [lead],
  problems: [],
});

const outcome = (readings: Reading[]): ReadOutcome => ({
  file: 'x.pdf',
  sha256: 'ab'.repeat(32),
  bytes: 12,
  mediaType: 'application/pdf',
  outcome: 'read',
  reason: null,
  importer: { id: 'any-laboratory', version: 3 },
  pages: [],
  facts: {},
  transcripts: [],
  readings,
  problems: [
    { code: 'unit-missing', severity: 'warning', message: 'No unit.', evidence: { kind: 'cell', sheet: 'S', cell: 'B7', text: '3' } },
  ],
  milliseconds: 143,
});

test('a row keeps what is printed, what it means, and where it stands', () => {
  const [report] = checkReport(outcome([reading('Red', 'R-1', '2026-02-03')])).reports;
  expect(report?.samples[0]?.results[0]).toEqual({
    page: 2,
    box: [72, 300, 410, 312],
    valueBox: [200, 300, 220, 312],
    cell: null,
    pointer: null,
    panel: 'metals',
    name: 'Lead',
    value: '<0.05',
    unit: 'µg/g',
    lod: '0.02',
    loq: '0.05',
    limit: '0.5',
    verdict: 'PASS',
    uncertainty: null,
    method: null,
    analyte: 'lead',
    kind: 'below_limit',
    number: null,
    lower: '0',
    upper: '0.05',
    canonicalUnit: 'mg/kg',
    basis: 'unknown',
    confidence: 0.98,
    confidenceReasons: [],
    flags: [],
    further: [],
  });
});

test('samples of one report number of one laboratory are one report, its dates those on which all agree', () => {
  const { reports } = checkReport(
    outcome([reading('A', 'R-1', '2026-02-03'), reading('B', 'R-1', '2026-02-03'), reading('C', 'R-2', null)]),
  );
  expect(reports.map(report => [report.reportNumber, report.samples.map(sample => sample.name)])).toEqual([
    ['R-1', ['A', 'B']],
    ['R-2', ['C']],
  ]);
  expect(reports[0]?.dates).toMatchObject({ sampled: null, reported: '2026-02-03' });
  const differing = checkReport(outcome([reading('A', 'R-1', '2026-02-03'), reading('B', 'R-1', '2026-02-04')]));
  expect(differing.reports[0]?.dates.reported).toBeNull();
  expect(differing.reports[0]?.samples.map(sample => sample.dates.reported)).toEqual(['2026-02-03', '2026-02-04']);
});

test('the file, the importer by its id, and every problem with its place', () => {
  const report = checkReport(outcome([]));
  expect(report).toMatchObject({
    file: 'x.pdf',
    outcome: 'read',
    reason: null,
    importer: 'any-laboratory',
    milliseconds: 143,
    reports: [],
  });
  expect(report.problems).toEqual([
    { code: 'unit-missing', severity: 'warning', message: 'No unit.', page: null, box: null, cell: 'S!B7', pointer: null },
  ]);
});
