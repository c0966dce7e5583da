/** Pages printed small in the middle of others: cut to what is printed, since where something stands on a page tells what it is. */
import type { Document, Line, Page, Word } from './document.ts';

/** Parts of the page that are empty above, and on both sides. */
const ABOVE = 0.12;
const BESIDE = 0.14;
/** What is left around the text. */
const MARGIN = 0.04;
/** Fewer words are a title page or a stamp. */
const FEWEST = 20;

/** The document with its wide margins cut off; where its pages are displayed is said of each. */
export function withinMargins(document: Document): Document {
  if (document.content.kind !== 'pages') return document;
  const { pages } = document.content;
  const cut = pages.map(withoutMargins);
  return cut.every((page, index) => page === pages[index]) ? document : { ...document, content: { kind: 'pages', pages: cut } };
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Loops, since pages hold thousands of words. */
function areaOf({ words }: Page): Area {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { box } of words) {
    left = Math.min(left, box[0]);
    top = Math.min(top, box[1]);
    right = Math.max(right, box[2]);
    bottom = Math.max(bottom, box[3]);
  }
  return { left, top, right, bottom };
}

/** The page itself where its margins are usual. */
function withoutMargins(page: Page): Page {
  if (page.displayed || page.words.length < FEWEST) return page;
  const { left, top, right, bottom } = areaOf(page);
  const { width, height, slanted } = page;
  if (top <= ABOVE * height || left <= BESIDE * width || width - right <= BESIDE * width) return page;
  const around = MARGIN * (right - left);
  const [x, y] = [left - around, top - around];
  const word = (one: Word): Word => ({
    ...one,
    box: [one.box[0] - x, one.box[1] - y, one.box[2] - x, one.box[3] - y],
    baseline: one.baseline - y,
  });
  const rule = ({ from, to }: Line): Line => ({ from: [from[0] - x, from[1] - y], to: [to[0] - x, to[1] - y] });
  return {
    ...page,
    width: right - left + 2 * around,
    height: bottom - top + 2 * around,
    words: page.words.map(word),
    ...(slanted ? { slanted: slanted.map(word) } : {}),
    rules: page.rules.map(rule),
    displayed: { width, height, matrix: [1, 0, 0, 1, x, y] },
  };
}
