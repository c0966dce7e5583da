/** CSV as RFC 4180 has it, safe to open in a spreadsheet. */

export type CsvValue = string | number | boolean | null | undefined;

export interface Column<T> {
  readonly name: string;
  value(item: T): CsvValue;
}

/**
 * One cell. Text from strangers' files that a spreadsheet would run as a formula is led by an apostrophe;
 * plain decimals (−0.5, 1E+04) stay as they are, so that numbers stay numbers.
 */
export function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  const dangerous = /^\s*[=+\-@\t\r＝＋－＠]/.test(text) && !/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text);
  const safe = dangerous ? `'${text}` : text;
  return /[",\r\n']|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvLine = (values: readonly CsvValue[]): string => `${values.map(csvCell).join(',')}\r\n`;

export const csvHeader = <T>(columns: readonly Column<T>[]): string => csvLine(columns.map(column => column.name));

export const csvRow = <T>(columns: readonly Column<T>[], item: T): string => csvLine(columns.map(column => column.value(item)));
