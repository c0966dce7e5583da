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

/** Codes that say that some part of the file was not read: what it says of a substance may stand there. */
export const UNREAD_PARTS: ReadonlySet<string> = new Set([
  'page-without-text',
  'picture-unread',
  'page-garbled',
  'page-unreadable',
  'layout-changed',
  'sheet-cut',
  'row-refused',
  'ocr-pages-left-out',
]);

/** Those, files within it that were not read, and lines among results which nothing came of: beside any of them, “not tested” may only mean “not read”. */
export const MAY_LACK_RESULTS: ReadonlySet<string> = new Set([...UNREAD_PARTS, 'attachment-unread', 'lines-unread']);
