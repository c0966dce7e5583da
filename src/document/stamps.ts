/**
 * Stamps and watermarks: larger type that is printed over the values of a page, or says `COPY` over its text. Their words would be joined to the
 * cells they lie on. Readers get the page without them; what they lie on is doubted all the same (`printed-over`).
 */
import { firstBelow } from './baselines.ts';
import { overlap } from './boxes.ts';
import type { Document, Page, Word } from './document.ts';
import { covers, isValue } from './overlap.ts';

/** In parts of the type below: what is hardly larger is of the page. */
const LARGER = 1.1;
/** In sizes of type. */
const WORD_GAP = 1.5;
const LINE_GAP = 1.7;
/** Part of the smaller word that a stamp that says so covers at least. */
const TOUCHED = 0.08;
/** More words in one type are the page's own. */
const MOST_WORDS = 24;

const SAYS =
  /^(?:uncontrolled )?(?:copy|duplicate|original|draft|preliminary|confidential|void|sample|specimen|example|received|approved|released|paid|accepted|rejected|cancell?ed|superseded|obsolete|expired|proof|not (?:valid|for).*|do not (?:copy|duplicate).*)$/i;

/** The document as its readers should see it. */
export function withoutStamps(document: Document): Document {
  const { content } = document;
  if (content.kind !== 'pages') return document;
  const pages = content.pages.map(withoutStampsOf);
  return pages.every((page, i) => page === content.pages[i]) ? document : { ...document, content: { ...content, pages } };
}

interface Line {
  readonly words: Word[];
  readonly text: string;
}

const textOf = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ');

function withoutStampsOf(page: Page): Page {
  if (page.engine !== 'pdfium') return page;
  const usual = most(page.words, ({ fontSize }) => Math.round(2 * fontSize) / 2) ?? 0;
  const font = most(page.words, word => word.font);
  const strange = page.words.filter(word => !word.raised && (word.fontSize > LARGER * usual || word.font !== font));
  const lines = [...linesOf(strange), ...spelled(strange)];
  const words = page.words.filter(word => !word.raised).sort((a, b) => a.baseline - b.baseline);
  const found = new Set(lines.filter(line => isStamp(line, words)));
  if (found.size === 0) return page;
  // the same once more, and what stands below or over it in the same type, as a date does
  for (const line of lines) if ([...found].some(stamp => isRepeated(line, stamp))) found.add(line);
  for (const stamp of [...found])
    if (strange.filter(word => isOneType(word, stamp.words[0]!)).length <= MOST_WORDS)
      for (const line of lines) if (isNext(line, stamp)) found.add(line);
  const gone = new Set([...found].flatMap(({ words }) => words));
  return { ...page, words: page.words.filter(word => !gone.has(word)) };
}

/** What most of the page is set in, by the letters. */
function most<T>(words: readonly Word[], of: (word: Word) => T): T | undefined {
  const letters = new Map<T, number>();
  for (const word of words) letters.set(of(word), (letters.get(of(word)) ?? 0) + word.text.length);
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** `V`, `O`, `I`, `D` far from each other, level or not: one word all over the page. */
function spelled(words: readonly Word[]): Line[] {
  const letters = words.filter(({ text }) => /^\p{Lu}$/u.test(text));
  const types = letters.filter((letter, i) => letters.findIndex(other => isOneType(other, letter)) === i);
  return types.flatMap(type => {
    const own = letters.filter(letter => isOneType(letter, type));
    const ways = [own.toSorted((a, b) => a.box[0] - b.box[0]), own.toSorted((a, b) => a.baseline - b.baseline)];
    const line = ways.find(way => SAYS.test(way.map(({ text }) => text).join('')));
    return line ? [{ words: line, text: line.map(({ text }) => text).join('') }] : [];
  });
}

const isOneType = (a: Word, b: Word): boolean =>
  a.font === b.font && a.bold === b.bold && Math.abs(a.fontSize - b.fontSize) < 0.03 * a.fontSize;

function linesOf(words: readonly Word[]): Line[] {
  const lines: Word[][] = [];
  for (const word of [...words].sort((a, b) => a.box[0] - b.box[0])) {
    const line = lines.find(other => {
      const last = other.at(-1)!;
      const gap = word.box[0] - last.box[2];
      const level = Math.abs(word.baseline - last.baseline) < 0.1 * word.fontSize;
      return level && isOneType(word, last) && gap > -0.5 * word.fontSize && gap < WORD_GAP * word.fontSize;
    });
    if (line) line.push(word);
    else lines.push([word]);
  }
  return lines.map(line => ({ words: line, text: textOf(line) }));
}

/** Words, no number, which may be a correction, and over what is set smaller, or in another font where they say what they are. `all` by their baselines. */
function isStamp({ words, text }: Line, all: readonly Word[]): boolean {
  if (!/\p{L}{3}/u.test(text) || words.some(word => /\d[.,]\d/.test(word.text))) return false;
  const under = wordsAround(words, all);
  const over = under.filter(other => words.some(word => word.fontSize > LARGER * other.fontSize && covers(word, other)));
  if (over.some(other => isValue(other.text))) return true;
  const said = text
    .replace(DAY, '')
    .replace(/[^\p{L} ]/gu, '')
    .trim();
  if (!SAYS.test(said)) return false;
  if (isSpelled(words)) return all.some(other => !words.includes(other));
  return under.some(other => words.some(word => touches(word, other)));
}

/** Other words that may lie under them: where they stand, and as far around them as their type is high. */
function wordsAround(words: readonly Word[], all: readonly Word[]): Word[] {
  const size = Math.max(...words.map(({ fontSize }) => fontSize));
  const left = Math.min(...words.map(({ box }) => box[0]));
  const right = Math.max(...words.map(({ box }) => box[2]));
  const baselines = words.map(({ baseline }) => baseline);
  const bottom = Math.max(...baselines) + size;
  const found: Word[] = [];
  for (let i = firstBelow(all, Math.min(...baselines) - 2 * size); i < all.length; i += 1) {
    const other = all[i]!;
    // larger type that stands lower may reach up to them
    if (other.baseline > bottom + 3 * size) break;
    if (other.box[0] < right && other.box[2] > left && !words.includes(other)) found.push(other);
  }
  return found;
}

/** Larger type between two rows lies on neither. */
const touches = (word: Word, other: Word): boolean =>
  (word.fontSize > LARGER * other.fontSize && overlap(word.box, other.box, 0.2, 0.3)) ||
  (word.font !== other.font && covers(word, other, TOUCHED));

const isSpelled = (words: readonly Word[]): boolean => words.length > 2 && words.every(({ text }) => text.length === 1);

/** `21 MAY 2024`, `05/21/2024`. */
const DAY = /\b\d{1,2}[ ./-]\p{L}{3,9}[ ./-]\d{2,4}\b|\b\p{L}{3,9}\.? \d{1,2},? \d{4}\b|\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b/gu;

const isRepeated = (line: Line, stamp: Line): boolean =>
  line !== stamp && line.text === stamp.text && isOneType(line.words[0]!, stamp.words[0]!);

/** In the same type, on the next line. */
function isNext(line: Line, stamp: Line): boolean {
  const [a, b] = [line.words[0]!, stamp.words[0]!];
  const apart = Math.abs(a.baseline - b.baseline);
  const beside = Math.min(line.words.at(-1)!.box[2], stamp.words.at(-1)!.box[2]) - Math.max(a.box[0], b.box[0]);
  return isOneType(a, b) && apart > 0 && apart < LINE_GAP * a.fontSize && beside > 0;
}
