/** Words joined to pieces: what stands in one cell of one line. Nothing here depends on the order the words came in. */
import type { Page, Word } from '../../src/document/document.ts';
import { cellKind, isFinding, isVerdict } from './cell.ts';
import { splitHeadings } from './close-headings.ts';
import { codesApart, looksLikeCas, withoutCas, withoutCodes } from './codes.ts';
import { withEquals } from './equals.ts';
import { withoutListNumbers } from './list-numbers.ts';
import { isKnownAnalyte, isSameAnalyte, TECHNIQUE } from './names.ts';
import { makePiece, type Piece, partOf, sameLine, textOf } from './piece.ts';
import { withoutStrokes } from './slashed.ts';
import { isPortion, joinStacked, NEGATION, negationsApart, PORTION_START } from './stacked.ts';
import { splitTokens } from './tokens.ts';
import { areParted, wallsOf } from './walls.ts';

/** In font sizes: words closer than this belong together. A blank is a quarter to a third of the font size; some pages set wider. */
const WORD_GAP = 0.5;
const WIDEST_WORD_GAP = 0.85;

function fits(last: Word, word: Word, gapLimit: number): boolean {
  const size = Math.max(last.fontSize, word.fontSize);
  if (Math.abs(last.baseline - word.baseline) > 0.2 * size) return false;
  if (size > 1.7 * Math.min(last.fontSize, word.fontSize)) return false;
  const gap = word.box[0] - last.box[2];
  return gap <= gapLimit * size && gap >= -0.5 * size;
}

/** Type of one width for all letters: its blank is as wide as a letter, and two blanks part cells. */
function isOneWidth(words: readonly Word[]): boolean {
  const told = words.filter(({ text }) => text.length > 1 && /^[\x21-\x7e]+$/.test(text));
  const letters = told.map(({ text, box, fontSize }) => (box[2] - box[0]) / text.length / fontSize);
  const usual = letters.toSorted((a, b) => a - b)[Math.floor(letters.length / 2)] ?? 0;
  const like = letters.filter(letter => Math.abs(letter - usual) < 0.02 * usual);
  return told.length >= 20 && usual > 0.55 && usual < 0.65 && like.length > 0.95 * told.length;
}

/** The page's own blank, from the gaps between words that follow one another, decides what is a gap between cells. */
function gapLimitOf(words: readonly Word[]): number {
  const gaps = words.slice(1).flatMap((word, i) => {
    const last = words[i]!;
    const gap = (word.box[0] - last.box[2]) / word.fontSize;
    return Math.abs(word.baseline - last.baseline) < 0.1 * word.fontSize && gap > 0.1 && gap < 1 ? [gap] : [];
  });
  const median = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  if (isOneWidth(words)) return WIDEST_WORD_GAP;
  return gaps.length < 20 ? WORD_GAP : Math.min(WIDEST_WORD_GAP, Math.max(WORD_GAP, 1.5 * median));
}

/** Bars of a chart drawn with block characters. */
const DRAWN = /^[\s\u2500-\u259f\u25a0-\u25ff]*$/;

/** `Lead ........ 0.12 ppm`: the dots lead the eye, and part the name from its cells as a blank would. */
export const LEADER = /[.…·_]{4,}$|^[.…·]{3}$/;

function withoutLeader(word: Word): Word[] {
  const text = word.text.replace(LEADER, '');
  if (text === word.text) return [word];
  // dots are narrower than letters, so that this ends before the name does, never behind it
  return text === '' ? [] : [partOf(word, 0, text.length)];
}

/** `Lead²`, `ND ᵇ`, `Zinc¹⁾`: the mark of a footnote. A figure behind a number might be an exponent and stays, which leaves a doubt. */
const MARK = /^(?:(?:[a-z]|[*†‡§#]+|®|™|TM)(?:,[a-z])*|\(?(?:\d{1,2}|[a-z])\)(?:, ?\(?(?:\d{1,2}|[a-z])\))*)$/;
const NUMBERED_MARK = /^\d{1,2}(?:,\d{1,2})*$/;

function withoutMarks(words: readonly Word[]): Word[] {
  const isMark = (mark: Word): boolean => {
    if (!mark.raised || !(MARK.test(mark.text) || NUMBERED_MARK.test(mark.text))) return false;
    const near = words.filter(other => other !== mark && Math.abs(other.baseline - mark.baseline) < 0.2 * other.fontSize);
    const close = (gap: number): boolean => gap > -0.3 * mark.fontSize && gap < 0.25 * mark.fontSize;
    const base = near.find(other => !other.raised && close(mark.box[0] - other.box[2]));
    // the 9 of `Δ⁹-THC` is no mark
    const goesOn = near.some(other => !other.raised && other !== base && close(other.box[0] - mark.box[2]));
    return base !== undefined && !goesOn && (MARK.test(mark.text) || !/\d$/.test(base.text));
  };
  return words.some(word => word.raised) ? words.filter(word => !isMark(word)) : [...words];
}

/** Runs of words that stand close together on one baseline, and no ruling line between them. */
function runs({ words, rules }: Page): Word[][] {
  const walls = wallsOf({ rules });
  const printed = withoutMarks(words).flatMap(word => (DRAWN.test(word.text) ? [] : withoutLeader(word)));
  const sorted = printed.sort((a, b) => a.box[0] - b.box[0] || a.baseline - b.baseline);
  const byLine = [...sorted].sort((a, b) => Math.round(a.baseline) - Math.round(b.baseline) || a.box[0] - b.box[0]);
  const gapLimit = gapLimitOf(byLine);
  const open = new Map<number, Word[][]>();
  const all: Word[][] = [];
  for (const word of sorted) {
    const row = Math.round(word.baseline / 4);
    let nearest: Word[] | undefined;
    for (let key = row - 1; key <= row + 1; key += 1)
      for (const run of open.get(key) ?? [])
        if (fits(run.at(-1)!, word, gapLimit) && (!nearest || run.at(-1)!.box[2] > nearest.at(-1)!.box[2])) nearest = run;
    if (nearest && !word.beginsCell && !areParted(walls, nearest.at(-1)!, word)) {
      nearest.push(word);
    } else {
      const run = [word];
      all.push(run);
      const line = open.get(row);
      if (line) line.push(run);
      else open.set(row, [run]);
    }
  }
  return all;
}

/** No cell of several words but a name or a sentence is longer. */
const LONGEST_PHRASE = 6;

const isWide = (words: readonly Word[]): boolean =>
  words
    .slice(1)
    .some((word, i) => word.box[0] - words[i]!.box[2] > 0.42 * word.fontSize && /\d$/.test(words[i]!.text) && /^[\d<]/.test(word.text));

/** `1 200`: one number where blanks part thousands, two cells elsewhere; noughts begin no cell. */
const PARTED = /(?<!\d)\d{1,3} (?!000)\d{3}(?!\d)/;

/** Whether words read as one cell; `blanks`: on this page blanks part thousands. */
const isCell = (words: readonly Word[], blanks: boolean): boolean => {
  const text = textOf(words);
  return cellKind(text) !== 'text' && (!PARTED.test(text) || (blanks && !isWide(words)));
};

/** Numbers with a decimal comma, and none with a point, are written where blanks part thousands. Elsewhere two cells may be set close. */
function partsByBlanks({ words }: Page): boolean {
  let commas = 0;
  for (const { text } of words) {
    if (/^[<>≤≥]?\d*\.\d{1,2}$/.test(text)) return false;
    if (/^[<>≤≥]?\d+,\d{1,2}$/.test(text)) commas += 1;
  }
  return commas > 0;
}

/** The longest phrase starting at `from` that reads as one cell, as its end; `from` itself when none does. */
function phraseEnd(words: readonly Word[], from: number, blanks: boolean): number {
  for (let end = Math.min(words.length, from + LONGEST_PHRASE); end > from; end -= 1) {
    const slice = words.slice(from, end);
    if (isCell(slice, blanks) && !isWide(slice)) return end;
  }
  return from;
}

const CODE = /^(?=.*\d)\p{Lu}[\p{Lu}\d]*-[\p{Lu}\d-]{2,}$/u;

const SIGN_OF_VERDICT = /^[✓✔☑✗✘☒]$/u;

/** `98% pass 80 mesh`. */
const SIEVED = /^[≥>~]?\s?\d+(?:\.\d+)?\s?%\s(?:pass(?:es|ing|ed)?|through|thru)\s(?:through\s)?(?:a\s)?#?\d+(?:\s?mesh)?$/i;

/** `Meets USP?`: the heading of verdicts, and no verdict. */
const ASKS = /^meets (?:\S+ ){0,2}\S+\?$/i;

/** `ND ND`, `0.021 0.064` and the like are cells that stand close; a known analyte followed by values is a name and its cells. */
function splitRun(words: Word[], blanks: boolean): Word[][] {
  const headings = splitHeadings(words);
  if (headings) return headings;
  if (words.length < 2 || isCell(words, blanks) || SIEVED.test(textOf(words)) || ASKS.test(textOf(words))) return [words];
  // `Absent in 10 g ✓`: the sign of a verdict in the column beside it
  if (SIGN_OF_VERDICT.test(words.at(-1)!.text) && !isVerdict(textOf(words.slice(0, -1))))
    return [...splitRun(words.slice(0, -1), blanks), words.slice(-1)];
  const tokens = splitTokens(words, some => isCell(some, blanks) && !isWide(some));
  if (tokens) return tokens;
  if (runsIntoNumber(words)) return [words.slice(0, -1), words.slice(-1)];
  const name = beforeName(words, blanks);
  if (name > 0) return [...splitRun(words.slice(0, name), blanks), words.slice(name)];
  const portion = beforePortion(words);
  if (portion > 0) return [...splitRun(words.slice(0, portion), blanks), words.slice(portion)];
  const method = words.findIndex(
    (word, i) =>
      i > 0 &&
      METHOD.test(word.text) &&
      readsAsCells(words.slice(0, i), 0, blanks) &&
      (cellKind(textOf(words.slice(0, i))) === 'unit' ||
        // `- LC-MS/MS`: nothing in the column before
        (i === 1 && cellKind(words[0]!.text) === 'dash') ||
        [...words.slice(0, i).map(({ text }) => text), textOf(words.slice(0, i))].some(
          text => isFinding(cellKind(text)) || ['verdict', 'pair'].includes(cellKind(text)),
        )),
  );
  if (method > 0) return [...splitRun(words.slice(0, method), blanks), ...splitRun(words.slice(method), blanks)];
  const result = METHOD.test(words[0]!.text) ? behindMethod(words, blanks) : 0;
  if (result > 0) return [words.slice(0, result), ...splitRun(words.slice(result), blanks)];
  // `mg/g None`: the rest of the finding stands on the next line
  if (NEGATION.test(words.at(-1)!.text) && cellKind(textOf(words.slice(0, -1))) === 'unit') return [words.slice(0, -1), words.slice(-1)];
  if (!endsInCell(words)) return [words];
  const cells: Word[][] = [];
  let at = words.length;
  const start = words.findIndex((_, i) => readsAsCells(words, i, blanks) && !isPortion(words, i));
  if (start > 0 && TECHNIQUE.test(words[0]!.text) && words.slice(start).some(word => /\d[.,]\d|^[<≤]/.test(word.text)))
    return [words.slice(0, start), ...splitRun(words.slice(start), blanks)];
  if (start < 0) return [words];
  // `None 0.010`: the rest of the finding stands on the next line
  if (start === 1 && NEGATION.test(words[0]!.text) && /^[<≤]?\d*[.,]\d/.test(words[1]!.text))
    return [words.slice(0, 1), ...splitRun(words.slice(1), blanks)];
  // `Ocimene 2` is a name that ends in a number, unless the number stands off
  const numbered =
    start === words.length - 1 &&
    start > 0 &&
    /^\d{1,2}$/.test(words[start]!.text) &&
    words[start]!.box[0] - words[start - 1]!.box[2] < 0.6 * words[start]!.fontSize;
  // `W-410 ppm`: the number of a record, and the unit of the next column
  const coded = start === 1 && CODE.test(words[0]!.text) && cellKind(textOf(words.slice(1))) === 'unit';
  // `Total Plate Count, cfu/g`
  const inUnit = start > 0 && words[start - 1]!.text.endsWith(',') && cellKind(textOf(words.slice(start))) === 'unit';
  if (coded) return [words.slice(0, 1), words.slice(1)];
  if (numbered || inUnit || (start > 0 && (isKnownAnalyte(textOf(words)) || !isKnownAnalyte(textOf(words.slice(0, start))))))
    return [words];
  if (start > 0) cells.push(words.slice(0, start));
  at = start;
  while (at < words.length) {
    const end = phraseEnd(words, at, blanks);
    cells.push(words.slice(at, end));
    at = end;
  }
  return cells;
}

/** `Total Aerobic Microbial 10000000`: a long name whose rest stands on the next line runs up to the number of the next column. */
function runsIntoNumber(words: readonly Word[]): boolean {
  const name = words.slice(0, -1);
  const gaps = words.slice(1).map((word, i) => word.box[0] - words[i]!.box[2]);
  return (
    /^(?:\d{5,}|\d+[.,]\d+)$/.test(words.at(-1)!.text) &&
    name.length >= 2 &&
    name.every(word => /^\p{L}[\p{L}.,&()-]*$/u.test(word.text)) &&
    gaps.at(-1)! > 1.15 * Math.max(...gaps.slice(0, -1), 0)
  );
}

/** `0,5 Malathion`: the last cell of a table and the first of the next one on its right; where the name begins, 0 where none does. */
function beforeName(words: readonly Word[], blanks: boolean): number {
  const first = cellKind(words[0]!.text);
  if ((first !== 'number' && first !== 'qualified' && first !== 'verdict') || isKnownAnalyte(textOf(words))) return 0;
  const at = words.findIndex((word, i) => i > 0 && /^\p{L}{4}/u.test(word.text) && isKnownAnalyte(textOf(words.slice(i))));
  return at > 0 && readsAsCells(words.slice(0, at), 0, blanks) ? at : 0;
}

/** `Negative per 25`, the `g` on the next line: where the test portion begins behind a finding; 0 where none does. */
function beforePortion(words: readonly Word[]): number {
  const at = [words.length - 2, words.length - 1].find(from => from > 0 && PORTION_START.test(textOf(words.slice(from)))) ?? 0;
  return at > 0 && isFinding(cellKind(textOf(words.slice(0, at)))) ? at : 0;
}

/** `HS-GC-MS Conforms`, `LC-MS/MS Not Detected`: where what is no number begins behind a method; 0 where nothing does. */
const behindMethod = (words: readonly Word[], blanks: boolean): number =>
  Math.max(
    0,
    words.findIndex(
      (_, i) =>
        i > 0 &&
        ['verdict', 'words', 'qualified'].includes(cellKind(textOf(words.slice(i, phraseEnd(words, i, blanks))))) &&
        readsAsCells(words, i, blanks),
    ),
  );

/** False of most prose: no cell stands at its end, so that there is no need to look for the first. */
function endsInCell(words: readonly Word[]): boolean {
  for (let from = words.length - 1; from >= Math.max(0, words.length - LONGEST_PHRASE); from -= 1)
    if (cellKind(textOf(words.slice(from))) !== 'text') return true;
  return false;
}

function readsAsCells(words: readonly Word[], from: number, blanks: boolean): boolean {
  let at = from;
  while (at < words.length) {
    const end = phraseEnd(words, at, blanks);
    if (end === at) return false;
    at = end;
  }
  return true;
}

/**
 * `10% Mitragynine by HPLC`, `95% pass 80 mesh`: a specification that names what it is of. A name behind a number, set no further off than
 * the words of a phrase, begins a row of a table beside only where another name stands over or under it, and it is not its own row's.
 */
function withinPhrases(runs: readonly (readonly Piece[])[]): Piece[] {
  const names = new Set(runs.flat().filter(piece => piece.kind === 'text' && isKnownAnalyte(piece.text)));
  const others = (piece: Piece, test: (other: Piece) => boolean): boolean => [...names].some(other => other !== piece && test(other));
  const ofItsRow = (piece: Piece): boolean =>
    /\bby\b/i.test(piece.text) ||
    others(piece, other => other.box[2] < piece.box[0] && sameLine(other, piece) && isSameAnalyte(other.text, piece.text));
  const beginsColumn = (piece: Piece): boolean =>
    others(piece, other => Math.abs(other.box[0] - piece.box[0]) <= 0.5 * piece.fontSize && !sameLine(other, piece));
  return runs.flatMap(parts => {
    const at = parts.findIndex((piece, i) => i > 0 && names.has(piece));
    const [before, name] = [parts[at - 1], parts[at]];
    const stated = before && name && STATED_OF.has(before.kind) && name.box[0] - before.box[2] <= PHRASE_GAP * name.fontSize;
    if (!stated || (beginsColumn(name) && !ofItsRow(name))) return parts;
    const words = parts.flatMap(part => part.words);
    return [makePiece(words, name.page)];
  });
}

/** In font sizes: a blank within a phrase. */
const PHRASE_GAP = 0.42;
/** What a name can be stated behind. */
const STATED_OF: ReadonlySet<string> = new Set(['number', 'qualified', 'verdict']);

const read = new WeakMap<Page, readonly Piece[]>();

/** The pieces of a page, top to bottom, left to right; found once. */
export function piecesOf(page: Page): readonly Piece[] {
  const known = read.get(page) ?? findPieces(page);
  read.set(page, known);
  return known;
}

function findPieces(page: Page): Piece[] {
  const blanks = partsByBlanks(page);
  const pieces = withinPhrases(
    withoutListNumbers(runs(page), page.words).map(words => splitRun(words, blanks).map(part => makePiece(part, page.number))),
  );
  return joinNames(
    namesBeforeMethods(joinStacked(negationsApart(withoutCodes(codesApart(withoutCas(withoutStrokes(withEquals(pieces)))))))),
  ).sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
}

export const METHOD = /^(?:QC|USP|AOAC|ISO|EN|EPA|FDA|BAM|ASTM|SOP|WI|ICP|U?HPLC|UPLC|HPTLC|(?:HS-?)?GC|LC|q?PCR|FTIR|AAS|in-?house)\b/i;
/** Fewer in one column may be titles with a dash in them. */
const FEWEST_WITH_METHOD = 4;

/** A column of `name - method` cells: the name is what stands before the dash. */
function namesBeforeMethods(pieces: readonly Piece[]): Piece[] {
  const dashes = new Map<Piece, number>();
  for (const piece of pieces) {
    const at = piece.words.findIndex((word, i) => i > 0 && /^[-–—]$/u.test(word.text));
    if (at > 0 && METHOD.test(piece.words[at + 1]?.text ?? '')) dashes.set(piece, at);
  }
  return pieces.map(piece => {
    const at = dashes.get(piece);
    if (at === undefined) return piece;
    const column = [...dashes.keys()].filter(other => Math.abs(other.box[0] - piece.box[0]) < 0.5 * piece.fontSize);
    if (column.length < FEWEST_WITH_METHOD) return piece;
    const method = makePiece(piece.words.slice(at + 1), piece.page);
    return { ...makePiece(piece.words.slice(0, at), piece.page), method };
  });
}

/** `Shiga Toxin producing  E. Coli`: two pieces set a wide blank apart that only together are a name. */
function joinNames(pieces: readonly Piece[]): Piece[] {
  const gone = new Set<Piece>();
  const joined: Piece[] = [];
  const texts = pieces.filter(piece => piece.kind === 'text' && !looksLikeCas(piece.text));
  for (const left of texts) {
    const [end, { baseline }] = [left.box[2], left.words[0]!];
    const right = texts.find(
      piece =>
        piece.box[0] > end &&
        piece.box[0] - end < 1.3 * left.fontSize &&
        Math.abs(piece.words[0]!.baseline - baseline) < 0.2 * left.fontSize &&
        piece !== left &&
        !gone.has(piece),
    );
    if (!right || gone.has(left) || isKnownAnalyte(left.text) || !isKnownAnalyte(`${left.text} ${right.text}`)) continue;
    gone.add(left).add(right);
    joined.push(makePiece([...left.words, ...right.words], left.page));
  }
  return [...pieces.filter(piece => !gone.has(piece)), ...joined];
}
