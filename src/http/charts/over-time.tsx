/** Values by day, with named lines: filled where a number was measured, open down to its lower bound where only bounds are known. */
import { amountScale, dayScale, percentOf, round } from './place.ts';

export interface TimePoint {
  readonly id: string;
  /** ISO day. */
  readonly date: string;
  readonly lower: number;
  /** null: nothing bounds it from above. */
  readonly upper: number | null;
  /** Written beside the mark: only for those that stand out. */
  readonly label?: string | undefined;
  readonly ringed?: boolean | undefined;
}

export interface NamedLine {
  readonly value: number;
  readonly name: string;
  readonly kind: 'centre' | 'limit';
}

interface OverTimeProps {
  readonly points: readonly TimePoint[];
  readonly lines?: readonly NamedLine[];
  readonly unit: string;
  /** What is seen, in a sentence, for those who do not see it. */
  readonly alternative: string;
}

const HEIGHT = 250;
const [TOP, BOTTOM] = [22, HEIGHT - 26];

export function OverTime({ points, lines = [], unit, alternative }: OverTimeProps) {
  const largest = Math.max(...points.map(({ lower, upper }) => upper ?? lower), ...lines.map(({ value }) => value), 0);
  const y = amountScale(largest, unit, [BOTTOM, TOP]);
  const x = dayScale(
    points.map(({ date }) => date),
    [12, 94],
  );
  const marks = points.map(({ date, lower, upper }) => ({ x: x.at(date), y: y.at(upper ?? lower) }));
  return (
    <svg class="chart" width="100%" height={HEIGHT} role="img" aria-label={alternative}>
      {y.ticks.map(({ value, label }) => (
        <g key={label}>
          <line class={value === 0 ? 'chart__axis' : 'chart__grid'} x1="0%" x2="100%" y1={y.at(value)} y2={y.at(value)} />
          <text class="chart__tick" x="0%" y={y.at(value) - 4}>
            {label}
            {value === y.ticks.at(-1)?.value && ` ${unit}`}
          </text>
        </g>
      ))}
      {x.ticks.map(({ value, label }) => (
        <text key={value} class="chart__tick" x={percentOf(x.at(value))} y={HEIGHT - 8} text-anchor="middle">
          {label}
        </text>
      ))}
      {lines.map(line => (
        <g key={line.name}>
          <line class={`chart__line chart__line--${line.kind}`} x1="0%" x2="100%" y1={y.at(line.value)} y2={y.at(line.value)} />
          <LineName name={line.name} baseline={y.at(line.value) - 4} marks={marks} />
        </g>
      ))}
      {points.map(point => (
        <Mark key={point.id} point={point} x={percentOf(x.at(point.date))} y={y.at} left={x.at(point.date) > 80} />
      ))}
    </svg>
  );
}

interface LineNameProps {
  readonly name: string;
  readonly baseline: number;
  /** Across in percent, down in pixels. */
  readonly marks: readonly { readonly x: number; readonly y: number }[];
}

/** At the end of the line where fewer marks stand in its way. */
function LineName({ name, baseline, marks }: LineNameProps) {
  const level = marks.filter(({ y }) => y > baseline - 16 && y < baseline + 6);
  const left = level.filter(({ x }) => x > 65).length > level.filter(({ x }) => x < 40).length;
  return (
    <text class="chart__name" x={left ? '5%' : '100%'} y={baseline} dx={left ? 12 : 0} text-anchor={left ? 'start' : 'end'}>
      {name}
    </text>
  );
}

function Mark({
  point: { lower, upper, label, ringed },
  x,
  y,
  left,
}: {
  point: TimePoint;
  x: string;
  y: (value: number) => number;
  left: boolean;
}) {
  const top = upper === null ? TOP - 8 : y(upper);
  return (
    <>
      {upper === lower ? (
        <circle class="chart__dot" cx={x} cy={top} r="4.5" />
      ) : (
        <rect class="chart__open" x={x} y={top} width="8" height={round(Math.max(y(lower) - top, 2))} transform="translate(-4 0)" />
      )}
      {ringed && <circle class="chart__ring" cx={x} cy={top} r="8.5" />}
      {label !== undefined && (
        <text class="chart__label" x={x} y={top + 4} dx={left ? -12 : 12} text-anchor={left ? 'end' : 'start'}>
          {label}
        </text>
      )}
    </>
  );
}
