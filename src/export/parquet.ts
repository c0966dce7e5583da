/** Parquet, a group of rows at a time. */
import { isDeepStrictEqual } from 'node:util';
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { ColumnType, LongColumn, LongRow } from './long-table.ts';
import type { Rows } from './rows.ts';

/** Rows of a group: encoding one takes memory by its rows, its entry in the footer, kept until the end, some 30 kB. */
const GROUP = 10_000;

// decimals stay exact texts: no one scale fits colony counts and nanograms, and digits printed would be lost
const ELEMENTS: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  uuid: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  decimal: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  date: { type: 'INT32', converted_type: 'DATE' },
  timestamp: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
};

export async function* parquet(rows: Rows, columns: readonly LongColumn[]): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter(1 << 20);
  const file = new ParquetWriter({
    writer,
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name, type, missing }) => ({
        name,
        ...ELEMENTS[type],
        repetition_type: missing ? ('OPTIONAL' as const) : ('REQUIRED' as const),
      })),
    ],
    createdBy: 'leafproof',
    kvMetadata: [{ key: 'columns', value: JSON.stringify(columns) }],
  });
  // columns and not rows: a row is forgotten as soon as its values are taken
  let group = columnsOf(columns);
  let held = 0;
  const written = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    return bytes;
  };
  const write = async (): Promise<Uint8Array> => {
    await file.write({ columnData: group.map(({ name, data }) => ({ name, data, offsetIndex: false })), rowGroupSize: held });
    shareWithFirst(file.row_groups);
    group = columnsOf(columns);
    held = 0;
    return written();
  };
  for await (const batch of rows) {
    for (const row of batch) {
      for (const [i, column] of columns.entries()) group[i]!.add(cellOf(column, row));
      held += 1;
      if (held === GROUP) yield await write();
    }
  }
  if (held > 0) yield await write();
  await file.finish();
  yield written();
}

/** What the footer says of a column in the newest group as in the first is held once. */
function shareWithFirst(groups: ParquetWriter['row_groups']): void {
  const [first, newest] = [groups[0]!, groups.at(-1)!];
  for (const [i, { meta_data: meta }] of newest.columns.entries()) {
    const known = first.columns[i]?.meta_data;
    if (!meta || !known || meta === known) continue;
    meta.path_in_schema = known.path_in_schema;
    if (isDeepStrictEqual(meta.encodings, known.encodings)) meta.encodings = known.encodings;
    if (known.encoding_stats && isDeepStrictEqual(meta.encoding_stats, known.encoding_stats)) meta.encoding_stats = known.encoding_stats;
  }
}

type Cell = LongRow[string] | Date;

/** Values of a column; a text that many rows share is held once. */
function columnOf({ name }: LongColumn) {
  const data: Cell[] = [];
  const texts = new Map<string, string>();
  const shared = (text: string): string => {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };
  return { name, data, add: (cell: Cell) => data.push(typeof cell === 'string' ? shared(cell) : cell) };
}

const columnsOf = (columns: readonly LongColumn[]) => columns.map(columnOf);

function cellOf({ name, type }: LongColumn, row: LongRow): Cell {
  const value = row[name] ?? null;
  return value !== null && (type === 'date' || type === 'timestamp') ? new Date(String(value)) : value;
}
