/** The long table as a file, in any of its formats and of any size, in constant memory. */
import { encodedApart } from '../export/apart.ts';
import type { Encoding } from '../export/encode.ts';
import type { Format } from '../export/formats.ts';
import { jsonDocument } from '../export/rows.ts';
import { copyLongTable, type LongSelection, longColumns, longSamples } from './long-table.ts';
import { row, type SqlEntityManager, sql } from './sql.ts';

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
      return encoded(em, format === 'wcia' ? longSamples(em, selection) : lines(), encoding);
    }
  }
}

/** Encoded in a thread of its own. */
export async function* encoded(em: SqlEntityManager, lines: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  yield* encodedApart(lines, encoding, await countResults(em));
}

/** All of them, as the database reckons without counting; 0 where it never did. */
async function countResults(em: SqlEntityManager): Promise<number> {
  const found = await row<{ rows: number }>(
    em,
    sql`select greatest(reltuples, 0)::float8 as rows from pg_class where oid = 'result'::regclass`,
  );
  return found?.rows ?? 0;
}
