/** Shapes of the read models: what API and pages show. Numbers are exact decimals as strings; dates ISO; ids uuid. Nothing here is an entity. */

import type { FindingKind } from '../coa/finding.ts';
import type { Problem } from '../coa/problem.ts';
import type { Basis, ResultReading } from '../coa/reading.ts';
import type { SamplingField } from '../coa/sampling.ts';
import type { DateField, Evidence, Panel } from '../coa/transcript.ts';
import type { ScorecardSummary } from './scorecard.ts';

/** A page of a keyset walk. `next` is an opaque cursor, null at the end. */
export interface Slice<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface Reference {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export interface LinkBasis {
  /** `operator` (--vendor, merge), `template`, `brand`, `client`, `printed_lot`, `printed_name`. */
  readonly basis: string;
  readonly confidence: number;
  readonly evidence: Evidence | null;
}

export interface ResultView {
  readonly id: string;
  readonly certificate: string;
  readonly sampleIndex: number;
  /** Order on the certificate. */
  readonly position: number;
  readonly analyte: string | null;
  readonly analyteName: string | null;
  readonly panel: Panel;
  readonly printed: ResultReading['printed'];
  readonly kind: FindingKind;
  readonly number: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly lowerClosed: boolean;
  readonly upperClosed: boolean;
  readonly unit: string | null;
  readonly basis: Basis;
  readonly lod: string | null;
  readonly loq: string | null;
  readonly testPortion: string | null;
  readonly printedVerdict: 'pass' | 'fail' | 'not_evaluated' | null;
  readonly further: ResultReading['further'];
  readonly evidence: Evidence;
  readonly rowEvidence: Evidence;
  readonly confidence: number;
  readonly confidenceReasons: readonly string[];
  readonly flags: readonly string[];
  readonly recordedAt: string;
  readonly supersededAt: string | null;
}

/** A result with where it comes from, as lists of results show it. */
export interface ResultRow extends ResultView {
  readonly lot: { readonly id: string; readonly code: string } | null;
  readonly product: Reference | null;
  readonly vendor: Reference | null;
  readonly laboratory: Reference | null;
  readonly reportNumber: string | null;
  readonly reported: string | null;
  readonly isSample: boolean;
}

export interface CertificateItem {
  readonly id: string;
  readonly laboratory: Reference | null;
  readonly reportNumber: string | null;
  readonly vendor: Reference | null;
  readonly product: Reference | null;
  readonly lots: readonly { readonly id: string; readonly code: string }[];
  readonly reported: string | null;
  readonly recordedAt: string;
  readonly results: number;
  readonly panels: readonly Panel[];
  readonly state: 'public' | 'needs-review' | 'rejected';
  readonly isSample: boolean;
}

export interface SampleView {
  readonly index: number;
  readonly name: string | null;
  readonly lot: { readonly id: string; readonly code: string } | null;
  /** The lot as this certificate prints it; `lot.code` is how it was printed first. */
  readonly lotPrinted?: string | null;
  readonly labSampleId: string | null;
  readonly product: Reference | null;
  readonly vendor: Reference | null;
  readonly vendorLink: LinkBasis | null;
  readonly form: string | null;
  readonly servingSize: string | null;
  readonly containerSize: string | null;
  /** What is printed of how the sample came to be and what the results stand for. */
  readonly sampling?: readonly { readonly field: SamplingField; readonly text: string; readonly evidence: Evidence }[];
  readonly dates: Partial<Record<DateField, { readonly date: string | null; readonly from: string | null; readonly printed: string }>>;
  readonly results: readonly ResultView[];
}

export interface CertificateView extends CertificateItem {
  readonly sha256: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly pages: readonly { readonly width: number; readonly height: number }[];
  readonly importer: { readonly id: string; readonly version: number };
  readonly language: string | null;
  readonly client: string | null;
  readonly accreditation: string | null;
  readonly samples: readonly SampleView[];
  readonly problems: readonly Problem[];
  readonly extractions: readonly {
    readonly id: string;
    readonly importer: string;
    readonly version: number;
    readonly at: string;
    readonly current: boolean;
  }[];
}

export interface VendorItem extends Reference {
  readonly lots: number;
  readonly certificates: number;
  readonly products: number;
  readonly latest: string | null;
  readonly isSample: boolean;
  readonly scorecard: ScorecardSummary;
}

export interface LotItem {
  readonly id: string;
  readonly code: string;
  readonly product: Reference | null;
  readonly vendor: Reference | null;
  readonly certificates: number;
  readonly panels: readonly Panel[];
  /** Limits whose text was seen that some sample of it is over, wherever they hold, by the law of the day of its report. */
  readonly limitsExceeded: number;
  readonly latest: string | null;
  readonly isSample: boolean;
}

export interface ProductItem extends Reference {
  readonly vendor: Reference | null;
  readonly form: string | null;
  readonly lots: number;
  readonly latest: string | null;
  readonly isSample: boolean;
}

export interface VendorView extends VendorItem {
  readonly aliases: readonly string[];
  readonly productList: readonly ProductItem[];
  readonly lotList: readonly LotItem[];
}

export interface ProductView extends ProductItem {
  readonly lotList: readonly LotItem[];
  /** Alkaloid results of its lots, newest first. */
  readonly alkaloids: readonly ResultRow[];
}

export interface LotView extends LotItem {
  /** As one of its certificates prints it, else that of its product: what searches find it by. */
  readonly form: string | null;
  /** The form that a certificate of the product printed first, of whatever lot; nothing is judged by it. */
  readonly formOfProduct: string | null;
  readonly servingSize: string | null;
  /** What of its certificates was not read: a substance of which there is no result may stand there. */
  readonly unread: readonly UnreadPart[];
  readonly certificateList: readonly CertificateItem[];
  readonly results: readonly ResultRow[];
}

export interface UnreadPart extends Pick<Problem, 'code' | 'message'> {
  /** Identifier. */
  readonly certificate: string;
  readonly reportNumber: string | null;
}

export interface LaboratoryItem extends Reference {
  readonly certificates: number;
  readonly analytes: number;
  readonly latest: string | null;
  readonly isSample: boolean;
}

export interface LaboratoryView extends LaboratoryItem {
  readonly aliases: readonly string[];
  readonly accreditation: string | null;
  readonly panels: readonly { readonly panel: Panel; readonly results: number }[];
  /** LOD and LOQ it printed, per analyte: smallest and largest, in the analyte's canonical unit. */
  readonly limits: readonly {
    readonly analyte: string;
    readonly name: string;
    readonly unit: string;
    readonly lod: readonly [string, string] | null;
    readonly loq: readonly [string, string] | null;
    readonly results: number;
  }[];
  readonly certificateList: readonly CertificateItem[];
}

export interface AnalyteItem {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly cas: string | null;
  readonly unit: string | null;
  readonly results: number;
  readonly detected: number;
  readonly censored: number;
}

export interface AnalyteView extends AnalyteItem {
  readonly synonyms: readonly string[];
  readonly pubchem: string | null;
  readonly unii: string | null;
  readonly formula: string | null;
  readonly notes: string | null;
  readonly latest: readonly ResultRow[];
}

export interface SearchHit {
  readonly type: 'lot' | 'vendor' | 'product' | 'laboratory' | 'analyte' | 'certificate' | 'recall';
  readonly id: string;
  /** Path of its page, e.g. `/lots/…`. */
  readonly href: string;
  readonly title: string;
  readonly detail: string;
  /** 0–1, 1 for the exact text. */
  readonly score: number;
  readonly isSample: boolean;
}

/** Filters of the lot search; ranges respect bounds. */
export interface SearchFilter {
  readonly q?: string | undefined;
  readonly vendor?: string | undefined;
  readonly laboratory?: string | undefined;
  readonly form?: string | undefined;
  readonly panel?: Panel | undefined;
  readonly analyte?: string | undefined;
  /** In the analyte's canonical unit. */
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  /** `certainly`: the whole interval lies in the range; `possibly`: some of it does. */
  readonly range?: 'certainly' | 'possibly' | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly samples?: boolean | undefined;
  /** As it was at this moment (ISO 8601); without it, as it is now. */
  readonly asOf?: string | undefined;
}

export interface Facets {
  readonly vendor: readonly { readonly value: string; readonly label: string; readonly count: number }[];
  readonly laboratory: readonly { readonly value: string; readonly label: string; readonly count: number }[];
  readonly form: readonly { readonly value: string; readonly label: string; readonly count: number }[];
  readonly panel: readonly { readonly value: string; readonly label: string; readonly count: number }[];
}

export interface Counts {
  readonly certificates: number;
  readonly results: number;
  readonly lots: number;
  readonly vendors: number;
  readonly laboratories: number;
  readonly analytes: number;
  readonly samples: number;
  readonly needsReview: number;
}
