/** What stands along an axis of amounts: uprights with the names of limits, one name a line, and the numbers with their unit. */
import { percentOf, type Scale } from './place.ts';

export interface NamedLimit {
  readonly value: number;
  readonly name: string;
}

const LINE = 16;

interface LimitNamesProps {
  readonly limits: readonly NamedLimit[];
  readonly scale: Scale<number>;
  /** Where the uprights begin, in pixels down the drawing. */
  readonly from: number;
  /** Baseline of the first name. */
  readonly firstAt: number;
}

/** A name stands on the side of its upright where there is room, and over the uprights of others. */
export function LimitNames({ limits, scale, from, firstAt }: LimitNamesProps) {
  const placed = limits.map(({ value, name }, i) => ({ name, at: scale.at(value), baseline: firstAt + LINE * i }));
  return (
    <>
      {placed.map(({ at, name, baseline }) => (
        <line key={name} class="chart__line chart__line--limit" x1={percentOf(at)} x2={percentOf(at)} y1={from} y2={baseline + 1} />
      ))}
      {placed.map(({ at, name, baseline }) => (
        <text key={name} class="chart__name" x={percentOf(at)} y={baseline} dx={at > 55 ? -5 : 5} text-anchor={at > 55 ? 'end' : 'start'}>
          {name}
        </text>
      ))}
    </>
  );
}

/** The last number carries the unit. `at` is their baseline. */
export function AxisNumbers({ scale, unit, at }: { scale: Scale<number>; unit: string; at: number }) {
  const last = scale.ticks.at(-1)?.value;
  return (
    <>
      {scale.ticks.map(({ value, label }) => (
        <text
          key={label}
          class="chart__tick"
          x={percentOf(scale.at(value))}
          y={at}
          text-anchor={value === 0 ? 'start' : value === last ? 'end' : 'middle'}
        >
          {label}
          {value === last && ` ${unit}`}
        </text>
      ))}
    </>
  );
}
