/** Random choices from a seed: the same seed gives the same document, byte for byte, on every machine. */

export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  integer(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  shuffle<T>(items: readonly T[]): T[];
  /** A decimal between `low` and `high` with so many decimals, spread evenly over magnitudes. */
  decimal(low: number, high: number, decimals: number): string;
}

/** mulberry32: 32 bits of state, good enough to vary a layout. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    integer,
    chance: probability => next() < probability,
    pick: choices => choices[integer(0, choices.length - 1)]!,
    shuffle: items => {
      const result = [...items];
      for (let i = result.length - 1; i > 0; i--) {
        const j = integer(0, i);
        [result[i], result[j]] = [result[j]!, result[i]!];
      }
      return result;
    },
    decimal: (low, high, decimals) => Math.exp(Math.log(low) + next() * (Math.log(high) - Math.log(low))).toFixed(decimals),
  };
}
