/** Parquet, a group of rows at a time. */
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { ColumnType, LongColumn, LongRow } from './long-table.ts';
import type { Rows } from './rows.ts';

/** Readers skip whole groups by their statistics; more rows would only take more memory here. */
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
  let group: LongRow[] = [];
  const written = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    return bytes;
  };
  const write = async (): Promise<Uint8Array> => {
    await file.write({ columnData: columns.map(column => dataOf(column, group)), rowGroupSize: group.length });
    group = [];
    return written();
  };
  for await (const batch of rows) {
    for (const row of batch) {
      group.push(row);
      if (group.length >= GROUP) yield await write();
    }
  }
  if (group.length > 0) yield await write();
  await file.finish();
  yield written();
}

function dataOf({ name, type }: LongColumn, rows: readonly LongRow[]) {
  const data = rows.map(row => {
    const value = row[name] ?? null;
    return value !== null && (type === 'date' || type === 'timestamp') ? new Date(String(value)) : value;
  });
  return { name, data, offsetIndex: false };
}
