/** `Lead` over `Limit: 0.5 ppm`: limits printed under the names, or under the results, of a table. */
import type { Printed } from '../../src/coa/transcript.ts';
import type { Page } from '../../src/document/document.ts';
import type { Row } from './body.ts';
import { cellKind, isAmount, isFinding, isUnit, splitUnit } from './cell.ts';
import { isKnownAnalyte, nameScore } from './names.ts';
import { height, linesOf, makePiece, overlapX, type Piece, printed, sameLine, textOf, unionBox } from './piece.ts';
import type { TableRow } from './table-row.ts';

type Kind = 'limit' | 'lod' | 'loq' | 'reportingLimit';

interface Said {
  readonly kind: Kind;
  readonly text: string;
  readonly piece: Piece;
}

const LABEL = String.raw`(?:(?<limit>(?:action |regulatory |state |max(?:imum)? )?(?:limit|level)|spec(?:ification)?|threshold|tolerance)|(?<lod>lod|mdl|limit of detection)|(?<loq>l?loq|limit of quanti\w+)|(?<reportingLimit>rl|lor|reporting limit))s?\s*[:=]?\s*`;
const AMOUNT = String.raw`(?<amount>(?:nmt |nlt |max\.? |[<≤>≥]=?\s?)?\d[^;|·•,:=]*?)`;
/** A method may stand before, and a further limit behind. */
const SAID = new RegExp(`${LABEL}${AMOUNT}(?=\\s*$|\\s*[;|·•,/]\\s|\\s+(?:lod|mdl|l?loq|rl|limit)\\b)`, 'giu');
const FIRST = new RegExp(`^(?:[^:=]{2,30}?\\s?[·•|;,–-]\\s)?${LABEL}[<≤>≥]?=?\\s?(?:n[ml]t |max\\.? )?\\d`, 'iu');
const MAY_SAY = /\b(?:limits?|levels?|spec\w*|threshold|tolerance|lod|mdl|l?loq|rl|lor)\b/i;

/** What a line of small print says; nothing where any of it is not understood. */
function saidBy(piece: Piece): Said[] {
  if (!FIRST.test(piece.text)) return [];
  const all = [...piece.text.matchAll(SAID)];
  const said = all.flatMap(({ groups = {} }): Said[] => {
    const kind = (['limit', 'lod', 'loq', 'reportingLimit'] as const).find(one => groups[one] !== undefined);
    const { amount = '' } = groups;
    const text = amount.trim();
    return kind && isAmount(cellKind(text)) ? [{ kind, text, piece }] : [];
  });
  return said.length === all.length ? said : [];
}

/** Pieces of one line that stand a blank or two apart, as one. */
function phrases(line: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of line) {
    const last = joined.at(-1);
    if (last && piece.box[0] - last.box[2] < piece.fontSize)
      joined[joined.length - 1] = makePiece([...last.words, ...piece.words], piece.page);
    else joined.push(piece);
  }
  return joined;
}

/** A row of a table: a name, and a finding further right. */
const isRow = (line: readonly Piece[]): boolean =>
  line.some((piece, i) => piece.kind === 'text' && nameScore(piece.text) >= 0.5 && line.slice(i + 1).some(({ kind }) => isFinding(kind)));

interface Home {
  /** The name or the result that it is said of. */
  readonly of: Piece;
  readonly phrase: Piece;
  readonly said: readonly Said[];
}

/** `LOQ 0.010 mg/kg` behind the result of its own row. */
const behindResult = (line: readonly Piece[]): Home[] => {
  const at = line.findIndex((piece, i) => i > 0 && isFinding(piece.kind) && /\d/.test(piece.text));
  if (at < 0 || !isRow(line)) return [];
  const told = phrases(line.slice(at + 1)).flatMap(phrase => {
    const said = saidBy(phrase);
    return said.length > 0 && said.every(({ kind }) => kind !== 'limit') ? [{ phrase, said }] : [];
  });
  const results = line.filter(piece => !told.some(({ phrase }) => overlapX(piece.box, phrase.box) > 0));
  return told.flatMap(home => {
    // the row of a table beside it begins with its own name
    const of = results.findLast(({ box, kind }) => box[2] <= home.phrase.box[0] && (isFinding(kind) || kind === 'text'));
    return of && isFinding(of.kind) ? [{ of, ...home }] : [];
  });
};

/** A line of nothing else, close under a row: each thing said is of the cell that it stands under. */
const underRow = (line: readonly Piece[], over: readonly Piece[], next: readonly Piece[]): Home[] => {
  if (!isRow(over)) return [];
  const all = phrases(line).map(phrase => ({ phrase, said: saidBy(phrase) }));
  if (all.some(({ said }) => said.length === 0)) return [];
  const [upper, own, lower] = [over, line, next].map(unionBox);
  // nearer to the row below it is said of that one
  if (next.length > 0 && lower![1] - own![3] < own![1] - upper![3] - 0.5) return [];
  return all.flatMap(({ phrase, said }) => {
    const of = over.find(piece => overlapX(piece.box, phrase.box) > 0);
    const near = of && phrase.box[1] - of.box[3] < 0.8 * height(of) && phrase.fontSize <= 1.02 * of.fontSize;
    return of && near ? [{ of, phrase, said }] : [];
  });
};

/** `NMT 0.5 ppm`, `≥ 1.0 %`, `5.0 - 7.0`. */
const BOUND = /^(?:n[ml]t|not (?:more|less) than|max(?:imum)?\.?|min(?:imum)?\.?|[<≤>≥]=?)\s?\d/i;
const BEGINS_BOUND = /^(?:n[ml]t|not|max|min|[<≤>≥])/i;
const RANGE = /^(\d[\d.,]*)\s?[-–]\s?(\d[\d.,]*)(?:\s?(\S+))?$/;
/** `Absent in 25 g`: what is allowed, where a finding of its own stands behind. */
const NOTHING = /^(?:absent|absence|neg(?:ative)?|not detected|none detected)(?:\s?(?:\/|in|per)\s?\d*\s?(?:g|ml))?$/i;

interface Named {
  /** As they are printed: the name and what is allowed. */
  readonly pieces: readonly Piece[];
  readonly name: Piece;
  readonly said: readonly Said[];
}

/** The pieces that begin a line, so many as stand no more than a blank apart. */
function beginning(line: readonly Piece[]): Piece[] {
  const end = line.findIndex((piece, i) => i > 0 && piece.box[0] - line[i - 1]!.box[2] > 0.6 * piece.fontSize);
  return line.slice(0, end < 0 ? line.length : end);
}

/** `Lead (limit 1.0 ppm)`, `Lead (NMT 1.0 ppm)`, `Lead NMT 1.0 ppm` before its result: the name, and what is allowed. */
function behindName(line: readonly Piece[]): Named | null {
  if (line[0]?.kind !== 'text') return null;
  const pieces = beginning(line);
  const words = pieces.flatMap(piece => piece.words);
  const cells = line.slice(pieces.length).filter(({ kind }) => isFinding(kind));
  if (cells.length === 0) return null;
  const open = words.findIndex(({ text }) => text.startsWith('('));
  const bracketed = open > 0 && words.at(-1)!.text.endsWith(')');
  const at = bracketed ? open : words.findIndex(({ text }, i) => i > 0 && BEGINS_BOUND.test(text) && BOUND.test(textOf(words.slice(i))));
  if (at < 1) return null;
  const [name, bracket] = [words.slice(0, at), words.slice(at)].map(some => makePiece(some, line[0]!.page)) as [Piece, Piece];
  const named = { ...name, kind: 'text' as const };
  const whole = bracketed ? { ...bracket, text: bracket.text.slice(1, -1).trim() } : bracket;
  const said = isAllowed(whole.text, cells) ? [{ kind: 'limit' as const, text: whole.text, piece: whole }] : bracketed ? saidBy(whole) : [];
  return said.length > 0 && said.every(({ kind }) => kind === 'limit') && isKnownAnalyte(name.text) ? { pieces, name: named, said } : null;
}

function isAllowed(text: string, cells: readonly Piece[]): boolean {
  if (BOUND.test(text)) return isAmount(cellKind(text.replace(/^not more than|^not less than|^m(?:ax|in)imum/i, '<')));
  const [, low, high, unit] = RANGE.exec(text) ?? [];
  if (low !== undefined && high !== undefined)
    return Number(low.replace(',', '.')) < Number(high.replace(',', '.')) && (unit === undefined || isUnit(unit));
  return NOTHING.test(text) && cells.some(({ kind }) => kind === 'words' || isAmount(kind));
}

/** Under headings, what stands at one place in all lines is a column. */
function inNames(lines: readonly (readonly Piece[])[]): Named[] {
  const named = lines.flatMap(line => behindName(line) ?? []);
  const bare = named.filter(({ said }) => !said.some(({ piece }) => piece.words[0]!.text.startsWith('(')));
  const places = bare.map(({ said }) => said[0]!.piece.box[0]);
  const column = places.length > 0 && Math.max(...places) - Math.min(...places) < bare[0]!.name.fontSize;
  return column ? named.filter(one => !bare.includes(one)) : named;
}

/** What is said of limits under the names and results of a page, or behind them, and the page without it. */
export function smallPrint(printedPieces: readonly Piece[]): {
  readonly rest: readonly Piece[];
  readonly under: ReadonlyMap<Piece, readonly Said[]>;
} {
  const named = inNames(linesOf(printedPieces));
  // one alone may be a name of its own
  if (named.length < 2) return belowAndBehind(printedPieces);
  const names = new Map(named.flatMap(({ pieces, name }) => pieces.map((piece, i) => [piece, i === 0 ? name : null])));
  const { rest, under } = belowAndBehind(
    printedPieces.flatMap(piece => {
      const own = names.get(piece);
      return own === undefined ? [piece] : own === null ? [] : [own];
    }),
  );
  return { rest, under: new Map([...under, ...named.map(({ name, said }) => [name, [...(under.get(name) ?? []), ...said]] as const)]) };
}

function belowAndBehind(pieces: readonly Piece[]): ReturnType<typeof smallPrint> {
  const none = { rest: pieces, under: new Map<Piece, readonly Said[]>() };
  if (!pieces.some(({ text }) => MAY_SAY.test(text))) return none;
  const lines = linesOf(pieces);
  const isSaid = (line: readonly Piece[] | undefined): boolean =>
    line?.some(({ text }) => MAY_SAY.test(text)) === true && phrases(line).every(phrase => saidBy(phrase).length > 0);
  // set over the rows, a line is said of the one that follows, and of none for sure
  const over = lines.some(
    (line, at) => isSaid(line) && isRow(lines[at + 1] ?? []) && !isRow(lines[at - 1] ?? []) && !isSaid(lines[at - 1]),
  );
  const found = lines.flatMap((line, at) =>
    line.some(({ text }) => MAY_SAY.test(text))
      ? [...behindResult(line), ...(over ? [] : underRow(line, lines[at - 1] ?? [], lines[at + 1] ?? []))].map(home => ({ ...home, line }))
      : [],
  );
  // one alone may belong to anything
  if (found.length < 2) return none;
  const gone = new Set(found.flatMap(({ phrase, line }) => line.filter(piece => overlapX(piece.box, phrase.box) > 0)));
  const under = new Map<Piece, readonly Said[]>();
  for (const { of, said } of found) under.set(of, [...(under.get(of) ?? []), ...said]);
  return { rest: pieces.filter(piece => !gone.has(piece)), under };
}

const isIn = (row: Row, piece: Piece): boolean =>
  [...row.names, ...[...row.cells.values()].flat()].some(
    other => other === piece || (sameLine(other, piece) && overlapX(other.box, piece.box) > 0),
  );

/** The row with what the lines under it say and its own cells do not. */
export function withSmallPrint(read: TableRow, row: Row, under: ReadonlyMap<Piece, readonly Said[]>, page: Page): TableRow {
  if (under.size === 0) return read;
  const said = [...under].flatMap(([piece, all]) => (isIn(row, piece) ? all : []));
  const told: Partial<Record<Kind, Printed>> = {};
  let unit: Printed | undefined;
  for (const { kind, text, piece } of said) {
    if (read[kind] || told[kind]) continue;
    const apart = kind === 'limit' ? null : splitUnit(text);
    told[kind] = printed(apart?.value ?? text, [piece], page);
    if (apart && !read.limitOfMeasurementUnit && apart.unit !== read.unit?.text) unit = printed(apart.unit, [piece], page);
  }
  return { ...read, ...told, ...(unit ? { limitOfMeasurementUnit: unit } : {}) };
}
