/** Pages whose font says other letters than it draws. */
import { type Placed, pdfFile, stream, textContent } from './pdf-source.ts';

/** Helvetica with a map to Unicode of our own: `says` gives the text of each drawn character. */
export function mappedPage(placed: readonly Placed[], says: (drawn: string) => string, mediaBox = '[0 0 595 842]'): Uint8Array {
  const codes = Array.from({ length: 95 }, (_, i) => 32 + i);
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  const line = (code: number) => {
    const text = [...says(String.fromCharCode(code))].map(letter => hex(letter.charCodeAt(0), 4)).join('');
    return `<${hex(code, 2)}> <${text}>`;
  };
  const map = [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def',
    '1 begincodespacerange <00> <ff> endcodespacerange',
    `${codes.length} beginbfchar`,
    ...codes.map(line),
    'endbfchar endcmap end end',
  ].join('\n');
  return pdfFile([
    { body: '<< /Type /Catalog /Pages 2 0 R >>' },
    { body: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' },
    { body: `<< /Type /Page /Parent 2 0 R /MediaBox ${mediaBox} /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>` },
    stream('', textContent(placed)),
    { body: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 6 0 R >>' },
    stream('', map),
  ]);
}
