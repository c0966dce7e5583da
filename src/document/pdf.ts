/** PDF bytes to pages of positioned words: PDFium first, pdf.js where PDFium's text is gibberish. */
import type { Problem } from '../coa/problem.ts';
import type { FileFacts, Page } from './document.ts';
import { DocumentRefused } from './document.ts';
import { pdfFacts } from './facts.ts';
import { pageFrame, readGlyphs } from './glyphs.ts';
import { legibility } from './legible.ts';
import { overlapProblem } from './overlap.ts';
import { type OpenPdf, withPdf } from './pdfium.ts';
import { readDrawn } from './rules.ts';
import { buildRuns, type Run } from './runs.ts';
import { assembleWords } from './words.ts';

export interface PdfContent {
  readonly pages: readonly Page[];
  readonly facts: FileFacts;
  readonly problems: readonly Problem[];
}

export interface PdfOptions {
  readonly maxPages: number;
  readonly crossCheck: boolean;
}

/** A page as it was read, with what decides whether it can be relied on. */
interface Draft {
  page: Page;
  /** Pages that are only a picture need optical character recognition. */
  readonly pictureOnly: boolean;
  readonly hidden: readonly string[];
}

export async function readPdf(bytes: Uint8Array, { maxPages, crossCheck }: PdfOptions): Promise<PdfContent> {
  const { drafts, facts } = await withPdf(bytes, pdf => {
    if (pdf.pageCount > maxPages) throw tooManyPages(pdf.pageCount, maxPages);
    return { drafts: Array.from({ length: pdf.pageCount }, (_, index) => readPage(pdf, index)), facts: pdfFacts(pdf) };
  });
  const problems: Problem[] = [];
  refuseWithoutText(drafts);
  problems.push(...(await replaceGarbled(bytes, drafts)));
  if (crossCheck) problems.push(...(await addSecondTexts(bytes, drafts)));
  problems.push(...pageProblems(drafts));
  return { pages: drafts.map(draft => draft.page), facts, problems };
}

function tooManyPages(pages: number, most: number): DocumentRefused {
  return new DocumentRefused('too-many-pages', `The PDF has ${pages} pages; at most ${most} are read. Send the certificate alone.`);
}

/** A line of text over a scan (a stamp, a page number) does not make it readable. */
const FEWEST_WORDS = 8;
const PICTURE = 0.3;

function readPage(pdf: OpenPdf, index: number): Draft {
  const { api } = pdf.lib;
  const handle = api.FPDF_LoadPage(pdf.document, index);
  if (!handle) throw new DocumentRefused('broken-file', `Page ${index + 1} of the PDF is damaged. Ask the issuer for the original file.`);
  const textPage = api.FPDFText_LoadPage(handle);
  try {
    const frame = pageFrame(pdf.lib, handle);
    const { shown, hidden } = apart(textPage ? buildRuns(readGlyphs(pdf, textPage, frame)) : []);
    const { rules, pictures } = readDrawn(pdf.lib, handle, frame);
    const { words, slanted } = assembleWords(shown);
    const { width, height } = frame;
    return {
      page: { number: index + 1, width, height, words, slanted, rules, engine: 'pdfium' },
      pictureOnly: words.length < FEWEST_WORDS && pictures >= PICTURE,
      hidden,
    };
  } finally {
    if (textPage) api.FPDFText_ClosePage(textPage);
    api.FPDF_ClosePage(handle);
  }
}

/** Text that is not painted is left out, unless the page has no other: then it is the text layer that a scanner laid under its picture. */
function apart(runs: readonly Run[]): { shown: readonly Run[]; hidden: readonly string[] } {
  const painted = runs.filter(run => !run.invisible);
  if (painted.length === runs.length || painted.length < FEWEST_WORDS) return { shown: runs, hidden: [] };
  return { shown: painted, hidden: runs.filter(run => run.invisible).map(run => run.text) };
}

function refuseWithoutText(drafts: readonly Draft[]): void {
  const words = drafts.reduce((sum, draft) => sum + draft.page.words.length, 0);
  if (words >= FEWEST_WORDS && drafts.some(draft => !draft.pictureOnly)) return;
  throw new DocumentRefused(
    'no-text-layer',
    'The PDF is a picture without text (a scan or a photograph), which cannot be read yet. Ask the laboratory for the original PDF, or enter the results in the CSV template.',
  );
}

/** Puts pdf.js's page where PDFium's is gibberish. Throws DocumentRefused when no page is legible either way. */
async function replaceGarbled(bytes: Uint8Array, drafts: readonly Draft[]): Promise<Problem[]> {
  const garbled = drafts.filter(draft => legibility(draft.page.words) === 'garbled');
  if (garbled.length === 0) return [];
  const { readPagesByPdfjs } = await import('./pdfjs.ts');
  const others = await readPagesByPdfjs(bytes);
  const lost: number[] = [];
  for (const draft of garbled) {
    const other = others[draft.page.number - 1];
    if (other && legibility(other.words) === 'legible') draft.page = { ...other, rules: draft.page.rules };
    else lost.push(draft.page.number);
  }
  if (lost.length === 0) return [];
  const legible = drafts.some(draft => !lost.includes(draft.page.number) && legibility(draft.page.words) === 'legible');
  if (!legible) {
    throw new DocumentRefused(
      'garbled-text',
      'The text in the PDF is gibberish: its fonts do not say which letters they draw. Ask the laboratory for the original PDF, or enter the results in the CSV template.',
    );
  }
  for (const draft of garbled) if (lost.includes(draft.page.number)) draft.page = { ...draft.page, words: [] };
  return [pagesProblem('page-garbled', lost, 'the text is gibberish and was not read')];
}

async function addSecondTexts(bytes: Uint8Array, drafts: readonly Draft[]): Promise<Problem[]> {
  const { secondTexts } = await import('./pdfjs.ts');
  try {
    const texts = await secondTexts(bytes);
    for (const draft of drafts) draft.page = { ...draft.page, secondText: texts[draft.page.number - 1] };
    return [];
  } catch (error) {
    const message = `The second PDF engine could not read the file (${String(error)}), so no value was compared with its text.`;
    return [{ code: 'second-engine-failed', severity: 'info', message }];
  }
}

function pageProblems(drafts: readonly Draft[]): Problem[] {
  const problems = drafts.flatMap(draft => overlapProblem(draft.page) ?? []);
  const pictures = drafts.filter(draft => draft.pictureOnly).map(draft => draft.page.number);
  if (pictures.length > 0) problems.push(pagesProblem('page-without-text', pictures, 'there is only a picture, which was not read'));
  const hidden = drafts.filter(draft => draft.hidden.some(text => /\d/.test(text))).map(draft => draft.page.number);
  if (hidden.length > 0) problems.push(pagesProblem('invisible-text', hidden, 'there is text that is not shown; it was left out'));
  return problems;
}

function pagesProblem(code: string, pages: readonly number[], what: string): Problem {
  const where = pages.length === 1 ? `On page ${pages[0]}` : `On pages ${pages.join(', ')}`;
  return { code, severity: 'warning', message: `${where} ${what}. Compare the values with the pictures of the pages.` };
}
