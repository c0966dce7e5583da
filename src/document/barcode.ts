/** Barcodes and links of a PDF, read as evidence and never followed: what they name is compared with what is printed. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Box } from '../coa/transcript.ts';
import { boxOn } from './glyphs.ts';
import { FORM, IMAGE, type OpenPdf, PATH, type Pdfium, readString, withPdf } from './pdfium.ts';
import { renderRaster } from './render.ts';
import { uprightFrame } from './upright.ts';

export interface CodeOnPage {
  /** `QRCode`, `Code128`, …, or `link` of the PDF. */
  readonly form: string;
  readonly text: string;
  readonly page: number;
  readonly box: Box;
}

/** A label of a laboratory has one or two; a page of hundreds is something else. */
const MOST_A_PAGE = 20;
const MOST_PAGES = 12;
const LONGEST = 2000;
const DPI = 150;

/** Looked for on pages with pictures or drawings until the time, in milliseconds, is used up. */
export async function readBarcodes(bytes: Uint8Array, milliseconds: number): Promise<{ codes: CodeOnPage[]; pagesLeft: number }> {
  const until = performance.now() + milliseconds;
  const pages = await withPdf(bytes, drawnPages);
  const codes: CodeOnPage[] = [];
  let done = 0;
  for (const page of likelyFirst(pages).slice(0, MOST_PAGES)) {
    if (performance.now() > until) break;
    codes.push(...(await codesOn(bytes, page)));
    done++;
  }
  return { codes, pagesLeft: pages.length - done };
}

/** Codes stand on the first page or on the last, and often on all. */
function likelyFirst(pages: readonly DrawnPage[]): DrawnPage[] {
  const [first, ...others] = pages;
  const last = others.pop();
  return [first, last, ...others].filter(page => page !== undefined);
}

interface DrawnPage {
  readonly number: number;
  readonly width: number;
}

/** A code drawn in strokes has more of them than a table of modest size has rules. */
const FEWEST_PATHS = 150;

function drawnPages(pdf: OpenPdf): DrawnPage[] {
  const { lib, document, pageCount } = pdf;
  return Array.from({ length: pageCount }, (_, index) => {
    const page = lib.api.FPDF_LoadPage(document, index);
    if (!page) return null;
    try {
      return mayHoldCode(lib, page) ? { number: index + 1, width: uprightFrame(pdf, page).width } : null;
    } finally {
      lib.api.FPDF_ClosePage(page);
    }
  }).filter(page => page !== null);
}

function mayHoldCode({ api, fast }: Pdfium, page: number): boolean {
  let paths = 0;
  for (let index = 0; index < api.FPDFPage_CountObjects(page); index++) {
    const type = fast.FPDFPageObj_GetType(fast.FPDFPage_GetObject(page, index));
    if (type === IMAGE || type === FORM) return true;
    if (type === PATH && ++paths >= FEWEST_PATHS) return true;
  }
  return false;
}

async function codesOn(bytes: Uint8Array, { number, width }: DrawnPage): Promise<CodeOnPage[]> {
  const raster = await renderRaster(bytes, number, Math.round((width * DPI) / 72));
  const scale = width / raster.width;
  const read = await codeReader();
  const found = await read(
    { data: new Uint8ClampedArray(raster.data), width: raster.width, height: raster.height, colorSpace: 'srgb' },
    { maxNumberOfSymbols: MOST_A_PAGE, tryHarder: true, tryInvert: false },
  );
  return found.map(({ format, text, position }) => {
    const corners = [position.topLeft, position.topRight, position.bottomLeft, position.bottomRight];
    const [xs, ys] = [corners.map(corner => corner.x * scale), corners.map(corner => corner.y * scale)];
    const box: Box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    return { form: format, text: text.slice(0, LONGEST), page: number, box };
  });
}

type Read = typeof import('zxing-wasm/reader').readBarcodes;
let loading: Promise<Read> | null = null;

/** Loaded when the first code is looked for, from the package itself: its default is to fetch it from the network. */
export function codeReader(): Promise<Read> {
  loading ??= (async () => {
    const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader');
    const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
    await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
    return readBarcodes;
  })();
  return loading;
}

/** Addresses that the PDF makes parts of its pages link to. */
export async function readLinks(bytes: Uint8Array): Promise<CodeOnPage[]> {
  return withPdf(bytes, pdf =>
    Array.from({ length: Math.min(pdf.pageCount, MOST_PAGES) }, (_, index) => {
      const { api } = pdf.lib;
      const page = api.FPDF_LoadPage(pdf.document, index);
      if (!page) return [];
      try {
        return linksOn(pdf, page, index + 1);
      } finally {
        api.FPDF_ClosePage(page);
      }
    }).flat(),
  );
}

function linksOn(pdf: OpenPdf, page: number, number: number): CodeOnPage[] {
  const { lib, document } = pdf;
  const { api, scratch, heap } = lib;
  const [next, link] = [scratch, scratch + 4];
  const integer = (at: number) => new DataView(heap.HEAPU8.buffer).getInt32(at, true);
  heap.HEAPU8.fill(0, scratch, scratch + 8);
  const links: { readonly annotation: number; readonly text: string }[] = [];
  while (links.length < MOST_A_PAGE && api.FPDFLink_Enumerate(page, next, link)) {
    const annotation = integer(link);
    const action = api.FPDFLink_GetAction(annotation);
    const text = action
      ? readString(lib, 'utf-8', (buffer, length) => api.FPDFAction_GetURIPath(document, action, buffer, length)).trim()
      : '';
    if (text !== '') links.push({ annotation, text });
  }
  if (links.length === 0) return [];
  const frame = uprightFrame(pdf, page);
  return links.map(({ annotation, text }) => {
    api.FPDFLink_GetAnnotRect(annotation, scratch);
    const [l = 0, t = 0, r = 0, b = 0] = heap.HEAPF32.subarray(scratch >> 2, (scratch >> 2) + 4);
    return { form: 'link', text: text.slice(0, LONGEST), page: number, box: boxOn(frame, [l, t], [r, b]) };
  });
}
