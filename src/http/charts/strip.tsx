/** Values of one substance on a line from nothing to the axis' end: dots where measured, open bars where only bounds are known, uprights for limits. */
import { AxisNumbers, LimitNames, type NamedLimit } from './axis.tsx';
import { amountScale, percentOf, type Scale } from './place.ts';

export interface StripValue {
  readonly lower: number;
  /** null: nothing bounds it from above. */
  readonly upper: number | null;
}

/** One axis for all strips of a chart. Room is left at both ends for marks. */
export function stripScale(values: readonly StripValue[], limits: readonly NamedLimit[], unit: string | null) {
  const largest = Math.max(0, ...values.map(({ lower, upper }) => upper ?? lower), ...limits.map(({ value }) => value));
  return amountScale(largest, unit, [1.5, 98]);
}

export function Strip({ values, limits, scale }: { values: readonly StripValue[]; limits: readonly NamedLimit[]; scale: Scale<number> }) {
  const bounded = values.filter(({ lower, upper }) => lower !== upper);
  const measured = values.filter(({ lower, upper }) => lower === upper);
  return (
    <svg class="strip" width="100%" height="26" aria-hidden="true" focusable="false">
      <line class="chart__axis" x1="0%" x2="100%" y1="13" y2="13" />
      {bounded.map(({ lower, upper }, i) => {
        const [from, to] = [scale.at(lower), upper === null ? 100 : scale.at(upper)];
        return <rect key={i} class="chart__open" x={percentOf(from)} y="9" width={percentOf(Math.max(to - from, 0.5))} height="8" />;
      })}
      {measured.map(({ lower }, i) => (
        <circle key={i} class="chart__dot" cx={percentOf(scale.at(lower))} cy="13" r="4.5" />
      ))}
      {limits.map(({ value, name }) => (
        <line
          key={name}
          class="chart__line chart__line--limit"
          x1={percentOf(scale.at(value))}
          x2={percentOf(scale.at(value))}
          y1="0"
          y2="26"
        />
      ))}
    </svg>
  );
}

/** The axis under strips: the names of the limits first, then the numbers. */
export function StripAxis({ limits, scale, unit }: { limits: readonly NamedLimit[]; scale: Scale<number>; unit: string }) {
  const down = 16 * limits.length;
  return (
    <svg class="strip-axis" width="100%" height={down + 22} aria-hidden="true" focusable="false">
      <LimitNames limits={limits} scale={scale} from={0} firstAt={13} />
      <AxisNumbers scale={scale} unit={unit} at={down + 16} />
    </svg>
  );
}
