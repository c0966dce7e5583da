/** The safety record: the share of published, decidable lots within the yardstick, and failures as facts. */
import { posterior } from './beta-binomial.ts';
import { rounded } from './canonical-json.ts';
import { FEW_LOTS, HAZARD_GROUPS, type HazardGroup, LEAST_LOTS, LEVEL, RED_MONTHS, RED_RULES } from './hazard.ts';
import { countedIn, type JudgedLot, type JudgedVendor, type Scope, type SharedMarket, tallyOf } from './scorecard-market.ts';
import type { Failure, SafetyPart } from './scorecard-shape.ts';

export function safetyOf(lots: readonly JudgedLot[], scope: Scope, market: SharedMarket): SafetyPart {
  const { newestLot, prior } = market[scope];
  const counted = countedIn(lots, scope);
  const failed = counted.filter(({ outcomes }) => outcomes[scope].outcome === 'fail').length;
  const tally = tallyOf(lots, scope, newestLot);
  const found = {
    lots: counted.length,
    fewLots: counted.length < FEW_LOTS,
    passed: counted.length - failed,
    failed,
    weight: rounded(tally.pass + tally.fail),
    ...testedOf(lots, scope),
  };
  if (counted.length < LEAST_LOTS) {
    const reason = `${counted.length} lots with decidable results, fewer than ${LEAST_LOTS}`;
    return { status: 'not_scored', reason, estimate: null, lower: null, upper: null, ...found };
  }
  const { estimate, lower, upper } = posterior(prior, tally, LEVEL);
  return { status: 'scored', reason: null, estimate: rounded(estimate), lower: rounded(lower), upper: rounded(upper), ...found };
}

function testedOf(lots: readonly JudgedLot[], scope: Scope): Pick<SafetyPart, 'tested' | 'bounds'> {
  const count = (word: string) => lots.filter(({ outcomes }) => outcomes[scope].outcome === word).length;
  const [pass, fail, undecidable] = [count('pass'), count('fail'), count('undecidable')];
  const all = pass + fail + undecidable;
  return {
    tested: { lots: all, pass, fail, undecidable },
    bounds: all === 0 ? null : [rounded(pass / all), rounded((pass + undecidable) / all)],
  };
}

export const groupsOf = (lots: readonly JudgedLot[], market: SharedMarket): Record<HazardGroup, SafetyPart> =>
  Object.fromEntries(HAZARD_GROUPS.map(group => [group, safetyOf(lots, group, market)])) as Record<HazardGroup, SafetyPart>;

/** Every failure of every test, newest first. */
export function failuresOf({ lots }: JudgedVendor): Failure[] {
  const found = lots.flatMap(({ lot }) =>
    lot.tests.flatMap(({ id, certificate, date, verdicts }) =>
      verdicts
        .filter(({ verdict }) => verdict === 'fail')
        .map(({ rule, value }) => ({ lot: lot.id, test: id, certificate, rule, date, value, kind: RED_RULES[rule] ?? ('limit' as const) })),
    ),
  );
  const key = ({ lot, test, rule }: Failure) => `${lot} ${test} ${rule}`;
  return found.sort((a, b) => (a.date === b.date ? (key(a) < key(b) ? -1 : 1) : a.date < b.date ? 1 : -1));
}

export function redFactsOf(failures: readonly Failure[], asOf: string): Failure[] {
  const since = monthsBefore(asOf, RED_MONTHS);
  return failures.filter(({ kind, date }) => kind !== 'limit' && date > since);
}

/** ISO day; the last day of the month where the day does not exist. */
function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, of = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(of, last))).toISOString().slice(0, 10);
}
