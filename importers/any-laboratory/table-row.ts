/** What a table says in one of its rows, and where it stands in the report. */
import type { TranscriptRow } from '../../src/coa/transcript.ts';
import type { SampleHeading } from './lots-beside.ts';

export interface TableRow extends TranscriptRow {
  readonly page: number;
  /** Top of the row in points. */
  readonly y: number;
  /** The heading of its column, where samples stand side by side. */
  readonly sample?: SampleHeading;
  /** Of the list of the peaks of a chromatogram. */
  readonly ofPeaks?: boolean;
}

/** The same row with one reason more to doubt it. */
export const withDoubt = <Row extends { readonly doubts: readonly string[] }>(row: Row, doubt: string): Row => ({
  ...row,
  doubts: [...new Set([...row.doubts, doubt])],
});
