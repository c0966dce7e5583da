/** What stands in one cell of one line: some words, their text, their box. */
import type { Box, Evidence, Printed } from '../../src/coa/transcript.ts';
import type { Page, Word } from '../../src/document/document.ts';
import { type CellKind, cellKind } from './cell.ts';

export interface Piece {
  readonly text: string;
  readonly kind: CellKind;
  readonly words: readonly Word[];
  readonly box: Box;
  readonly fontSize: number;
  readonly bold: boolean;
  readonly page: number;
  /** `Arsenic - USP <2232>`: the method that follows the name in its cell. */
  readonly method?: Piece | undefined;
}

export const centreX = (p: { readonly box: Box }): number => (p.box[0] + p.box[2]) / 2;
export const centreY = (p: { readonly box: Box }): number => (p.box[1] + p.box[3]) / 2;
export const height = (p: { readonly box: Box }): number => p.box[3] - p.box[1];
export const width = (p: { readonly box: Box }): number => p.box[2] - p.box[0];

export function unionBox(items: readonly { readonly box: Box }[]): Box {
  const [first] = items;
  if (items.length === 1 && first) return first.box;
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { box } of items) {
    left = Math.min(left, box[0]);
    top = Math.min(top, box[1]);
    right = Math.max(right, box[2]);
    bottom = Math.max(bottom, box[3]);
  }
  return [left, top, right, bottom];
}

export const overlapX = (a: Box, b: Box): number => Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
export const overlapY = (a: Box, b: Box): number => Math.min(a[3], b[3]) - Math.max(a[1], b[1]);

/** On the next line, with less than half of one between. */
export const isCloseBelow = (piece: Piece, upper: Piece): boolean =>
  piece.box[1] > upper.box[1] + 0.5 * height(upper) && piece.box[1] - upper.box[3] < 0.5 * height(upper);

/** Whether two boxes stand on the same line: they share at least half of the lower one's height. */
export const sameLine = (a: { readonly box: Box }, b: { readonly box: Box }): boolean =>
  overlapY(a.box, b.box) >= 0.5 * Math.min(height(a), height(b));

export function makePiece(words: readonly Word[], page: number): Piece {
  const text = textOf(words);
  return {
    text,
    kind: cellKind(text),
    words,
    box: unionBox(words),
    fontSize: Math.max(...words.map(word => word.fontSize)),
    bold: words.every(word => word.bold),
    page,
  };
}

/** The letters of a word from one to another; where they stand is told by their number alone. */
export function partOf(word: Word, from: number, to: number): Word {
  const [left, top, right, bottom] = word.box;
  const x = (letters: number): number => left + ((right - left) * letters) / word.text.length;
  return { ...word, text: word.text.slice(from, to), box: [x(from), top, x(to), bottom] };
}

export function evidenceOf(pieces: readonly Piece[], text: string, page: Page): Evidence {
  const confidences = pieces.flatMap(piece => piece.words.flatMap(word => (word.ocrConfidence === undefined ? [] : [word.ocrConfidence])));
  return {
    kind: 'page',
    page: page.number,
    box: unionBox(pieces),
    text,
    method: page.engine === 'ocr' ? 'ocr' : 'text',
    ...(confidences.length > 0 ? { ocrConfidence: Math.min(...confidences) } : {}),
  };
}

export const printed = (text: string, pieces: readonly Piece[], page: Page): Printed => ({
  text,
  evidence: evidenceOf(pieces, text, page),
});

/** U+2206 INCREMENT is drawn like the Greek letter and stands for it. */
export function textOf(words: readonly Word[]): string {
  let text = words[0]?.text ?? '';
  for (let i = 1; i < words.length; i += 1) text += ` ${words[i]!.text}`;
  return text.includes('∆') ? text.replaceAll('∆', 'Δ') : text;
}

/** Pieces side by side as one text. */
export const textOfLine = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join(' ');

/** Pieces grouped to lines, top to bottom; within a line left to right. */
export function linesOf(pieces: readonly Piece[]): Piece[][] {
  const lines: Piece[][] = [];
  /** Of the last line. */
  let centres = 0;
  for (const piece of [...pieces].sort((a, b) => centreY(a) - centreY(b))) {
    const last = lines.at(-1);
    if (last && Math.abs(centreY(piece) - centres / last.length) <= 0.38 * Math.min(height(piece), height(last[0]!))) {
      last.push(piece);
      centres += centreY(piece);
    } else {
      lines.push([piece]);
      centres = centreY(piece);
    }
  }
  for (const line of lines) line.sort((a, b) => a.box[0] - b.box[0]);
  return lines;
}
