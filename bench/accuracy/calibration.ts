/** Does a confidence of 0.9 mean that nine of ten are right? */
import type { Judged } from './score.ts';

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly values: number;
  readonly stated: number;
  readonly right: number;
}

const EDGES = [0, 0.6, 0.8, 0.85, 0.9, 0.95, 0.97, 0.985, 1.000001];

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

export interface Step {
  /** Raw confidence from which the step holds. */
  readonly from: number;
  readonly confidence: number;
}

/** Right ones and all ones that are presumed before anything is seen, so that few values do not give certainty. */
const PRIOR = 10;

/** Isotonic regression (pool adjacent violators): the share of right values by raw confidence, never falling. */
export function isotonic(judged: readonly Judged[]): Step[] {
  const groups = new Map<number, { right: number; of: number }>();
  for (const { confidence, right } of judged) {
    const raw = Math.round(confidence * 100) / 100;
    const group = groups.get(raw) ?? { right: PRIOR * raw, of: PRIOR };
    groups.set(raw, { right: group.right + (right ? 1 : 0), of: group.of + 1 });
  }
  const pools: { from: number; right: number; of: number }[] = [];
  for (const [from, group] of [...groups].sort(([a], [b]) => a - b)) {
    let pool = { from, ...group };
    for (let last = pools.at(-1); last && last.right / last.of >= pool.right / pool.of; last = pools.at(-1)) {
      pools.pop();
      pool = { from: last.from, right: last.right + pool.right, of: last.of + pool.of };
    }
    pools.push(pool);
  }
  return pools.map(({ from, right, of }) => ({ from, confidence: Math.round((1000 * right) / of) / 1000 }));
}

export const calibrated = (steps: readonly Step[], raw: number): number =>
  steps.findLast(({ from }) => raw >= from - 0.005)?.confidence ?? steps[0]?.confidence ?? raw;
