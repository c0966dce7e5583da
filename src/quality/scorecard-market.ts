/** What all vendors share: the day from which lots fade, and the priors learned from all of them. */
import { fitPrior, type Prior, type Tally, uniformPrior } from './beta-binomial.ts';
import { HALF_LIFE_MONTHS, HAZARD_GROUPS, type HazardGroup, LEAST_VENDORS } from './hazard.ts';
import { type Outcomes, outcomesOf } from './lot-outcome.ts';
import type { LotInput, VendorInput } from './scores-input.ts';

export type Scope = HazardGroup | 'overall';
export const SCOPES: readonly Scope[] = ['overall', ...HAZARD_GROUPS];

export interface JudgedLot {
  readonly lot: LotInput;
  /** Its earliest test, no later than the day of the scores; null without tests. */
  readonly date: string | null;
  readonly outcomes: Outcomes;
}

export interface JudgedVendor {
  readonly vendor: VendorInput;
  readonly lots: readonly JudgedLot[];
}

export interface ScopeMarket {
  /** Date of the newest lot that counts, from which the others fade. One that settles nothing must not fade them. */
  readonly newestLot: string | null;
  readonly prior: Prior;
}

export type SharedMarket = Readonly<Record<Scope, ScopeMarket>>;

/** A later test of an old lot does not make it new; a date after the day of the scores is a misprint and counts as that day. */
export function judgeVendor(vendor: VendorInput, asOf: string): JudgedVendor {
  const lots = vendor.lots.map(lot => ({ lot, date: earliest(lot, asOf), outcomes: outcomesOf(lot) }));
  return { vendor, lots };
}

function earliest({ tests }: LotInput, asOf: string): string | null {
  const first = tests.map(({ date }) => date).reduce<string | null>((least, date) => (least === null || date < least ? date : least), null);
  return first !== null && first > asOf ? asOf : first;
}

const DAY = 86_400_000;
const DAYS_A_MONTH = 365.25 / 12;

/** Months between two ISO days. */
export const monthsBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY / DAYS_A_MONTH;

/** ½ for every 18 months that a lot is older than the newest one that counts. */
export const weightAt = (date: string, newest: string): number => 2 ** (-Math.max(0, monthsBetween(date, newest)) / HALF_LIFE_MONTHS);

export const countedIn = (lots: readonly JudgedLot[], scope: Scope): (JudgedLot & { readonly date: string })[] =>
  lots.filter((judged): judged is JudgedLot & { date: string } => judged.outcomes[scope].counted && judged.date !== null);

export function tallyOf(lots: readonly JudgedLot[], scope: Scope, newest: string | null): Tally {
  let [pass, fail] = [0, 0];
  if (newest === null) return { pass, fail };
  for (const { date, outcomes } of countedIn(lots, scope)) {
    const weight = weightAt(date, newest);
    if (outcomes[scope].outcome === 'pass') pass += weight;
    else fail += weight;
  }
  return { pass, fail };
}

/**
 * As many equal lots as say as much as the faded ones: (Σw)²/Σw² of them (Kish), in the same proportion. Faded tallies would let vendors seem
 * more alike than they are, as a sum of weights varies less than that many lots.
 */
export function effectiveTally(lots: readonly JudgedLot[], scope: Scope, newest: string | null): Tally {
  const { pass, fail } = tallyOf(lots, scope, newest);
  if (newest === null || pass + fail === 0) return { pass, fail };
  const squares = countedIn(lots, scope).reduce((sum, { date }) => sum + weightAt(date, newest) ** 2, 0);
  const scale = (pass + fail) / squares;
  return { pass: pass * scale, fail: fail * scale };
}

/** Sample data have no prior to be learned from. Pauses after each group. */
export function* marketSteps(vendors: readonly JudgedVendor[], learn: boolean): Generator<void, SharedMarket> {
  const one = (scope: Scope): ScopeMarket => {
    const having = vendors.filter(({ lots }) => countedIn(lots, scope).length > 0);
    const newestLot = newestOf(having, scope);
    if (!learn || having.length < LEAST_VENDORS) return { newestLot, prior: uniformPrior(having.length) };
    return { newestLot, prior: fitPrior(having.map(({ lots }) => effectiveTally(lots, scope, newestLot))) };
  };
  const scopes: Partial<Record<Scope, ScopeMarket>> = {};
  for (const scope of SCOPES) {
    scopes[scope] = one(scope);
    yield;
  }
  return scopes as Record<Scope, ScopeMarket>;
}

function newestOf(vendors: readonly JudgedVendor[], scope: Scope): string | null {
  let newest: string | null = null;
  for (const { lots } of vendors) for (const { date } of countedIn(lots, scope)) if (newest === null || date > newest) newest = date;
  return newest;
}
