/** `ActualText`: what a file has read aloud in the place of what it draws. It may be another number, or another verdict, than the one that is seen. */
import type { PageObject } from './page-objects.ts';
import { type Pdfium, readString, TEXT } from './pdfium.ts';

/** Figures, and words that say what was found: a page that draws others must not be read as saying these. */
const FINDS =
  /\d|\b(?:pass(?:e[ds])?|fail(?:e[ds]|s)?|n\.?d|not|non|none|absent|present|detected|negative|positive|conforms?|complies|compliant)\b/i;
/** Letters of other scripts, whose glyphs fonts often do not name, are known by it alone. */
const OTHER_SCRIPT = /(?=\p{L})(?!\p{Script=Latin})./u;

/** Takes the marks from what stands on a loaded page, whose text PDFium then reads as it is drawn. */
export function dropSpokenText(lib: Pdfium, objects: readonly PageObject[]): void {
  const { fast } = lib;
  for (const { object, type } of objects) {
    if (type !== TEXT) continue;
    for (let index = fast.FPDFPageObj_CountMarks(object) - 1; index >= 0; index--) {
      const mark = fast.FPDFPageObj_GetMark(object, index);
      const spoken = spokenIn(lib, mark);
      if (FINDS.test(spoken) && !OTHER_SCRIPT.test(spoken)) fast.FPDFPageObj_RemoveMark(object, mark);
    }
  }
}

const KEY = new TextEncoder().encode('ActualText\0');

function spokenIn(lib: Pdfium, mark: number): string {
  const { fast, heap, scratch } = lib;
  heap.HEAPU8.set(KEY, scratch);
  const written = scratch + 16;
  const ask = (buffer: number, length: number): number =>
    fast.FPDFPageObjMark_GetParamStringValue(mark, scratch, buffer, length, written)
      ? lib.heap.HEAPU8[written]! + 256 * lib.heap.HEAPU8[written + 1]!
      : 0;
  return readString(lib, 'utf-16le', ask);
}
