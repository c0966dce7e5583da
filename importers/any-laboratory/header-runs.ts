/** Words of a page as runs: the pieces of a line that a reader takes in at one glance, with what stands around them. */
import type { Box } from '../../src/coa/transcript.ts';
import type { Page, Word } from '../../src/document/document.ts';
import { areParted, wallsOf } from './walls.ts';

/** Words of one line with no wider gap between them than the type's own size. */
export interface Run {
  readonly page: number;
  /** The words joined by one space. */
  readonly text: string;
  readonly words: readonly Word[];
  /** Where each word begins in `text`. */
  readonly starts: readonly number[];
  readonly box: Box;
  readonly baseline: number;
  readonly fontSize: number;
  readonly bold: boolean;
}

export interface PageRuns {
  readonly page: Page;
  /** Top to bottom, left to right within a line. */
  readonly runs: readonly Run[];
}

/** The box around boxes. */
export const joinBoxes = (boxes: readonly Box[]): Box => {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const box of boxes) {
    left = Math.min(left, box[0]);
    top = Math.min(top, box[1]);
    right = Math.max(right, box[2]);
    bottom = Math.max(bottom, box[3]);
  }
  return [left, top, right, bottom];
};

/** `words` in reading order on one line. */
export const makeRun = (page: number, words: readonly Word[]): Run => {
  const starts: number[] = [];
  let text = '';
  for (const word of words) {
    if (text !== '') text += ' ';
    starts.push(text.length);
    text += word.text;
  }
  const first = words[0]!;
  return {
    page,
    text,
    words,
    starts,
    box: joinBoxes(words.map(word => word.box)),
    baseline: first.baseline,
    fontSize: Math.max(...words.map(word => word.fontSize)),
    bold: words.every(word => word.bold),
  };
};

/** `Page 1 of 3`. */
export const isPageNumber = ({ text }: Run): boolean => /^page:? \d+(?: (?:of|\/) \d+)?$/i.test(text);

/**
 * A label in bold behind a value that ran up to it: `5 Example Road` **Sample ID:**. Without a mark it stands further off than a blank, and its own
 * value in lighter type behind it.
 */
const boldLabel = (words: readonly Word[], index: number): boolean => {
  const word = words[index]!;
  if (!word.bold || words[index - 1]?.bold !== false) return false;
  let last = word;
  let value: Word | undefined;
  for (const next of words.slice(index + 1)) {
    value = next;
    if (!next.bold || next.box[0] - last.box[2] > 0.95 * next.fontSize) break;
    last = next;
    value = undefined;
  }
  const isCell = word.box[0] - words[index - 1]!.box[2] > 0.5 * word.fontSize && /^\p{Lu}/u.test(word.text);
  return /[:#]$/.test(last.text) || (isCell && value?.bold === false && value.box[0] - last.box[2] > 0.95 * value.fontSize);
};

/** A label close behind a value, yet further than a blank: `Example Elm Ltd  Date Received:`. */
const labelBehind = (words: readonly Word[], index: number, run: readonly Word[]): boolean => {
  const [last, word] = [words[index - 1], words[index]!];
  if (!last || /[:#]$/.test(last.text) || !/^\p{Lu}/u.test(word.text) || word.box[0] - last.box[2] < 0.6 * word.fontSize) return false;
  // `QA  By:` is one label
  if (run.length === 1 && !/\d/.test(last.text)) return false;
  for (const [i, next] of words.slice(index, index + 4).entries()) {
    if (i > 0 && next.box[0] - words[index + i - 1]!.box[2] > 0.5 * next.fontSize) return false;
    if (/(?:\p{L}[.)]?|#):$/u.test(next.text)) return true;
  }
  return false;
};

/** In sizes of type: more than twice a blank, which is a quarter to a third. */
const CELL_GAP = 0.72;
/** In words: no label is longer. */
const LONGEST_LABEL = 4;

/** `Example Elm GmbH  Berichtsdatum   18.09.2024`: a few words by themselves behind a value, as far from it as from what follows, are the next cell. */
const cellBehind = (words: readonly Word[], index: number, run: readonly Word[]): boolean => {
  const gap = (i: number): number => (words[i]!.box[0] - words[i - 1]!.box[2]) / words[i]!.fontSize;
  if (run.length < 2 || gap(index) < CELL_GAP || !/^\p{Lu}\p{Ll}/u.test(words[index]!.text) || /[:#,;–-]$/.test(run.at(-1)!.text))
    return false;
  for (let i = index + 1; i <= index + LONGEST_LABEL && i < words.length; i += 1) if (gap(i) > CELL_GAP) return /\d/.test(words[i]!.text);
  return false;
};

const FIRM_END = /^(?:GmbH|AG|LLC|Inc\.?|Ltd\.?|B\.?V\.?|SAS|SARL|S\.?L\.?|S\.r\.l\.|S\.p\.A\.|s\.r\.o\.|a\.s\.)$/u;

/** `Example Elm GmbH  Institut Example`: the client beside the laboratory, further from it than a blank. */
const besideFirm = (last: Word, word: Word): boolean =>
  FIRM_END.test(last.text) && /^\p{Lu}\p{L}/u.test(word.text) && word.box[0] - last.box[2] > CELL_GAP * word.fontSize;

/** Words of another size belong together only at the distance of a blank. */
const apart = (left: Word, right: Word, gap: number): boolean => {
  const size = Math.min(left.fontSize, right.fontSize);
  return gap > (Math.abs(left.fontSize - right.fontSize) > 0.12 * size ? 0.5 : 0.95) * size;
};

const splitLine = (page: Page, line: readonly Word[]): Run[] => {
  const words = line.toSorted((a, b) => a.box[0] - b.box[0] || a.text.localeCompare(b.text));
  const runs: Word[][] = [];
  words.forEach((word, index) => {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const gap = last ? word.box[0] - last.box[2] : Number.POSITIVE_INFINITY;
    if (
      !run ||
      !last ||
      word.beginsCell ||
      apart(last, word, gap) ||
      boldLabel(words, index) ||
      labelBehind(words, index, run) ||
      cellBehind(words, index, run) ||
      besideFirm(last, word) ||
      areParted(wallsOf(page), last, word)
    )
      runs.push([word]);
    else run.push(word);
  });
  // a colon in a column of its own parts a label from its value and is neither
  return runs.filter(run => run.length > 1 || !/^[:：]$/u.test(run[0]!.text)).map(run => makeRun(page.number, run));
};

/** Lines are words of nearly one baseline; the order in which the file gives the words does not matter. */
export const pageRuns = (page: Page): PageRuns => {
  const lines: Word[][] = [];
  const words = page.words.filter(word => !/^[\s_]*$/.test(word.text)).toSorted((a, b) => a.baseline - b.baseline || a.box[0] - b.box[0]);
  for (const word of words) {
    const line = lines.at(-1);
    if (line && word.baseline - line[0]!.baseline <= 0.4 * Math.min(word.fontSize, line[0]!.fontSize)) line.push(word);
    else lines.push([word]);
  }
  return { page, runs: lines.flatMap(line => splitLine(page, line)) };
};

const overlapY = (a: Box, b: Box): number => Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
const overlapX = (a: Box, b: Box): number => Math.min(a[2], b[2]) - Math.max(a[0], b[0]);

/** The next run to the right on the same line. */
export const rightOf = ({ runs }: PageRuns, run: Run): Run | null => {
  const candidates = runs.filter(
    other =>
      other !== run && other.box[0] >= run.box[2] - 1 && overlapY(run.box, other.box) > 0.5 * Math.min(run.fontSize, other.fontSize) * 0.7,
  );
  return candidates.toSorted((a, b) => a.box[0] - b.box[0])[0] ?? null;
};

/** The nearest run under this one whose width meets its own, not further than `reach` type sizes away. */
export const below = ({ runs }: PageRuns, run: Run, reach = 2.2): Run | null => {
  const size = run.fontSize;
  let nearest: Run | null = null;
  for (const other of runs) {
    if (other.baseline <= run.baseline || (nearest && other.baseline > nearest.baseline)) continue;
    const drop = other.baseline - run.baseline;
    if (drop <= 0.5 * Math.min(size, other.fontSize) || other.box[1] - run.box[3] >= reach * size || overlapX(run.box, other.box) <= -2)
      continue;
    if (!nearest || other.baseline < nearest.baseline || other.box[0] < nearest.box[0]) nearest = other;
  }
  return nearest;
};

/** The nearest run over this one whose width meets its own. */
export const above = ({ runs }: PageRuns, run: Run, reach = 2.2): Run | null => {
  const candidates = runs.filter(
    other =>
      run.baseline - other.baseline > 0.5 * Math.min(run.fontSize, other.fontSize) &&
      run.box[1] - other.box[3] < reach * Math.max(run.fontSize, other.fontSize) &&
      overlapX(run.box, other.box) > -2,
  );
  return candidates.toSorted((a, b) => b.baseline - a.baseline || a.box[0] - b.box[0])[0] ?? null;
};
