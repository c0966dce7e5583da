/** Pages of word boxes for tests, written as a typist would: text at a place. Widths are those of a plain sans-serif, about half the font size a letter. */
import type { TranscriptRow } from '../../../src/coa/transcript.ts';
import type { Line, Page, Word } from '../../../src/document/document.ts';

const LETTER = 0.5;
const BLANK = 0.28;

export interface Cell {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly bold?: boolean;
  readonly align?: 'left' | 'centre' | 'right';
}

export const textWidth = (text: string, size: number): number =>
  text.split(' ').reduce((width, word) => width + word.length * LETTER * size, 0) + (text.split(' ').length - 1) * BLANK * size;

/** The words of one piece of text; `y` is the baseline. */
export function write({ text, x, y, size = 8, bold = false, align = 'left' }: Cell): Word[] {
  const width = textWidth(text, size);
  let left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
  return text.split(' ').map(word => {
    const right = left + word.length * LETTER * size;
    const box = [left, y - 0.75 * size, right, y + 0.25 * size] as const;
    left = right + BLANK * size;
    return { text: word, box, fontSize: size, bold, baseline: y };
  });
}

/** A table: columns at the given x, rows a line apart. Empty texts leave a cell empty; a text with `\n` runs on, on the next line. */
export interface Sheet {
  readonly x: readonly number[];
  readonly y: number;
  readonly rows: readonly (readonly string[])[];
  readonly pitch?: number;
  readonly size?: number;
  readonly align?: readonly ('left' | 'centre' | 'right')[];
}

export function table({ x, y, rows, pitch = 12, size = 8, align = [] }: Sheet): Word[] {
  return rows.flatMap((row, r) =>
    row.flatMap((text, c) =>
      text === ''
        ? []
        : text
            .split('\n')
            .flatMap((line, l) => write({ text: line, x: x[c]!, y: y + r * pitch + l * size * 1.1, size, align: align[c] ?? 'left' })),
    ),
  );
}

export const page = (words: readonly Word[], rules: readonly Line[] = [], number = 1, scale = 1): Page => ({
  number,
  width: 612 * scale,
  height: 792 * scale,
  words,
  rules,
  engine: 'pdfium',
});

const FIELDS = ['unit', 'lod', 'loq', 'reportingLimit', 'limit', 'verdict', 'uncertainty', 'method', 'testPortion'] as const;

/** What a test compares: the printed strings of a row, nothing of its place. */
export function told(row: TranscriptRow): Record<string, string> {
  const texts = FIELDS.flatMap(field => (row[field] ? [[field, row[field].text] as const] : []));
  return { name: row.name.text, value: row.value.text, ...Object.fromEntries(texts) };
}
