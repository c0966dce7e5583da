/** A transcript understood. Everything printed is kept beside what it was taken to mean. */
import type { Finding } from './finding.ts';
import type { Problem } from './problem.ts';
import type { Sampling } from './sampling.ts';
import type { DateField, Evidence, Panel, Printed } from './transcript.ts';

export const BASES = ['as_received', 'dry', 'per_unit', 'per_serving', 'per_container', 'unknown'] as const;
export type Basis = (typeof BASES)[number];

/** Where the true value can be, exact decimals in `unit`; null is unbounded on that side. */
export interface Interval {
  readonly lower: string | null;
  readonly upper: string | null;
  readonly lowerClosed: boolean;
  readonly upperClosed: boolean;
}

export interface Amount {
  readonly finding: Finding;
  /** Exact decimal in `unit`, only for quantified and estimated findings; else null. */
  readonly number: string | null;
  readonly interval: Interval;
  /** Canonical unit code of `coa/unit` (mg/g, mg/kg, ug/kg, CFU/g, %, …); null when the printed unit is missing or unknown. */
  readonly unit: string | null;
  readonly basis: Basis;
}

export interface ResultReading extends Amount {
  /** Id of the analyte dictionary; null = unmapped, still kept and shown. */
  readonly analyte: string | null;
  readonly panel: Panel;
  readonly printed: {
    readonly name: string;
    readonly value: string;
    readonly unit: string | null;
    readonly lod: string | null;
    /** The limit of quantification; a reporting limit where the laboratory prints that instead. */
    readonly loq: string | null;
    readonly limit: string | null;
    readonly verdict: string | null;
    readonly uncertainty: string | null;
    readonly method: string | null;
    readonly basis: string | null;
    readonly testPortion: string | null;
  };
  /** Second limits printed on the row, with their own verdicts; absent where there are none. */
  readonly furtherLimits?: readonly { readonly limit: string; readonly verdict: string | null }[] | undefined;
  /** LOD and LOQ as exact decimals in `unit` of this result; null where not printed or not convertible. */
  readonly lod: string | null;
  readonly loq: string | null;
  readonly testPortion: string | null;
  readonly printedVerdict: 'pass' | 'fail' | 'not_evaluated' | null;
  readonly further: readonly (Amount & { readonly printed: { readonly value: string; readonly unit: string | null } })[];
  /** Of the value. */
  readonly evidence: Evidence;
  readonly nameEvidence: Evidence;
  /** From the left end of the name to the right end of what was read on the row; equals `evidence` for cells and JSON. */
  readonly rowEvidence: Evidence;
  /** 0–1; below 0.9, or with any flag, a person should look. */
  readonly confidence: number;
  readonly confidenceReasons: readonly string[];
  readonly flags: readonly string[];
}

/** A result before it was compared with the others and its confidence was set. */
export type BareResult = Omit<ResultReading, 'flags' | 'confidence' | 'confidenceReasons'>;

export interface ReadDate {
  readonly field: DateField;
  /** ISO 8601 date, null when ambiguous or unreadable (a problem says so). For a printed range the end; `from` is its start. */
  readonly date: string | null;
  readonly from?: string | undefined;
  readonly printed: Printed;
}

export interface Reading {
  readonly laboratory: Printed | null;
  readonly laboratoryAccreditation: Printed | null;
  readonly reportNumber: Printed | null;
  readonly client: Printed | null;
  readonly manufacturer: Printed | null;
  readonly brand: Printed | null;
  readonly language: string | null;
  readonly dates: Partial<Record<DateField, ReadDate>>;
  readonly sample: {
    readonly name: Printed | null;
    readonly lot: Printed | null;
    readonly labSampleId: Printed | null;
    readonly form: Printed | null;
    readonly matrix: Printed | null;
    readonly servingSize: Printed | null;
    readonly containerSize: Printed | null;
    readonly maxDailyIntake: Printed | null;
    readonly moisture: Printed | null;
  };
  /** Absent where nothing of it is printed. */
  readonly sampling?: Sampling | undefined;
  readonly results: readonly ResultReading[];
  readonly problems: readonly Problem[];
}
