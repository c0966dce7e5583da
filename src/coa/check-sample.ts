/** What the results of one sample say about each other. */
import { analyteById } from './analyte.ts';
import { agree, lastPlace } from './check.ts';
import { add, approximate, isZero } from './quantity.ts';
import type { Amount, BareResult } from './reading.ts';
import type { Transcript } from './transcript.ts';
import { convert, unitByCode } from './unit.ts';

/** What the rest of the sample says of one result. */
export interface Comparison {
  readonly flags: ReadonlySet<string>;
  /** A printed total agrees with it, or it is the total that agrees with its parts. */
  readonly confirmed: boolean;
  /** Doubts of the layout that arithmetic has settled. */
  readonly settled: boolean;
}

interface Draft {
  readonly flags: Set<string>;
  confirmed: boolean;
  settled: boolean;
}

/** One comparison for each row of the transcript, in its order. */
export function compareResults(results: readonly BareResult[], transcript: Transcript): readonly Comparison[] {
  const drafts: Draft[] = results.map(() => ({ flags: new Set<string>(), confirmed: false, settled: false }));
  const tables = transcript.rows.map(
    row => row.panelTitle?.text ?? (row.value.evidence.kind === 'page' ? `page ${row.value.evidence.page}` : ''),
  );
  duplicates(results, tables, drafts);
  sums(results, tables, drafts);
  unitMass(results, drafts);
  misplacedLimits(results, tables, drafts);
  liquid(results, transcript, drafts);
  if (isSpecification(results, transcript)) for (const draft of drafts) draft.flags.add('specification-suspected');
  return drafts;
}

/**
 * One analyte twice in a panel with values that cannot both be true. Where two analytes do so, the tables may be of several samples, and
 * nothing in them says whose its results are.
 */
function duplicates(results: readonly BareResult[], tables: readonly string[], drafts: readonly Draft[]): void {
  const seen = new Map<string, number[]>();
  const differing = new Set<number>();
  results.forEach((result, i) => {
    if (result.analyte === null || result.unit === null) return;
    const key = [result.panel, result.analyte, result.unit, result.basis, result.testPortion].join(' ');
    const earlier = seen.get(key) ?? [];
    for (const j of earlier) if (contradict(results[j]!, result)) differing.add(i).add(j);
    // a file made to be slow repeats one analyte thousands of times
    if (earlier.length < 20) seen.set(key, [...earlier, i]);
  });
  for (const i of differing) drafts[i]!.flags.add('duplicate-differs');
  if (new Set([...differing].map(i => results[i]!.analyte)).size < 2) return;
  const mixed = new Set([...differing].map(i => tables[i]));
  drafts.forEach((draft, i) => {
    if (mixed.has(tables[i]) && !differing.has(i)) draft.flags.add('samples-mixed');
  });
}

function contradict(a: Amount, b: Amount): boolean {
  if (a.number !== null && b.number !== null) return !agree(a, b);
  return apart(a, b) || apart(b, a);
}

/** All of `a` lies below all of `b`. */
const apart = (a: Amount, b: Amount): boolean =>
  a.interval.upper !== null && b.interval.lower !== null && approximate(a.interval.upper) < approximate(b.interval.lower);

/** Totals that are plain sums: by their members, or over all single substances of their panel. */
const PANEL_SUMS: Readonly<Record<string, true>> = { total_alkaloids: true, total_terpenes: true, total_mycotoxins: true };

/** A total speaks of its own table: of the rows under the same title or, untitled, on the same page. */
function sums(results: readonly BareResult[], tables: readonly string[], drafts: readonly Draft[]): void {
  const places = new Map(results.map((result, i) => [result, i]));
  results.forEach((total, i) => {
    const analyte = total.analyte === null ? undefined : analyteById(total.analyte);
    if (!analyte?.sum || total.number === null || total.finding.kind !== 'quantified') return;
    const parts = partsOf(
      total,
      analyte.members,
      analyte.id in PANEL_SUMS,
      results.filter((_, k) => tables[k] === tables[i]),
    );
    if (!parts) return;
    if (!sumAgrees(total, parts)) drafts[i]!.flags.add('sum-disagrees');
    else
      confirmSum(
        drafts,
        i,
        parts.filter(part => part.number !== null && !isZero(part.number)).map(part => places.get(part)!),
      );
  });
}

/** Agreement with two parts can be chance; from three on the total was read right, wherever it stood. */
function confirmSum(drafts: readonly Draft[], total: number, parts: readonly number[]): void {
  if (parts.length < 2) return;
  for (const index of [total, ...parts]) drafts[index]!.confirmed = true;
  drafts[total]!.settled = parts.length >= 3;
}

/** Null when the certificate does not print all that the sum is made of. */
function partsOf(
  total: BareResult,
  members: readonly string[] | undefined,
  wholePanel: boolean,
  results: readonly BareResult[],
): BareResult[] | null {
  const same = results.filter(r => r.panel === total.panel && r.unit === total.unit && r.basis === total.basis && r.analyte !== null);
  if (members) {
    const found = members.map(id => same.find(r => r.analyte === id));
    return found.every(r => r !== undefined) ? found : null;
  }
  const singles = same.filter(r => analyteById(r.analyte!)?.sum !== true);
  return wholePanel && singles.length >= 2 ? singles : null;
}

/** The total lies between the sum with every "not found" as nothing and the sum with every one at its bound, rounding allowed. */
function sumAgrees(total: BareResult, parts: readonly BareResult[]): boolean {
  const least = approximate(add(parts.map(p => p.interval.lower ?? '0')));
  const uppers = parts.map(p => p.interval.upper);
  const most = uppers.includes(null) ? Number.POSITIVE_INFINITY : approximate(add(uppers.map(u => u ?? '0')));
  const rounding = [total, ...parts].reduce(
    (sum, r) => sum + ('number' in r.finding && r.number !== null ? lastPlace(r.finding.number, r.number) : 0),
    0,
  );
  const value = approximate(total.number!);
  const slack = rounding / 2 + value * 0.005;
  // an unbounded "not detected" is counted as nothing by every laboratory that prints a total
  const top = most === Number.POSITIVE_INFINITY ? least : most;
  return value >= least - slack && value <= top + slack;
}

/** Milligrams a tablet over milligrams a gram is the tablet's mass: on every row the same. A serving and a package have a mass each. */
function unitMass(results: readonly BareResult[], drafts: readonly Draft[]): void {
  const groups = new Map<string, { index: number; low: number; high: number; mass: number }[]>();
  results.forEach((result, index) => {
    for (const other of result.further) {
      const range = massRange(result, other);
      // of analytes that are given in several units, those of one kind are comparable
      const isFraction = result.unit !== null && unitByCode(result.unit)?.dimension === 'mass_fraction';
      const scale = isFraction ? approximate(convert('1', result.unit!, 'mg/kg')) : 1;
      const piece = `${isFraction ? '' : result.unit} ${other.unit} ${other.basis}`;
      if (!range) continue;
      const { low, high, mass } = range;
      groups.set(piece, [...(groups.get(piece) ?? []), { index, low: low / scale, high: high / scale, mass: mass / scale }]);
    }
  });
  for (const rows of groups.values()) {
    if (rows.length < 3) continue;
    const median = rows.map(r => r.mass).sort((a, b) => a - b)[Math.floor(rows.length / 2)]!;
    for (const row of rows) if (median < row.low * 0.98 || median > row.high * 1.02) drafts[row.index]!.flags.add('further-disagrees');
  }
}

function massRange(value: Amount, other: Amount): { low: number; high: number; mass: number } | null {
  if (value.number === null || other.number === null || value.unit === other.unit || isZero(value.number) || isZero(other.number))
    return null;
  if (!('number' in value.finding) || !('number' in other.finding) || !/^(mg|g|ug)(\/(?!k?g|m?L).+)?$/.test(other.unit ?? '')) return null;
  const [v, o] = [approximate(value.number), approximate(other.number)];
  const [dv, du] = [lastPlace(value.finding.number, value.number) / 2, lastPlace(other.finding.number, other.number) / 2];
  if (dv >= v || du >= o) return null;
  return { low: (o - du) / (v + dv), high: (o + du) / (v - dv), mass: o / v };
}

const NO_LIMIT = /^(?:n\.?d\.?|not detected|<\s?l?lo[dq]|b[ql][ql])$/i;

/** Names of methods, and words that want a number behind them. */
const NO_LIMIT_EVER = /^(?:nmt|nlt|max\.?|min\.?|[<>≤≥])$|^(?!.*[<>≤≥]).*\b(?:hplc|icp|gc|lc|qpcr|pcr)\b/i;

/** `ND` among the numbers of a limit column: what was taken for limits are the results, and what was taken for results is not. */
function misplacedLimits(results: readonly BareResult[], tables: readonly string[], drafts: readonly Draft[]): void {
  const found = new Map<string, { words: number; numbers: number }>();
  results.forEach(({ printed: { limit }, finding }, i) => {
    const counts = found.get(tables[i]!) ?? { words: 0, numbers: 0 };
    // a pathogen that was not found and may not be
    const sought = /^(?:not_detected|absent|present)$/.test(finding.kind);
    if (limit !== null && NO_LIMIT.test(limit)) counts.words += sought ? 0 : 1;
    else if (limit !== null && /^[\d.,]+$/.test(limit)) counts.numbers += 1;
    found.set(tables[i]!, counts);
  });
  results.forEach(({ printed: { limit } }, i) => {
    const { words, numbers } = found.get(tables[i]!)!;
    if (limit === null) return;
    if ((words > 0 && numbers > 0) || NO_LIMIT_EVER.test(limit)) drafts[i]!.flags.add('column-guessed');
  });
}

const LIQUID = /\b(liquid|tincture|beverage|drink|shot|syrup|solution|elixir|tekutina|tinktura|nápoj|sirup)/i;

/** Of a liquid, "%" and "ppm" can be by mass or by volume, and the density is not known. */
function liquid(results: readonly BareResult[], { sample }: Transcript, drafts: readonly Draft[]): void {
  if (!LIQUID.test(`${sample.form?.text ?? ''} ${sample.matrix?.text ?? ''}`)) return;
  results.forEach((result, i) => {
    if (result.number !== null && /^\s*(%|ppm|ppb)\s*$/i.test(result.printed.unit ?? '')) drafts[i]!.flags.add('unit-ambiguous');
  });
}

/** So many bounds are no chance. */
const FEWEST_BOUNDS = 3;

/**
 * A sheet of what a product may hold, written as certificates are (`Lead: < 2.0 ppm`): of no lot, no report and no day of a test, with bounds, ranges
 * and words only, beside which no limit of any kind is printed.
 */
function isSpecification(results: readonly BareResult[], { reportNumber, sample, dates }: Transcript): boolean {
  const isTold = reportNumber ?? sample.lot ?? sample.labSampleId ?? dates.sampled ?? dates.received ?? dates.tested ?? dates.reported;
  if (isTold) return false;
  const bounds = results.filter(({ finding }) => isBound(finding));
  const isJudged = results.some(
    ({ printed: { lod, loq, limit, verdict } }) => lod !== null || loq !== null || limit !== null || verdict !== null,
  );
  return bounds.length >= FEWEST_BOUNDS && !isJudged && results.every(({ finding }) => isBound(finding) || !('number' in finding));
}

const isBound = (finding: BareResult['finding']): boolean =>
  (finding.kind === 'below_limit' && finding.limit === 'stated') || finding.kind === 'above_limit' || finding.kind === 'range';
