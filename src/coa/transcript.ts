/** What one importer copied from a document: strings exactly as printed, each with the place where it stands. */
import type { Problem } from './problem.ts';
import type { Sampling } from './sampling.ts';

/** `[left, top, right, bottom]` in PDF points (1/72 inch), origin at the top left of the page as displayed. */
export type Box = readonly [number, number, number, number];

export type Evidence =
  | {
      readonly kind: 'page';
      readonly page: number;
      readonly box: Box;
      readonly text: string;
      readonly method: 'text' | 'ocr';
      readonly ocrConfidence?: number;
    }
  | { readonly kind: 'cell'; readonly sheet: string; readonly cell: string; readonly text: string }
  | { readonly kind: 'json'; readonly pointer: string; readonly text: string };

/** A piece of text as printed (ligatures restored, superscripts as `7.2x10^4`), with its evidence. */
export interface Printed {
  readonly text: string;
  readonly evidence: Evidence;
}

export const PANELS = [
  'alkaloids',
  'cannabinoids',
  'terpenes',
  'metals',
  'microbes',
  'pesticides',
  'solvents',
  'mycotoxins',
  'moisture',
  'foreign_matter',
  'other',
] as const;
export type Panel = (typeof PANELS)[number];

export const DATE_FIELDS = ['sampled', 'received', 'tested', 'reported', 'amended', 'expires'] as const;
export type DateField = (typeof DATE_FIELDS)[number];

/** A further printing of the same measurement in another unit (mg/g beside %, mg/tablet beside mg/g). */
export interface FurtherValue {
  readonly value: Printed;
  readonly unit?: Printed | undefined;
  readonly basis?: Printed | undefined;
}

/** A second limit on the same row, such as that of inhaled goods, with its own verdict. */
export interface FurtherLimit {
  readonly limit: Printed;
  readonly verdict?: Printed | undefined;
}

/** One analyte in one sample. A field that is not printed is absent, never an empty string. */
export interface TranscriptRow {
  readonly panel: Panel;
  readonly panelTitle?: Printed | undefined;
  readonly name: Printed;
  /** Entry of the dictionary that a person said the name means; without it the name is looked up. */
  readonly analyte?: string | undefined;
  readonly value: Printed;
  /** What the format says the value stands for where its text is a code (`-2` for `ND`), in the words of certificates; never printed. */
  readonly meaning?: string | undefined;
  /** Printed on the row, in the column header or in the section title. */
  readonly unit?: Printed | undefined;
  readonly lod?: Printed | undefined;
  readonly loq?: Printed | undefined;
  /** Unit of LOD and LOQ when printed and different from the unit of the value. */
  readonly limitOfMeasurementUnit?: Printed | undefined;
  readonly reportingLimit?: Printed | undefined;
  readonly limit?: Printed | undefined;
  readonly verdict?: Printed | undefined;
  readonly uncertainty?: Printed | undefined;
  readonly method?: Printed | undefined;
  /** As received, dry weight, per serving, … as printed. */
  readonly basis?: Printed | undefined;
  readonly testPortion?: Printed | undefined;
  readonly note?: Printed | undefined;
  readonly further: readonly FurtherValue[];
  readonly furtherLimits?: readonly FurtherLimit[] | undefined;
  /** Reasons to doubt this row that the layout itself gave (codes of docs/problems.md, e.g. `column-guessed`, `row-wrapped`). */
  readonly doubts: readonly string[];
}

/** One sample of one report. A file holds one or more. */
export interface Transcript {
  readonly laboratory?: Printed | undefined;
  readonly laboratoryAccreditation?: Printed | undefined;
  readonly reportNumber?: Printed | undefined;
  readonly client?: Printed | undefined;
  readonly manufacturer?: Printed | undefined;
  /** The brand or vendor printed on the certificate, apart from the client. */
  readonly brand?: Printed | undefined;
  readonly dates: Partial<Record<DateField, Printed>>;
  readonly sample: {
    readonly name?: Printed | undefined;
    readonly lot?: Printed | undefined;
    readonly labSampleId?: Printed | undefined;
    readonly form?: Printed | undefined;
    readonly matrix?: Printed | undefined;
    readonly servingSize?: Printed | undefined;
    readonly containerSize?: Printed | undefined;
    readonly maxDailyIntake?: Printed | undefined;
    readonly moisture?: Printed | undefined;
  };
  /** How the sample came to be and what the results stand for; absent where nothing of it is printed. */
  readonly sampling?: Sampling | undefined;
  /** BCP 47 language of the report, where known. */
  readonly language?: string | undefined;
  /** Order of the laboratory's dates where known; `unknown` makes 03/04/2026 ambiguous. */
  readonly dateOrder: 'dmy' | 'mdy' | 'ymd' | 'unknown';
  readonly decimalMark: '.' | ',';
  readonly rows: readonly TranscriptRow[];
  readonly problems: readonly Problem[];
}
