/** Does a confidence of 0.9 mean that nine of ten are right? */
import { confidenceFrom } from '../../src/coa/confidence.ts';
import type { Counts } from '../../src/coa/data/confidence.ts';
import type { Judged } from './score.ts';

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly values: number;
  readonly stated: number;
  readonly right: number;
}

const EDGES = [0, 0.6, 0.8, 0.85, 0.9, 0.95, 0.97, 0.99, 1.000001];

/** Values by stated confidence: what was stated on average, and the share that was right. Flagged values stand apart: they wait for a person. */
export function reliability(judged: readonly Judged[]): Bin[] {
  return EDGES.slice(1).flatMap((to, i): Bin[] => {
    const from = EDGES[i]!;
    const inside = judged.filter(({ confidence }) => confidence >= from && confidence < to);
    if (inside.length === 0) return [];
    const stated = inside.reduce((sum, { confidence }) => sum + confidence, 0) / inside.length;
    return [
      { from, to: Math.min(to, 1), values: inside.length, stated, right: inside.filter(({ right }) => right).length / inside.length },
    ];
  });
}

/** Mean distance between what is stated and what is right, weighted by the number of values. */
export function calibrationError(judged: readonly Judged[]): number {
  const bins = reliability(judged);
  return bins.reduce((sum, { values, stated, right }) => sum + values * Math.abs(stated - right), 0) / Math.max(1, judged.length);
}

/** What was read of certificates of one laboratory or one layout: such values are right or wrong together. */
export interface Batch {
  readonly layout: string;
  readonly judged: readonly Judged[];
}

/** Values of one layout that count as so many of their own at most: a thousand rows of one laboratory say little about the next. */
const MOST_OF_ONE_LAYOUT = 20;

/** How many values with each reason were right, `clean` being those with none. */
export function countReasons(batches: readonly Batch[]): Record<string, Counts> {
  const sums = new Map<string, { right: number; of: number }>();
  const layouts = Map.groupBy(batches, ({ layout }) => layout);
  for (const members of layouts.values()) {
    for (const [reason, values] of byReason(members.flatMap(({ judged }) => judged))) {
      const weight = Math.min(1, MOST_OF_ONE_LAYOUT / values.length);
      const sum = sums.get(reason) ?? { right: 0, of: 0 };
      sum.right += weight * values.filter(({ right }) => right).length;
      sum.of += weight * values.length;
      sums.set(reason, sum);
    }
  }
  const tenth = (value: number): number => Math.round(10 * value) / 10;
  return Object.fromEntries(
    [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([reason, { right, of }]) => [reason, { right: tenth(right), of: tenth(of) }]),
  );
}

function byReason(judged: readonly Judged[]): Map<string, Judged[]> {
  const found = new Map<string, Judged[]>();
  for (const one of judged) {
    const { onPage, ocr, similar, reasons } = one.grounds;
    if (!onPage || ocr !== null) continue;
    for (const reason of reasons.length > 0 ? reasons : similar === null ? ['clean'] : []) {
      const values = found.get(reason);
      if (values) values.push(one);
      else found.set(reason, [one]);
    }
  }
  return found;
}

/** Doubts that are raised after the confidence was stated, and lower it to this. */
const LATER: ReadonlySet<string> = new Set(['engines-disagree', 'fallback-engine', 'second-engine-failed', 'ocr']);
const DOUBTED = 0.85;

/** The values with the confidence that they would have by these counts. */
export const restated = (judged: readonly Judged[], seen: Readonly<Record<string, Counts>>): Judged[] =>
  judged.map(one => {
    const confidence = confidenceFrom(one.grounds, seen);
    const later = one.grounds.reasons.some(reason => LATER.has(reason));
    return { ...one, confidence: later ? Math.min(confidence, DOUBTED) : confidence };
  });

/** Each layout's values by the confidence fitted on all others, so that none calibrates itself. */
export function leftOut(batches: readonly Batch[]): Judged[] {
  const layouts = Map.groupBy(batches, ({ layout }) => layout);
  return [...layouts].flatMap(([layout, members]) => {
    const seen = countReasons(batches.filter(batch => batch.layout !== layout));
    return restated(
      members.flatMap(({ judged }) => judged),
      seen,
    );
  });
}
