/** Bytes received, understood as far as their format goes; nothing here knows what a certificate is. */
import type { Problem } from '../coa/problem.ts';
import type { Box } from '../coa/transcript.ts';
import type { Bend } from './bend.ts';
import type { HeaderMapping } from './mapping.ts';

export interface Word {
  readonly text: string;
  readonly box: Box;
  /** Size of the glyphs in points. */
  readonly fontSize: number;
  readonly bold: boolean;
  /** y of the baseline, origin top left. */
  readonly baseline: number;
  readonly font?: string | undefined;
  /** 0–1, only of OCR. */
  readonly ocrConfidence?: number | undefined;
  /** A footnote mark, printed smaller and higher than the word it stands at; never part of a number. */
  readonly raised?: boolean | undefined;
  /** Of another cell than the word before it, which is cut off there however close it stands. */
  readonly beginsCell?: boolean | undefined;
  /** Strokes of larger letters, drawn later, hide a part of it. */
  readonly overwritten?: boolean | undefined;
  /** Of `slanted` words alone: the direction they are read in, in degrees against the clock; 90 from bottom to top. */
  readonly angle?: number | undefined;
}

export interface Line {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

export interface Page {
  /** From 1. */
  readonly number: number;
  /** Points, as displayed (rotation applied). */
  readonly width: number;
  readonly height: number;
  /** In reading order: top to bottom, left to right within a line. */
  readonly words: readonly Word[];
  /** Text set at an angle (watermarks, text up the margin), kept out of `words`. */
  readonly slanted?: readonly Word[] | undefined;
  /** Horizontal and vertical rules drawn on the page, where the engine gives them; else empty. */
  readonly rules: readonly Line[];
  readonly engine: 'pdfium' | 'pdfjs' | 'ocr';
  /** Beside its text stands a picture as large as a table, which was not read. */
  readonly pictured?: boolean | undefined;
  /** Plain text of the same page by the independent second engine (pdf-parse), when it was asked for. */
  readonly secondText?: string | undefined;
  /** Text in the file that the page does not show, where it stands on the page as displayed; none of it is in `words`. */
  readonly unseen?: readonly Word[] | undefined;
  /** Only of pages that were straightened or cut before they were understood: how the page is displayed, in points. */
  readonly displayed?: Displayed | undefined;
}

export interface Displayed {
  readonly width: number;
  readonly height: number;
  /** From the coordinates of the words to those of the page as displayed: `x' = a x + c y + e`, `y' = b x + d y + f`. */
  readonly matrix: readonly [number, number, number, number, number, number];
  /** Before the matrix: how far below the level line of the words it stands on the page, in points. */
  readonly bend?: Bend | undefined;
}

export interface Cell {
  /** Spreadsheet address, `B7`. */
  readonly address: string;
  readonly row: number;
  readonly column: number;
  /** As displayed in the file; dates ISO. */
  readonly text: string;
}

export interface Sheet {
  readonly name: string;
  readonly cells: readonly Cell[];
  /** `characters`: plain text, whose columns count letters; a table's columns are then told by their places alone. */
  readonly layout?: 'characters' | undefined;
  /** Cells whose formula failed (`#DIV/0!`), which are no cells here: their addresses. */
  readonly failed?: readonly string[] | undefined;
}

export type Content =
  | { readonly kind: 'pages'; readonly pages: readonly Page[] }
  | { readonly kind: 'sheets'; readonly sheets: readonly Sheet[] }
  | { readonly kind: 'json'; readonly json: unknown };

/** Facts of the file, kept apart from what the certificate says. */
export interface FileFacts {
  readonly pdfProducer?: string | undefined;
  readonly pdfCreator?: string | undefined;
  readonly pdfCreated?: string | undefined;
  readonly pdfModified?: string | undefined;
  readonly encrypted?: boolean | undefined;
  readonly signed?: boolean | undefined;
  readonly pageCount?: number | undefined;
  /** Numbers of the pages whose text was recognised from their pictures here. */
  readonly recognisedPages?: readonly number[] | undefined;
}

export interface Document {
  readonly name: string;
  /** Lower-case hex, of the bytes. */
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly content: Content;
  readonly facts: FileFacts;
  readonly problems: readonly Problem[];
  /** What was confirmed of the headers of the laboratories it names. */
  readonly mappings?: readonly HeaderMapping[] | undefined;
}

export const REFUSALS = [
  'empty-file',
  'too-large',
  'too-many-pages',
  'unknown-format',
  'unsupported-format',
  'broken-file',
  'password-protected',
  'no-text-layer',
  'garbled-text',
  'time-limit',
  'memory-limit',
  'reader-crashed',
  'unsafe-content',
  'not-a-certificate',
  'layout-changed',
  'ambiguous-importer',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** A file that will not be read, and why; the message says what to do. */
export class DocumentRefused extends Error {
  readonly reason: Refusal;
  constructor(reason: Refusal, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DocumentRefused';
    this.reason = reason;
  }
}
