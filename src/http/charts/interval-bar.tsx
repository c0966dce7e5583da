/** A share with its 90 % interval on an axis from 0 to 100 %: the bar is the interval, the upright the estimate. The words beside it say the same. */
import { percentOf } from './place.ts';

interface Shown {
  readonly estimate: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
}

export function IntervalBar({
  part: { estimate, lower, upper },
  bounds,
}: {
  part: Shown;
  bounds?: readonly [string | null, string | null] | null;
}) {
  const [from, to, at] = [place(lower), place(upper), place(estimate)];
  const outer = bounds ? ([place(bounds[0]), place(bounds[1])] as const) : null;
  return (
    <svg class="interval" width="100%" height="18" aria-hidden="true" focusable="false">
      <line class="interval__track" x1="0%" x2="100%" y1="9" y2="9" />
      {[0, 50, 100].map(tick => (
        <line key={tick} class="interval__track" x1={`${tick}%`} x2={`${tick}%`} y1="6" y2="12" />
      ))}
      {from !== null && to !== null && (
        <rect class="interval__range" x={percentOf(from)} y="4" width={percentOf(Math.max(to - from, 0.6))} height="10" />
      )}
      {at !== null && <line class="interval__estimate" x1={percentOf(at)} x2={percentOf(at)} y1="1" y2="17" />}
      {outer !== null && outer[0] !== null && outer[1] !== null && (
        <line class="interval__bounds" x1={percentOf(outer[0])} x2={percentOf(outer[1])} y1="17" y2="17" />
      )}
    </svg>
  );
}

const place = (share: string | null): number | null => (share === null ? null : Math.min(100, Math.max(0, Number(share) * 100)));
