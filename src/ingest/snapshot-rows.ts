/** Rows of the tables in a snapshot. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';

/** The header first. A byte order mark or rows of another width are errors of csv-parse. */
export function cellsOf(folder: string, path: string): AsyncIterable<string[]> {
  const parser = parse();
  createReadStream(join(folder, path))
    .on('error', error => parser.destroy(error))
    .pipe(parser);
  return parser;
}

/** Rows by the names of their columns; an empty text is missing. */
export async function* recordsOf(folder: string, path: string): AsyncGenerator<Readonly<Record<string, string>>> {
  let header: string[] | null = null;
  for await (const cells of cellsOf(folder, path)) {
    if (header === null) header = cells;
    else {
      const names = header;
      yield Object.fromEntries(cells.map((cell, index) => [names[index] ?? '', cell]));
    }
  }
}
