/** Statistics of an analyte over what is public, by methods made for values below a limit; also for each vendor, laboratory, form or year. */
import { createHash } from 'node:crypto';
import { analyteById } from '../coa/analyte.ts';
import { type Analysis, analyseSteps } from '../quality/censored.ts';
import { type ObservationFilter, type Observations, type ObservationView, observationsOf } from './observations.ts';
import { patiently } from './patiently.ts';
import type { SqlEntityManager } from './sql.ts';

export const GROUPINGS = ['vendor', 'laboratory', 'form', 'year'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface StatisticsGroup extends Analysis {
  /** Slug, form or year; null where it is not known. */
  readonly value: string | null;
  readonly label: string;
}

export interface AnalyteStatistics extends Analysis, Pick<Observations, 'unit' | 'basis' | 'leftOut'> {
  readonly analyte: { readonly id: string; readonly name: string };
  readonly isSample: boolean;
  /** The largest first; null where no grouping was asked for. */
  readonly groups: readonly StatisticsGroup[] | null;
  /** Groups beyond the largest ones, which are not computed. */
  readonly furtherGroups: number;
}

/** Each group takes as long to compute as the whole. */
export const MOST_GROUPS = 30;

/** null for an analyte that is not in the dictionary. What was computed is remembered, as long as the values stay the same. */
export async function statisticsOf(
  em: SqlEntityManager,
  analyte: string,
  { groupBy, ...filter }: ObservationFilter & { readonly groupBy?: Grouping | undefined },
): Promise<AnalyteStatistics | null> {
  const found = await observationsOf(em, analyte, filter);
  return found === null ? null : statisticsOfObservations(analyte, found, { groupBy, samples: filter.samples });
}

/** Of what was observed of an analyte of the dictionary. */
export async function statisticsOfObservations(
  analyte: string,
  found: Observations,
  {
    groupBy,
    samples = false,
    mostGroups = MOST_GROUPS,
  }: { readonly groupBy?: Grouping | undefined; readonly samples?: boolean | undefined; readonly mostGroups?: number },
): Promise<AnalyteStatistics | null> {
  const entry = analyteById(analyte);
  if (!entry) return null;
  const { unit, basis, leftOut } = found;
  const grouped = groupBy === undefined ? [] : groupsOf(found, groupBy);
  const groups: StatisticsGroup[] = [];
  for (const { value, label, observations, excluded } of grouped.slice(0, mostGroups))
    groups.push({ value, label, ...(await analysed(observations, excluded.length)) });
  return {
    analyte: { id: entry.id, name: entry.name },
    ...{ unit, basis, leftOut, isSample: samples },
    ...(await analysed(found.observations, found.excluded.length)),
    groups: groupBy === undefined ? null : groups,
    furtherGroups: Math.max(0, grouped.length - mostGroups),
  };
}

interface Group {
  readonly value: string | null;
  readonly label: string;
  readonly observations: readonly ObservationView[];
  readonly excluded: readonly ObservationView[];
}

function groupsOf({ observations, excluded }: Observations, by: Grouping): Group[] {
  const [used, bare] = [observations, excluded].map(views => Map.groupBy(views, view => keyOf(view, by).value));
  const labels = new Map([...observations, ...excluded].map(view => [keyOf(view, by).value, keyOf(view, by).label]));
  const groups = [...labels].map(([value, label]) => ({
    ...{ value, label },
    observations: used!.get(value) ?? [],
    excluded: bare!.get(value) ?? [],
  }));
  return groups.sort((a, b) => b.observations.length - a.observations.length || (a.label < b.label ? -1 : 1));
}

function keyOf(view: ObservationView, by: Grouping): { readonly value: string | null; readonly label: string } {
  const unknown = { value: null, label: `${by} not known` };
  if (by === 'form') return view.form === null ? unknown : { value: view.form, label: view.form.replaceAll('_', ' ') };
  if (by === 'year') return view.date === null ? unknown : { value: view.date.slice(0, 4), label: view.date.slice(0, 4) };
  const party = view[by];
  return party === null ? unknown : { value: party.slug, label: party.name };
}

const remembered = new Map<string, Promise<Analysis>>();
const MOST_REMEMBERED = 500;

/** The same values give the same statistics: computed once, by whoever asks first. */
export function analysed(
  views: readonly { readonly lower: string | null; readonly upper: string | null }[],
  excluded: number,
): Promise<Analysis> {
  const bounds = views.map(({ lower, upper }) => [lower ?? '0', upper]);
  const key = createHash('sha256')
    .update(JSON.stringify([bounds, excluded]))
    .digest('base64url');
  const known = remembered.get(key);
  if (known) {
    remembered.delete(key);
    remembered.set(key, known);
    return known;
  }
  const data = views.map(({ lower, upper }) => ({
    lower: Number(lower ?? '0'),
    upper: upper === null ? Number.POSITIVE_INFINITY : Number(upper),
  }));
  const computing = patiently(analyseSteps(data, { excluded, policy: 'published' }));
  remembered.set(key, computing);
  computing.catch(() => remembered.delete(key));
  const [oldest] = remembered.keys();
  if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  return computing;
}
