/** What a generated certificate says, apart from how its layout draws it, and the truth a reader is measured against. */
import type { Finding } from '../../src/coa/finding.ts';
import type { Panel } from '../../src/coa/transcript.ts';

/** One result; texts with a decimal point, `1.2x10^4` for powers of ten. */
export interface Row {
  /** Id of the analyte dictionary. */
  readonly analyte: string;
  readonly panel: Panel;
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly lod?: string | undefined;
  readonly loq?: string | undefined;
  readonly limit?: string | undefined;
  readonly verdict?: string | undefined;
  readonly uncertainty?: string | undefined;
  readonly method?: string | undefined;
}

/** ISO dates. */
export interface Dates {
  readonly sampled?: string | undefined;
  readonly received: string;
  readonly tested: string;
  readonly reported: string;
}

export interface Sample {
  readonly name: string;
  readonly lot: string;
  readonly labSampleId: string;
  readonly form: string;
  readonly rows: readonly Row[];
  /** Grams of one unit (tablet, capsule), where sold by the piece. */
  readonly unitMass?: string | undefined;
}

export interface Party {
  readonly name: string;
  readonly address: readonly string[];
}

export interface Certificate {
  readonly laboratory: Party & { readonly accreditation: string };
  readonly reportNumber: string;
  readonly client: Party;
  readonly dates: Dates;
  readonly signatory: string;
  readonly samples: readonly Sample[];
  /** What stands on the page beside the results. */
  readonly clutter?: readonly ('summary' | 'prose' | 'quality-control')[];
  /** Language of the headers, where the layout knows several. */
  readonly language?: 'en' | 'de' | 'fr' | 'es' | 'nl';
}

/** Same shape as the hand-made transcriptions of real certificates, plus the analyte's id. */
export interface TruthRow {
  page: number;
  panel: Panel;
  analyte: string;
  name: string;
  value: string;
  unit: string | null;
  alt: { value: string; unit: string }[];
  lod: string | null;
  loq: string | null;
  limit: string | null;
  verdict: string | null;
  /** What the value means, where letters beside it say so. */
  finding?: Finding['kind'];
}

export interface TruthSample {
  name: string;
  lot: string | null;
  lab_sample_id: string | null;
  dates: { sampled: string | null; received: string | null; tested: string | null; reported: string | null };
  results: TruthRow[];
}

export interface Truth {
  layout: string;
  lab: string;
  report_number: string | null;
  client: string;
  samples: TruthSample[];
}

/** The truth of one row with what this layout prints of it; every text as printed. */
export function truthRow(row: Row, page: number, printed: Partial<Omit<TruthRow, 'page' | 'panel' | 'analyte'>>): TruthRow {
  return {
    page,
    panel: row.panel,
    analyte: row.analyte,
    name: row.name,
    value: row.value,
    unit: row.unit,
    alt: [],
    lod: null,
    loq: null,
    limit: null,
    verdict: null,
    ...printed,
  };
}
