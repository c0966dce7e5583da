/** What is typed into the fields of a form, or set on a page as a note, stamp or drawing, is displayed with it: it belongs to its text, or hides some. */
import { type Pdfium, readString } from './pdfium.ts';

const WIDGET = 20;
/** Free text, squares, circles, polygons, stamps, ink and black-outs. Marks of readers (highlights, icons of notes) and links are none of the page. */
const ON_PAGE: ReadonlySet<number> = new Set([3, 5, 6, 7, 13, 15, 28]);
const AS_DISPLAYED = 0;
const FLATTENED = 1;

/** Makes such annotations part of the page in memory; true when the page has to be loaded again to see them. */
export function flattenForms(lib: Pdfium, page: number): boolean {
  const { api } = lib;
  let drawn = 0;
  if (hasUndrawnFields(lib, page)) drawFields(lib, page);
  for (let index = api.FPDFPage_GetAnnotCount(page) - 1; index >= 0; index--) {
    if (isOnPage(lib, page, index)) drawn++;
    // The appearance of a signature repeats what the signature says, often over other text.
    else api.FPDFPage_RemoveAnnot(page, index);
  }
  return drawn > 0 && api.FPDFPage_Flatten(page, AS_DISPLAYED) === FLATTENED;
}

/** Programs that fill in forms may leave it to the viewer to draw what they typed. */
function hasUndrawnFields(lib: Pdfium, page: number): boolean {
  const { api } = lib;
  for (let index = api.FPDFPage_GetAnnotCount(page) - 1; index >= 0; index--) {
    const annotation = api.FPDFPage_GetAnnot(page, index);
    if (!annotation) continue;
    const isField = api.FPDFAnnot_GetSubtype(annotation) === WIDGET;
    const isUndrawn = isField && !api.FPDFAnnot_HasKey(annotation, 'AP') && !isSignature(lib, annotation);
    api.FPDFPage_CloseAnnot(annotation);
    if (isUndrawn) return true;
  }
  return false;
}

const WITH_FIELDS = 1;

/** PDFium makes up how fields look when it first draws them, where the file asks for it. */
function drawFields({ api }: Pdfium, page: number): void {
  const bitmap = api.FPDFBitmap_Create(1, 1, 0);
  api.FPDF_RenderPageBitmap(bitmap, page, 0, 0, 1, 1, 0, WITH_FIELDS);
  api.FPDFBitmap_Destroy(bitmap);
}

const isSignature = (lib: Pdfium, annotation: number): boolean =>
  readString(lib, 'utf-16le', (buffer, length) => lib.api.FPDFAnnot_GetStringValue(annotation, 'FT', buffer, length)) === 'Sig';

function isOnPage(lib: Pdfium, page: number, index: number): boolean {
  const { api } = lib;
  const annotation = api.FPDFPage_GetAnnot(page, index);
  if (!annotation) return false;
  try {
    const subtype = api.FPDFAnnot_GetSubtype(annotation);
    if (subtype !== WIDGET) return ON_PAGE.has(subtype);
    return !isSignature(lib, annotation);
  } finally {
    api.FPDFPage_CloseAnnot(annotation);
  }
}
