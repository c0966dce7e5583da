/** How scores of simulated markets stand to their truth. */
import { seeded } from '../../src/quality/random.ts';
import { scoreAll } from '../../src/quality/scorecard.ts';
import type { Scorecard } from '../../src/quality/scorecard-shape.ts';
import { type SimulatedMarket, simulateMarket, type Truth } from './market.ts';

export interface Coverage {
  scored: number;
  /** Truth within the interval: of lots published now, and of those published so far. */
  now: number;
  soFar: number;
  /** Truth of now below the lower bound, above the upper one. */
  below: number;
  above: number;
}

export interface Top {
  seats: number;
  /** Held by vendors whose true share is below the median of their market: of what they publish, and of what they make. */
  belowMedian: number;
  belowMedianMade: number;
}

export const RANKINGS = ['lower bound', 'raw pass rate, scored vendors', 'raw pass rate, all vendors'] as const;
export type Ranking = (typeof RANKINGS)[number];

export interface Measured {
  markets: number;
  vendors: number;
  readonly coverage: Map<string, Coverage>;
  readonly top: Map<Ranking, Top>;
}

export const nothingMeasured = (): Measured => ({ markets: 0, vendors: 0, coverage: new Map(), top: new Map() });

export function measureMarket(seed: string, measured: Measured): void {
  const market = simulateMarket(seed);
  const cards = scoreAll(market.input).vendors;
  measured.markets++;
  measured.vendors += cards.length;
  for (const card of cards) if (card.status === 'scored') addCoverage(measured, card, market.truths.get(card.vendor)!);
  addTops(measured, cards, market, seeded(`${seed} ties`));
}

function addCoverage({ coverage }: Measured, { safety }: Scorecard, truth: Truth): void {
  const [lower, upper] = [Number(safety.lower), Number(safety.upper)];
  const within = (share: number) => Number(share >= lower && share <= upper);
  const size = safety.lots < 10 ? '3 to 9 lots' : safety.lots < 30 ? '10 to 29 lots' : '30 lots and more';
  for (const group of ['all', `${truth.kind} vendors`, `publish ${truth.publishes}`, size]) {
    const found = coverage.get(group) ?? { scored: 0, now: 0, soFar: 0, below: 0, above: 0 };
    coverage.set(group, found);
    found.scored++;
    found.now += within(truth.publishedNow);
    found.soFar += within(truth.publishedSoFar);
    found.below += Number(truth.publishedNow < lower);
    found.above += Number(truth.publishedNow > upper);
  }
}

/** As a site without a model would have it: lots within ÷ lots decided, whatever their laboratory could see. */
const rawRate = ({ safety: { tested } }: Scorecard): number => tested.pass / (tested.pass + tested.fail);

function addTops({ top }: Measured, cards: readonly Scorecard[], { truths }: SimulatedMarket, draw: () => number): void {
  const decided = cards.filter(({ safety: { tested } }) => tested.pass + tested.fail > 0);
  const scored = cards.filter(({ status }) => status === 'scored');
  const raw = (among: readonly Scorecard[]) =>
    among
      .map(card => ({ card, rate: rawRate(card), lot: draw() }))
      .sort((a, b) => b.rate - a.rate || a.lot - b.lot)
      .map(({ card }) => card);
  const truthOf = (card: Scorecard) => truths.get(card.vendor)!;
  const median = (of: (truth: Truth) => number) => {
    const sorted = scored.map(card => of(truthOf(card))).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)]!;
  };
  const [published, made] = [median(truth => truth.publishedNow), median(truth => truth.made)];
  const seats = Math.max(1, Math.round(scored.length / 10));
  const orders: Record<Ranking, readonly Scorecard[]> = {
    'lower bound': scored,
    'raw pass rate, scored vendors': raw(scored),
    'raw pass rate, all vendors': raw(decided),
  };
  for (const ranking of RANKINGS) {
    const found = top.get(ranking) ?? { seats: 0, belowMedian: 0, belowMedianMade: 0 };
    top.set(ranking, found);
    const first = orders[ranking].slice(0, seats).map(truthOf);
    found.seats += first.length;
    found.belowMedian += first.filter(truth => truth.publishedNow < published).length;
    found.belowMedianMade += first.filter(truth => truth.made < made).length;
  }
}
