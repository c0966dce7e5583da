/** Pages whose text lies on its side or stands on its head, as sheets printed or scanned across have it: they are turned before anything is read or drawn. */
import { type Frame, type Glyphs, pageFrame, readGlyphs } from './glyphs.ts';
import type { OpenPdf } from './pdfium.ts';

/** Quarter turns, clockwise. */
export type Turn = Frame['rotation'];

/** Share of a page's letters that lie the same way; the rest are headings up the margin, or marks. */
const MOST = 0.8;
/** Fewer letters are a note beside a picture. */
const FEWEST = 60;
/** Degrees; scanners' software sets its text as askew as the paper lay. */
const ASKEW = 3;

/** How the page has to be turned for its text to be read from left to right. */
function turnOf({ count, style, styles }: Glyphs): Turn {
  if (count < FEWEST) return 0;
  const quarters = styles.map(({ angle }) => {
    const quarter = Math.round(angle / 90);
    return Math.abs(angle - 90 * quarter) <= ASKEW ? quarter % 4 : null;
  });
  const letters = [0, 0, 0, 0];
  for (let index = 0; index < count; index++) {
    const quarter = quarters[style[index]!];
    if (quarter !== null && quarter !== undefined) letters[quarter]! += 1;
  }
  const turn = letters.findIndex(number => number >= MOST * count);
  return turn < 1 ? 0 : (turn as Turn);
}

/** The text of a loaded page; whoever reads it closes `textPage`, which is 0 where PDFium can make no text of the page. */
export interface PageText {
  readonly textPage: number;
  readonly frame: Frame;
  readonly glyphs: Glyphs;
  readonly turn: Turn;
}

/** Turns the page where that is needed, for as long as its file is open; what was measured on it before holds no more. */
export function readUpright(pdf: OpenPdf, page: number): PageText {
  const { api } = pdf.lib;
  const read = () => {
    const textPage = api.FPDFText_LoadPage(page);
    const frame = pageFrame(pdf.lib, page);
    return { textPage, frame, glyphs: readGlyphs(pdf, page, textPage, frame) };
  };
  const asShown = read();
  const turn = turnOf(asShown.glyphs);
  if (turn === 0) return { ...asShown, turn };
  api.FPDFText_ClosePage(asShown.textPage);
  api.FPDFPage_SetRotation(page, (api.FPDFPage_GetRotation(page) + turn) % 4);
  return { ...read(), turn };
}

/** The frame of a loaded page, which is turned before where that is needed. */
export function uprightFrame(pdf: OpenPdf, page: number): Frame {
  const { textPage, frame } = readUpright(pdf, page);
  if (textPage) pdf.lib.api.FPDFText_ClosePage(textPage);
  return frame;
}
