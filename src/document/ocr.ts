/** Text recognised in the picture of a page: upright, straight, in the division of the page that reads best. */
import { looksLikeAnalyte } from '../coa/analyte.ts';
import type { Problem } from '../coa/problem.ts';
import type { Box } from '../coa/transcript.ts';
import { withoutBackdrop } from './backdrop.ts';
import { darkenBars } from './bars.ts';
import { type Bend, measureBend, together, unbent } from './bend.ts';
import { crossesType, hasColouredInk, hiddenWords, uncovered, withoutColour } from './coloured-ink.ts';
import { blacken, SMALL_PART } from './contrast.ts';
import type { Displayed, Line, Page, Word } from './document.ts';
import { takeLines } from './drawn-lines.ts';
import { type Changed, compose, densest, type Grey, type Matrix, resize, rotate, toGrey, turn, whiten, withoutSteps } from './grey.ts';
import { takeLeaders, withLeaders } from './leaders.ts';
import { isKnownWord } from './legible.ts';
import { agreed, inReadingOrder } from './ocr-agree.ts';
import { likeOthers } from './ocr-alike.ts';
import { withBounds } from './ocr-bounds.ts';
import { lookCloser } from './ocr-closer.ts';
import { withoutRemains } from './ocr-remains.ts';
import { spelled } from './ocr-spelling.ts';
import { asSet, wordsOf } from './ocr-words.ts';
import type { Raster } from './palette-png.ts';
import { measureSkew } from './skew.ts';
import { takeSpecks } from './specks.ts';
import { type Language, type RecognisedLine, type Recogniser, recogniser, type Segmentation } from './tesseract.ts';
import { untinted } from './tints.ts';

/** A page to be read from its picture. */
export interface PicturePage {
  readonly number: number;
  /** Points, as displayed. */
  readonly width: number;
  readonly height: number;
  draw(): Promise<Raster>;
}

export interface OcrOptions {
  /** For all pages of the file together. */
  readonly milliseconds: number;
  readonly maxPages: number;
  /** Also pages with text, where a picture stands beside it: their text says nothing of results. */
  readonly besideText?: boolean | undefined;
  /** Called once, before the first page. */
  readonly onStart?: (() => void) | undefined;
}

export interface Recognition {
  readonly pages: readonly Page[];
  /** Numbers of the pages for which there was no time, or too many of them. */
  readonly leftOut: readonly number[];
}

const MOST_PIXELS = 12_000_000;

/** Pixels a point at 300 dpi, where Tesseract reads best. */
export const FINE = 300 / 72;

export async function recognisePages(pictures: readonly PicturePage[], options: OcrOptions): Promise<Recognition> {
  const end = performance.now() + options.milliseconds;
  options.onStart?.();
  const engine = await recogniser();
  const pages: Page[] = [];
  let slowest = 0;
  for (const [index, picture] of pictures.slice(0, options.maxPages).entries()) {
    const start = performance.now();
    // a page that cannot be finished in time would cost all pages before it
    if (index > 0 && start + slowest > end) break;
    const waiting = Math.min(pictures.length, options.maxPages) - index - 1;
    pages.push(await recognisePage(engine, picture, { until: end - waiting * slowest }));
    slowest = Math.max(slowest, (performance.now() - start) / 2);
  }
  const read = new Set(pages.map(page => page.number));
  return { pages, leftOut: pictures.map(picture => picture.number).filter(number => !read.has(number)) };
}

interface Reading {
  readonly lines: readonly RecognisedLine[];
  readonly words: readonly Word[];
  readonly score: number;
  /** 0–1, of its words. */
  readonly confidence: number;
}

interface Upright {
  readonly grey: Grey;
  readonly lines: readonly Line[];
  /** Rows of dots that were taken out of it. */
  readonly leaders: readonly Box[];
  /** What was straightened in it after it was turned; null for nothing. */
  readonly bend: Bend | null;
  /** From its pixels, where it is not bent, to those of the picture as drawn. */
  readonly toSource: Matrix;
}

async function recognisePage(engine: Recogniser, picture: PicturePage, { until }: { readonly until: number }): Promise<Page> {
  const raster = await picture.draw();
  const drawn = raster.width / picture.width;
  const factor = Math.min(3, FINE / drawn, Math.sqrt(MOST_PIXELS / (raster.width * raster.height)));
  const brought = (grey: Grey): Grey => (factor > 0.87 && factor < 1.15 ? grey : resize(grey, factor));
  const fine = brought(withoutSteps(toGrey(raster)));
  const scale = picture.width / fine.width;
  const started = performance.now();
  const best = await bestTurn(engine, fine, scale, until);
  const { upright } = best;
  let { reading } = best;
  const took = performance.now() - started;
  const language: Language = isCzech(reading.words) ? 'ces+eng' : 'eng';
  const enough = () => performance.now() + 1.2 * took > until;
  if (language !== 'eng' && !enough()) reading = await read(engine, upright, 'blocks', scale, language);
  if (!enough()) {
    // labels that are paler than the values below them are seen here
    const sparse = await read(engine, { grey: blacken(upright.grey, SMALL_PART) }, 'sparse', scale, language);
    const [better, other] = sparse.score > MUCH_BETTER * reading.score ? [sparse, reading] : [reading, sparse];
    reading = { ...better, words: agreed(better.words, other.words) };
  }
  if (!enough() && hasColouredInk(raster))
    reading = await readUncovered(engine, best, { reading, scale, language, clear: brought(withoutColour(raster)) });
  const clear = withoutRemains(reading.words, linesOf(upright, scale));
  const closer = await lookCloser({ engine, language, scale, grey: upright.grey, until }, clear);
  const seen = spelled(withBounds(likeOthers(closer, upright.grey, scale), upright.grey, scale));
  const words = inReadingOrder(withLeaders(seen, leadersOf(upright, scale)));
  return toPage(picture, upright, { ...reading, words }, scale);
}

/** A reading by pieces, which sees pale labels besides, goes before one by blocks where blocks lost much. */
const MUCH_BETTER = 1.05;

/** So many words that coloured ink covers are worth a reading of their own. */
const LEAST_HIDDEN = 3;

interface Covered {
  readonly reading: Reading;
  readonly scale: number;
  readonly language: Language;
  /** The page as it was drawn, without its coloured ink. */
  readonly clear: Grey;
}

/** What stands below stamps, read once more without their colour. */
async function readUncovered(engine: Recogniser, turn: Turned, { reading, scale, language, clear }: Covered): Promise<Reading> {
  const bare = turned(straightened(withoutBackdrop(clear), turn.degrees), turn.quarters, turn.upright.bend);
  const views = { grey: turn.upright.grey, clear: bare.grey, scale };
  if (hiddenWords(reading.words, views) < LEAST_HIDDEN && !crossesType(views)) return reading;
  const { words } = await read(engine, bare, 'blocks', scale, language);
  return { ...reading, words: inReadingOrder(uncovered(reading.words, spelled(words), views)) };
}

/** Always an error, so that nothing recognised becomes public before someone compared it with the page. */
export function recognitionProblems({ pages, leftOut }: Recognition): Problem[] {
  const problems: Problem[] = [];
  if (pages.length > 0) {
    const message = `The text of ${named(pages.map(page => page.number))} was recognised from the picture of the page, with whatever mistakes. Compare every value with the page.`;
    problems.push({ code: 'ocr', severity: 'error', message });
  }
  if (leftOut.length > 0) {
    const message = `There was no time to recognise the text of ${named(leftOut)}, or too many pages are pictures; nothing was read there. Send these pages as a file of their own.`;
    problems.push({ code: 'ocr-pages-left-out', severity: 'warning', message });
  }
  return problems;
}

const named = (pages: readonly number[]): string => (pages.length === 1 ? `page ${pages[0]}` : `pages ${pages.join(', ')}`);

type Quarters = 0 | 1 | 2 | 3;

interface Turned {
  readonly quarters: Quarters;
  /** By which the page was straightened before it was turned. */
  readonly degrees: number;
  readonly upright: Upright;
  readonly reading: Reading;
}

/** Text that stands on its head is read as letters too, but hardly ever surely. */
const WELL_READ = 0.72;

/** The page the right way up: as it lies when that reads well, else the turn that reads best. */
async function bestTurn(engine: Recogniser, fine: Grey, scale: number, until: number): Promise<Turned> {
  const sheet = withoutBackdrop(fine);
  const skew = measureSkew(sheet);
  const level = straightened(sheet, skew.degrees);
  let best: Turned | null = null;
  let slowest = 0;
  let order: readonly Quarters[] | null = skew.sideways ? await likeliestTurns(engine, level.grey, scale) : null;
  for (let attempt = 0; attempt < 4; attempt++) {
    const start = performance.now();
    if (best && (isWellRead(best.reading) || start + slowest > until)) break;
    if (attempt > 0) order ??= [0, ...(await likeliestTurns(engine, level.grey, scale)).filter(quarters => quarters !== 0)];
    const quarters = order?.[attempt] ?? 0;
    const upright = turned(level, quarters);
    const reading = await read(engine, upright, 'blocks', scale, 'eng');
    if (!best || reading.score > best.reading.score) best = { quarters, degrees: skew.degrees, upright, reading };
    slowest = Math.max(slowest, performance.now() - start);
  }
  return levelled(engine, best!, { level, scale, until, took: slowest });
}

interface Levelling {
  readonly level: Changed;
  readonly scale: number;
  readonly until: number;
  /** Milliseconds of one reading. */
  readonly took: number;
}

/** What one levelling leaves is measured on lines that are read better, and taken out as well. */
const MOST_LEVELLINGS = 2;

/** Of a page whose lines climb or fall, the level picture, where that reads better. */
async function levelled(engine: Recogniser, bent: Turned, { level, scale, until, took }: Levelling): Promise<Turned> {
  let best = bent;
  for (let round = 0; round < MOST_LEVELLINGS; round++) {
    const left = performance.now() + took > until ? null : measureBend(best.reading.lines, best.upright.grey);
    if (left === null) break;
    const upright = turned(level, bent.quarters, best.upright.bend ? together(best.upright.bend, left) : left);
    const reading = await read(engine, upright, 'blocks', scale, 'eng');
    if (reading.score <= best.reading.score) break;
    best = { ...bent, upright, reading };
  }
  return best;
}

/** Pixels of one side of the part of a page that is read to tell which way up it lies. */
const PROBE = 900;

/** The four turns, that first in which the part with the most type reads best. */
async function likeliestTurns(engine: Recogniser, grey: Grey, scale: number): Promise<readonly Quarters[]> {
  const part = densest(grey, PROBE);
  const scores: { quarters: Quarters; score: number }[] = [];
  for (const quarters of [0, 1, 2, 3] as const) {
    const { score } = await read(engine, { grey: turn(part, quarters).grey }, 'blocks', scale, 'eng');
    scores.push({ quarters, score });
  }
  return scores.sort((a, b) => b.score - a.score).map(({ quarters }) => quarters);
}

/** Lying straight, in even light, all type dark on white. Bars of colour are found once they lie straight, and before the light on them is evened out. */
function straightened(fine: Grey, degrees: number): Changed {
  const { grey, toSource } = rotate(fine, degrees);
  return { grey: blacken(untinted(whiten(darkenBars(grey)))), toSource };
}

function turned(level: Changed, quarters: Quarters, bend: Bend | null = null): Upright {
  const { grey, toSource } = turn(level.grey, quarters);
  const own = bend ? unbent(grey, bend) : { ...grey, data: grey.data.slice() };
  const lines = takeLines(own);
  const leaders = takeLeaders(own);
  takeSpecks(own);
  return { grey: own, lines, leaders, bend, toSource: compose(level.toSource, toSource) };
}

async function read(
  engine: Recogniser,
  { grey }: Pick<Upright, 'grey'>,
  segmentation: Segmentation,
  scale: number,
  language: Language,
): Promise<Reading> {
  const lines = await engine.read(grey, segmentation, language);
  const words = wordsOf(lines, scale);
  const sure = words.reduce((sum, word) => sum + (word.ocrConfidence ?? 0) * word.text.length, 0);
  const letters = words.reduce((sum, word) => sum + word.text.length, 0);
  return { lines, words, score: words.reduce((sum, word) => sum + worth(word), 0), confidence: letters === 0 ? 0 : sure / letters };
}

/** What a word adds to the trust in its reading: numbers and words of certificates much, letters that could be anything little. */
function worth({ text, ocrConfidence = 0 }: Word): number {
  if (ocrConfidence < 0.5) return 0;
  if (/^[<>≤≥~±]?\d+(?:[.,]\d+)*%?$/u.test(text)) return ocrConfidence;
  if (text.length >= 2 && isKnownWord(text)) return 2 * ocrConfidence;
  if (text.length >= 4 && looksLikeAnalyte(text) > 0.9) return 2 * ocrConfidence;
  return text.length >= 3 ? 0.3 * ocrConfidence : 0;
}

function isWellRead({ words, confidence }: Reading): boolean {
  return confidence >= WELL_READ && words.filter(word => word.text.length >= 2 && isKnownWord(word.text)).length >= 5;
}

const CZECH =
  /^(?:vzor(?:ek|ku)|v[yý]sled(?:ek|ky)|zkou[sš]k[ay]|protokol|laborato[rř]e?|nejistota|hodnota|z[aá]kazn[ií]k|jednotk[ay]|praha)$/iu;

function isCzech(words: readonly Word[]): boolean {
  return words.filter(word => CZECH.test(word.text.replace(/\W+$/u, ''))).length >= 3;
}

/** In points. */
function linesOf({ lines }: Upright, scale: number): Line[] {
  const point = ([x, y]: readonly [number, number]): [number, number] => [x * scale, y * scale];
  return lines.map(({ from, to }) => ({ from: point(from), to: point(to) }));
}

/** In points. */
const leadersOf = ({ leaders }: Upright, scale: number): Box[] =>
  leaders.map(([left, top, right, bottom]) => [left * scale, top * scale, right * scale, bottom * scale]);

function toPage(picture: PicturePage, upright: Upright, { words }: Reading, scale: number): Page {
  const { grey, bend, toSource } = upright;
  const page: Page = {
    number: picture.number,
    width: grey.width * scale,
    height: grey.height * scale,
    words: words.map(asSet),
    rules: linesOf(upright, scale),
    engine: 'ocr',
  };
  if (isIdentity(toSource) && bend === null) return page;
  return { ...page, displayed: displayedAs(picture, upright, scale) };
}

const isIdentity = ([a, b, c, d, e, f]: Matrix): boolean => a === 1 && b === 0 && c === 0 && d === 1 && e === 0 && f === 0;

function displayedAs({ width, height }: PicturePage, { bend, toSource: [a, b, c, d, e, f] }: Upright, scale: number): Displayed {
  const displayed = { width, height, matrix: [a, b, c, d, e * scale, f * scale] } as const;
  if (bend === null) return displayed;
  const { across, middle, terms } = bend;
  return { ...displayed, bend: { across: across * scale, middle: [middle[0] * scale, middle[1] * scale], terms } };
}
