/** What of a scorecard changes with the day of asking alone: how old the newest test is, and which failures are of the last 12 months. */
import { rounded } from './canonical-json.ts';
import { monthsBetween } from './scorecard-market.ts';
import { redFactsOf } from './scorecard-safety.ts';
import type { Scorecard } from './scorecard-shape.ts';

/** As kept: the same from day to day while nothing changes. */
export const withoutDay = (card: Scorecard): Scorecard => ({ ...card, redFacts: [], coverage: { ...card.coverage, months: null } });

/** As it reads on a day no earlier than that of its computation, while no test is dated later than that. */
export function onDay(card: Scorecard, asOf: string): Scorecard {
  const { newest } = card.coverage;
  const months = newest === null ? null : rounded(monthsBetween(newest, asOf));
  return { ...card, redFacts: redFactsOf(card.failures, asOf), coverage: { ...card.coverage, months } };
}
