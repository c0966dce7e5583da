/** Ruling lines of a page: strokes, and filled boxes thin enough to be one. */
import type { Box } from '../coa/transcript.ts';
import type { Line } from './document.ts';
import type { Frame } from './glyphs.ts';
import { boundsOf, type PageObject } from './page-objects.ts';
import { FORM, IMAGE, PATH, type Pdfium } from './pdfium.ts';

/** Thicker than this it is a bar, not a rule. */
const THIN = 2.5;
/** Shorter than this it is a dash, a tick or a piece of a letter. */
const SHORT = 8;
/** Part of a page that a table pasted as a picture covers at least; logos are smaller. */
export const TABLE = 0.08;

/** Drawings of thousands of strokes are pictures; their lines would say nothing about tables. */
const MOST_OBJECTS = 6000;

export interface Drawn {
  readonly rules: Line[];
  /** Part of the page that pictures cover, 0–1. */
  readonly pictures: number;
  /** Where single pictures stand that cover as much of the page as a table does at least. */
  readonly large: readonly Box[];
  /** Part of the page that forms cover, 0–1. */
  readonly nested: number;
  /** Paths with as many segments as letters have. */
  readonly outlines: number;
}

/** Segments of the outline of a letter: more than those of a box, fewer than those of a curve on a chart. */
const isOutline = (segments: number): boolean => segments > 6 && segments < 200;

export function readDrawn(lib: Pdfium, objects: readonly PageObject[], frame: Frame): Drawn {
  const { fast } = lib;
  const rules: Line[] = [];
  const large: Box[] = [];
  let [covered, nested, outlines] = [0, 0, 0];
  for (const drawn of objects.slice(0, MOST_OBJECTS)) {
    const { object, type, form } = drawn;
    const bounds = type === PATH || type === IMAGE || type === FORM ? boundsOf(lib, drawn, frame) : null;
    if (!bounds) continue;
    const [left, top, right, bottom] = bounds;
    const area = Math.max(0, right - left) * Math.max(0, bottom - top);
    if (type === IMAGE) {
      covered += area;
      if (area >= TABLE * frame.width * frame.height) large.push(bounds);
    }
    if (type === FORM && form === 0) nested += area;
    if (type !== PATH) continue;
    const segments = fast.FPDFPath_CountSegments(object);
    if (isOutline(segments)) outlines++;
    // a path of four sides is drawn as the frame of a cell or a filled background
    rules.push(...rulesOf(bounds, segments >= 4 && segments <= 6));
  }
  const part = (area: number): number => Math.min(1, area / Math.max(frame.width * frame.height, 1));
  return { rules, pictures: part(covered), large, nested: part(nested), outlines };
}

function rulesOf([left, top, right, bottom]: Box, box: boolean): Line[] {
  const [width, height] = [right - left, bottom - top];
  const line = (x1: number, y1: number, x2: number, y2: number): Line => ({ from: [round(x1), round(y1)], to: [round(x2), round(y2)] });
  if (height <= THIN && width >= SHORT) return [line(left, (top + bottom) / 2, right, (top + bottom) / 2)];
  if (width <= THIN && height >= SHORT) return [line((left + right) / 2, top, (left + right) / 2, bottom)];
  if (!box || width < SHORT || height < SHORT) return [];
  return [line(left, top, right, top), line(left, bottom, right, bottom), line(left, top, left, bottom), line(right, top, right, bottom)];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
