/**
 * The parts of a vendor's digest. The number in a name is raised whenever the part would come out otherwise from the same rows: what an older program
 * kept is then not taken for it.
 */
import { HAZARD_GROUPS, type HazardGroup } from '../quality/hazard.ts';
import type { Outcome } from '../quality/lot-outcome.ts';
import { PROFILES } from '../quality/profile.ts';
import { type BriefExplanation, briefOf, changesByDay } from '../quality/scorecard-brief.ts';
import type { Explanation } from '../quality/scorecard-explain.ts';
import type { Scorecard } from '../quality/scorecard-shape.ts';
import { type CertificateSource, certificateSources } from './certificate.ts';
import { CHARTED, controlChartsOf, type ProductChart } from './control-chart.ts';
import type { StoredWord } from './entities/verdict.ts';
import { type ListsOfEach, listExceedances, listExceedancesOfEach, lotsByWordOfEach, type VerdictRow } from './exceedances.ts';
import { listLots } from './lot.ts';
import { CONTAMINANTS, type MeasuredRow, measuredOf } from './measured.ts';
import { explainScorecard, standingCard } from './scorecard.ts';
import { type VendorFacts, vendorFacts } from './vendor.ts';
import type { DigestPart } from './vendor-digest.ts';
import type { LotItem } from './views.ts';

/** Verdicts beside a vendor; more are in the explorer. */
export const SHOWN_OVER = 12;

/** Who it is, its products and its newest lots. Null where nothing of it is public. */
export const FACTS: DigestPart<VendorFacts | null> = { name: 'facts-1', count: vendorFacts };

/** The rule sets of every named selection. */
const SELECTIONS = PROFILES.map(({ rulesets }) => rulesets);

/** Lots by word, for the rule sets of every named selection, joined by spaces. */
export const LOTS_BY_WORD: DigestPart<Readonly<Record<string, Readonly<Record<StoredWord, number>>>>> = {
  name: 'lots-by-word-1',
  count: (em, vendor) => lotsByWordOfEach(em, { vendor, standing: 'any' }, SELECTIONS),
};

/** What is over, the newest first, by the rule sets of every named selection. */
export const OVER: DigestPart<ListsOfEach> = {
  name: 'over-1',
  count: (em, vendor) => listExceedancesOfEach(em, { vendor, standing: 'any' }, SELECTIONS, SHOWN_OVER),
};

/** As a report lists it. */
export interface OverLine
  extends Pick<VerdictRow, 'sample' | 'certificate' | 'sampleName' | 'lot' | 'product' | 'laboratory' | 'reportNumber' | 'date'>,
    Pick<VerdictRow, 'rule' | 'analyte' | 'limit'> {
  /** Of each result as printed; the page it stands on, where it stands on one. */
  readonly results: readonly { readonly value: string; readonly unit: string | null; readonly page: number | null }[];
}

/** A lot as a report lists it; `product` is its name. */
export interface LotLine extends Pick<LotItem, 'id' | 'code' | 'latest' | 'certificates'> {
  readonly product: string | null;
}

/** Lines of a report at most. */
export const MOST_LINES = 300;

/** What is over by public rules, the newest first, with the certificates that say so. */
export const REPORT: DigestPart<{
  readonly over: readonly OverLine[];
  /** There are more than are listed. */
  readonly more: boolean;
  /** The newest lots. */
  readonly lots: readonly LotLine[];
  readonly sources: readonly CertificateSource[];
}> = {
  name: 'report-1',
  async count(em, vendor) {
    const { items, next } = await listExceedances(em, { vendor }, { limit: MOST_LINES });
    const cited = new Set(items.map(({ certificate }) => certificate));
    const lots = await listLots(em, { vendor, limit: MOST_LINES });
    return {
      ...{ over: items.map(lineOf), more: next !== null },
      lots: lots.items.map(({ id, code, product, latest, certificates }) => ({
        id,
        code,
        product: product?.name ?? null,
        latest,
        certificates,
      })),
      sources: await certificateSources(em, [...cited]),
    };
  },
};

function lineOf({
  sample,
  certificate,
  sampleName,
  lot,
  product,
  laboratory,
  reportNumber,
  date,
  rule,
  analyte,
  limit,
  results,
}: VerdictRow): OverLine {
  return {
    ...{ sample, certificate, sampleName, lot, product, laboratory, reportNumber, date, rule, analyte, limit },
    results: results.map(({ printed, evidence }) => ({
      ...{ value: printed.value, unit: printed.unit },
      page: evidence.kind === 'page' ? evidence.page : null,
    })),
  };
}

/** Contaminants that the yardstick limits. */
export const MEASURED: DigestPart<readonly MeasuredRow[]> = {
  name: 'measured-1',
  count: (em, vendor) => measuredOf(em, { vendor }, CONTAMINANTS),
};

type Chart = ProductChart['chart'];

/** JSON has no infinity: where nothing bounds a point from above, null. */
type KeptChart = Omit<ProductChart, 'chart'> & {
  readonly chart: Omit<Chart, 'points'> & {
    readonly points: readonly (Omit<Chart['points'][number], 'upper'> & { readonly upper: number | null })[];
  };
};

export const CHARTS: DigestPart<readonly KeptChart[]> = {
  name: 'charts-1',
  async count(em, vendor) {
    const charts = await controlChartsOf(em, { vendor }, CHARTED);
    return charts.map(({ chart, ...rest }) => ({
      ...rest,
      chart: { ...chart, points: chart.points.map(point => ({ ...point, upper: Number.isFinite(point.upper) ? point.upper : null })) },
    }));
  },
};

export const chartsFrom = (kept: readonly KeptChart[]): ProductChart[] =>
  kept.map(({ chart, ...rest }) => ({
    ...rest,
    chart: { ...chart, points: chart.points.map(point => ({ ...point, upper: point.upper ?? Number.POSITIVE_INFINITY })) },
  }));

/** A lot as the scorecard of its vendor takes it. */
export interface ScoredLotView {
  readonly lot: string;
  readonly number: string | null;
  readonly outcomes: Readonly<Record<HazardGroup, Outcome>>;
}

/** Of every lot that the present scorecard rests on; none before the first one is computed. */
export const OUTCOMES: DigestPart<readonly ScoredLotView[]> = {
  name: 'outcomes-1',
  async count(em, vendor) {
    // outcomes do not depend on the day
    const scored = await explainScorecard(em, vendor, { today: new Date().toISOString().slice(0, 10) });
    return scored === null ? [] : lotsScored(scored.explanation);
  },
};

export function lotsScored({ scopes, input }: Explanation): ScoredLotView[] {
  const outcomes = HAZARD_GROUPS.map(group => [group, new Map(scopes[group].lots.map(({ lot, outcome }) => [lot, outcome]))] as const);
  return input.lots.map(({ id, number }) => ({
    ...{ lot: id, number },
    outcomes: Object.fromEntries(outcomes.map(([group, of]) => [group, of.get(id)!])) as ScoredLotView['outcomes'],
  }));
}

/** How the present scorecard came about. Null where that depends on the day of asking, and while the first one is being computed. */
export const EXPLAINED: DigestPart<BriefExplanation | null> = {
  name: 'explained-1',
  async count(em, vendor) {
    const scored = await explainScorecard(em, vendor, { today: new Date().toISOString().slice(0, 10) });
    return scored === null || changesByDay(scored.explanation) ? null : briefOf(scored.explanation);
  },
};

/** The present scorecard as it is kept, the same from day to day; null while the first one is being computed. */
export const CARD: DigestPart<Scorecard | null> = { name: 'card-1', count: standingCard };

/** Everything that is kept. */
export const VENDOR_PARTS: readonly DigestPart<unknown>[] = [
  FACTS,
  LOTS_BY_WORD,
  OVER,
  MEASURED,
  CHARTS,
  OUTCOMES,
  CARD,
  EXPLAINED,
  REPORT,
];
