/** What the numbers of one result say about each other. Each flag is a code of docs/problems.md. */
import type { Analyte } from './analyte.ts';
import type { Finding, PrintedNumber } from './finding.ts';
import { type PrintedLimit, readLimit } from './limit.ts';
import { approximate, compare, type DecimalMark, isZero, multiply, plainText } from './quantity.ts';
import type { Amount, BareResult } from './reading.ts';
import type { TranscriptRow } from './transcript.ts';
import { convert, type Dimension, readUnit, type Unit, unitByCode } from './unit.ts';

export interface CheckContext {
  readonly analyte: Analyte | undefined;
  readonly row: TranscriptRow;
  /** Unit of the value as printed, in which a limit without a unit of its own stands. */
  readonly unit: Unit | null;
  readonly decimalMark: DecimalMark;
}

/** Flags of one result by itself. */
export function checkResult(result: BareResult, context: CheckContext): string[] {
  const { analyte, row } = context;
  return [
    ...readable(result, analyte),
    ...verdictForAmount(result, analyte),
    ...againstLimitsOfMeasurement(result),
    ...zero(result, analyte, row),
    ...dimension(result, analyte),
    ...magnitude(result, analyte),
    ...thousands(result),
    ...limitUnread(result, context),
    ...verdict(result, context),
    ...further(result),
  ];
}

function readable({ finding, printed }: BareResult, analyte: Analyte | undefined): string[] {
  if (finding.kind === 'invalid') return [finding.reason === 'lost-superscript' ? 'lost-superscript' : 'value-unreadable'];
  if (finding.kind === 'below_limit' && finding.limit === 'stated' && finding.bound !== null && isZero(finding.bound.text))
    return ['value-unreadable'];
  // words are a result; words that begin as a number, hold a comparison or are a unit alone are one that was not understood
  const { unit, testPortion } = readUnit(printed.value);
  const lost = /^[~=]?\s*[\d.]|[<>≤≥]/.test(printed.value) || unit !== null || testPortion !== null;
  // an amount or a count is never words that hold numbers, as `ND PASS 2.00E+01` of cells that ran together
  const crowded = analyte !== undefined && (isAmount(analyte) || analyte.group === 'microbe') && /\d/.test(printed.value);
  return finding.kind === 'text' && (crowded || lost || isSignAlone(printed.value)) ? ['value-unreadable'] : [];
}

/** `±`, a stroke: of a number that was lost. A tick or a cross by itself is said. */
const isSignAlone = (text: string): boolean => !/[\p{L}\p{N}+✓✔✗✘☑☒]/u.test(text);

/** Of a substance, rather than of an organism, a property or what was picked out by eye. */
const isAmount = ({ group }: Analyte): boolean => !['microbe', 'physical', 'foreign_matter'].includes(group);

/** `PASS` as the amount of a substance, beside a limit in numbers: the amount stands elsewhere, and was not found. */
function verdictForAmount({ printed, number }: BareResult, analyte: Analyte | undefined): string[] {
  if (number !== null || !analyte || !isAmount(analyte)) return [];
  const measured = [printed.limit, printed.lod, printed.loq].some(text => text !== null && /\d/.test(text));
  return measured && /^(?:pass|fail)(?:ed)?$/i.test(printed.value.trim()) ? ['value-unreadable'] : [];
}

/** LOD ≤ LOQ; a number below its own LOD; and numbers that look like LOD/2 or LOQ/√2 put in the place of "not detected". */
function againstLimitsOfMeasurement({ number, lod, loq, finding }: BareResult): string[] {
  const flags: string[] = [];
  if (lod !== null && loq !== null && !isZero(loq) && compare(lod, loq) > 0) flags.push('lod-above-loq');
  if (number === null || isZero(number) || (finding.kind !== 'quantified' && finding.kind !== 'estimated')) return flags;
  if (lod !== null && compare(number, lod) < 0) flags.push('below-lod');
  else if (loq !== null && compare(number, loq) < 0) flags.push('below-loq');
  if ([lod, loq].some(limit => limit !== null && substituted(finding.number, number, limit))) flags.push('substitution-suspected');
  return flags;
}

/** The two substitutions usual in statistics, rounded as the number is. */
function substituted(printed: PrintedNumber, number: string, limit: string): boolean {
  if (isZero(limit) || printed.significantFigures < 2) return false;
  return [multiply(limit, '0.5'), multiply(limit, '0.70710678118654752')].some(
    candidate => Math.abs(approximate(number) - approximate(candidate)) <= lastPlace(printed, number) / 2,
  );
}

/** One unit in the last printed place, in the unit of `number`: 10 mg/g for a printed 5 %. */
export function lastPlace(printed: PrintedNumber, number: string): number {
  const place = 10 ** -printed.decimals;
  return isZero(printed.text) ? place : (place * approximate(number)) / approximate(printed.text);
}

/** `0.000` of a total is a sum in which nothing found counted as nothing; `0.00` of a substance claims more than can be measured. */
function zero({ number, unit }: BareResult, analyte: Analyte | undefined, row: TranscriptRow): string[] {
  if (number === null || !isZero(number)) return [];
  if (analyte?.sum || /^(total|sum|suma|celkem)\b/i.test(row.name.text)) return ['computed-zero'];
  return unit !== null && unitByCode(unit)?.dimension !== 'count' ? ['zero-reported'] : [];
}

const MASS_LIKE: readonly Dimension[] = [
  'mass_fraction',
  'mass_concentration',
  'mass_per_unit',
  'mass_per_serving',
  'mass_per_container',
  'mass_per_day',
  'mass',
];
const MICROBIAL: readonly Dimension[] = [
  'cfu_per_mass',
  'cfu_per_volume',
  'cfu_per_unit',
  'mpn_per_mass',
  'mpn_per_volume',
  'copies_per_mass',
  'count',
];

/** Dimensions in which an analyte can be given; undefined: any. A ppm is never a CFU. */
export function allowedDimensions(analyte: Analyte): readonly Dimension[] | undefined {
  if (analyte.group === 'microbe') return MICROBIAL;
  if (analyte.group === 'foreign_matter') return ['mass_fraction', 'area_percent', 'count'];
  if (analyte.group === 'physical') return undefined;
  return [...MASS_LIKE, 'volume_fraction', 'area_percent', 'share_of_alkaloids'];
}

function dimension({ unit }: BareResult, analyte: Analyte | undefined): string[] {
  const found = unit === null ? undefined : unitByCode(unit)?.dimension;
  const allowed = analyte && allowedDimensions(analyte);
  return found && allowed && !allowed.includes(found) ? ['unit-implausible'] : [];
}

/** Largest amounts that can be meant, mg/kg: a whole is a whole; a metal or pesticide above 1 % is another thing than a contaminant. */
const MOST_MG_PER_KG: Readonly<Record<string, number>> = { heavy_metal: 1e4, pesticide: 1e4, mycotoxin: 1e3 };
const MINERALS = /^(calcium|potassium|sodium|magnesium|phosphorus|iron|copper|zinc|silicon|aluminium|manganese)$/;

function magnitude({ unit, interval, number }: BareResult, analyte: Analyte | undefined): string[] {
  const value = number ?? interval.lower;
  if (value === null || unit === null) return [];
  const found = unitByCode(unit)?.dimension;
  const most =
    found === 'mass_fraction'
      ? ((analyte && !MINERALS.test(analyte.id) ? MOST_MG_PER_KG[analyte.group] : undefined) ?? 1_000_001)
      : found === 'cfu_per_mass' || found === 'mpn_per_mass'
        ? 1e12
        : found === 'water_activity'
          ? 1.05
          : found === 'ph'
            ? 14
            : Number.POSITIVE_INFINITY;
  const amount = found === 'mass_fraction' ? convert(value, unit, 'mg/kg') : value;
  return approximate(amount) > most ? ['implausible-magnitude'] : [];
}

const COUNTED: ReadonlySet<Dimension> = new Set([
  'cfu_per_mass',
  'cfu_per_volume',
  'cfu_per_unit',
  'mpn_per_mass',
  'mpn_per_volume',
  'count',
]);

/** Colonies are counted in whole numbers: `1.200 CFU/g` may be twelve hundred. */
function thousands({ finding, unit }: BareResult): string[] {
  const dimension = unit === null ? undefined : unitByCode(unit)?.dimension;
  const counted = dimension !== undefined && COUNTED.has(dimension) && finding.kind === 'quantified';
  return counted && /^[1-9]\d{0,2}\.\d{3}$/.test(finding.number.text) ? ['thousands-ambiguous'] : [];
}

/** `Ethanol Max. 2.0 µg/g`: a limit of an amount with a number in it that is no limit ran together with something else. */
function limitUnread({ panel }: BareResult, { analyte, row, decimalMark }: CheckContext): string[] {
  if (!row.limit || !analyte || !isAmount(analyte) || !/\d/.test(row.limit.text)) return [];
  return readLimit(row.limit.text, { decimalMark, panel }).kind === 'text' ? ['column-guessed'] : [];
}

/** The printed limit, the printed verdict and the value are three facts; two of them can contradict the third. */
function verdict(result: BareResult, { row, unit, decimalMark }: CheckContext): string[] {
  if (!row.limit || result.printedVerdict === null || result.printedVerdict === 'not_evaluated') return [];
  const expected = expectedVerdict(result, readLimit(row.limit.text, { decimalMark, panel: result.panel }), unit);
  // "Vn" passes with the uncertainty taken into account, so that a value over the limit is no contradiction
  if (plainText(row.verdict?.text ?? '') === 'Vn') return [];
  return expected !== null && expected !== result.printedVerdict ? ['verdict-disagrees'] : [];
}

/** Null where the bounds, the unit or an unclear comparator leave it open. */
export function expectedVerdict(
  { interval, unit, finding }: Pick<Amount, 'interval' | 'unit' | 'finding'>,
  limit: PrintedLimit,
  printedUnit: Unit | null,
): 'pass' | 'fail' | null {
  if (limit.kind === 'absent') return ofPresence(finding);
  if (limit.kind === 'none' || limit.kind === 'text' || unit === null) return null;
  const at = (number: PrintedNumber): string | null =>
    inUnit(number.text, (limit.unit === null ? null : readUnit(limit.unit).unit) ?? printedUnit, unit);
  const low = limit.kind === 'min' ? at(limit.number) : limit.kind === 'range' ? at(limit.low) : undefined;
  const high = limit.kind === 'max' ? at(limit.number) : limit.kind === 'range' ? at(limit.high) : undefined;
  // a limit in a unit that the value cannot be brought to decides nothing
  if (low === null || high === null) return null;
  return within(interval, low ?? null, high ?? null, limit.kind === 'range' ? null : limit.inclusive);
}

/** Against "nothing may be found". "Below a limit" leaves it open. */
function ofPresence(finding: Finding): 'pass' | 'fail' | null {
  if (finding.kind === 'absent' || finding.kind === 'not_detected') return 'pass';
  const found =
    finding.kind === 'quantified' || finding.kind === 'estimated'
      ? !isZero(finding.number.text)
      : finding.kind === 'present' || finding.kind === 'detected_not_quantified';
  return found ? 'fail' : null;
}

const inUnit = (text: string, own: Unit | null, unit: string): string | null =>
  own && own.dimension === unitByCode(unit)?.dimension ? convert(text, own.code, unit) : null;

/** `inclusive` null: whether the limit itself passes is not printed, so a value exactly there decides nothing. */
function within(interval: Amount['interval'], low: string | null, high: string | null, inclusive: boolean | null): 'pass' | 'fail' | null {
  const { lower, upper, lowerClosed, upperClosed } = interval;
  const over = high !== null && lower !== null && beyond(compare(lower, high), lowerClosed, inclusive);
  const under = low !== null && upper !== null && beyond(compare(low, upper), upperClosed, inclusive);
  if (over || under) return 'fail';
  const highKept = high === null || (upper !== null && kept(compare(upper, high), upperClosed, inclusive));
  const lowKept = low === null || (lower !== null && kept(compare(low, lower), lowerClosed, inclusive));
  return highKept && lowKept ? 'pass' : null;
}

/** Certainly on the wrong side. At the limit itself only if the bound excludes it, or the limit does. */
const beyond = (order: number, closed: boolean, inclusive: boolean | null): boolean =>
  order > 0 || (order === 0 && (!closed || inclusive === false));

/** Certainly on the right side. */
const kept = (order: number, closed: boolean, inclusive: boolean | null): boolean =>
  order < 0 || (order === 0 && (!closed || inclusive === true));

/** The same measurement printed in % and in mg/g must agree to the last printed digit. */
function further(result: BareResult): string[] {
  return result.further.some(other => (comparable(result, other) && !agree(result, other)) || foundAndNot(result, other))
    ? ['further-disagrees']
    : [];
}

/** Found in one unit, not detected in another. */
const foundAndNot = (a: Amount, b: Amount): boolean =>
  (isFound(a) && b.finding.kind === 'not_detected') || (isFound(b) && a.finding.kind === 'not_detected');

const isFound = ({ finding }: Amount): boolean =>
  (finding.kind === 'quantified' || finding.kind === 'estimated') && !isZero(finding.number.text);

/** Further printings that confirm the value: as good as reading it twice. */
export const confirmed = (result: BareResult): boolean => result.further.some(other => comparable(result, other) && agree(result, other));

const comparable = (a: Amount, b: Amount): boolean =>
  a.number !== null && b.number !== null && !isZero(a.number) && a.unit === b.unit && a.basis === b.basis;

/** Within the rounding of both, and 0.5 % for laboratories that round before they convert. */
export function agree(a: Amount, b: Amount): boolean {
  if (a.number === null || b.number === null || !('number' in a.finding) || !('number' in b.finding)) return false;
  const slack = lastPlace(a.finding.number, a.number) + lastPlace(b.finding.number, b.number) + approximate(a.number) * 0.005;
  return Math.abs(approximate(a.number) - approximate(b.number)) <= slack;
}
