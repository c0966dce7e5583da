/** Places on a drawing as percentages of its width, so that a chart fits any screen while its type keeps its size. Nothing drawn is ever read back. */
import { scaleLinear, scaleSymlog, scaleUtc } from 'd3-scale';

/** A percentage with at most two decimals: snapshots do not hang on the last digit. */
export const percentOf = (place: number): string => `${round(place)}%`;

export const round = (place: number): number => Math.round(place * 100) / 100;

export interface Scale<T> {
  /** Percent along the axis, or pixels down the drawing. */
  readonly at: (value: T) => number;
  readonly ticks: readonly { readonly value: T; readonly label: string }[];
}

/** Colonies are told apart by powers of ten; everything else stands on a plain axis. Both begin at nothing. */
export function amountScale(
  largest: number,
  unit: string | null,
  range: readonly [number, number],
  ticks = 4,
): Scale<number> & { readonly end: number } {
  if (/^(cfu|mpn)/i.test(unit ?? '')) return countScale(largest, range);
  const scale = scaleLinear()
    .domain([0, largest > 0 ? largest : 1])
    .nice(ticks)
    .range([...range]);
  const format = scale.tickFormat(ticks);
  return {
    at: value => round(scale(value)),
    ticks: scale.ticks(ticks).map(value => ({ value, label: format(value).replaceAll(',', '\u202f') })),
    end: scale.domain()[1] ?? 1,
  };
}

function countScale(largest: number, range: readonly [number, number]): Scale<number> & { readonly end: number } {
  const power = Math.max(2, Math.ceil(Math.log10(Math.max(1, largest))));
  const end = 10 ** power;
  const scale = scaleSymlog()
    .constant(10)
    .domain([0, end])
    .range([...range]);
  const step = power > 4 ? 2 : 1;
  const powers = Array.from({ length: Math.floor((power - 1) / step) + 1 }, (_, i) => power - i * step).filter(p => p > 0);
  return {
    at: value => round(scale(value)),
    ticks: [{ value: 0, label: '0' }, ...powers.toReversed().map(p => ({ value: 10 ** p, label: `10${superscript(p)}` }))],
    end,
  };
}

const superscript = (power: number): string => [...String(power)].map(digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');

const MONTH = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** From the first to the last day, with room at both ends for marks. */
export function dayScale(days: readonly string[], range: readonly [number, number]): Scale<string> {
  const times = days.map(day => Date.parse(day));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const least = 45 * 86_400_000;
  const middle = (first + last) / 2;
  const span: [number, number] = last - first < least ? [middle - least / 2, middle + least / 2] : [first, last];
  const scale = scaleUtc()
    .domain(span)
    .range([...range]);
  const ticks = scale.ticks(3).filter(date => date.getUTCDate() === 1);
  const labelled = ticks.map(date => ({
    value: date.toISOString().slice(0, 10),
    label: date.getUTCMonth() === 0 ? String(date.getUTCFullYear()) : MONTH.format(date),
  }));
  return { at: day => round(scale(Date.parse(day))), ticks: apart(labelled, ({ value }) => scale(Date.parse(value))) };
}

/** Of the width of a chart on a phone, in percent; a blank besides. */
const A_LETTER = 2.2;

/** Every other tick where labels would run into each other, until none does; years stay. */
function apart<T extends { readonly label: string }>(ticks: readonly T[], at: (tick: T) => number): T[] {
  const widthOf = ({ label }: T) => A_LETTER * (label.length + 1);
  const tight = ticks.some((tick, i) => i > 0 && at(tick) - at(ticks[i - 1]!) < (widthOf(tick) + widthOf(ticks[i - 1]!)) / 2);
  if (!tight) return [...ticks];
  const year = ticks.findIndex(({ label }) => /^\d+$/.test(label));
  const kept = year === -1 ? 0 : year % 2;
  return apart(
    ticks.filter((_, i) => i % 2 === kept),
    at,
  );
}
