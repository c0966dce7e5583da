/** What is drawn on a page, and in the forms that stand on it, in the order of drawing: what comes later lies over what came before. */
import type { Box } from '../coa/transcript.ts';
import { cornersOf, here, type Point, placeOfForm } from './form-space.ts';
import { boxOn, type Frame } from './glyphs.ts';
import { FORM, type Pdfium } from './pdfium.ts';

export interface PageObject {
  /** PDFium's handle, valid while the page is loaded. */
  readonly object: number;
  /** `TEXT`, `PATH`, … */
  readonly type: number;
  /** From the space it is drawn in to that of the page. */
  readonly toPage: Point;
  /** Handle of the form it is part of, 0 where it stands on the page itself. */
  readonly form: number;
}

/** More than the fullest real page has by far. */
const MOST_OBJECTS = 50_000;
/** Drawings within drawings, to this depth. */
const DEEPEST = 4;

/** Programs that print a PDF again set its pages into others as forms: what these hold follows each of them. */
export function objectsOf(lib: Pdfium, page: number): PageObject[] {
  const { api, fast } = lib;
  const found: PageObject[] = [];
  const gather = (count: number, at: (index: number) => number, toPage: Point, form: number, depth: number) => {
    for (let index = 0; index < count && found.length < MOST_OBJECTS; index++) {
      const object = at(index);
      const type = fast.FPDFPageObj_GetType(object);
      found.push({ object, type, toPage, form });
      if (type !== FORM || depth === DEEPEST) continue;
      const place = placeOfForm(lib, object);
      gather(
        api.FPDFFormObj_CountObjects(object),
        inner => fast.FPDFFormObj_GetObject(object, inner),
        (x, y) => toPage(...place(x, y)),
        object,
        depth + 1,
      );
    }
  };
  gather(api.FPDFPage_CountObjects(page), index => fast.FPDFPage_GetObject(page, index), here, 0, 0);
  return found;
}

/** The part of the page an object is drawn on, clipped by the page's edges; null where PDFium cannot say. `scratch` is written. */
export function boundsOf(lib: Pdfium, { object, toPage }: PageObject, frame: Frame): Box | null {
  const corners = cornersOf(lib, object);
  if (!corners) return null;
  const [left, top, right, bottom] = boxOn(frame, toPage(...corners[0]), toPage(...corners[1]));
  return [Math.max(0, left), Math.max(0, top), Math.min(frame.width, right), Math.min(frame.height, bottom)];
}
