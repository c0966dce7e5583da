/** Shapes of JSON columns. */
import type { SamplingField } from '../../coa/sampling.ts';
import type { Printed } from '../../coa/transcript.ts';

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** What the file says of itself (producer, dates, signature), apart from what the certificate says. */
export type FileFacts = Readonly<Record<string, string | number | boolean | undefined>>;

/** Fields printed once a sample, with their evidence; absent where nothing is printed. */
export type Header = Readonly<Partial<Record<HeaderField, Printed>>>;
export type HeaderField =
  | SamplingField
  | 'laboratory'
  | 'laboratoryAccreditation'
  | 'reportNumber'
  | 'client'
  | 'manufacturer'
  | 'brand'
  | 'name'
  | 'lot'
  | 'labSampleId'
  | 'form'
  | 'matrix'
  | 'servingSize'
  | 'containerSize'
  | 'maxDailyIntake'
  | 'moisture';
