/** PDF bytes to pages of positioned words. */
import type { FileFacts, Page } from './document.ts';
import { DocumentRefused } from './document.ts';
import { pdfFacts } from './facts.ts';
import { type Glyphs, pageFrame, readGlyphs } from './glyphs.ts';
import { type OpenPdf, withPdf } from './pdfium.ts';
import { buildRuns } from './runs.ts';
import { assembleWords } from './words.ts';

export interface PdfContent {
  readonly pages: readonly Page[];
  readonly facts: FileFacts;
}

export function readPdf(bytes: Uint8Array, maxPages: number): Promise<PdfContent> {
  return withPdf(bytes, pdf => {
    if (pdf.pageCount > maxPages) {
      throw new DocumentRefused(
        'too-many-pages',
        `The PDF has ${pdf.pageCount} pages; at most ${maxPages} are read. Split it and send the certificate alone.`,
      );
    }
    const pages: Page[] = [];
    for (let index = 0; index < pdf.pageCount; index++) pages.push(readPage(pdf, index));
    return { pages, facts: pdfFacts(pdf) };
  });
}

function readPage(pdf: OpenPdf, index: number): Page {
  const { api } = pdf.lib;
  const page = api.FPDF_LoadPage(pdf.document, index);
  if (!page)
    throw new DocumentRefused('broken-file', `Page ${index + 1} of the PDF cannot be loaded. Ask the issuer for the original file.`);
  const textPage = api.FPDFText_LoadPage(page);
  try {
    const frame = pageFrame(pdf.lib, page);
    const glyphs: Glyphs | null = textPage ? readGlyphs(pdf, textPage, frame) : null;
    const { words, slanted } = assembleWords(glyphs ? buildRuns(glyphs) : []);
    return { number: index + 1, width: frame.width, height: frame.height, words, slanted, rules: [], engine: 'pdfium' };
  } finally {
    if (textPage) api.FPDFText_ClosePage(textPage);
    api.FPDF_ClosePage(page);
  }
}
