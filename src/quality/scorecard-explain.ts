/** How one vendor's scorecard came about: every input, weight and formula, so that a person can follow it with a spreadsheet. */
import type { BetaPrior, Prior } from './beta-binomial.ts';
import { rounded } from './canonical-json.ts';
import { HALF_LIFE_MONTHS, LEAST_LOTS, LEAST_VENDORS, LEVEL, MODEL, neededItems, YARDSTICK } from './hazard.ts';
import type { Outcome } from './lot-outcome.ts';
import { judgeInput, type SharedByAll, scorecardOf } from './scorecard.ts';
import { type JudgedVendor, monthsBetween, SCOPES, type Scope, type SharedMarket, tallyOf, weightAt } from './scorecard-market.ts';
import type { SafetyPart, Scorecard } from './scorecard-shape.ts';
import type { ScoresInput, VendorInput } from './scores-input.ts';

export interface ExplainedLot {
  readonly lot: string;
  readonly number: string | null;
  /** Of its earliest test. */
  readonly date: string | null;
  readonly outcome: Outcome;
  readonly counted: boolean;
  readonly because: string | null;
  /** Months before the newest lot that counts, and what the lot weighs for it; null where it does not count. */
  readonly months: string | null;
  readonly weight: string | null;
}

export interface ExplainedNode {
  readonly mean: string;
  readonly strength: string;
  readonly weight: string;
  /** Of the posterior Beta(alpha, beta). */
  readonly alpha: string;
  readonly beta: string;
}

export interface ExplainedScope {
  /** Older lots fade from its date. */
  readonly newestLot: string | null;
  readonly lots: readonly ExplainedLot[];
  /** Sums of the weights. */
  readonly pass: string;
  readonly fail: string;
  readonly prior: {
    readonly kind: Prior['kind'];
    readonly vendors: number;
    readonly best: { readonly mean: string; readonly strength: string };
    readonly nodes: readonly ExplainedNode[];
  };
  readonly result: SafetyPart;
  /** In words, one step after the other. */
  readonly steps: readonly string[];
}

export interface Explanation {
  readonly vendor: string;
  readonly asOf: string;
  readonly model: string;
  readonly yardstick: string;
  readonly halfLifeMonths: number;
  readonly level: string;
  readonly scopes: Readonly<Record<Scope, ExplainedScope>>;
  readonly otherParts: readonly string[];
  readonly scorecard: Scorecard;
  readonly input: VendorInput;
}

/** null for a vendor that is not in the input. The tie group is that of all vendors. */
export function explain(input: ScoresInput, vendorId: string): Explanation | null {
  const judged = judgeInput(input);
  const found = judged.vendors.find(({ vendor }) => vendor.id === vendorId);
  return found ? explainJudged(found, judged) : null;
}

export function explainJudged(found: JudgedVendor, judged: SharedByAll, scorecard: Scorecard = scorecardOf(found, judged)): Explanation {
  const market = found.vendor.sample ? judged.sampleMarket : judged.market;
  const part = (scope: Scope) => (scope === 'overall' ? scorecard.safety : scorecard.groups[scope]);
  const scopes = Object.fromEntries(SCOPES.map(scope => [scope, explainScope(found, scope, market, part(scope))]));
  return {
    vendor: found.vendor.id,
    asOf: judged.asOf,
    model: MODEL,
    yardstick: YARDSTICK,
    halfLifeMonths: HALF_LIFE_MONTHS,
    level: String(LEVEL),
    scopes: scopes as Explanation['scopes'],
    otherParts: otherParts(found, scorecard),
    scorecard,
    input: found.vendor,
  };
}

function explainScope({ lots }: JudgedVendor, scope: Scope, market: SharedMarket, result: SafetyPart): ExplainedScope {
  const { newestLot, prior } = market[scope];
  const { pass, fail } = tallyOf(lots, scope, newestLot);
  const explained = lots.map(({ lot, date, outcomes }) => {
    const { outcome, counted, because } = outcomes[scope];
    const weighed = counted && date !== null && newestLot !== null;
    return {
      ...{ lot: lot.id, number: lot.number, date, outcome, counted, because },
      months: weighed ? rounded(monthsBetween(date, newestLot)) : null,
      weight: weighed ? rounded(weightAt(date, newestLot)) : null,
    };
  });
  const nodes = prior.nodes.map(({ mean, strength, weight }) => ({
    ...{ mean: rounded(mean), strength: rounded(strength), weight: rounded(weight) },
    alpha: rounded(mean * strength + pass),
    beta: rounded((1 - mean) * strength + fail),
  }));
  return {
    newestLot,
    lots: explained,
    pass: rounded(pass),
    fail: rounded(fail),
    prior: { kind: prior.kind, vendors: prior.vendors, best: view(prior.best), nodes },
    result,
    steps: stepsOf(explained, { pass: rounded(pass), fail: rounded(fail) }, prior, newestLot, result),
  };
}

const view = ({ mean, strength }: BetaPrior) => ({ mean: rounded(mean), strength: rounded(strength) });

function stepsOf(
  lots: readonly ExplainedLot[],
  sums: { readonly pass: string; readonly fail: string },
  prior: Prior,
  newest: string | null,
  result: SafetyPart,
): string[] {
  const weights = (word: Outcome) =>
    lots
      .filter(({ counted, outcome }) => counted && outcome === word)
      .map(({ weight }) => weight)
      .join(' + ') || '0';
  const { tested, bounds } = result;
  const limits = bounds
    ? `Hard bounds over all ${tested.lots} tested lots: ${tested.pass}/${tested.lots} = ${bounds[0]} and (${tested.pass} + ${tested.undecidable})/${tested.lots} = ${bounds[1]}.`
    : 'No lot was tested.';
  const counted = `${result.lots} lots count: ${result.passed} within the yardstick, ${result.failed} over.`;
  if (result.status === 'not_scored') return [limits, counted, `Not scored: under ${LEAST_LOTS} lots that count.`];
  return [
    limits,
    counted,
    `A lot that is m months older than ${newest}, the newest lot that counts, weighs 2^(−m/${HALF_LIFE_MONTHS}).`,
    `Weights within: ${weights('pass')} = ${sums.pass}. Weights over: ${weights('fail')} = ${sums.fail}.`,
    ...posteriorSteps(prior, sums, result),
  ];
}

function posteriorSteps(prior: Prior, sums: { readonly pass: string; readonly fail: string }, result: SafetyPart): string[] {
  const [low, high] = [(1 - LEVEL) / 2, (1 + LEVEL) / 2].map(rounded);
  if (prior.kind === 'uniform')
    return [
      `Prior: Beta(1, 1), as ${prior.vendors} vendors have a lot that counts here, under ${LEAST_VENDORS}, or the vendor is sample data.`,
      `Posterior: Beta(α, β) with α = 1 + ${sums.pass} and β = 1 + ${sums.fail}.`,
      `Estimate α/(α + β) = ${result.estimate}; interval BETA.INV(${low}; α; β) = ${result.lower} to BETA.INV(${high}; α; β) = ${result.upper}.`,
    ];
  const { mean, strength } = view(prior.best);
  return [
    `Prior: learned from ${prior.vendors} vendors; most likely is a share of ${mean} worth ${strength} lots. Its doubt is carried by averaging over ${prior.nodes.length} priors, each with its weight.`,
    `Posterior of each: Beta(α, β) with α = mean · strength + ${sums.pass} and β = (1 − mean) · strength + ${sums.fail}.`,
    `Estimate Σ weight · α/(α + β) = ${result.estimate}.`,
    `Interval: where Σ weight · BETA.DIST(x; α; β; TRUE) is ${low} (x = ${result.lower}) and ${high} (x = ${result.upper}).`,
  ];
}

function otherParts({ lots }: JudgedVendor, { coverage, openness, consistency }: Scorecard): string[] {
  const panels = lots
    .filter(({ lot }) => lot.tests.length > 0)
    .map(({ lot }) => {
      const needed = neededItems(lot.form);
      const tested = needed.filter(item => lot.tests.some(({ panel }) => panel.some(each => each.item === item)));
      return `${tested.length}/${needed.length}`;
    });
  const criteria = Object.entries(openness.criteria).map(([name, count]) => `${name} ${count}`);
  return [
    `Coverage: mean of ${panels.join(', ') || 'no lots'} = ${coverage.estimate}. Interval (Clopper–Pearson) with n lots and x = n · mean: BETA.INV(0.05; x; n − x + 1) = ${coverage.lower} to BETA.INV(0.95; x + 1; n − x) = ${coverage.upper}.`,
    `Openness: of ${openness.lots} known lots ${criteria.join(', ')}; mean of the four shares = ${openness.estimate}, interval as for coverage.`,
    `Consistency: robust CV of mitragynine over ${consistency.lots} measured lots of ${consistency.products} products: s = 1.0483 · median |ln a − ln b| over pairs of lots of one product, divided by 1 + 0.414253/m + 0.442397/m² with m = lots − products + 1; CV = √(e^(s²) − 1) = ${consistency.estimate}.`,
  ];
}
