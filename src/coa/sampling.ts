/** What a certificate says of how the sample came to be: who took it and how, in what state it arrived, and what the laboratory answers for. */
import type { Printed } from './transcript.ts';

export const SAMPLING_FIELDS = [
  'sampledBy',
  'samplingMethod',
  /** On receipt. */
  'condition',
  /** Composite, grab or single. */
  'composition',
  'amountReceived',
  /** How the printed uncertainties were made: expanded, coverage factor. */
  'uncertainty',
  /** Whether a verdict takes the uncertainty into account. */
  'decisionRule',
  /** What is outside the accreditation. */
  'accreditationScope',
  /** Of what the results are: the sample as received. */
  'disclaimer',
  /** That the report amends another one, or takes its place. */
  'amendment',
] as const;
export type SamplingField = (typeof SAMPLING_FIELDS)[number];

export type Sampling = Readonly<Partial<Record<SamplingField, Printed>>>;

/** The coverage factor k of a printed statement of uncertainty, such as `k=2`; null where none is printed, or more than one. */
export function coverageFactor(statement: string): string | null {
  const found = new Set([...statement.matchAll(/\bk ?[=≈] ?(\d(?:[.,]\d+)?)(?!\d)/giu)].map(match => match[1]!.replace(',', '.')));
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}
