/** Rows into a table by COPY, on either database. */
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { PGlite } from '@electric-sql/pglite';
import type { Pool } from 'pg';
import { from } from 'pg-copy-streams';
import type { SqlEntityManager } from '../src/store/sql.ts';

export type Cell = string | number | boolean | null;

/** Lines in the text format of COPY; none of the cells is of a table's name, all are data. */
export async function copyIn(em: SqlEntityManager, table: string, columns: string, lines: readonly (readonly Cell[])[]): Promise<void> {
  if (lines.length === 0) return;
  const text = lines.map(line => `${line.map(cellText).join('\t')}\n`).join('');
  const client = await (em.getConnection() as unknown as { getNativeClient(): Promise<Pool | PGlite> }).getNativeClient();
  if (!('connect' in client)) {
    await client.query(`copy ${table} (${columns}) from '/dev/blob'`, [], { blob: new Blob([text]) });
    return;
  }
  const connection = await client.connect();
  try {
    const stream = connection.query(from(`copy ${table} (${columns}) from stdin`));
    if (!stream.write(text)) await once(stream, 'drain');
    stream.end();
    await finished(stream);
  } finally {
    connection.release();
  }
}

const cellText = (cell: Cell): string =>
  cell === null ? '\\N' : String(cell).replace(/[\\\n\r\t]/g, sign => `\\${{ '\\': '\\', '\n': 'n', '\r': 'r', '\t': 't' }[sign]}`);
