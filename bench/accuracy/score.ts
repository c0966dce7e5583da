/** What was read of one certificate, against what is known to be printed on it. */
import type { Grounds } from '../../src/coa/confidence.ts';
import type { Finding } from '../../src/coa/finding.ts';
import type { Reading, ResultReading } from '../../src/coa/reading.ts';
import { isNothing, nameKey, textKey, unitKey, valueKey, verdictKey } from './keys.ts';
import { readingsOf } from './samples.ts';

/** The truth of a certificate: drawn by the generator, or copied by hand from a real one. */
export interface KnownRow {
  readonly page: number;
  readonly name: string;
  readonly value: string;
  readonly unit: string | null;
  readonly analyte?: string;
  readonly alt?: readonly { readonly value: string; readonly unit: string }[];
  readonly lod: string | null;
  readonly loq: string | null;
  readonly limit: string | null;
  readonly verdict: string | null;
  /** What it means, where what stands beside the value says more than the value: `0.012` and `U`. */
  readonly finding?: Finding['kind'];
}

export interface Known {
  readonly lab: string;
  readonly report_number: string | null;
  readonly client: string | null;
  readonly samples: readonly {
    readonly name: string | null;
    readonly lot: string | null;
    readonly lab_sample_id: string | null;
    readonly dates: Readonly<Partial<Record<'sampled' | 'received' | 'tested' | 'reported', string | null>>>;
    readonly results: readonly KnownRow[];
  }[];
}

/** So many right, of so many. */
export interface Share {
  right: number;
  of: number;
}

/** One row that was read: how sure the reader was, and whether it was right. */
export interface Judged {
  readonly confidence: number;
  readonly flagged: boolean;
  /** What the confidence rests on. */
  readonly grounds: Grounds;
  readonly right: boolean;
  readonly what: string;
}

export const FIELDS = ['value', 'sample', 'meaning', 'lod', 'loq', 'limit', 'verdict', 'header'] as const;
export type Field = (typeof FIELDS)[number];

export interface Score {
  rows: number;
  found: number;
  read: number;
  right: number;
  silent: number;
  readonly fields: Record<Field, Share>;
  readonly judged: Judged[];
}

export const emptyScore = (): Score => ({
  rows: 0,
  found: 0,
  read: 0,
  right: 0,
  silent: 0,
  fields: Object.fromEntries(FIELDS.map(field => [field, { right: 0, of: 0 }])) as Record<Field, Share>,
  judged: [],
});

export function addScores(scores: readonly Score[]): Score {
  const sum = emptyScore();
  for (const score of scores) {
    for (const key of ['rows', 'found', 'read', 'right', 'silent'] as const) sum[key] += score[key];
    for (const field of FIELDS) {
      sum.fields[field].right += score.fields[field].right;
      sum.fields[field].of += score.fields[field].of;
    }
    sum.judged.push(...score.judged);
  }
  return sum;
}

/** A value at or over this, with no flag, is published without anybody looking. */
export const SURE = 0.9;

export function score(known: Known, readings: readonly Reading[]): Score {
  const result = emptyScore();
  const left = readings.flatMap(reading => reading.results);
  result.read = left.length;
  const wanted = known.samples.flatMap(sample => sample.results);
  const own = readingsOf(known, readings);
  const commas = wanted.some(row => /(^|\D)0,\d|\d,\d{1,2}$/.test(row.value));
  const take = (row: KnownRow, got: ResultReading, ofIt: boolean): void => {
    left.splice(left.indexOf(got), 1);
    result.found += 1;
    result.fields.value.right += 1;
    result.fields.sample.of += 1;
    if (ofIt) result.fields.sample.right += 1;
    judge(result, got, [...(ofIt ? [] : ['sample']), ...furtherFields(row, got, result, commas)]);
  };
  const fits = (row: KnownRow, among: readonly ResultReading[]): ResultReading | undefined => {
    const named = among.filter(got => nameKey(got.printed.name) === nameKey(row.name) && isRight(row, got));
    return named.find(candidate => pageOf(candidate) === row.page) ?? named[0];
  };
  const astray: KnownRow[] = [];
  for (const sample of known.samples) {
    const ofIt = new Set(own.get(sample)?.results);
    for (const row of sample.results) {
      result.rows += 1;
      result.fields.value.of += 1;
      const got = fits(
        row,
        left.filter(each => ofIt.has(each)),
      );
      if (got) take(row, got, true);
      else astray.push(row);
    }
  }
  // what is no sample's own is looked for among what is left of all
  for (const row of astray) {
    const got = fits(row, left);
    if (got) take(row, got, false);
  }
  for (const got of left) {
    // the same measurement in a further printed unit is no error
    const twin = wanted.some(row => nameKey(row.name) === nameKey(got.printed.name) && isRight(row, got));
    judge(result, got, twin ? [] : ['value']);
  }
  header(known, readings, result);
  return result;
}

function judge(result: Score, got: ResultReading, wrong: readonly string[]): void {
  const right = wrong.length === 0;
  if (!wrong.includes('value')) result.right += 1;
  const flagged = got.flags.length > 0;
  const { name, value, unit } = got.printed;
  if (!right && !flagged && got.confidence >= SURE) result.silent += 1;
  result.judged.push({
    confidence: got.confidence,
    flagged,
    grounds: groundsOf(got),
    right,
    what: `${name} = ${value} ${unit ?? ''}: ${wrong.join(', ')}`,
  });
}

function groundsOf({ evidence, flags, confidenceReasons: told }: ResultReading): Grounds {
  const similar = told.map(reason => /similar name \((\d\.\d+)\)/.exec(reason)?.[1]).find(found => found !== undefined);
  return {
    onPage: evidence.kind === 'page',
    ocr: evidence.kind === 'page' && evidence.method === 'ocr' ? (evidence.ocrConfidence ?? 0.8) : null,
    similar: similar === undefined ? null : Number(similar),
    reasons: [
      ...(told.includes('analyte not in the dictionary') ? ['analyte-unknown'] : []),
      ...(told.includes('unit printed in the result cell') ? ['unit-in-cell'] : []),
      ...flags,
    ],
    confirmed: told.some(reason => reason.startsWith('agrees with ')),
  };
}

const pageOf = ({ evidence }: ResultReading): number | null => (evidence.kind === 'page' ? evidence.page : null);

/** Right value and unit; a word (`ND`) says the same without its unit. */
function isRight(row: KnownRow, { printed, testPortion }: ResultReading): boolean {
  return [{ value: row.value, unit: row.unit }, ...(row.alt ?? [])].some(want => {
    const joined = valueKey(printed.value) === valueKey(`${want.value}${want.unit ?? ''}`);
    if (!joined && valueKey(want.value) !== valueKey(printed.value)) return false;
    const units = [printed.unit, printed.testPortion, testPortion].map(unitKey);
    return joined || unitKey(want.unit) === '' || !/\d/.test(want.value) || units.includes(unitKey(want.unit));
  });
}

/** Counts what is printed beside the value, and names what was read wrongly. */
function furtherFields(row: KnownRow, got: ResultReading, result: Score, commas: boolean): string[] {
  const wrong: string[] = [];
  const count = (field: Field, right: boolean, said = true) => {
    result.fields[field].of += 1;
    if (right) result.fields[field].right += 1;
    // what is left out lowers the share of its field; only what is said can be untrue
    else if (said) wrong.push(field);
  };
  for (const field of ['lod', 'loq', 'limit'] as const) {
    const said = got.printed[field];
    if (!isNothing(row[field])) count(field, valueKey(row[field]) === valueKey(said), said !== null);
    else if (!isNothing(said) && /\d/.test(said ?? '') && got.rowEvidence.kind === 'page') wrong.push(...notTheirs(row, said!, field));
  }
  if (!isNothing(row.verdict)) count('verdict', verdictKey(row.verdict) === verdictKey(got.printed.verdict), got.printed.verdict !== null);
  const meaning = row.finding === undefined ? meansRight(row, got, commas) : row.finding === got.finding.kind;
  if (meaning !== null) count('meaning', meaning);
  if (row.analyte !== undefined && row.analyte !== got.analyte) wrong.push('analyte');
  return wrong;
}

/** A number of the row that was taken for something else: the LOQ for the limit. What is said of a whole table in a line over it is no such thing. */
const notTheirs = (row: KnownRow, said: string, field: Field): Field[] =>
  [row.value, row.lod, row.loq, row.limit].some(other => other !== null && valueKey(other) === valueKey(said)) ? [field] : [];

const MG_PER_KG: Readonly<Record<string, number>> = {
  '%': 1e4,
  'mg/g': 1e3,
  'ug/g': 1,
  'g/kg': 1e3,
  'ug/kg': 1e-3,
  'ng/kg': 1e-6,
  'g/g': 1e6,
};

/** Whether the bounds are what the printed text means, computed here anew; null where it is no share of mass. */
function meansRight(row: KnownRow, got: ResultReading, commas: boolean): boolean | null {
  const printed = MG_PER_KG[unitKey(got.printed.unit ?? row.unit)];
  const stored = MG_PER_KG[unitKey(got.unit)];
  const amountKey = (text: string | null) => valueKey(commas ? text?.replace(/(\d),(\d)/g, '$1.$2') : text);
  const value = amountKey(got.printed.value);
  const { lower, upper } = got.interval;
  if (value === 'nd') {
    if (got.number !== null) return false;
    if (upper === null || !printed || !stored) return upper === null ? true : null;
    return [row.lod, row.loq].some(limit => limit !== null && near(Number(amountKey(limit)) * printed, Number(upper) * stored));
  }
  const match = /^([<>]?)(-?\d.*)$/.exec(value);
  if (!match || !printed || !Number.isFinite(Number(match[2]))) return null;
  if (!stored) return false;
  const amount = Number(match[2]) * printed;
  const at = (bound: string | null) => bound !== null && near(Number(bound) * stored, amount);
  if (match[1] === '<') return got.number === null && at(upper);
  if (match[1] === '>') return got.number === null && at(lower);
  return at(lower) && at(upper);
}

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b), 1e-12);

function header(known: Known, readings: readonly Reading[], result: Score): void {
  const count = (want: string | null | undefined, got: string | null | undefined) => {
    if (isNothing(want)) return;
    result.fields.header.of += 1;
    const [a, b] = [textKey(want), textKey(got)];
    if (a === b || (a.length > 5 && b.includes(a)) || (b.length > 5 && a.includes(b))) result.fields.header.right += 1;
  };
  const first = readings[0];
  count(known.lab, first?.laboratory?.text);
  count(known.report_number, first?.reportNumber?.text);
  count(known.client, first?.client?.text);
  known.samples.forEach((sample, i) => {
    const reading = readings.find(({ sample: { lot } }) => lot && textKey(lot.text) === textKey(sample.lot)) ?? readings[i];
    count(sample.name, reading?.sample.name?.text);
    count(sample.lot, reading?.sample.lot?.text);
    count(sample.lab_sample_id, reading?.sample.labSampleId?.text);
    for (const field of ['sampled', 'received', 'tested', 'reported'] as const) count(sample.dates[field], reading?.dates[field]?.date);
  });
}
