/** `leafproof query`: the results that meet a filter, in any format of the long table. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Format } from '../export/formats.ts';
import { LONG_TABLE } from '../export/long-table.ts';
import { FilterError } from '../query/filter.ts';
import { parseFilter } from '../query/parse.ts';
import { exportLongTable } from '../store/export.ts';
import { READ_ONLY, withStore } from './open.ts';

export interface QueryFlags {
  readonly format: Format;
  readonly samples: 'real' | 'samples' | 'both';
  readonly fields?: string;
  readonly out?: string;
}

export async function query(filter: string | undefined, { format, samples, fields, out }: QueryFlags): Promise<number> {
  const columns = fields?.split(',').map(name => name.trim());
  const unknown = columns?.find(name => !LONG_TABLE.some(column => column.name === name));
  if (unknown !== undefined) {
    console.error(`leafproof: --fields: there is no column ${unknown}; there are ${LONG_TABLE.map(({ name }) => name).join(', ')}`);
    return 2;
  }
  const parsed = filter === undefined ? undefined : understood(filter);
  if (parsed === null) return 2;
  return withStore(async store => {
    const chunks = exportLongTable(store.em(), { filter: parsed, samples, columns }, format, { base: '' });
    if (out !== undefined) await pipeline(Readable.from(chunks), createWriteStream(out));
    else for await (const chunk of chunks) if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
    return 0;
  }, READ_ONLY);
}

/** Null, and the place shown, where it is not understood. */
function understood(filter: string) {
  try {
    return parseFilter(filter);
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    const { from, to } = error.at;
    console.error(`leafproof: ${error.message}\n  ${filter}\n  ${' '.repeat(from)}${'^'.repeat(Math.max(1, to - from))}`);
    if (error.accepted.length > 0) console.error(`  accepted here: ${error.accepted.slice(0, 12).join(', ')}`);
    return null;
  }
}
