/** PDF bytes to pages of positioned words: PDFium first, pdf.js where PDFium's text is gibberish. */
import type { Problem } from '../coa/problem.ts';
import { attachedFiles } from './attached.ts';
import type { FileFacts, Page, Word } from './document.ts';
import { DocumentRefused } from './document.ts';
import { countWords, type Draft, isRecognised } from './draft.ts';
import { recognise } from './drawn-text.ts';
import { pdfFacts } from './facts.ts';
import { flattenForms } from './forms.ts';
import type { Frame } from './glyphs.ts';
import { legibility } from './legible.ts';
import type { OcrOptions } from './ocr.ts';
import { overlapProblem } from './overlap.ts';
import { objectsOf } from './page-objects.ts';
import { type OpenPdf, withPdf } from './pdfium.ts';
import { FEWEST_WORDS, isPictured, mayHoldTable } from './pictured.ts';
import { readDrawn } from './rules.ts';
import { buildRuns, type Run } from './runs.ts';
import { readAside, type SecondReading, type SecondTexts } from './second-engine.ts';
import { dropSpokenText } from './spoken-text.ts';
import { besideWords, holdsTable } from './unread-pictures.ts';
import { seenText } from './unseen.ts';
import { readUpright } from './upright.ts';
import { wallsIn } from './walls.ts';
import { assembleWords } from './words.ts';

export interface PdfContent {
  readonly pages: readonly Page[];
  readonly facts: FileFacts;
  readonly problems: readonly Problem[];
  /** Null where it was not asked for. */
  readonly second: Second | null;
}

/** What the second engine makes of the same file; it may still be at it. */
export interface Second {
  /** The text of each page, or why there is none. Rejects as a reading does. */
  texts(): Promise<SecondTexts>;
  /** Whoever has read the texts, or does not want them, says so. */
  drop(): void;
}

export interface PdfOptions {
  readonly maxPages: number;
  readonly crossCheck: boolean;
  /** The engines one after the other. */
  readonly inTurn?: boolean | undefined;
  /** Recognise the text of pages that are pictures, or whose own text is gibberish. */
  readonly ocr?: OcrOptions | undefined;
}

/** What the second engine reads meanwhile is the caller's to await, and to drop. */
export async function readPdf(bytes: Uint8Array, options: PdfOptions): Promise<PdfContent> {
  let second: SecondReading | null = null;
  try {
    const { drafts, facts, attached } = await withPdf(bytes, pdf => {
      if (pdf.pageCount > options.maxPages) throw tooManyPages(pdf.pageCount, options.maxPages);
      if (options.crossCheck && !options.inTurn) second = readAside(bytes);
      const facts = pdfFacts(pdf);
      return { facts, attached: attachedFiles(pdf), drafts: Array.from({ length: pdf.pageCount }, (_, index) => readPage(pdf, index)) };
    });
    refuseBroken(drafts);
    const garbled = await replaceGarbled(bytes, drafts);
    const problems = options.ocr ? await recognise(bytes, drafts, garbled, options.ocr) : [];
    refuseWithoutText(drafts, garbled);
    problems.push(...pageProblems(drafts, garbled), ...attached);
    const pages = drafts.map(draft => draft.page);
    return {
      pages,
      facts: { ...facts, ...recognisedPages(drafts) },
      problems,
      second: options.crossCheck ? secondOf(bytes, second) : null,
    };
  } catch (error) {
    (second as SecondReading | null)?.drop();
    throw error;
  }
}

/** Where it did not begin together with the first engine, it begins when its texts are wanted. */
function secondOf(bytes: Uint8Array, started: SecondReading | null): Second {
  let reading = started;
  return {
    texts() {
      reading ??= readAside(bytes);
      return reading.texts;
    },
    drop: () => reading?.drop(),
  };
}

/** The pages with the second engine's texts of them, and the problem that there are none. */
export function withSecondTexts(
  pages: readonly Page[],
  answer: SecondTexts,
): { readonly pages: readonly Page[]; readonly problems: readonly Problem[] } {
  if ('texts' in answer) return { pages: pages.map(page => ({ ...page, secondText: answer.texts[page.number - 1] })), problems: [] };
  const message = `The second PDF engine could not read the file (${answer.failed}), so no value was compared with its text.`;
  return { pages, problems: [{ code: 'second-engine-failed', severity: 'info', message }] };
}

function recognisedPages(drafts: readonly Draft[]): Pick<FileFacts, 'recognisedPages'> {
  const pages = drafts.filter(isRecognised).map(draft => draft.page.number);
  return pages.length === 0 ? {} : { recognisedPages: pages };
}

function tooManyPages(pages: number, most: number): DocumentRefused {
  return new DocumentRefused('too-many-pages', `The PDF has ${pages} pages; at most ${most} are read. Send the certificate alone.`);
}

function readPage(pdf: OpenPdf, index: number): Draft {
  const { api } = pdf.lib;
  let handle = api.FPDF_LoadPage(pdf.document, index);
  if (handle && flattenForms(pdf.lib, handle)) {
    api.FPDF_ClosePage(handle);
    handle = api.FPDF_LoadPage(pdf.document, index);
  }
  if (!handle) return brokenPage(index + 1);
  const objects = objectsOf(pdf.lib, handle);
  dropSpokenText(pdf.lib, objects);
  const text = readUpright(pdf, handle);
  const { frame, turn } = text;
  let { textPage } = text;
  try {
    const seen = seenText(pdf, handle, text, objects);
    textPage = seen.textPage;
    const drawn = readDrawn(pdf.lib, objects, frame);
    const walls = wallsIn(drawn.rules);
    const { shown, hidden, recognised } = apart(buildRuns(seen.glyphs, walls), seen.unseen ? buildRuns(seen.unseen) : [], frame);
    const { words: read, slanted } = assembleWords(shown, walls);
    const words = seen.overwritten ? withOverwritten(read, buildRuns(seen.overwritten)) : read;
    const { width, height } = frame;
    const pictureOnly = isPictured(words, drawn);
    return {
      page: {
        number: index + 1,
        width,
        height,
        words,
        slanted,
        rules: drawn.rules,
        engine: recognised ? 'ocr' : 'pdfium',
        ...(mayHoldTable(drawn) ? { pictured: true } : {}),
        ...(hidden.length > 0 ? { unseen: assembleWords(hidden).words } : {}),
      },
      pictureOnly,
      pasted: !pictureOnly && !recognised && besideWords(drawn.large, words).some(box => holdsTable(pdf.lib, handle, frame, box)),
      recognised,
      broken: false,
      cut: seen.glyphs.cut,
      turn,
    };
  } finally {
    if (textPage) api.FPDFText_ClosePage(textPage);
    api.FPDF_ClosePage(handle);
  }
}

/** Marks the words that these runs are of. */
function withOverwritten(words: readonly Word[], runs: readonly Run[]): Word[] {
  const isOf = ({ box, baseline, fontSize }: Word, run: Run): boolean =>
    Math.abs(run.baseline - baseline) < 0.1 * fontSize && Math.min(run.right, box[2]) - Math.max(run.left, box[0]) > 0.1 * fontSize;
  return words.map(word => (runs.some(run => isOf(word, run)) ? { ...word, overwritten: true } : word));
}

function brokenPage(number: number): Draft {
  const page: Page = { number, width: 0, height: 0, words: [], slanted: [], rules: [], engine: 'pdfium' };
  return { page, pictureOnly: false, recognised: false, pasted: false, broken: true, cut: false, turn: 0 };
}

/**
 * Text that is not painted, is not seen, or lies beside the page, is left out. Where a page has no other text, the unpainted one is the layer
 * that a scanner laid under its picture, and is read.
 */
function apart(
  runs: readonly Run[],
  unseen: readonly Run[],
  { width, height }: Frame,
): { readonly shown: readonly Run[]; readonly hidden: readonly Run[]; readonly recognised: boolean } {
  const all = [...runs, ...unseen.map(run => ({ ...run, invisible: true }))];
  const onPage = all.filter(run => run.right > 0 && run.left < width && run.bottom > 0 && run.top < height);
  const painted = onPage.filter(run => !run.invisible);
  const recognised = painted.length < FEWEST_WORDS && onPage.length >= FEWEST_WORDS;
  const shown = recognised ? onPage : painted;
  const kept = new Set(shown);
  return { shown, recognised, hidden: all.filter(run => !kept.has(run)) };
}

function refuseBroken(drafts: readonly Draft[]): void {
  if (drafts.some(draft => !draft.broken)) return;
  throw new DocumentRefused('broken-file', 'No page of the PDF can be loaded: it is damaged. Ask the issuer for the original file.');
}

function refuseWithoutText(drafts: readonly Draft[], garbled: readonly number[]): void {
  const words = countWords(drafts);
  if (words >= FEWEST_WORDS && drafts.some(draft => isRecognised(draft) || !draft.pictureOnly)) return;
  if (garbled.length > 0) {
    throw new DocumentRefused(
      'garbled-text',
      'The text in the PDF is gibberish: its fonts do not say which letters they draw. Ask the laboratory for the original PDF, or enter the results in the CSV template.',
    );
  }
  const what = drafts.some(draft => draft.pictureOnly) ? 'is a picture without text (a scan or a photograph)' : 'has no text';
  throw new DocumentRefused(
    'no-text-layer',
    `The PDF ${what}, and none could be made out. Ask the laboratory for the original PDF, or enter the results in the CSV template.`,
  );
}

/** Puts pdf.js's page where PDFium's is gibberish. Numbers of the pages that are gibberish in both, which lose their words. */
async function replaceGarbled(bytes: Uint8Array, drafts: readonly Draft[]): Promise<number[]> {
  const garbled = drafts.filter(draft => legibility(draft.page.words) === 'garbled');
  if (garbled.length === 0) return [];
  const { readPagesByPdfjs } = await import('./pdfjs.ts');
  // what it cannot open either is lost to both
  const others = await readPagesByPdfjs(
    bytes,
    drafts.map(({ turn }) => turn),
  ).catch((): Page[] => []);
  const lost: number[] = [];
  for (const draft of garbled) {
    const other = others[draft.page.number - 1];
    if (other && legibility(other.words) === 'legible') draft.page = { ...other, rules: draft.page.rules };
    else lost.push(draft.page.number);
  }
  const legible = drafts.some(draft => !lost.includes(draft.page.number) && legibility(draft.page.words) === 'legible');
  for (const draft of garbled) if (lost.includes(draft.page.number)) draft.page = { ...draft.page, words: [] };
  // a few words beside pages of gibberish are no document
  if (lost.length > 0 && !legible) for (const draft of drafts) draft.page = { ...draft.page, words: [] };
  return lost;
}

function pageProblems(drafts: readonly Draft[], garbled: readonly number[]): Problem[] {
  const problems = drafts.flatMap(draft => overlapProblem(draft.page) ?? []);
  const report = (code: string, what: string, concerns: (draft: Draft) => boolean) => {
    const pages = drafts.filter(concerns).map(draft => draft.page.number);
    if (pages.length > 0) problems.push(pagesProblem(code, pages, what));
  };
  report('page-unreadable', 'the file is damaged and nothing was read', draft => draft.broken);
  report('page-cut', 'there is more text than is read', draft => draft.cut);
  report('page-without-text', 'there is only a picture, which was not read', draft => draft.pictureOnly && !isRecognised(draft));
  report('picture-unread', 'there is a picture with lines of type, which was not read', draft => draft.pasted && !isRecognised(draft));
  report('page-garbled', 'the text is gibberish and was not read', draft => garbled.includes(draft.page.number) && !isRecognised(draft));
  report('recognised-text', 'the text was recognised from a picture by whoever made the file', draft => draft.recognised);
  report('invisible-text', 'there is text that the page does not show; it was left out', ({ page }) =>
    Boolean(page.unseen?.some(({ text }) => /\d/.test(text))),
  );
  return problems;
}

/** Characters recognised from pictures always need a look. */
const STOPS_PUBLICATION: ReadonlySet<string> = new Set(['recognised-text']);

function pagesProblem(code: string, pages: readonly number[], what: string): Problem {
  const where = pages.length === 1 ? `On page ${pages[0]}` : `On pages ${pages.join(', ')}`;
  const severity = STOPS_PUBLICATION.has(code) ? 'error' : 'warning';
  return { code, severity, message: `${where} ${what}. Compare the values with the pictures of the pages.` };
}
