/** What is said of vendors. Numbers that were computed are strings of at most six significant digits, counts are numbers. */
import type { HazardGroup } from './hazard.ts';

export type Status = 'scored' | 'not_scored';

/** A computed number: null where there is none. */
export type Computed = string | null;

export interface Part {
  readonly status: Status;
  /** Why it is not scored. */
  readonly reason: string | null;
  readonly estimate: Computed;
  /** 90 % interval. */
  readonly lower: Computed;
  readonly upper: Computed;
  /** Lots it rests on. */
  readonly lots: number;
  /** Fewer than ten: said first. */
  readonly fewLots: boolean;
}

export interface SafetyPart extends Part {
  /** Of `lots`, those within and over. */
  readonly passed: number;
  readonly failed: number;
  /** Lots after fading. */
  readonly weight: Computed;
  /** All lots tested for it: within, over, undecidable, whether they count or not. */
  readonly tested: { readonly lots: number; readonly pass: number; readonly fail: number; readonly undecidable: number };
  /** [pass/all, (pass + undecidable)/all] over all lots tested: where the share lies whatever the undecidable lots hold. null without one. */
  readonly bounds: readonly [Computed, Computed] | null;
}

export interface CoveragePart extends Part {
  /** Share of the needed panels tested, by panel, over lots that need it. */
  readonly items: Readonly<Record<string, { readonly needed: number; readonly tested: number; readonly confirmed: number }>>;
  /** Tested by a laboratory whose scope covered it on that date, with the original on file. */
  readonly confirmed: Pick<Part, 'estimate' | 'lower' | 'upper'>;
  readonly newest: string | null;
  /** Months from the newest test to the day of the scores. */
  readonly months: Computed;
}

export interface SpreadPart extends Part {
  readonly products: number;
  readonly censored: number;
}

export interface ConsistencyPart extends SpreadPart {
  /** `estimate` is the robust CV of mitragynine; of 7-OH it is here. */
  readonly hydroxymitragynine: SpreadPart;
  readonly label: LabelPart;
}

export interface LabelPart {
  /** Measured ÷ claimed, the median over claims that were measured; null without one. */
  readonly ratio: Computed;
  readonly claims: number;
  /** Surely within 90 to 110 % of the claim, surely outside, and what the bounds leave open. */
  readonly within: number;
  readonly outside: number;
  readonly open: number;
}

export interface OpennessPart extends Part {
  /** Lots that have a certificate, a printed lot number, a named independent laboratory, a verification link or signature. */
  readonly criteria: Readonly<Record<'certificate' | 'lotNumber' | 'independentLaboratory' | 'verifiable', number>>;
}

/** A failure against the yardstick in one test, whatever other tests of the lot say. */
export interface Failure {
  readonly lot: string;
  readonly test: string;
  readonly certificate: string;
  readonly rule: string;
  readonly date: string;
  readonly value: string;
  readonly kind: 'pathogen' | 'prohibited' | 'limit';
}

export interface Scorecard {
  readonly vendor: string;
  readonly name: string;
  readonly sample: boolean;
  readonly status: Status;
  readonly reason: string | null;
  readonly fewLots: boolean;
  /** Group of ties, 1 the first; null where not scored. */
  readonly tie: number | null;
  /** Over all groups. */
  readonly safety: SafetyPart;
  readonly groups: Readonly<Record<HazardGroup, SafetyPart>>;
  /** Pathogens and prohibited substances of the last 12 months, newest first. */
  readonly redFacts: readonly Failure[];
  /** All failures, newest first. */
  readonly failures: readonly Failure[];
  readonly coverage: CoveragePart;
  readonly consistency: ConsistencyPart;
  readonly openness: OpennessPart;
  readonly knownLots: number;
  readonly unlinked: number;
}

export interface ScopeView {
  /** Date of the newest lot that counts in this group; older ones fade from there. null without one. */
  readonly newestLot: string | null;
  readonly kind: 'uniform' | 'fitted';
  readonly vendors: number;
  readonly mean: Computed;
  readonly strength: Computed;
}

/** What is common to all vendors on that day: real ones and sample data each have their own. */
export type Market = Readonly<Record<HazardGroup | 'overall', ScopeView>>;

export interface Scores {
  readonly format: 'leafproof-scores';
  readonly version: 1;
  readonly model: string;
  readonly yardstick: string;
  readonly asOf: string;
  readonly market: Market;
  readonly sampleMarket: Market;
  /** By the lower bound of safety, the highest first; not scored last. Sample vendors after all others, in the same order. */
  readonly vendors: readonly Scorecard[];
}
