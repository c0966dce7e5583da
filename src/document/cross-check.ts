/** Is what was read also what an independent second engine prints on that page? */
import { LIGATURES } from '../coa/name.ts';
import type { Problem } from '../coa/problem.ts';
import type { Reading, ResultReading } from '../coa/reading.ts';
import type { Content, Page } from './document.ts';

/** Whether the second engine prints `text` on the page, blanks and ligatures aside; null when it was not asked or nothing can be said. */
export function inSecondText(page: Page, text: string): boolean | null {
  if (page.secondText === undefined || page.engine !== 'pdfium') return null;
  // Only digits are compared: engines differ in how they spell words, and a wrong digit is what does harm.
  const wanted = clean(text).replace(/\s+/gu, '');
  if (!/\d/.test(wanted)) return true;
  const number = wanted.replace(/^[^\d.,]+|[^\d]+$/gu, '');
  const { text: printed, numbers } = indexOf(page.secondText);
  return numbers.has(number) || pattern(number).test(printed);
}

/**
 * Lowers the confidence of every result whose printed numbers the second engine does not print on that page, and flags it
 * `engines-disagree`; `fallback-engine` where the page could only be read by that engine, which places words less exactly.
 */
export function crossCheck(content: Content, readings: readonly Reading[], problems: readonly Problem[] = []): Reading[] {
  if (content.kind !== 'pages') return [...readings];
  const pages = new Map(content.pages.map(page => [page.number, page]));
  const failed = problems.some(({ code }) => code === 'second-engine-failed');
  // of a damaged file it may find fewer pages
  const asked = content.pages.some(({ secondText }) => secondText !== undefined);
  const isAlone = ({ secondText }: Page): boolean => failed || (asked && secondText === undefined);
  return readings.map(reading => ({ ...reading, results: reading.results.map(result => checkResult(pages, result, isAlone)) }));
}

const DOUBTED = 0.85;

function checkResult(pages: ReadonlyMap<number, Page>, result: ResultReading, isAlone: (page: Page) => boolean): ResultReading {
  const page = result.evidence.kind === 'page' ? pages.get(result.evidence.page) : undefined;
  if (!page) return result;
  if (page.engine === 'pdfjs')
    return doubted(result, { code: 'fallback-engine', reason: 'only the fallback PDF engine could read this page' });
  if (page.engine === 'pdfium' && isAlone(page))
    return doubted(result, { code: 'second-engine-failed', reason: 'the second PDF engine could not read the page' });
  const { name, value, lod, loq, limit } = result.printed;
  const isMissing = (text: string): boolean => text.includes('\ufffd') || inSecondText(page, text) === false;
  // a table of limits may stand in an appendix
  const isElsewhere = (text: string): boolean =>
    !page.words.some(word => word.text.includes(text)) && [...pages.values()].some(other => other !== page && inSecondText(other, text));
  const missing = [
    ...(isMissing(value) ? [value] : []),
    // from a column of minima and one of maxima
    ...(limit?.split(' - ').some(isMissing) ? [limit] : []),
    ...[lod, loq].filter(text => text !== null && isMissing(text) && !isElsewhere(text)),
  ];
  if (name.includes('\ufffd')) missing.push(name);
  if (!printsFinding(page, value) || !printsLetters(page, value)) missing.push(value);
  if (!printsWords(page, name) && (result.analyte === null || !printsTogether(page, name))) missing.push(name);
  if (limit !== null && /\p{L}/u.test(limit) && !printsLimit(page, limit) && !limit.split(' - ').every(end => printsLimit(page, end)))
    missing.push(limit);
  if (missing.length === 0) return result;
  return doubted(result, {
    code: 'engines-disagree',
    reason: `a second PDF engine does not print ${[...new Set(missing)].join(', ')} on this page`,
  });
}

/** With a flag, below what counts as sure. */
export function doubted(result: ResultReading, { code, reason }: { readonly code: string; readonly reason: string }): ResultReading {
  return {
    ...result,
    confidence: Math.min(result.confidence, DOUBTED),
    confidenceReasons: [...result.confidenceReasons, reason],
    flags: [...result.flags, code],
  };
}

/** The number, blanks allowed anywhere, as a whole one: `0.05` is not found in `10.05` or `0.053`. */
function pattern(number: string): RegExp {
  const escaped = [...number].map(char => char.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&'));
  return new RegExp(`(?<![\\d]|\\d[.,])${escaped.join('\\s*')}(?!\\d|[.,]\\d)`, 'u');
}

/** `Detected` that is the end of a `Not Detected` says the opposite: where the second engine prints only those, it is one of them. */
function printsFinding(page: Page, value: string): boolean {
  const word = /^(?:detected|present|positive)$/i.exec(value.trim())?.[0];
  if (word === undefined || page.secondText === undefined || page.engine !== 'pdfium') return true;
  return new RegExp(`(?<!\\p{L}|(?:not|non|none|un)[\\s-]*)${word}(?!\\p{L})`, 'iu').test(indexOf(page.secondText).text);
}

/** Whether the second engine prints a value in letters (`ND`, `n. d.`, `Absent`) as words of their own; only numbers are looked for where there are any. */
function printsLetters(page: Page, value: string): boolean {
  if (page.secondText === undefined || page.engine !== 'pdfium' || /\d/.test(value)) return true;
  const letters = value.normalize('NFKC').match(/\p{L}/gu);
  if (letters === null) return true;
  return new RegExp(`(?<!\\p{L})${letters.join('[^\\p{L}]*')}(?!\\p{L})`, 'iu').test(indexOf(page.secondText).text);
}

/** Whether the second engine prints each word of three letters or more as a word of its own: of a line in disorder it does not. */
function printsWords(page: Page, text: string): boolean {
  if (page.secondText === undefined || page.engine !== 'pdfium') return true;
  const { words } = indexOf(page.secondText);
  // a ligature that was spelled out is lost in the second engine's text too
  const isThere = (word: string): boolean => words.has(word) || (LIGATURE.test(word) && words.has(word.replace(LIGATURE, '\ufffd')));
  return wordsOf(text.normalize('NFKC')).every(word => word.length < 3 || word.includes('\ufffd') || isThere(word));
}

const LIGATURE = new RegExp(LIGATURES.join('|'));

/** Whether the second engine prints the text as a whole; blanks and signs, which engines name differently (`≤`, `µ`), aside. */
function printsTogether(page: Page, text: string): boolean {
  if (page.secondText === undefined || page.engine !== 'pdfium') return true;
  return indexOf(page.secondText).together.includes(together(clean(text)));
}

/** The unit of a limit may stand in the heading over it: `0.5 µg/day`. */
function printsLimit(page: Page, limit: string): boolean {
  const [, amount, unit] = /^(.*\d)\s+(\S+)$/u.exec(limit) ?? [];
  return printsTogether(page, limit) || (amount !== undefined && printsTogether(page, amount) && printsTogether(page, unit!));
}

const together = (text: string): string => text.toLowerCase().replace(/[^\p{Script=Latin}\p{N}.,-]+/gu, '');

const clean = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/(?![\t\n\r])\p{Cc}/gu, '\ufffd')
    .replace(/[\u00ad\u2212\u2010-\u2013]/gu, '-')
    .replaceAll('^', '');

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\ufffd]+/gu) ?? [];

/** The text of a page, made ready to look many values up in it. */
interface Index {
  readonly text: string;
  /** Whole numbers as they stand without blanks: what is among them needs no search by its pattern. */
  readonly numbers: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  /** Its letters, digits and what stands in numbers, in lower case. */
  readonly together: string;
}

const MOST_KEPT = 20;
const kept = new Map<string, Index>();

function indexOf(text: string): Index {
  const known = kept.get(text);
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const whole = clean(text);
  const fresh = {
    text: whole,
    numbers: new Set(whole.match(/\d+(?:[.,]\d+)*/g)),
    words: new Set(wordsOf(whole)),
    together: together(whole),
  };
  kept.set(text, fresh);
  return fresh;
}
