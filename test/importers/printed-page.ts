/** Pages of words for tests: a line of text is set at a place, word by word, as a PDF would draw it. */
import type { Document, Page, Word } from '../../src/document/document.ts';

export interface Setting {
  readonly size?: number;
  readonly bold?: boolean;
}

export type Placed = readonly [x: number, y: number, text: string, setting?: Setting];

/** Helvetica is about half as wide as high; a blank is a quarter. */
const widthOf = (text: string, size: number): number => text.length * size * 0.5;

const wordsOf = ([x, y, text, { size = 9, bold = false } = {}]: Placed): Word[] => {
  let left = x;
  return text.split(' ').map(word => {
    const right = left + widthOf(word, size);
    const placed: Word = { text: word, box: [left, y - 0.8 * size, right, y + 0.2 * size], fontSize: size, bold, baseline: y };
    left = right + 0.28 * size;
    return placed;
  });
};

export const pageOf = (number: number, lines: readonly Placed[], height = 792): Page => ({
  number,
  width: 612,
  height,
  words: lines.flatMap(wordsOf),
  rules: [],
  engine: 'pdfium',
});

export const documentOf = (...pages: readonly Page[]): Document => ({
  name: 'test.pdf',
  sha256: '0'.repeat(64),
  bytes: 1,
  mediaType: 'application/pdf',
  content: { kind: 'pages', pages },
  facts: {},
  problems: [],
});

/** A page drawn in letters: every piece parted by two blanks is set at its column. */
export const pageOfText = (number: number, art: string, { column = 5, line = 12, size = 9 } = {}): Page =>
  pageOf(
    number,
    art
      .split('\n')
      .flatMap((text, row) =>
        [...text.matchAll(/\S+(?: \S+)*/g)].map(({ 0: piece, index }): Placed => [20 + index * column, 40 + row * line, piece, { size }]),
      ),
  );
