/** Scorecards of all vendors from one document of inputs: the model of docs/scorecard.md, version 1. */
import { finish } from './bootstrap.ts';
import { canonicalJson, rounded } from './canonical-json.ts';
import { MODEL, YARDSTICK } from './hazard.ts';
import { consistencyOf } from './scorecard-consistency.ts';
import { type JudgedVendor, judgeVendor, marketSteps, SCOPES, type Scope, type SharedMarket } from './scorecard-market.ts';
import { coverageOf, opennessOf } from './scorecard-parts.ts';
import { failuresOf, groupsOf, redFactsOf, safetyOf } from './scorecard-safety.ts';
import type { ConsistencyPart, Market, Scorecard, Scores } from './scorecard-shape.ts';
import { ordered, type ScoresInput } from './scores-input.ts';

/** What one vendor's scorecard depends on beside its own lots. */
export interface SharedByAll {
  readonly asOf: string;
  readonly market: SharedMarket;
  /** Of sample data, which never mix with real ones. */
  readonly sampleMarket: SharedMarket;
}

export interface JudgedInput extends SharedByAll {
  readonly vendors: readonly JudgedVendor[];
}

export function judgeInput(input: ScoresInput): JudgedInput {
  return finish(judgeSteps(input));
}

/** The same with pauses, for where others wait. */
export function* judgeSteps(input: ScoresInput): Generator<void, JudgedInput> {
  const { asOf } = input;
  const vendors: JudgedVendor[] = [];
  for (const vendor of ordered(input).vendors) {
    vendors.push(judgeVendor(vendor, asOf));
    yield;
  }
  const [real, sample] = [false, true].map(sample => vendors.filter(({ vendor }) => vendor.sample === sample));
  return { asOf, vendors, market: yield* marketSteps(real!, true), sampleMarket: yield* marketSteps(sample!, false) };
}

export function scoreAll(input: ScoresInput): Scores {
  const judged = judgeInput(input);
  const cards = judged.vendors.map(vendor => scorecardOf(vendor, judged));
  return {
    format: 'leafproof-scores',
    version: 1,
    model: MODEL,
    yardstick: YARDSTICK,
    asOf: input.asOf,
    market: viewOf(judged.market),
    sampleMarket: viewOf(judged.sampleMarket),
    vendors: inOrder(cards),
  };
}

/** By the lower bound of safety, with groups of ties; sample vendors after all others. */
export function inOrder(cards: readonly Scorecard[]): Scorecard[] {
  return [false, true].flatMap(sample => withTies(cards.filter(card => card.sample === sample)));
}

/** The bytes that `leafproof scores` prints. */
export const scoresDocument = (input: ScoresInput): string => `${canonicalJson(scoreAll(input))}\n`;

/** `consistency` when it is known already: it takes long, and depends on the vendor's own lots alone. */
export function scorecardOf(
  judged: JudgedVendor,
  { asOf, market, sampleMarket }: SharedByAll,
  consistency: ConsistencyPart = consistencyOf(judged),
): Scorecard {
  const { vendor, lots } = judged;
  const own = vendor.sample ? sampleMarket : market;
  const safety = safetyOf(lots, 'overall', own);
  const failures = failuresOf(judged);
  return {
    vendor: vendor.id,
    name: vendor.name,
    sample: vendor.sample,
    status: safety.status,
    reason: safety.reason,
    fewLots: safety.fewLots,
    tie: null,
    safety,
    groups: groupsOf(lots, own),
    redFacts: redFactsOf(failures, asOf),
    failures,
    coverage: coverageOf(judged, asOf),
    consistency,
    openness: opennessOf(judged),
    knownLots: lots.length,
    unlinked: vendor.unlinked,
  };
}

/**
 * By the lower bound of safety. From the first of each group of ties on, a vendor belongs to the group while its interval overlaps that of
 * the first: the data do not tell them apart.
 */
function withTies(cards: readonly Scorecard[]): Scorecard[] {
  const scored = cards
    .filter(({ status }) => status === 'scored')
    .sort(
      (a, b) =>
        Number(b.safety.lower) - Number(a.safety.lower) ||
        Number(b.safety.estimate) - Number(a.safety.estimate) ||
        (a.vendor < b.vendor ? -1 : 1),
    );
  let [tie, floor] = [0, Number.POSITIVE_INFINITY];
  const placed = scored.map(card => {
    if (Number(card.safety.upper) < floor) [tie, floor] = [tie + 1, Number(card.safety.lower)];
    return { ...card, tie };
  });
  return [...placed, ...cards.filter(({ status }) => status !== 'scored')];
}

export function viewOf(market: SharedMarket): Market {
  const view = (scope: Scope) => {
    const { newestLot, prior } = market[scope];
    const { kind, vendors, best } = prior;
    return { newestLot, kind, vendors, mean: rounded(best.mean), strength: rounded(best.strength) };
  };
  return Object.fromEntries(SCOPES.map(scope => [scope, view(scope)])) as Market;
}
