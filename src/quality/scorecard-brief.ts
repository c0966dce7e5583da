/** How a scorecard came about, as its page shows it: every step, but of many lots the newest alone. */
import type { ExplainedLot, ExplainedScope, Explanation } from './scorecard-explain.ts';
import { SCOPES, type Scope } from './scorecard-market.ts';

/** Lots shown; each weighs in the steps, whether it is shown or not. */
export const SHOWN_LOTS = 60;

export interface BriefScope extends Omit<ExplainedScope, 'lots'> {
  /** Whether any lot was tested for it. */
  readonly tested: boolean;
  /** Of the lots shown, in their order. */
  readonly lots: readonly ExplainedLot[];
}

export interface BriefExplanation {
  /** All lots that the scorecard rests on. */
  readonly lots: number;
  readonly scopes: Readonly<Record<Scope, BriefScope>>;
  readonly otherParts: readonly string[];
  /** What the lots with a failure are called, by their id. */
  readonly failed: readonly (readonly [id: string, number: string])[];
}

/** The newest first, undated ones last. */
export function briefOf({ scopes, otherParts, input, scorecard }: Explanation, most: number = SHOWN_LOTS): BriefExplanation {
  const newest = scopes.overall.lots
    .map(({ date }, index) => ({ date: date ?? '', index }))
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))
    .slice(0, most)
    .map(({ index }) => index);
  const brief = ({ lots, ...rest }: ExplainedScope): BriefScope => ({
    ...rest,
    tested: lots.some(({ outcome }) => outcome !== 'not_tested'),
    lots: newest.map(index => lots[index]!),
  });
  const failures = new Set(scorecard.failures.map(({ lot }) => lot));
  return {
    lots: input.lots.length,
    scopes: Object.fromEntries(SCOPES.map(scope => [scope, brief(scopes[scope])])) as BriefExplanation['scopes'],
    otherParts,
    failed: input.lots.flatMap(({ id, number }) => (number !== null && failures.has(id) ? [[id, number] as const] : [])),
  };
}

/** A test dated later than the day of asking counts as of that day, so that the explanation of one day is not that of the next. */
export const changesByDay = ({ input, asOf }: Explanation): boolean =>
  input.lots.some(({ tests }) => tests.some(({ date }) => date > asOf));
