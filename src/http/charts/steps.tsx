/** The share of results at or below each amount (Kaplan–Meier), as a stair; below the smallest measured value the share is not known, and shaded. */
import { curveStepAfter, line } from 'd3-shape';
import type { Step } from '../../quality/censored-kaplan-meier.ts';
import { AxisNumbers, LimitNames, type NamedLimit } from './axis.tsx';
import { percentOf, round, type Scale } from './place.ts';

interface StepsProps {
  /** Descending, as they are computed. */
  readonly steps: readonly Step[];
  readonly limits: readonly NamedLimit[];
  /** Percent along the width. */
  readonly scale: Scale<number> & { readonly end: number };
  readonly unit: string;
  readonly alternative: string;
}

const [TOP, BOTTOM, HEIGHT] = [18, 178, 204];

export function Steps({ steps, limits, scale, unit, alternative }: StepsProps) {
  const ascending = steps.toReversed();
  const lowest = ascending[0];
  if (lowest === undefined) return null;
  const y = (share: number) => round(BOTTOM - share * (BOTTOM - TOP));
  const path = line<readonly [number, number]>()
    .x(([x]) => round(x))
    .y(([, share]) => y(share))
    .curve(curveStepAfter);
  const corners = [...ascending.map(({ value, atOrBelow }) => [scale.at(value), atOrBelow] as const), [scale.at(scale.end), 1] as const];
  return (
    <svg class="chart" width="100%" height={HEIGHT + 16 * limits.length} role="img" aria-label={alternative}>
      {[0, 0.5, 1].map(share => (
        <g key={share}>
          <line class={share === 0 ? 'chart__axis' : 'chart__grid'} x1="0%" x2="100%" y1={y(share)} y2={y(share)} />
          <text class="chart__tick" x="0%" y={y(share) - 4}>
            {share === 1 ? '100 % of results' : `${share * 100} %`}
          </text>
        </g>
      ))}
      <rect
        class="chart__unknown"
        x={percentOf(scale.at(0))}
        y={TOP}
        width={percentOf(scale.at(lowest.value) - scale.at(0))}
        height={BOTTOM - TOP}
      />
      <svg
        x="0"
        y="0"
        width="100%"
        height={HEIGHT}
        viewBox={`0 0 100 ${HEIGHT}`}
        preserveAspectRatio="none"
        overflow="visible"
        aria-hidden="true"
      >
        <path class="chart__curve" d={path(corners) ?? ''} vector-effect="non-scaling-stroke" />
      </svg>
      <LimitNames limits={limits} scale={scale} from={TOP} firstAt={HEIGHT + 11} />
      <AxisNumbers scale={scale} unit={unit} at={BOTTOM + 16} />
    </svg>
  );
}
