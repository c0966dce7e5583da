/**
 * The font that stands in where a PDF names one without carrying it. PDFium's own stand-ins have no letters beyond Western Europe,
 * so that Czech reports lost their č, ř and ě on page images.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';

const NAME = 'Carlito';
const BOLD_FROM = 600;
/** Fonts of which PDFium has its own, of the right widths. */
const BUILT_IN = /helvetica|arial|times|courier|symbol|dingbats/i;
const FACES = {
  regular: '@expo-google-fonts/carlito/400Regular/Carlito_400Regular.ttf',
  bold: '@expo-google-fonts/carlito/700Bold/Carlito_700Bold.ttf',
} as const;
/** Handles that PDFium keeps of a font; 0 would mean that there is none. */
const HANDLES = { regular: 1, bold: 2 } as const;

const files = new Map<keyof typeof FACES, Uint8Array>();

/** Read when a document first needs it. */
function fontFile(face: keyof typeof FACES): Uint8Array {
  const bytes = files.get(face) ?? readFileSync(createRequire(import.meta.url).resolve(FACES[face]));
  files.set(face, bytes);
  return bytes;
}

/** Lays out an FPDF_SYSFONTINFO (version 1) in PDFium's memory, whose functions answer a question for a font that PDFium has not with ours. */
export function installFallbackFont({ FPDF_SetSystemFontInfo, pdfium }: WrappedPdfiumModule): void {
  const info = pdfium.wasmExports.malloc(9 * 4);
  const set = (index: number, value: number) => pdfium.setValue(info + 4 * index, value, 'i32');
  // a function of its own each: one function has one place in the table, and one signature there
  set(0, 1);
  set(
    1,
    pdfium.addFunction(() => undefined, 'vi'),
  ); // Release
  set(
    2,
    pdfium.addFunction(() => undefined, 'vii'),
  ); // EnumFonts
  set(3, pdfium.addFunction(mapFont, 'iiiiiiii'));
  set(
    4,
    pdfium.addFunction(() => 0, 'iii'),
  ); // GetFont, by exact name: none
  set(5, pdfium.addFunction(fontData, 'iiiiii'));
  set(6, pdfium.addFunction(faceName, 'iiiii'));
  set(
    7,
    pdfium.addFunction(() => 0, 'iii'),
  ); // GetFontCharset: ANSI
  set(
    8,
    pdfium.addFunction(() => undefined, 'vii'),
  ); // DeleteFont
  FPDF_SetSystemFontInfo(info);

  function mapFont(_info: number, weight: number, _italic: number, _charset: number, _pitch: number, face: number, exact: number): number {
    if (BUILT_IN.test(pdfium.UTF8ToString(face))) return 0;
    if (exact) pdfium.setValue(exact, 0, 'i32');
    return weight >= BOLD_FROM ? HANDLES.bold : HANDLES.regular;
  }

  /** The whole file for table 0; single tables are not given. */
  function fontData(_info: number, handle: number, table: number, buffer: number, size: number): number {
    if (table !== 0) return 0;
    const file = fontFile(handle === HANDLES.bold ? 'bold' : 'regular');
    if (buffer && size >= file.length) (pdfium as unknown as { readonly HEAPU8: Uint8Array }).HEAPU8.set(file, buffer);
    return file.length;
  }

  function faceName(_info: number, _handle: number, buffer: number, size: number): number {
    if (buffer && size > NAME.length) pdfium.stringToUTF8(NAME, buffer, size);
    return NAME.length + 1;
  }
}
