/** The spaces of forms: pages set into others, shrunk or two on a sheet, and what is drawn in them. */
import { FORM, type Pdfium } from './pdfium.ts';

/** a, b, c, d, e, f as in the PDF Reference: x' = ax + cy + e, y' = bx + dy + f. */
type Matrix = readonly [number, number, number, number, number, number];

export type Point = (x: number, y: number) => readonly [number, number];

export const here: Point = (x, y) => [x, y];

function matrixAt({ heap: { HEAPF32: floats }, scratch }: Pdfium): Matrix {
  const at = scratch >> 2;
  return [floats[at]!, floats[at + 1]!, floats[at + 2]!, floats[at + 3]!, floats[at + 4]!, floats[at + 5]!];
}

const apply = ([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] => [a * x + c * y + e, b * x + d * y + f];

function inverse([a, b, c, d, e, f]: Matrix): Matrix | null {
  const area = a * d - b * c;
  if (Math.abs(area) < 1e-9) return null;
  return [d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area];
}

/** From the object's first letter in two spaces to what takes a point of the first to the second; null where both are the same. */
function between(own: Matrix, shown: Matrix): Point | null {
  if (own.every((value, index) => Math.abs(value - shown[index]!) < 1e-3)) return null;
  const back = inverse(own);
  return (
    back &&
    ((x, y) => {
      const [u, v] = apply(back, x, y);
      return apply(shown, u, v);
    })
  );
}

type Corner = readonly [number, number];

/** Opposite corners of an object, in the space it is drawn in. `scratch` is written. */
export function cornersOf({ fast, heap, scratch }: Pdfium, object: number): readonly [Corner, Corner] | null {
  if (!fast.FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12)) return null;
  const { HEAPF32: floats } = heap;
  const at = scratch >> 2;
  const [left, bottom, right, top] = [floats[at]!, floats[at + 1]!, floats[at + 2]!, floats[at + 3]!];
  return [
    [left, top],
    [right, bottom],
  ];
}

/** From the space of what a form holds to the space the form stands in. `scratch` is written. */
export function placeOfForm(lib: Pdfium, form: number): Point {
  if (!lib.fast.FPDFPageObj_GetMatrix(form, lib.scratch)) return here;
  const matrix = matrixAt(lib);
  return (x, y) => apply(matrix, x, y);
}

export function holdsForms({ api, fast }: Pdfium, page: number): boolean {
  const count = api.FPDFPage_CountObjects(page);
  for (let index = 0; index < count; index++) if (fast.FPDFPageObj_GetType(fast.FPDFPage_GetObject(page, index)) === FORM) return true;
  return false;
}

/** Points. */
const SLACK = 0.5;

interface InForm {
  readonly toPage: Point;
  /** Whether a point as it is said lies on the object in its form, and none of the object on the page. */
  isMisplaced(x: number, y: number): boolean;
}

/**
 * Letters that a file says of a piece of text by themselves (`ActualText`, mostly of a ligature) PDFium places in the space of the form they are drawn in
 * instead of the page's. What takes the place that is said of letter `index` of `object` to where it stands on the page; `scratch` is written.
 */
export function placesInForms(lib: Pdfium, textPage: number): (index: number, object: number, x: number, y: number) => Point {
  let last = 0;
  let inForm: InForm | null = null;
  return (index, object, x, y) => {
    if (object !== last) inForm = formOf(lib, textPage, index, object);
    last = object;
    return inForm?.isMisplaced(x, y) ? inForm.toPage : here;
  };
}

function formOf(lib: Pdfium, textPage: number, index: number, object: number): InForm | null {
  const { fast, scratch } = lib;
  if (!fast.FPDFText_GetMatrix(textPage, index, scratch)) return null;
  const shown = matrixAt(lib);
  if (!fast.FPDFPageObj_GetMatrix(object, scratch)) return null;
  const toPage = between(matrixAt(lib), shown);
  const corners = toPage && cornersOf(lib, object);
  if (!corners) return null;
  const onPage = corners.map(([x, y]) => toPage(x, y));
  return { toPage, isMisplaced: (x, y) => lies(x, y, corners) && !lies(x, y, onPage) };
}

function lies(x: number, y: number, corners: readonly Corner[]): boolean {
  const [xs, ys] = [corners.map(([cx]) => cx), corners.map(([, cy]) => cy)];
  return x >= Math.min(...xs) - SLACK && x <= Math.max(...xs) + SLACK && y >= Math.min(...ys) - SLACK && y <= Math.max(...ys) + SLACK;
}
