/** Formats that take work of ours for every row: from lines of JSON, as the database writes them, to a file. */
import type { LongColumn, LongRow } from './long-table.ts';
import { parquet } from './parquet.ts';
import { type Bytes, rowsOfLines } from './rows.ts';
import { wciaList } from './wcia.ts';
import { xlsx } from './xlsx.ts';

export interface Encoding {
  /** A line holds a row; for `wcia` a sample, as a list of its rows. */
  readonly format: 'parquet' | 'xlsx' | 'wcia';
  readonly columns: readonly LongColumn[];
  /** Address of this installation, which `wcia` names as the source. */
  readonly base: string;
}

export function encode(lines: Bytes, { format, columns, base }: Encoding): AsyncIterable<Uint8Array> {
  switch (format) {
    case 'parquet':
      return parquet(rowsOfLines(lines), columns);
    case 'xlsx':
      return xlsx(rowsOfLines(lines), columns);
    case 'wcia':
      return wciaList(rowsOfLines<LongRow[]>(lines), base);
  }
}
