/** The long table as a file, in any of its formats and of any size, in constant memory. */
import { encodedApart } from '../export/apart.ts';
import type { Format } from '../export/formats.ts';
import { jsonDocument } from '../export/rows.ts';
import { copyLongTable, type LongSelection, longColumns, longSamples } from './long-table.ts';
import type { SqlEntityManager } from './sql.ts';

export interface ExportSettings {
  /** Address of this installation, without a slash at the end: documents of other formats name their source by it. */
  readonly base: string;
}

/**
 * Bytes of the file, in the order of `result_id`; WCIA sample by sample. One look at the database: on PostgreSQL one statement, in the embedded
 * database batches by identifier. WCIA takes whole samples, so `columns` does not narrow it.
 */
export function exportLongTable(
  em: SqlEntityManager,
  selection: LongSelection,
  format: Format,
  { base }: ExportSettings,
): AsyncIterable<Uint8Array> {
  const lines = () => copyLongTable(em, selection, 'lines');
  switch (format) {
    case 'csv':
      return copyLongTable(em, selection, 'csv');
    case 'ndjson':
      return lines();
    case 'json':
      return jsonDocument(lines());
    case 'parquet':
    case 'xlsx':
    case 'wcia': {
      const encoding = { format, columns: longColumns(selection), base };
      return encodedApart(format === 'wcia' ? longSamples(em, selection) : lines(), encoding);
    }
  }
}
