/** A document of one sheet, as the sheet reader gives it. */
import type { Document } from '../../src/document/document.ts';

export function sheetDocument(lines: readonly (readonly string[])[]): Document {
  const cells = lines.flatMap((line, r) =>
    line.flatMap((text, c) => (text === '' ? [] : [{ address: `${letters(c)}${r + 1}`, row: r + 1, column: c + 1, text }])),
  );
  return {
    name: 'sheet.csv',
    sha256: '0'.repeat(64),
    bytes: 0,
    mediaType: 'text/csv',
    content: { kind: 'sheets', sheets: [{ name: 'Sheet1', cells }] },
    facts: {},
    problems: [],
  };
}

const letters = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : letters(Math.floor(index / 26) - 1) + letters(index % 26);

export function jsonDocument(json: unknown): Document {
  return { ...sheetDocument([]), name: 'file.json', mediaType: 'application/json', content: { kind: 'json', json } };
}
