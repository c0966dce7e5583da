/** Something a person should know about a document, a sample or a single value. A problem never replaces a row; it stands beside it. */
import type { Evidence } from './transcript.ts';

export type Severity = 'info' | 'warning' | 'error';

export interface Problem {
  /** Stable, kebab-case, documented in docs/problems.md, e.g. `date-ambiguous`, `sum-disagrees`, `unit-missing`. */
  readonly code: string;
  /** `error`: the document must not become public before a person looked. */
  readonly severity: Severity;
  /** Plain words: what is wrong, where, what to do. */
  readonly message: string;
  readonly evidence?: Evidence | undefined;
}
