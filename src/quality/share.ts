/** Shares of all alkaloids, ratios and sums: quantities of several results of one sample. */
import { unitByCode } from '../coa/unit.ts';
import { COVERAGE, COVERAGE_VERSION, KRATOM_ALKALOIDS, MAJOR_ALKALOIDS, SEMI_SYNTHETIC } from './data/alkaloids.ts';
import { amountsOf } from './derive.ts';
import { type JudgedResult, testedPositions } from './input.ts';
import { dividedBy, type Exact, exact, hull, powerOfTen, type Range, rangeOf, scale, sum } from './range.ts';

/** Results of one analyte in the base unit of one kind of unit. */
interface Measured {
  readonly positions: readonly number[];
  readonly range: Range;
  readonly kind: string;
}

const kindOf = (unit: string | null): string | null => {
  const known = unit === null ? undefined : unitByCode(unit);
  if (!known || known.power === 'log') return null;
  return known.dimension.startsWith('mass_per') ? `${known.dimension} ${unit?.split('/')[1]}` : known.dimension;
};

/** One printing of a result, in base units; of the given kind of unit where one is given. */
function measuredAt(results: readonly JudgedResult[], index: number, kind: string | null): Measured | null {
  for (const amount of amountsOf(results[index]!)) {
    const own = kindOf(amount.unit);
    if (own === null || (kind !== null && own !== kind) || (amount.lower === null && amount.upper === null)) continue;
    return { positions: [index], kind: own, range: scale(rangeOf(amount), powerOfTen(Number(unitByCode(amount.unit ?? '')?.power ?? 0))) };
  }
  return null;
}

/** Several results of one analyte allow what any of them allows. */
function measured(results: readonly JudgedResult[], analyte: string, kind: string): Measured | null {
  const all = testedPositions(results, analyte)
    .map(index => measuredAt(results, index, kind))
    .filter(found => found !== null);
  if (all.length === 0) return null;
  return { kind, range: hull(all.map(({ range }) => range)), positions: all.flatMap(({ positions }) => positions) };
}

export interface Share {
  /** Of the alkaloids that were measured, in per cent. */
  readonly ofPanel: Range;
  /** The least it can be of all alkaloids, after the coverage factor; null when the panel is too short to say. */
  readonly leastOfAll: Exact | null;
  /** Null where only the laboratory knows them. */
  readonly members: number | null;
  readonly factor: string | null;
  readonly results: readonly number[];
  readonly inputs: Readonly<Record<string, string>>;
}

const shares = new WeakMap<readonly JudgedResult[], Map<string, Share | null>>();

/**
 * Of the numerator as it stands at a position. Null when it has no upper bound, or everything beside it was not measured.
 * A dozen laws limit the same share: it is computed once. The list must not change afterwards.
 */
export function shareOfAlkaloids(results: readonly JudgedResult[], numerator: string, index: number): Share | null {
  const known = shares.get(results) ?? new Map<string, Share | null>();
  shares.set(results, known);
  const key = `${index} ${numerator}`;
  const earlier = known.get(key);
  if (earlier !== undefined) return earlier;
  const share = computeShare(results, numerator, index);
  known.set(key, share);
  return share;
}

function computeShare(results: readonly JudgedResult[], numerator: string, index: number): Share | null {
  const own = measuredAt(results, index, null);
  if (own?.range.upper == null) return null;
  if (own.kind === 'share_of_alkaloids') return printedShare(own);
  const rest = KRATOM_ALKALOIDS.filter(id => id !== numerator)
    .map(id => ({ id, found: measured(results, id, own.kind) }))
    .filter(({ found }) => found?.range.upper != null) as { id: string; found: Measured }[];
  const synthetic = SEMI_SYNTHETIC.filter(id => id !== numerator)
    .map(id => measured(results, id, own.kind))
    .filter(found => found?.range.upper != null) as Measured[];
  const total = measured(results, 'total_alkaloids', own.kind);
  if (rest.length === 0 && total === null) return null;
  const others = sum(rest.map(({ found }) => found.range));
  const all = [...rest.map(({ found }) => found), ...(total ? [total] : [])];
  const bounds = { own: own.range, least: others.lower ?? exact(0), most: sum([others, ...synthetic.map(s => s.range)]).upper };
  const majors = [numerator, ...rest.map(({ id }) => id)];
  const factor = MAJOR_ALKALOIDS.every(id => majors.includes(id)) ? coverageFactor(rest.length + 1) : null;
  return {
    ...shareOf(bounds, total?.range ?? null, factor),
    members: rest.length + 1,
    factor,
    results: [own, ...all].flatMap(({ positions }) => positions),
    inputs: {
      alkaloids: String(rest.length + 1),
      'printed total': total ? 'yes' : 'no',
      'coverage factor': factor ?? 'none',
      version: String(COVERAGE_VERSION),
    },
  };
}

/** The laboratory's own share is of its own panel, which its row does not count. */
const printedShare = ({ range, positions }: Measured): Share => ({
  ofPanel: range,
  leastOfAll: null,
  members: null,
  factor: null,
  results: positions,
  inputs: { share: 'as printed' },
});

const coverageFactor = (members: number): string | null => COVERAGE.find(step => members >= step.members)?.factor ?? null;

/** The numerator is part of the whole: n / (n + rest), each end with its own n. */
function shareOf(
  { own, least, most }: { own: Range; least: Exact; most: Exact | null },
  total: Range | null,
  factor: string | null,
): Pick<Share, 'ofPanel' | 'leastOfAll'> {
  const [lower, upper] = [own.lower ?? exact(0), own.upper ?? exact(0)];
  const smallestWhole = larger(upper.plus(least), total?.lower ?? null);
  const largestWhole = most === null ? null : larger(lower.plus(most), total?.upper ?? null);
  const ofPanel: Range = {
    lower: largestWhole === null || largestWhole.isZero() ? exact(0) : lower.div(largestWhole).times(100),
    upper: smallestWhole.isZero() ? (upper.isZero() ? exact(0) : null) : upper.div(smallestWhole).times(100),
    lowerClosed: own.lowerClosed,
    upperClosed: own.upperClosed,
  };
  return { ofPanel, leastOfAll: factor === null || ofPanel.lower === null ? null : ofPanel.lower.div(factor) };
}

const larger = (a: Exact, b: Exact | null): Exact => (b?.gt(a) ? b : a);

/** Of the numerator as it stands at a position; null when the two were not measured in a common kind of unit. */
export function ratioOf(
  results: readonly JudgedResult[],
  index: number,
  denominator: string,
): { readonly range: Range; readonly results: readonly number[] } | null {
  const above = measuredAt(results, index, null);
  const below = above && measured(results, denominator, above.kind);
  return above && below ? { range: dividedBy(above.range, below.range), results: [index, ...below.positions] } : null;
}
