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
import { CHARTED, type ChartedLot, controlChartsOf, type ProductChart } from './control-chart.ts';
import type { StoredWord } from './entities/verdict.ts';
import { listExceedances, listExceedancesOfEach, lotsByWordOfEach, type VerdictRow } from './exceedances.ts';
import { listLots } from './lot.ts';
import { CONTAMINANTS, groupMeasured, type MeasuredGroups, measuredOf } from './measured.ts';
import { explainScorecard, standingCard } from './scorecard.ts';
import type { SqlEntityManager } from './sql.ts';
import { type VendorFacts, vendorFacts } from './vendor.ts';
import type { DigestPart, PartsTogether } from './vendor-digest.ts';
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

const overName = (selection: string) => `over-2 ${selection}`;

const OVER_TOGETHER: PartsTogether = {
  async count(em, vendor) {
    const lists = await listExceedancesOfEach(em, { vendor, standing: 'any' }, SELECTIONS, SHOWN_OVER);
    return Object.fromEntries(Object.entries(lists).map(([selection, over]) => [overName(selection), over]));
  },
};

/** What is over, the newest first; a part for the rule sets of each named selection, joined by spaces: a page shows one of them. */
export const OVER: ReadonlyMap<string, DigestPart<readonly VerdictRow[]>> = new Map(
  SELECTIONS.map(rules => {
    const selection = rules.join(' ');
    const count: DigestPart<readonly VerdictRow[]>['count'] = async (em, vendor) =>
      (await listExceedances(em, { vendor, rules, standing: 'any', verdict: 'fail' }, { limit: SHOWN_OVER })).items;
    return [selection, { name: overName(selection), count, together: OVER_TOGETHER }];
  }),
);

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
export const MEASURED: DigestPart<MeasuredGroups> = {
  name: 'measured-2',
  count: async (em, vendor) => groupMeasured(await measuredOf(em, { vendor }, CONTAMINANTS)),
};

type Chart = ProductChart['chart'];
type Point = Chart['points'][number];

/** As little of a chart as drawing it takes: the lots of what stands out are named, all others are on the page of the product. */
type KeptChart = Omit<ProductChart, 'chart' | 'lots'> & {
  readonly chart: Omit<Chart, 'points'> & {
    /** JSON has no infinity: where nothing bounds a point from above, null. */
    readonly points: readonly (readonly [Point['date'], Point['lower'], Point['upper'] | null, Point['signal'], ChartedLot['code']])[];
  };
};

export const CHARTS: DigestPart<readonly KeptChart[]> = {
  name: 'charts-2',
  async count(em, vendor) {
    const charts = await controlChartsOf(em, { vendor }, CHARTED);
    return charts.map(({ chart, lots, ...rest }) => {
      const codes = new Map(lots.map(({ id, code }) => [id, code]));
      const points = chart.points.map(({ id, date, lower, upper, signal }): KeptChart['chart']['points'][number] => [
        ...([date, lower, Number.isFinite(upper) ? upper : null, signal] as const),
        signal === null ? null : (codes.get(id) ?? null),
      ]);
      return { ...rest, chart: { ...chart, points } };
    });
  },
};

/** A chart whose points are told apart by their place in it. */
export type DrawnChart = Omit<ProductChart, 'lots'> & { readonly lots: readonly Pick<ChartedLot, 'id' | 'code'>[] };

export const chartsFrom = (kept: readonly KeptChart[]): DrawnChart[] =>
  kept.map(({ chart, ...rest }) => ({
    ...rest,
    lots: chart.points.map(([, , , , code], place) => ({ id: String(place), code })),
    chart: {
      ...chart,
      points: chart.points.map(([date, lower, upper, signal], place) => ({
        ...{ id: String(place), date, lower, upper: upper ?? Number.POSITIVE_INFINITY, signal },
        open: lower !== upper,
      })),
    },
  }));

/** A lot as the scorecard of its vendor takes it. */
export interface ScoredLotView {
  readonly lot: string;
  readonly number: string | null;
  readonly outcomes: Readonly<Record<HazardGroup, Outcome>>;
}

/** Outcomes do not depend on the day. */
const explainedNow = (em: SqlEntityManager, vendor: string) =>
  explainScorecard(em, vendor, { today: new Date().toISOString().slice(0, 10) });

type Explained = Awaited<ReturnType<typeof explainedNow>>;

const outcomesOf = (scored: Explained): readonly ScoredLotView[] => (scored === null ? [] : lotsScored(scored.explanation));
const briefNow = (scored: Explained): BriefExplanation | null =>
  scored === null || changesByDay(scored.explanation) ? null : briefOf(scored.explanation);

const EXPLAINED_TOGETHER: PartsTogether = {
  async count(em, vendor) {
    const scored = await explainedNow(em, vendor);
    return { [OUTCOMES.name]: outcomesOf(scored), [EXPLAINED.name]: briefNow(scored) };
  },
};

/** Of every lot that the present scorecard rests on; none before the first one is computed. */
export const OUTCOMES: DigestPart<readonly ScoredLotView[]> = {
  name: 'outcomes-1',
  count: async (em, vendor) => outcomesOf(await explainedNow(em, vendor)),
  together: EXPLAINED_TOGETHER,
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
  count: async (em, vendor) => briefNow(await explainedNow(em, vendor)),
  together: EXPLAINED_TOGETHER,
};

/** The present scorecard as it is kept, the same from day to day; null while the first one is being computed. */
export const CARD: DigestPart<Scorecard | null> = { name: 'card-1', count: standingCard };

/** Everything that is kept. */
export const VENDOR_PARTS: readonly DigestPart<unknown>[] = [
  FACTS,
  LOTS_BY_WORD,
  ...OVER.values(),
  MEASURED,
  CHARTS,
  OUTCOMES,
  CARD,
  EXPLAINED,
  REPORT,
];
