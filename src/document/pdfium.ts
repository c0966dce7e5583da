/** PDFium compiled to WebAssembly: opening it, and reading C structures out of its memory. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { DocumentRefused } from './document.ts';
import { installFallbackFont } from './fallback-font.ts';

/** The functions called once a glyph, a text object or a stroke, straight from the WebAssembly exports: the wrapped ones cost several times as much. */
interface FastCalls {
  FPDFText_GetUnicode(textPage: number, index: number): number;
  FPDFText_GetLooseCharBox(textPage: number, index: number, box: number): number;
  FPDFText_GetCharOrigin(textPage: number, index: number, x: number, y: number): number;
  FPDFText_GetTextObject(textPage: number, index: number): number;
  FPDFText_GetMatrix(textPage: number, index: number, matrix: number): number;
  FPDFTextObj_GetFontSize(object: number, size: number): number;
  FPDFTextObj_GetFont(object: number): number;
  FPDFTextObj_GetTextRenderMode(object: number): number;
  FPDFPage_GetObject(page: number, index: number): number;
  FPDFPageObj_GetType(object: number): number;
  FPDFPageObj_GetMatrix(object: number, matrix: number): number;
  FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number;
  FPDFFormObj_GetObject(form: number, index: number): number;
  FPDFPath_CountSegments(object: number): number;
  FPDFPath_GetDrawMode(object: number, fill: number, stroke: number): number;
  FPDFPageObj_GetFillColor(object: number, red: number, green: number, blue: number, alpha: number): number;
  FPDFPageObj_GetClipPath(object: number): number;
  FPDFClipPath_CountPaths(clip: number): number;
  FPDFClipPath_CountPathSegments(clip: number, path: number): number;
  FPDFClipPath_GetPathSegment(clip: number, path: number, index: number): number;
  FPDFPathSegment_GetPoint(segment: number, x: number, y: number): number;
  FPDFPageObj_CountMarks(object: number): number;
  FPDFPageObj_GetMark(object: number, index: number): number;
  FPDFPageObjMark_GetName(mark: number, buffer: number, length: number, written: number): number;
  FPDFPageObjMark_GetParamStringValue(mark: number, key: number, buffer: number, length: number, written: number): number;
  FPDFPageObj_RemoveMark(object: number, mark: number): number;
}

/** Kinds of what is drawn on a page, as PDFium numbers them. */
export const TEXT = 1;
export const PATH = 2;
export const IMAGE = 3;
export const SHADING = 4;
export const FORM = 5;

interface Heap {
  readonly HEAPU8: Uint8Array;
  readonly HEAPF32: Float32Array;
  readonly HEAPF64: Float64Array;
}

export interface Pdfium {
  readonly api: WrappedPdfiumModule;
  readonly fast: FastCalls;
  /** Views of the module's memory; asked for anew at every use, since memory that grew has other views. */
  readonly heap: Heap;
  /** 64 bytes for out parameters. */
  readonly scratch: number;
  malloc(size: number): number;
  free(pointer: number): void;
}

let running: Promise<Pdfium> | null = null;

/** The one PDFium of this process. */
export function pdfium(): Promise<Pdfium> {
  running ??= start().catch((error: unknown) => {
    running = null;
    throw error;
  });
  return running;
}

/** After an abort the instance is dead; the next call of `pdfium()` starts a new one. */
export function discardPdfium(): void {
  running = null;
}

async function start(): Promise<Pdfium> {
  const wasm = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm');
  const binary = await readFile(wasm);
  const quiet = () => undefined;
  const api = await init({ wasmBinary: new Uint8Array(binary).buffer, print: quiet, printErr: quiet });
  api.PDFiumExt_Init();
  installFallbackFont(api);
  const raw = api.pdfium.wasmExports as unknown as FastCalls & { malloc(size: number): number; free(pointer: number): void };
  return {
    api,
    fast: raw,
    heap: api.pdfium as unknown as Heap,
    scratch: raw.malloc(64),
    malloc: size => raw.malloc(size),
    free: pointer => raw.free(pointer),
  };
}

/** Reads a string that PDFium writes into a buffer of the caller: asks for the length, then for the text. */
export function readString(lib: Pdfium, encoding: 'utf-8' | 'utf-16le', call: (buffer: number, length: number) => number): string {
  const length = call(0, 0);
  const terminator = encoding === 'utf-8' ? 1 : 2;
  if (length <= terminator || length > 1_000_000) return '';
  const buffer = lib.malloc(length);
  try {
    call(buffer, length);
    return new TextDecoder(encoding).decode(lib.heap.HEAPU8.slice(buffer, buffer + length - terminator));
  } finally {
    lib.free(buffer);
  }
}

export interface OpenPdf {
  readonly lib: Pdfium;
  readonly document: number;
  readonly pageCount: number;
}

const PASSWORD_ERROR = 4;

/** Opens the bytes, runs `use` and closes again. Throws DocumentRefused where PDFium cannot open them. */
export async function withPdf<T>(bytes: Uint8Array, use: (pdf: OpenPdf) => T): Promise<T> {
  const lib = await pdfium();
  try {
    return usePdf(lib, bytes, use);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'RuntimeError') throw error;
    discardPdfium();
    throw new DocumentRefused(
      'broken-file',
      'The PDF is damaged in a way its reader cannot survive. Ask the issuer for the original file.',
      {
        cause: error,
      },
    );
  }
}

function usePdf<T>(lib: Pdfium, bytes: Uint8Array, use: (pdf: OpenPdf) => T): T {
  const buffer = lib.malloc(bytes.length);
  lib.heap.HEAPU8.set(bytes, buffer);
  const document = lib.api.FPDF_LoadMemDocument(buffer, bytes.length, '');
  try {
    if (!document) throw cannotOpen(lib.api.FPDF_GetLastError());
    return use({ lib, document, pageCount: lib.api.FPDF_GetPageCount(document) });
  } finally {
    if (document) lib.api.FPDF_CloseDocument(document);
    lib.free(buffer);
  }
}

function cannotOpen(code: number): DocumentRefused {
  if (code === PASSWORD_ERROR) {
    return new DocumentRefused(
      'password-protected',
      'The PDF asks for a password. Remove the protection, or ask the issuer for an open copy.',
    );
  }
  return new DocumentRefused(
    'broken-file',
    'The PDF cannot be opened: it is damaged or incomplete. Download it again or ask the issuer for it.',
  );
}
