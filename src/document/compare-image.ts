/**
 * Does the page show the figures that its text layer says? The text of the drawn page is recognised and every number is compared;
 * where they differ, the place alone is read again, larger, before it counts. Takes seconds a page, so it is done on request.
 */
import type { Signal } from '../coa/signal.ts';
import type { Box, Evidence } from '../coa/transcript.ts';
import { overlap } from './boxes.ts';
import { type Document, DocumentRefused, type Page, type Word } from './document.ts';
import { crop, type Grey, resize, toGrey, whiten } from './grey.ts';
import { wordsOf } from './ocr-words.ts';
import { readPdf } from './pdf.ts';
import { renderRaster } from './render.ts';
import { type Recogniser, recogniser } from './tesseract.ts';

const MAX_PAGES = 200;
/** Pixels a point. */
const FINE = 300 / 72;

export interface Difference {
  readonly page: number;
  readonly box: Box;
  /** The text layer. */
  readonly text: string;
  /** What the picture of the page was recognised as. */
  readonly image: string;
  /** 0–1, of the recognition. */
  readonly ocrConfidence: number;
}

export interface Comparison {
  /** Numbers of the text layer that could be compared with the picture. */
  readonly compared: number;
  readonly differences: readonly Difference[];
}

/** Less sure readings of a place say more of the recognition than of the page. */
const SURE = 0.7;

/** Throws DocumentRefused where the PDF cannot be read or the page not be drawn. */
export async function compareTextWithImage(bytes: Uint8Array, page: number): Promise<Comparison> {
  const { pages } = await readPdf(bytes, { maxPages: MAX_PAGES, crossCheck: false });
  const found = pages.find(({ number }) => number === page);
  if (!found) throw new DocumentRefused('broken-file', `There is no page ${page} that can be read.`);
  return comparePage(bytes, found);
}

async function comparePage(bytes: Uint8Array, page: Page): Promise<Comparison> {
  const numbers = page.words.filter(word => /\d/.test(word.text) && !word.raised);
  if (numbers.length === 0) return { compared: 0, differences: [] };
  const grey = whiten(toGrey(await renderRaster(bytes, page.number, Math.round(page.width * FINE))));
  const scale = page.width / grey.width;
  const engine = await recogniser();
  const seen = wordsOf(await engine.read(grey, 'blocks', 'eng'), scale);
  let compared = 0;
  const differences: Difference[] = [];
  for (const word of numbers) {
    const there = seen.filter(other => meets(word, other));
    if (there.some(other => shows(other.text, word.text))) {
      compared += 1;
      continue;
    }
    const again = await lookAgain(engine, grey, word, scale);
    if (!again || again.ocrConfidence < SURE) continue;
    compared += 1;
    if (!sameFigures(again.image, word.text)) differences.push({ page: page.number, box: word.box, text: word.text, ...again });
  }
  return { compared, differences };
}

/** What the comparison of all pages shows, those first that could be reached within the time. */
export async function imageTextSignals(bytes: Uint8Array, { content }: Document, milliseconds: number): Promise<Signal[]> {
  const end = performance.now() + milliseconds;
  const pages = content.kind === 'pages' ? content.pages.filter(({ engine }) => engine === 'pdfium') : [];
  const differences: Difference[] = [];
  let compared = 0;
  let done = 0;
  for (const page of pages) {
    if (performance.now() > end) break;
    const comparison = await comparePage(bytes, page);
    compared += comparison.compared;
    differences.push(...comparison.differences);
    done += 1;
  }
  const facts = { compared, pagesCompared: done, pagesLeft: pages.length - done, differences };
  const [first] = differences;
  if (first)
    return [{ kind: 'image-text', outcome: 'contradicts', detail: describe(first, differences.length), facts, evidence: placeOf(first) }];
  if (compared === 0) return [];
  const detail = `${compared} numbers of the text were found in the drawn pages as well.`;
  return [{ kind: 'image-text', outcome: 'supports', detail, facts }];
}

function describe({ page, text, image }: Difference, count: number): string {
  const rest = count > 1 ? ` (and ${count - 1} more)` : '';
  return `On page ${page} the text says “${text}” where the drawn page shows “${image}”${rest}. Text printed over text, a stamp, or an unusual font can be the cause.`;
}

const placeOf = ({ page, box, image, ocrConfidence }: Difference): Evidence => ({
  kind: 'page',
  page,
  box,
  text: image,
  method: 'ocr',
  ocrConfidence,
});

/** The place of one word, cut out and enlarged, read as a line. Null when nothing with a figure is seen. */
async function lookAgain(
  engine: Recogniser,
  grey: Grey,
  word: Word,
  scale: number,
): Promise<Pick<Difference, 'image' | 'ocrConfidence'> | null> {
  const [left, , right] = word.box;
  const margin = 0.18 * word.fontSize;
  const top = word.baseline - 0.95 * word.fontSize;
  const bottom = word.baseline + 0.32 * word.fontSize;
  const cut = crop(grey, (left - margin) / scale, top / scale, (right + margin) / scale, bottom / scale);
  const lines = await engine.read(resize(cut, 2), 'line', 'eng');
  const words = lines.flatMap(line => line.words).filter(({ text }) => /\d/.test(text));
  if (words.length === 0) return null;
  return { image: words.map(({ text }) => text).join(''), ocrConfidence: Math.min(...words.map(({ confidence }) => confidence)) / 100 };
}

const meets = (a: Word, b: Word): boolean => overlap(a.box, b.box, 0, 0.3);

const figures = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^\d.,]/gu, '')
    .replace(/[.,]+$/u, '');

/** The exponent of a power is too small to be relied on in a picture. */
const withoutPower = (text: string): string => text.replace(/\^[-\d]+$/u, '');

const shows = (image: string, text: string): boolean => figures(image).includes(figures(withoutPower(text)));

/** Only figures can be told apart surely: a decimal mark of a pixel or two comes and goes. */
function sameFigures(image: string, text: string): boolean {
  const digits = (value: string) => value.normalize('NFKC').replace(/\D/gu, '');
  return digits(image) === digits(text) || (text.includes('^') && digits(image).startsWith(digits(withoutPower(text))));
}
