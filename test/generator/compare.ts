/** What was read against what was drawn. */
import type { Reading, ResultReading } from '../../src/coa/reading.ts';
import type { Truth, TruthRow } from './certificate.ts';

export interface Comparison {
  /** Rows of the truth that were not read. */
  readonly missing: readonly string[];
  /** Rows read with another value, unit, limit, verdict or analyte; `silent` ones carry no flag and a high confidence. */
  readonly wrong: readonly string[];
  /** Rows read that nobody drew. */
  readonly invented: readonly string[];
  /** A further printing of a measurement read as a result of its own: no wrong value, but counted twice. */
  readonly twice: readonly string[];
  readonly header: readonly string[];
}

const squash = (text: string | null | undefined): string => (text ?? '').normalize('NFKC').replace(/\s+/g, '').toLowerCase();
const same = (a: string | null | undefined, b: string | null | undefined): boolean => squash(a) === squash(b);

export function compareWithTruth(truth: Truth, readings: readonly Reading[]): Comparison {
  const missing: string[] = [];
  const wrong: string[] = [];
  const invented: string[] = [];
  const twice: string[] = [];
  truth.samples.forEach((sample, i) => {
    const reading = readings[i];
    const left = [...(reading?.results ?? [])];
    for (const row of sample.results) {
      const at = left.findIndex(result => same(result.printed.name, row.name) && page(result) === row.page);
      if (at < 0) {
        missing.push(`${sample.name}: ${row.name} = ${row.value} ${row.unit ?? ''}`);
        continue;
      }
      const [result] = left.splice(at, 1);
      const differences = differencesOf(row, result!);
      if (differences.length) wrong.push(`${isSilent(result!) ? 'SILENT ' : ''}${row.name}: ${differences.join(', ')}`);
    }
    for (const result of left) {
      const text = `${result.printed.name} = ${result.printed.value} ${result.printed.unit ?? ''}`;
      if (sample.results.some(row => isTwin(row, result))) twice.push(text);
      else invented.push(`${isSilent(result) ? 'SILENT ' : ''}${text}`);
    }
  });
  return { missing, wrong, invented, twice, header: headerDifferences(truth, readings) };
}

const isTwin = (row: TruthRow, { printed }: ResultReading): boolean =>
  same(row.name, printed.name) && row.alt.some(({ value, unit }) => sameValue(value, unit, printed.value) && same(unit, printed.unit));

const page = (result: ResultReading): number | null => (result.evidence.kind === 'page' ? result.evidence.page : null);
const isSilent = (result: ResultReading): boolean => result.confidence >= 0.9 && result.flags.length === 0;

function differencesOf(row: TruthRow, result: ResultReading): string[] {
  const { printed } = result;
  const printings = [{ value: row.value, unit: row.unit }, ...row.alt];
  const differences: string[] = [];
  const expect = (what: string, want: string | null, got: string | null) => {
    if (!same(want, isNothing(got) ? null : got)) differences.push(`${what} ${want ?? '-'} read as ${got ?? '-'}`);
  };
  const first = printings.find(
    ({ value, unit }) =>
      // `negativní per 25 g` in one cell says both
      (unit !== null && /^\D/.test(value) && same(value + unit, printed.value)) ||
      (sameValue(value, unit, printed.value) && (unit === null || same(plainUnit(unit), plainUnit(unitRead(result))) || isBounded(result))),
  );
  if (!first) differences.push(`${row.value} ${row.unit ?? ''} read as ${printed.value} ${printed.unit ?? ''}`);
  expect('analyte', row.analyte, result.analyte);
  expect('LOD', row.lod, printed.lod);
  expect('LOQ', row.loq, printed.loq);
  expect('limit', row.limit, printed.limit);
  expect('verdict', row.verdict, printed.verdict);
  if (row.finding) expect('meaning', row.finding, result.finding.kind);
  return differences;
}

/** What is printed where there is nothing to print. */
const isNothing = (text: string | null): boolean => text === null || /^(?:n\/?a|[-–—])$/i.test(text);

/** `0.35` drawn, `0.35 mg/kg` or `0.35` read. */
function sameValue(value: string, unit: string | null, read: string): boolean {
  return same(value, read) || (unit !== null && same(value + unit, read));
}

/** `ND` in a column without a unit, bounded by an LOD or LOQ whose unit is printed: the meaning is complete. */
const isBounded = ({ printed, interval }: ResultReading): boolean =>
  printed.unit === null && !/\d/.test(printed.value) && interval.upper !== null;

/** `wt. %`, `% hm.` and `% (w/w)` are percent. */
const plainUnit = (unit: string | null): string | null => unit?.replace(/^(?:wt\. ?)?%(?: (?:hm\.|\(w\/w\)))?$/, '%') ?? null;

/** A test portion counts as the unit of `Absent`. */
const unitRead = ({ printed }: ResultReading): string | null => printed.unit ?? printed.testPortion ?? unitIn(printed.value);

const unitIn = (value: string): string | null => /\d\s*([^\d\s.,]\D*)$/.exec(value)?.[1] ?? null;

function headerDifferences(truth: Truth, readings: readonly Reading[]): string[] {
  const differences: string[] = [];
  if (readings.length !== truth.samples.length) differences.push(`${truth.samples.length} samples read as ${readings.length}`);
  truth.samples.forEach((sample, i) => {
    const reading = readings[i];
    if (!reading) return;
    const expect = (what: string, want: string | null, got: string | null | undefined) => {
      if (!same(want, got)) differences.push(`${what} ${want ?? '-'} read as ${got ?? '-'}`);
    };
    expect('laboratory', truth.lab, reading.laboratory?.text);
    expect('report number', truth.report_number, reading.reportNumber?.text);
    expect('client', truth.client, reading.client?.text);
    expect('name', sample.name, reading.sample.name?.text);
    expect('lot', sample.lot, reading.sample.lot?.text);
    expect('laboratory sample id', sample.lab_sample_id, reading.sample.labSampleId?.text);
    for (const field of ['sampled', 'received', 'tested', 'reported'] as const) {
      expect(`${field} date`, sample.dates[field], reading.dates[field]?.date);
    }
  });
  return differences;
}
