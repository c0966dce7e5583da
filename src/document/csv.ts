/** Delimited text to a sheet of cells: the delimiter and the character set found out from the bytes. */
import { parse } from 'csv-parse/sync';
import type { Cell, Sheet } from './document.ts';
import { DocumentRefused } from './document.ts';
import { decodeText } from './encoding.ts';
import { columnName, MAX_CELLS, MAX_COLUMNS, tooManyCells } from './xlsx.ts';

export function readCsv(bytes: Uint8Array, name: string): Sheet {
  const text = decodeText(bytes);
  const delimiter = findDelimiter(text);
  const cells: Cell[] = [];
  const records = parseRecords(text, delimiter);
  for (const { record, info } of records) {
    if (record.length > MAX_COLUMNS || cells.length > MAX_CELLS) throw tooManyCells();
    record.forEach((field, index) => {
      const trimmed = field.trim();
      const row = info.lines;
      if (trimmed !== '') cells.push({ address: `${columnName(index + 1)}${row}`, row, column: index + 1, text: trimmed });
    });
  }
  return { name, cells };
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function parseRecords(text: string, delimiter: string): ParsedRecord[] {
  try {
    let number = 0;
    return (
      parse(text, {
        delimiter,
        relax_quotes: true,
        relax_column_count: true,
        skip_empty_lines: false,
        max_record_size: 200_000,
      }) as string[][]
    ).map(record => ({ record, info: { lines: ++number } }));
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'CSV_MAX_RECORD_SIZE') throw tooManyCells();
    throw new DocumentRefused('broken-file', `The table cannot be parsed as CSV: ${(error as Error).message}`, { cause: error });
  }
}

/** The mark that parts the most lines into the same number of fields, two at least. */
export function findDelimiter(text: string): string {
  const lines = text.split(/\r\n|\n|\r/, 30).filter(line => line.trim() !== '');
  const scored = [',', ';', '\t', '|'].map(mark => {
    const counts = lines.map(line => line.replace(/"[^"]*"/g, '').split(mark).length - 1);
    // a title above the table has fewer marks or none
    const alike = Map.groupBy(
      counts.filter(count => count > 0),
      count => count,
    );
    return { mark, score: Math.max(0, ...[...alike].map(([count, lines]) => lines.length * 100 + count)) };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).mark;
}
