import { renderRaster } from '../../src/document/render.ts';
import { pdfFile, stream } from '../documents/pdf-source.ts';

/** One line in a font that the file names and does not carry, by glyph names. */
function page(glyph: string): Uint8Array {
  return pdfFile([
    { body: '<< /Type /Catalog /Pages 2 0 R >>' },
    { body: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' },
    { body: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 50] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>' },
    stream('', 'BT /F1 30 Tf 1 0 0 1 40 15 Tm (A) Tj ET'),
    {
      body: `<< /Type /Font /Subtype /TrueType /BaseFont /Calibri /FirstChar 65 /LastChar 65 /Widths [423] /FontDescriptor 6 0 R
        /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [65 /${glyph}] >> >>`,
    },
    {
      body: `<< /Type /FontDescriptor /FontName /Calibri /Flags 32 /FontBBox [-503 -307 1240 964] /ItalicAngle 0 /Ascent 750
        /Descent -250 /CapHeight 650 /StemV 52 /MissingWidth 500 >>`,
    },
  ]);
}

async function ink(glyph: string): Promise<number> {
  const { data } = await renderRaster(page(glyph), 1, 200);
  let dark = 0;
  for (let i = 0; i < data.length; i += 4) if ((data[i] ?? 255) < 128) dark += 1;
  return dark;
}

test.each(['ccaron', 'rcaron', 'ecaron', 'uring', 'tcaron'])('a font that is not in the file is drawn with its %s', async glyph => {
  expect(await ink(glyph)).toBeGreaterThan(100);
});

test('a letter with a caron has more ink than without', async () => {
  expect(await ink('ccaron')).toBeGreaterThan(await ink('c'));
});
