/** What is typed into the fields of a form, or set on a page as a note or stamp, is displayed with it, and so belongs to its text. */
import { type Pdfium, readString } from './pdfium.ts';

const FREE_TEXT = 3;
const STAMP = 13;
const WIDGET = 20;
const AS_DISPLAYED = 0;
const FLATTENED = 1;

/** Makes such annotations part of the page in memory; true when the page has to be loaded again to see them. */
export function flattenForms(lib: Pdfium, page: number): boolean {
  const { api } = lib;
  let texts = 0;
  for (let index = api.FPDFPage_GetAnnotCount(page) - 1; index >= 0; index--) {
    if (isText(lib, page, index)) texts++;
    // The appearance of a signature repeats what the signature says, often over other text.
    else api.FPDFPage_RemoveAnnot(page, index);
  }
  return texts > 0 && api.FPDFPage_Flatten(page, AS_DISPLAYED) === FLATTENED;
}

function isText(lib: Pdfium, page: number, index: number): boolean {
  const { api } = lib;
  const annotation = api.FPDFPage_GetAnnot(page, index);
  if (!annotation) return false;
  try {
    const subtype = api.FPDFAnnot_GetSubtype(annotation);
    if (subtype !== WIDGET) return subtype === FREE_TEXT || subtype === STAMP;
    return readString(lib, 'utf-16le', (buffer, length) => api.FPDFAnnot_GetStringValue(annotation, 'FT', buffer, length)) !== 'Sig';
  } finally {
    api.FPDFPage_CloseAnnot(annotation);
  }
}
