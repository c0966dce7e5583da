/**
 * What a check of authenticity saw. An observation for a reviewer, never a verdict on whoever made the document: laboratories, too,
 * merge files, correct reports and switch fonts.
 */
import type { Evidence } from './transcript.ts';

export const SIGNAL_KINDS = [
  'signature',
  'revisions',
  'software',
  'fonts',
  'overprint',
  'barcode',
  'link',
  'substitution',
  'same-values',
  'image-text',
] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** `supports`: fits what the certificate says of itself; `contradicts`: does not fit with it; `inconclusive`: worth knowing, proves nothing. */
export const SIGNAL_OUTCOMES = ['supports', 'contradicts', 'inconclusive'] as const;
export type SignalOutcome = (typeof SIGNAL_OUTCOMES)[number];

export interface Signal {
  readonly kind: SignalKind;
  readonly outcome: SignalOutcome;
  /** Plain, neutral words: what was seen, and what ordinary cause it can have. */
  readonly detail: string;
  /** The same for programs. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly evidence?: Evidence | undefined;
}

/** Raised when a check would see something else on some document; stored with every observation. */
export const SIGNAL_VERSIONS: Readonly<Record<SignalKind, number>> = {
  signature: 1,
  revisions: 1,
  software: 1,
  fonts: 1,
  overprint: 1,
  barcode: 1,
  link: 1,
  substitution: 1,
  'same-values': 1,
  'image-text': 1,
};
