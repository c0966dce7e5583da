/** Pages of a PDF as they are being read. */
import type { Page } from './document.ts';
import type { Turn } from './upright.ts';

/** A page as it was read, with what decides whether it can be relied on. */
export interface Draft {
  page: Page;
  /** Pages that are only a picture need optical character recognition. */
  readonly pictureOnly: boolean;
  /** All its text is unpainted: recognised by a scanner's software, and laid under the picture. */
  recognised: boolean;
  /** Lines of type stand in a picture as large as a table beside its text. */
  readonly pasted: boolean;
  /** PDFium could not load the page. */
  readonly broken: boolean;
  /** The page has more glyphs than are read. */
  readonly cut: boolean;
  /** How it was turned for its text to be read. */
  readonly turn: Turn;
}

export const isRecognised = ({ page }: Draft): boolean => page.engine === 'ocr';

export const countWords = (drafts: readonly Draft[]): number => drafts.reduce((sum, draft) => sum + draft.page.words.length, 0);
