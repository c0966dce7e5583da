/** Headings printed close: which word of a piece heads which column. */
import type { Box } from '../../src/coa/transcript.ts';
import type { Word } from '../../src/document/document.ts';
import { isUnit } from './cell.ts';
import { sampleNumber } from './lots-beside.ts';
import { isControlBeside } from './panels.ts';
import { centreY, height, makePiece, overlapX, type Piece, partOf, unionBox } from './piece.ts';
import { type ColumnRole, headsPersons, looksLikeHeader, roleOfHeader } from './roles.ts';

export interface Span {
  left: number;
  right: number;
}

/** How well a heading stands over a column; 0 when it does not. */
export function affinity(heading: Box, span: Span): number {
  const overlap = Math.min(heading[2], span.right) - Math.max(heading[0], span.left);
  const gap = -overlap;
  if (gap > 16) return 0;
  const offset = Math.min(
    Math.abs(heading[0] - span.left),
    Math.abs(heading[2] - span.right),
    Math.abs((heading[0] + heading[2]) / 2 - (span.left + span.right) / 2),
  );
  return Math.max(0.5, 10 - offset / 3) + (overlap > 0 ? 6 : 0);
}

/** `NotesReport` over `Limit`: two headings that touch, a capital behind a small letter; no heading by itself. */
export const isRunTogether = (text: string): boolean => /\p{Ll}{2}\p{Lu}\p{Ll}/u.test(text) && roleOfHeader(text) === null;

/** The words of headings that touch one by one; where each stands is told by the number of letters. */
export function touchingApart(piece: Piece): Piece {
  if (!piece.words.some(({ text }) => isRunTogether(text))) return piece;
  const words = piece.words.flatMap(word => {
    const cuts = isRunTogether(word.text) ? [...word.text.matchAll(/(?<=\p{Ll})\p{Lu}/gu)].map(({ index }) => index) : [];
    return [0, ...cuts].map((from, i) => partOf(word, from, cuts[i] ?? word.text.length));
  });
  return makePiece(words, piece.page);
}

/** A heading that reaches over two columns or more, word by word over each, is several headings printed close. */
export function splitHeading(printed: Piece, spans: readonly Span[], printedBeside: readonly Piece[]): Piece[] {
  const piece = touchingApart(printed);
  if (piece === printed) return partHeading(printed, spans, printedBeside);
  const parts = partHeading(
    piece,
    spans,
    printedBeside.map(other => (other === printed ? piece : touchingApart(other))),
  );
  return parts.length > 1 ? parts : partHeading(printed, spans, printedBeside);
}

function partHeading(piece: Piece, spans: readonly Span[], others: readonly Piece[]): Piece[] {
  const lines = others.filter(other => other !== piece && Math.abs(centreY(other) - centreY(piece)) > 0.5 * height(piece));
  const words = wordsWithUnits(piece, unit => isOfNext(unit, piece, spans, lines));
  // `Lot A-1` over the columns of its sample
  if (words.length < 2 || sampleNumber(piece.text) !== null || isWithUnit(words, spans)) return [piece];
  const level = others.filter(other => other !== piece && !lines.includes(other));
  return (
    splitOver(words, piece, spans, lines, brokenPhrases(lines, level, spans)) ??
    splitOver(words, piece, spans, lines, (parts, columns) => isFree(columns, level, spans) && areResultAndUnit(parts, level)) ??
    splitOver(phrasesOf(words), piece, spans, lines, () => true) ??
    splitOver(phrasesOf(words), piece, spans, lines, parts => areUnlike(parts, spans, lines), true) ?? [piece]
  );
}

/** `LOQ %`: a heading and its unit, unless each stands over the cells of another column. */
function isWithUnit(words: readonly Word[][], spans: readonly Span[]): boolean {
  const [head, unit, ...more] = words;
  if (!head || unit?.length !== 1 || more.length > 0 || !isUnit(unit[0]!.text)) return false;
  if (roleOfHeader(head.map(({ text }) => text).join(' ')) === null) return false;
  const over = [head, unit].map(part => spans.findIndex(({ left, right }) => overlapX(unionBox(part), [left, 0, right, 0]) > 0));
  return over[0]! < 0 || over[1]! < 0 || over[0] === over[1];
}

/** The column a word of a heading stands over; -1 for none. */
function spanOver(words: readonly Word[], page: number, spans: readonly Span[]): number {
  const box = unionBox(words);
  const fits = spans.map(span => {
    const overlap = Math.min(box[2], span.right) - Math.max(box[0], span.left);
    // a word that is a heading of its own may stand a little beside its cells
    return overlap > (roleOfHeader(makePiece(words, page).text) !== null ? -1.5 * words[0]!.fontSize : -2) ? affinity(box, span) : 0;
  });
  const best = Math.max(...fits);
  return best > 0 ? fits.indexOf(best) : -1;
}

/** The part of each other line of headings that stands over one column, joined top to bottom with `part`; null where there is none. */
function withLines(
  part: Piece,
  i: number,
  lines: readonly Piece[],
  spans: readonly Span[],
  level: readonly Piece[] = [part],
): Piece | null {
  const above: Word[] = [];
  const below: Word[] = [];
  for (const line of lines) {
    const others = [...level, ...lines.filter(other => other !== line)];
    const over = wordsWithUnits(line, unit => isOfNext(unit, line, spans, others))
      .filter(words => spanOver(words, line.page, spans) === i)
      .flat();
    (centreY(line) < centreY(part) ? above : below).push(...over);
  }
  const units = [...above, ...below].every(word => isUnit(word.text));
  return units ? null : makePiece([...above, ...part.words, ...below], part.page);
}

/** Two words that make one heading, the first of which makes another with what stands on the next line: `Detection Limit` over `Limit`. */
function brokenPhrases(lines: readonly Piece[], level: readonly Piece[], spans: readonly Span[]): Accepts {
  return (parts, columns) => {
    const wholes = parts.map((part, k) => withLines(part, columns[k]!, lines, spans, parts));
    const free = isFree(columns, level, spans);
    const headed = parts.every((part, k) => {
      const next = parts[k + 1];
      // `Specification` and `Limit of` over `Quantitation`: what goes on below is no end of the word before
      // as `Specification` and `Method` over `Blank`
      const below = wholes[k + 1];
      const goesOn = next !== undefined && below && (CONNECTIVE.test(next.words.at(-1)!.text) || isControlBeside(below.text));
      const phrase = next && !goesOn && PHRASE.test(`${part.words.at(-1)!.text} ${next.words[0]!.text}`);
      return !(phrase && wholes[k] === null) && (part.kind === 'unit' || looksLikeHeader((wholes[k] ?? part).text));
    });
    return free && headed && wholes.some(whole => whole !== null);
  };
}

/** No other heading of the line stands over any of these columns. */
const isFree = (columns: readonly number[], level: readonly Piece[], spans: readonly Span[]): boolean =>
  columns.every(i => !level.some(other => overlapX(other.box, [spans[i]!.left, 0, spans[i]!.right, 0]) > 0));

/** `Result Units`, each over a column of its own: one heading over units only where the results have theirs beside it. */
function areResultAndUnit(parts: readonly Piece[], level: readonly Piece[]): boolean {
  const roles = parts.map(({ text }) => roleOfHeader(text));
  return roles.length === 2 && roles[0] === 'value' && roles[1] === 'unit' && !level.some(({ text }) => roleOfHeader(text) === 'value');
}

type Accepts = (parts: readonly Piece[], columns: readonly number[]) => boolean;

function splitOver(
  words: readonly Word[][],
  piece: Piece,
  spans: readonly Span[],
  lines: readonly Piece[],
  accepts: Accepts,
  unknown = false,
): Piece[] | null {
  const nearest = words.map(word => spanOver(word, piece.page, spans));
  const distinct = [...new Set(nearest.filter(i => i >= 0))];
  if (distinct.length === 1) return accepts([piece], distinct) ? splitBesideEmpty(words, piece, distinct[0]!, lines, spans) : null;
  if (distinct.length < 2 || nearest.some(i => i < 0) || nearest.some((i, k) => k > 0 && i < nearest[k - 1]!)) return null;
  const parts = distinct.map(i => words.filter((_, k) => nearest[k] === i));
  const pieces = parts.map(part => makePiece(part.flat(), piece.page));
  if (!accepts(pieces, distinct)) return null;
  const linesOver = (i: number): Piece[] =>
    lines.filter(other => spans.every((span, k) => overlapX(other.box, [span.left, 0, span.right, 0]) > 0 === (k === i)));
  const isHeading = (i: number, part: Piece): boolean =>
    part.kind === 'unit' ||
    looksLikeHeader(part.text) ||
    sampleNumber(part.text) !== null ||
    // `Detection` over `Limit`
    looksLikeHeader(withLines(part, i, lines, spans, pieces)?.text ?? '');
  // each of the columns has a line of its own above or below: this line has a part of each
  const shared = distinct.every(i => linesOver(i).length > 0);
  const whole = unknown || shared || distinct.every((i, k) => isHeading(i, pieces[k]!));
  return whole ? distinct.flatMap((i, k) => splitBesideEmpty(parts[k]!, pieces[k]!, i, lines, spans)) : null;
}

/** `Instr. Pass/Fail Class` over three columns: two of them are headed by words that say unlike things, whatever the third is. */
function areUnlike(parts: readonly Piece[], spans: readonly Span[], lines: readonly Piece[]): boolean {
  const roles = parts.map(part => {
    const i = spanOver(part.words, part.page, spans);
    const text = withLines(part, i, lines, spans, parts)?.text ?? part.text;
    return roleOfWords(text) ?? (headsPersons(text) ? 'other' : null);
  });
  // brackets and strokes join what they stand between
  const words = parts.every(({ text, kind }) => kind !== 'unit' && /^[\p{L}#%][^()/]*$/u.test(text.replace(/(?<=\p{L})\/(?=\p{L})/gu, '')));
  return words && new Set(roles.filter(role => role !== null)).size >= 2 && !roles.includes('name');
}

/** `Method Result` over a column of results: the heading on its left, or right, is that of a column without cells. */
function splitBesideEmpty(words: readonly Word[][], piece: Piece, i: number, lines: readonly Piece[], spans: readonly Span[]): Piece[] {
  const { left, right } = spans[i]!;
  const over = (part: Piece): boolean => overlapX(part.box, [left, 0, right, 0]) > 0;
  // `LOD / LOQ`: one heading, of one number or two
  if (roleOfHeader(piece.text) === 'lod-loq' || UNIT_OF_LIMIT.test(piece.text)) return [piece];
  for (let cut = 1; cut < words.length; cut += 1) {
    const parts = [words.slice(0, cut), words.slice(cut)].map(some => makePiece(some.flat(), piece.page));
    if (parts.some(part => part.kind === 'unit' || /^[([]/.test(part.text))) continue;
    if (parts.filter(over).length !== 1 || PHRASE.test(`${words[cut - 1]!.at(-1)!.text} ${words[cut]![0]!.text.replace(/,$/, '')}`))
      continue;
    const roles = parts.map(part =>
      roleOfWords((over(part) ? withLines(part, i, lines, spans) : withBare(part, lines, spans))?.text ?? part.text),
    );
    const [first, second] = roles;
    if (roles.some(role => role === null || role === 'name' || role === 'other') || first === second) continue;
    return parts;
  }
  return [piece];
}

/** Of the words, not of a unit behind them: `EU (mg/kg)` of `MRL EU (mg/kg)` is no heading. */
const roleOfWords = (text: string): ColumnRole | null => roleOfHeader(withoutComma(text.replace(/(?<=\p{L}) ?[([][^)\]]*[)\]]$/u, '')));

/** `allowed, µg/g`, of `Max. allowed, µg/g`. */
const withoutComma = (text: string): string => {
  const [words, unit] = text.split(/, ?/);
  return words && unit && isUnit(unit) ? words : text;
};

/** `Allowed` below `Max.`, neither over the cells of a column. */
function withBare(part: Piece, lines: readonly Piece[], spans: readonly Span[]): Piece | null {
  const bare = lines.filter(
    ({ box }) => overlapX(box, part.box) > 0 && spans.every(({ left, right }) => overlapX(box, [left, 0, right, 0]) <= 0),
  );
  const words = [...bare, part].sort((a, b) => centreY(a) - centreY(b)).flatMap(line => line.words);
  return bare.length > 0 ? makePiece(words, part.page) : null;
}

/** Two words that make one heading. */
const PHRASE =
  /^(?:action|detection|quantitation|reporting|reg\.?|regulatory|test|sample|measured|reported|acceptance|max\.?|lab|use|product|limit|spec\w*\.?) (?:limits?|levels?|results?|methods?|values?|criteria|range|allowed|name|id)$|^(?:results?|spec\w*\.?) units?$|^(?:valore?|valeur|limitní|mezní|zul[äa]ssiger|wartość|nilai) (?:l[ií]mite|hodnota|wert|dopuszczalna|batas|m[áa]ximo|maximale|massimo|m[áa]x\.?)$/i;

/** Over the units of another column's numbers. */
const UNIT_OF_LIMIT = /^(?:l?loq|lod|m?dl|rl|limits?) units?$/i;

/** Words that stand between two others of one heading: `Limit of Detection`. */
const CONNECTIVE = /^(?:of|de|d'|di|da|der|des|per)$/i;

/** `Detection (ppm)` below `Limit of` and `LLOQ`: the unit stands over another column than the word before it, under a heading of its own. */
function isOfNext(unit: Word, piece: Piece, spans: readonly Span[], lines: readonly Piece[]): boolean {
  const over = (word: Word): Span | undefined => spans.find(span => overlapX(word.box, [span.left, 0, span.right, 0]) > 0);
  const own = over(unit);
  const before = over(piece.words[piece.words.indexOf(unit) - 1]!);
  const headings = lines.flatMap(({ words }) => words.filter(word => over(word) === own));
  // a unit ends its heading: with more below it, it is one of several columns, `Limits (ppb)` over `All` and `Ingestion`
  const ends = headings.every(({ box }) => box[1] + box[3] < unit.box[1] + unit.box[3]);
  return own !== undefined && before !== undefined && own !== before && headings.length > 0 && ends;
}

/** In words: no bracket of a heading is longer. */
const LONGEST_BRACKET = 5;

/** `(k` of `U (k = 2)`: the bracket is closed further on. */
const isOpen = (words: readonly Word[]): boolean => {
  const text = words.map(word => word.text).join(' ');
  return words.length < LONGEST_BRACKET && text.lastIndexOf('(') > text.lastIndexOf(')');
};

/** `Result, % w/w`. */
function isUnitBehindComma(group: readonly Word[], word: Word): boolean {
  const comma = group.findIndex(({ text }) => text.endsWith(','));
  return comma >= 0 && isUnit([...group.slice(comma + 1), word].map(({ text }) => text).join(' '));
}

/** The words of a heading, each with the unit in brackets, or the connective, behind it; what brackets hold is one. */
function wordsWithUnits({ words }: Piece, isApart: (unit: Word) => boolean = () => false): Word[][] {
  const groups: Word[][] = [];
  for (const [i, word] of words.entries()) {
    const unit = /^\(.+\)$/.test(word.text) && isUnit(word.text) && !/\)$/.test(words[i - 1]?.text ?? '') && !(i > 0 && isApart(word));
    if (i > 0 && (unit || isUnitBehindComma(groups.at(-1)!, word) || CONNECTIVE.test(word.text) || isOpen(groups.at(-1)!)))
      groups.at(-1)!.push(word);
    else groups.push([word]);
  }
  return groups;
}

/** Words of one phrase together. */
function phrasesOf(words: readonly Word[][]): Word[][] {
  const groups: Word[][] = [];
  for (const word of words) {
    const last = groups.at(-1);
    if (last && PHRASE.test(`${last.at(-1)!.text} ${word[0]!.text}`)) last.push(...word);
    else groups.push([...word]);
  }
  return groups;
}
