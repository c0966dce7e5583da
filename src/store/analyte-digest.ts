/** What a page shows of all amounts found of one analyte: drawings of a bounded number of marks, and statistics of every value. */
import { leftCensoredOnly } from '../quality/censored-data.ts';
import { distribution, type Step } from '../quality/censored-kaplan-meier.ts';
import type { FigureKind } from './figures.ts';
import { type ObservationFilter, type Observations, type ObservationView, observationsOf } from './observations.ts';
import type { SqlEntityManager } from './sql.ts';
import { type AnalyteStatistics, statisticsOfObservations } from './statistics.ts';

/** Bounds of one value; `upper` null: nothing bounds it. */
export interface Placed {
  readonly lower: number;
  readonly upper: number | null;
}

export interface AnalyteDigest extends Pick<Observations, 'unit' | 'basis' | 'leftOut'> {
  readonly isSample: boolean;
  /** Comparable values; those only known to lie between bounds; those that say nothing. */
  readonly values: number;
  readonly censored: number;
  readonly excluded: number;
  /** The highest bound of any value. */
  readonly largest: number;
  /** Shares of values at or below an amount, descending; null where some lie between bounds. */
  readonly shares: { readonly steps: readonly Step[]; readonly table: readonly Share[] } | null;
  /** Those with the most values; `vendorCount` is all of them. */
  readonly vendors: readonly VendorMarks[];
  readonly vendorCount: number;
  /** The newest with a date, the oldest first. */
  readonly dated: readonly (Placed & { readonly id: string; readonly date: string })[];
  /** null where there are so many values that they are counted in the background. */
  readonly statistics: AnalyteStatistics | null;
}

export interface Share {
  readonly share: number;
  readonly value: number;
}

export interface VendorMarks {
  /** Null: not established. */
  readonly slug: string | null;
  readonly name: string | null;
  readonly values: number;
  readonly censored: number;
  /** The newest. */
  readonly marks: readonly Placed[];
}

const MOST_MARKS = 300;
const MOST_VENDORS = 12;
const MOST_STEPS = 400;
/** Values whose statistics are computed while somebody waits. */
const MOST_WAITED_FOR = 1000;

/** null for an analyte that is not in the dictionary. `whole`: with statistics, however long that takes. */
export async function analyteDigest(
  em: SqlEntityManager,
  analyte: string,
  filter: ObservationFilter,
  { whole }: { readonly whole: boolean },
): Promise<AnalyteDigest | null> {
  const observed = await observationsOf(em, analyte, filter);
  if (observed === null) return null;
  const { unit, basis, leftOut, observations, excluded } = observed;
  const values = observations.map(placed);
  const dated = observations.filter((each): each is ObservationView & { date: string } => each.date !== null).slice(-MOST_MARKS);
  const vendors = [...Map.groupBy(observations, ({ vendor }) => vendor?.slug ?? null)].toSorted((a, b) => b[1].length - a[1].length);
  const bearable = whole || observations.length <= MOST_WAITED_FOR;
  return {
    ...{ unit, basis, leftOut, isSample: filter.samples ?? false },
    ...{ values: values.length, censored: values.filter(isCensored).length, excluded: excluded.length },
    largest: values.reduce((most, { lower, upper }) => Math.max(most, upper ?? lower), 0),
    shares: sharesOf(values),
    vendors: vendors.slice(0, MOST_VENDORS).map(([slug, own]) => ({
      ...{ slug, name: own[0]?.vendor?.name ?? null, values: own.length },
      censored: own.map(placed).filter(isCensored).length,
      marks: own.slice(-MOST_MARKS).map(placed),
    })),
    vendorCount: vendors.length,
    dated: dated.map(each => ({ id: each.id, date: each.date, ...placed(each) })),
    statistics: bearable
      ? await statisticsOfObservations(analyte, observed, { groupBy: 'vendor', mostGroups: MOST_VENDORS, ...filter })
      : null,
  };
}

/** The digest of everything, of real data or of sample data, as it is kept. */
export const digestKind = (analyte: string, samples: boolean): FigureKind<AnalyteDigest | null> => ({
  name: `analyte-digest:${analyte}${samples ? ':samples' : ''}`,
  count: em => analyteDigest(em, analyte, { samples }, { whole: true }),
});

const placed = ({ lower, upper }: ObservationView): Placed => ({ lower: Number(lower), upper: upper === null ? null : Number(upper) });
const isCensored = ({ lower, upper }: Placed): boolean => lower !== upper;

function sharesOf(values: readonly Placed[]): AnalyteDigest['shares'] {
  const data = values.map(({ lower, upper }) => ({ lower, upper: upper ?? Number.POSITIVE_INFINITY }));
  if (!leftCensoredOnly(data)) return null;
  const steps = distribution(data);
  const table = [1, 0.9, 0.75, 0.5, 0.25].flatMap(share => {
    const at = steps.findLast(({ atOrBelow }) => atOrBelow >= share - 1e-9);
    return at === undefined ? [] : [{ share, value: at.value }];
  });
  return { steps: thinned(steps), table };
}

/** Steps that a drawing can tell apart, with the first and the last. */
function thinned(steps: readonly Step[]): Step[] {
  if (steps.length <= MOST_STEPS) return [...steps];
  let drawn = Number.POSITIVE_INFINITY;
  return steps.filter(({ atOrBelow }, i) => {
    if (drawn - atOrBelow < 1 / MOST_STEPS && i < steps.length - 1) return false;
    drawn = atOrBelow;
    return true;
  });
}
