/** Words that a line is drawn through: an amended report shows so what it no longer says. */
import type { Document, Line, Page, Word } from '../../src/document/document.ts';

/** In points: how far the line may stop short of the words, or go on beyond them. Rules of a table reach to the edge of its cells. */
const ROOM = 1.2;
/** In font sizes over the baseline: through the middle of letters and figures; lines under words are lower. */
const LOWEST = 0.15;
const HIGHEST = 0.5;

/** In font sizes: a blank between two words. */
const CLOSE = 0.6;

const isLevel = ({ from, to }: Line): boolean => Math.abs(from[1] - to[1]) < 0.5;

const strikes = ({ from, to }: Line, { box, baseline, fontSize, text }: Word): boolean => {
  const over = (baseline - from[1]) / fontSize;
  return over > LOWEST && over < HIGHEST && box[0] > from[0] - ROOM && box[2] < to[0] + ROOM && /[\p{L}\d]/u.test(text);
};

/** The words one line runs through, if it is as long as they are; of those about level with it. */
function struckBy(rule: Line, level: (y: number) => readonly Word[]): readonly Word[] {
  const through = level(rule.from[1]).filter(word => strikes(rule, word));
  const left = Math.min(...through.map(({ box }) => box[0]));
  const right = Math.max(...through.map(({ box }) => box[2]));
  return Math.abs(left - rule.from[0]) <= ROOM && Math.abs(right - rule.to[0]) <= ROOM ? through : [];
}

/** Words by the height at which they stand, so that each line looks at few: a page may have hundreds of both. */
function wordsLevelWith(words: readonly Word[]): (y: number) => readonly Word[] {
  const bands = new Map<number, Word[]>();
  for (const word of words) {
    const first = Math.floor((word.baseline - HIGHEST * word.fontSize) / BAND);
    const last = Math.floor((word.baseline - LOWEST * word.fontSize) / BAND);
    for (let band = first; band <= last; band += 1) {
      const known = bands.get(band);
      if (known) known.push(word);
      else bands.set(band, [word]);
    }
  }
  return y => bands.get(Math.floor(y / BAND)) ?? [];
}

/** In points. */
const BAND = 4;

function withoutStruckOut(page: Page): Page {
  const rules = page.engine === 'ocr' ? [] : page.rules.filter(isLevel);
  if (rules.length === 0) return page;
  const level = wordsLevelWith(page.words);
  const struck = new Set(rules.flatMap(rule => struckBy(rule, level)));
  if (struck.size === 0) return page;
  const words = page.words.filter(word => !struck.has(word));
  return { ...page, words: words.map(word => inPlaceOf(word, [...struck])) };
}

/** What stands close behind words that were struck out stands in their place: it begins where they did, under their heading. */
function inPlaceOf(word: Word, struck: readonly Word[]): Word {
  const { box, fontSize, baseline } = word;
  const before = struck.find(
    other => Math.abs(other.baseline - baseline) < 0.2 * fontSize && box[0] > other.box[0] && box[0] - other.box[2] < CLOSE * fontSize,
  );
  return before ? inPlaceOf({ ...word, box: [before.box[0], box[1], box[2], box[3]] }, struck) : word;
}

/** The document without what was struck out of it; strokes in a picture may be anything. */
export function amended(document: Document): Document {
  if (document.content.kind !== 'pages') return document;
  const pages = document.content.pages.map(withoutStruckOut);
  return pages.every((page, i) => page === (document.content.kind === 'pages' && document.content.pages[i]))
    ? document
    : { ...document, content: { ...document.content, pages } };
}
