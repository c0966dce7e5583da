/** CSV as RFC 4180 has it, safe to open in a spreadsheet. */

export type CsvValue = string | number | boolean | null | undefined;

export interface Column<T> {
  readonly name: string;
  value(item: T): CsvValue;
}

/** A column, or the name of a member that is one by itself. */
export type ColumnOf<T> = Column<T> | (keyof T & string);

export function columnsOf<T extends object>(columns: readonly ColumnOf<T>[]): Column<T>[] {
  return columns.map(column => (typeof column === 'string' ? { name: snake(column), value: item => item[column] as CsvValue } : column));
}

const snake = (key: string): string => key.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

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
