/** One part of a scorecard as a figure: few lots first, then the estimate, its interval in words and drawn; or the reason why there is none. */
import { FEW_LOTS } from '../../quality/hazard.ts';
import type { PartSummary } from '../../store/scorecard.ts';
import { IntervalBar } from '../charts/interval-bar.tsx';
import { FEW_LOTS_SENTENCE, notScored, percent, percentRange } from './scorecard-words.ts';
import { count } from './words.ts';

interface FigureProps {
  readonly part: PartSummary;
  /** What the percentage is of, after it: ` spread`. */
  readonly unit?: string;
  readonly large?: boolean;
}

export function Figure({ part, unit = '', large = false }: FigureProps) {
  const { status, reason, estimate, lower, upper, lots } = part;
  if (status === 'not_scored' || estimate === null) return <span class="figure__none">{notScored(reason)}</span>;
  return (
    <span class={large ? 'figure figure--large' : 'figure'}>
      {lots < FEW_LOTS && <span class="figure__few">{FEW_LOTS_SENTENCE} </span>}
      <span class="figure__words">
        <strong>{percent(estimate)}</strong>
        {unit}{' '}
        <span class="as-printed">
          {lower === null || upper === null ? 'too few for an interval' : percentRange(lower, upper)}, {count(lots, 'lot')}
        </span>
      </span>
      <IntervalBar part={part} />
    </span>
  );
}
