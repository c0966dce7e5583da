/** What a result cell means. A union, never a magic number: a number exists only where one was printed. */

/** An exact decimal as printed, e.g. `{ text: '0.350', significantFigures: 3, decimals: 3 }`; `text` is plain notation, decimal point. */
export interface PrintedNumber {
  readonly text: string;
  readonly significantFigures: number;
  readonly decimals: number;
}

export type LimitOfMeasurement = 'lod' | 'loq' | 'reporting_limit' | 'stated';

export type Finding =
  | { readonly kind: 'quantified'; readonly number: PrintedNumber; readonly uncertainty?: PrintedNumber }
  /** A number printed below the LOQ, or that the laboratory itself calls an estimate (`J`, `est.`, `~`). */
  | { readonly kind: 'estimated'; readonly number: PrintedNumber; readonly uncertainty?: PrintedNumber }
  | { readonly kind: 'detected_not_quantified' }
  /** `bound`: the limit printed in the cell itself, as in `ND (<0.05)` or the `0.05 U` of American laboratories. */
  | { readonly kind: 'not_detected'; readonly testPortion?: string; readonly bound?: PrintedNumber }
  /** `<0.05` (stated), `<LOQ`, `BLQ`, `<LOD`; `bound` is the printed number, or the row's LOD/LOQ, or null when neither is printed. */
  | { readonly kind: 'below_limit'; readonly limit: LimitOfMeasurement; readonly inclusive: boolean; readonly bound: PrintedNumber | null }
  | { readonly kind: 'above_limit'; readonly inclusive: boolean; readonly bound: PrintedNumber | null }
  | { readonly kind: 'present'; readonly testPortion?: string }
  | { readonly kind: 'absent'; readonly testPortion?: string }
  /** A printed range `1.0-1.5`. */
  | { readonly kind: 'range'; readonly low: PrintedNumber; readonly high: PrintedNumber }
  /** Words that are a result and no number: Pass, Complies, Tested. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'not_tested' }
  | { readonly kind: 'not_reported' }
  | { readonly kind: 'not_legible' }
  | { readonly kind: 'invalid'; readonly reason: string };

export type FindingKind = Finding['kind'];

export const FINDING_KINDS = [
  'quantified',
  'estimated',
  'detected_not_quantified',
  'not_detected',
  'below_limit',
  'above_limit',
  'present',
  'absent',
  'range',
  'text',
  'not_tested',
  'not_reported',
  'not_legible',
  'invalid',
] as const satisfies readonly FindingKind[];
