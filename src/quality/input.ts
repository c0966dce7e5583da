/** What is judged: results and facts of one sample as plain data, whether just read or stored. */
import type { FindingKind } from '../coa/finding.ts';
import { readTestPortion } from '../coa/qualifier.ts';
import { readFinding } from '../coa/read-finding.ts';
import type { Basis, Reading } from '../coa/reading.ts';
import type { Panel } from '../coa/transcript.ts';
import { type Exact, exact, type Range, rangeOf } from './range.ts';
import type { Form } from './ruleset-source.ts';
import { readSize, type Size } from './size.ts';

/** One printing of a measurement. */
export interface JudgedAmount {
  readonly kind: FindingKind;
  readonly number: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly lowerClosed: boolean;
  readonly upperClosed: boolean;
  readonly unit: string | null;
  readonly basis: Basis;
}

/** A stored result (`ResultView`) is one as it stands. */
export interface JudgedResult extends JudgedAmount {
  readonly analyte: string | null;
  readonly panel: Panel;
  readonly lod: string | null;
  readonly loq: string | null;
  readonly testPortion: string | null;
  readonly printed: {
    readonly value: string;
    readonly limit: string | null;
    readonly uncertainty: string | null;
    readonly method: string | null;
    readonly unit?: string | null;
  };
  readonly confidence: number;
  readonly flags: readonly string[];
  readonly further: readonly {
    readonly finding: { readonly kind: FindingKind };
    readonly number: string | null;
    readonly interval: Pick<JudgedAmount, 'lower' | 'upper' | 'lowerClosed' | 'upperClosed'>;
    readonly unit: string | null;
    readonly basis: Basis;
  }[];
}

export interface SampleFacts {
  readonly form: Form | null;
  readonly serving: Size | null;
  readonly container: Size | null;
  /** Of the label or stated by the asker; a day's. */
  readonly intake: Size | null;
  /** Mass fraction, 0–1. */
  readonly moisture: Range | null;
  /** What the certificate holds beside results, for requirements: `lot`, `tested`, `method`, `laboratory`, `accreditation`. */
  readonly holds: readonly string[];
  /** Accreditation as printed. */
  readonly accreditation: string | null;
  readonly tested: string | null;
}

export interface JudgedSample {
  readonly results: readonly JudgedResult[];
  readonly facts: SampleFacts;
}

/** Sizes as printed or stated; what is not known is null. */
export interface LabelTexts {
  readonly form?: Form | null | undefined;
  readonly serving?: string | null | undefined;
  readonly container?: string | null | undefined;
  readonly intake?: string | null | undefined;
  readonly moisture?: string | null | undefined;
  readonly holds?: readonly string[] | undefined;
  readonly accreditation?: string | null | undefined;
  readonly tested?: string | null | undefined;
}

export function factsOf(label: LabelTexts, results: readonly JudgedResult[]): SampleFacts {
  return {
    form: label.form ?? null,
    serving: readSize(label.serving),
    container: readSize(label.container),
    intake: readSize(label.intake),
    moisture: moistureOf(label.moisture ?? null, results),
    holds: label.holds ?? [],
    accreditation: label.accreditation ?? null,
    tested: label.tested ?? null,
  };
}

/** As measured; else as printed in the head, in per cent. */
function moistureOf(printed: string | null, results: readonly JudgedResult[]): Range | null {
  const measured = results.find(result => result.analyte === 'moisture' && result.unit === '%' && result.upper !== null);
  const range = measured ? rangeOf(measured) : null;
  const number = /^\s*(\d+(?:[.,]\d+)?)\s*%?\s*$/.exec(printed ?? '')?.[1]?.replace(',', '.');
  const percent = range ?? (number === undefined ? null : rangeOf({ lower: number, upper: number, lowerClosed: true, upperClosed: true }));
  if (!percent?.upper || percent.upper.gte(100)) return null;
  return { ...percent, lower: (percent.lower ?? exact(0)).div(100), upper: percent.upper.div(100) };
}

export function resultsOf(reading: Pick<Reading, 'results'>): JudgedResult[] {
  return reading.results.map(result => ({
    ...result,
    ...result.interval,
    kind: result.finding.kind,
  }));
}

const uncertainties = new WeakMap<JudgedResult, Exact | null>();

/** Expanded uncertainty in the unit of the value; null when none is printed, or it may be relative or in per cent of mass. */
export function uncertaintyOf(result: JudgedResult): Exact | null {
  const known = uncertainties.get(result);
  if (known !== undefined) return known;
  const read = readUncertainty(result);
  uncertainties.set(result, read);
  return read;
}

function readUncertainty(result: JudgedResult): Exact | null {
  if (result.number === null) return null;
  if (!/[±+]/.test(result.printed.value) && result.printed.uncertainty === null) return null;
  const beside = result.printed.uncertainty?.replace(/^\s*(?:±|\+\/-)\s*/, '') ?? '';
  // a comma that three digits do not follow is a decimal one
  const decimalMark = /\d,(?!\d{3}(?!\d))\d/.test(`${result.printed.value} ${beside}`) ? ',' : '.';
  const own = readFinding(result.printed.value, { decimalMark });
  if (own.kind !== 'quantified' && own.kind !== 'estimated') return null;
  const read = beside === '' || beside.includes('%') ? null : readFinding(beside, { decimalMark });
  const printed = own.uncertainty ?? (read?.kind === 'quantified' ? read.number : undefined);
  const value = exact(own.number.text);
  const share = relative(beside, result);
  if (share !== null) return exact(share).times(result.number).div(100);
  return printed && !value.isZero() ? exact(printed.text).times(exact(result.number).div(value)) : null;
}

/** `± 20 %` of a value that is itself no percentage. */
function relative(beside: string, { printed: { unit = null } }: JudgedResult): string | null {
  if (unit === null || unit.includes('%')) return null;
  return /^(\d+(?:[.,]\d+)?)\s*%(?:\s*\(?rel\.?\)?)?$/i.exec(beside)?.[1]?.replace(',', '.') ?? null;
}

/** The printed portion; else the one of the limit beside it, which says what was tested for. */
export const portionOf = (result: JudgedResult): string | null =>
  result.testPortion ?? (result.printed.limit === null ? null : readTestPortion(result.printed.limit));

type Positions = ReadonlyMap<string | null, readonly number[]>;

const positions = new WeakMap<readonly JudgedResult[], { readonly all: Positions; readonly tested: Positions }>();
const NOWHERE: readonly number[] = [];

function positionsIn(results: readonly JudgedResult[]): { readonly all: Positions; readonly tested: Positions } {
  const known = positions.get(results);
  if (known) return known;
  const all = Map.groupBy(results.keys(), index => results[index]!.analyte);
  const tested = new Map([...all].map(([analyte, own]) => [analyte, own.filter(index => !UNTESTED.has(results[index]!.kind))]));
  positions.set(results, { all, tested });
  return { all, tested };
}

/** Where the results of an analyte stand. The list must not change afterwards. */
export const positionsOf = (results: readonly JudgedResult[], analyte: string): readonly number[] =>
  positionsIn(results).all.get(analyte) ?? NOWHERE;

const UNTESTED = new Set(['not_tested', 'not_reported']);

/** Where results of an analyte stand that say something of it. The list must not change afterwards. */
export const testedPositions = (results: readonly JudgedResult[], analyte: string): readonly number[] =>
  positionsIn(results).tested.get(analyte) ?? NOWHERE;
