/** Pictures beside the text of a page that hold lines of type themselves: a table pasted as a picture. Told from logos, photographs and charts. */
import type { Box } from '../coa/transcript.ts';
import type { Word } from './document.ts';
import type { Frame } from './glyphs.ts';
import { paint, sizeDrawn } from './paint.ts';
import type { Raster } from './palette-png.ts';
import type { Pdfium } from './pdfium.ts';

/** Pixels for a point: type of eight points is a dozen pixels high. */
export const FINENESS = 1.5;

/** Words over it: it lies below the page as a watermark or a ground does. */
const FEWEST_OVER = 4;
/** Lines of type that a table has at least, its headings among them. */
const FEWEST_LINES = 5;
/** In points. */
const LOWEST = 3;
const HIGHEST = 16;
/** From paper to ink and back along a line of type; the curve of a chart, its axes and the frame of a table cross fewer. */
const FEWEST_CROSSINGS = 30;
/** Part of a picture that is paper; of a photograph less. */
const PAPER = 0.7;
/** Lightness, of 255. */
const INK = 128;
const WHITE = 225;

/** Those of `pictures` that stand beside the text of the page. */
export const besideWords = (pictures: readonly Box[], words: readonly Word[]): Box[] =>
  pictures.filter(([left, top, right, bottom]) => {
    const over = words.filter(({ box }) => {
      const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
      return x > left && x < right && y > top && y < bottom;
    });
    return over.length < FEWEST_OVER;
  });

/** Whether lines of type stand in the picture at that place of a loaded page. */
export function holdsTable(lib: Pdfium, page: number, frame: Frame, box: Box): boolean {
  const { width, height, scale } = sizeDrawn(frame, FINENESS);
  const [left, top, right, bottom] = box.map(value => Math.round(value * scale)) as [number, number, number, number];
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  const [across, down] = [Math.max(1, Math.min(width, right) - x), Math.max(1, Math.min(height, bottom) - y)];
  return holdsLines({ width: across, height: down, data: paint(lib, page, { width, height, x, y, across, down }) });
}

/** Drawn `FINENESS` times as large as it is set. */
export function holdsLines({ width, height, data }: Raster): boolean {
  let [lines, rows, paper, at] = [0, 0, 0, 0];
  for (let y = 0; y <= height; y++) {
    let [crossings, dark] = [0, false];
    for (let x = 0; x < width && y < height; x++, at += 4) {
      // lightness, as it is seen
      const found = (data[at]! * 2 + data[at + 1]! * 5 + data[at + 2]!) / 8;
      if (found >= WHITE) paper++;
      if (found < INK === dark) continue;
      dark = !dark;
      crossings++;
    }
    if (crossings >= FEWEST_CROSSINGS) rows++;
    else {
      if (rows >= LOWEST * FINENESS && rows <= HIGHEST * FINENESS) lines++;
      rows = 0;
    }
  }
  return lines >= FEWEST_LINES && paper >= PAPER * width * height;
}
