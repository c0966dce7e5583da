/** Placing exact decimals on a drawn axis. Drawing may round; nothing drawn is ever read back. */
import { scaleLinear } from 'd3-scale';

export interface Drawn {
  readonly lower: number;
  readonly upper: number;
  /** The laboratory printed a number; else only bounds are known. */
  readonly measured: boolean;
}

/** What to draw of an interval; null when an end is open and nothing sensible can be drawn. */
export function drawn(result: {
  readonly number: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
}): Drawn | null {
  if (result.number !== null) return { lower: Number(result.number), upper: Number(result.number), measured: true };
  if (result.upper === null) return null;
  return { lower: Number(result.lower ?? 0), upper: Number(result.upper), measured: false };
}

/** From nothing to a round number at or above the largest value, onto 0…`width`. */
export function axis(values: readonly Drawn[], width: number): { place: (value: number) => number; end: number } {
  const largest = Math.max(0, ...values.map(value => value.upper));
  const scale = scaleLinear()
    .domain([0, largest === 0 ? 1 : largest])
    .nice(4)
    .range([0, width]);
  const end = scale.domain()[1] ?? 1;
  return { place: value => Math.round(scale(value) * 100) / 100, end };
}

/** Only values of one unit and basis share an axis: those of the most frequent, in their order. */
export function comparable<T extends { readonly unit: string | null; readonly basis: string }>(rows: readonly T[]): T[] {
  const groups = Map.groupBy(
    rows.filter(row => row.unit !== null),
    row => `${row.unit} ${row.basis}`,
  );
  const [largest = []] = [...groups.values()].sort((a, b) => b.length - a.length);
  return largest;
}
