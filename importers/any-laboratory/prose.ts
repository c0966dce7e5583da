/** Results told in sentences: `Mitragynine was found at 1.42 % w/w; lead 0.12 ppm (limit 0.5 ppm); Salmonella: not detected in 25 g.` */
import type { Page, Word } from '../../src/document/document.ts';
import { cellKind, isAmount, splitUnit } from './cell.ts';
import { isListedAnalyte, isOfSample } from './names.ts';
import { panelOfAnalytes } from './panels.ts';
import { height, linesOf, makePiece, type Piece, printed, textOf, unionBox } from './piece.ts';
import { isPortion } from './stacked.ts';
import type { TableRow } from './table-row.ts';

/** Said of what is demanded, promised, computed or could be measured, and not of what was found. */
const NO_FINDING =
  /\b(?:must|shall|should|may|can|exceed\w*|permit\w*|allow\w*|calculat\w*|comput\w*|accord\w*|defin\w*|example|typical\w*|claim\w*|label\w*|lo[dq]|rl|limits? of|reporting|detection limit|if|formula|spike\w*|blank|standard|recover\w*|average|uncertainty|dilut\w*)\b|[=×*+±]/i;

/** Between the name and what was found. */
const FOUND =
  /^(?:(?:content|level|concentration|count)s? ?)?(?:(?:was|were|is|are) ?)?(?:(?:found|detected|measured|determined|present|quantified|reported) ?)?(?:(?:to be|at|in|as|with) ?)?(?:(?:an? )?(?:level|concentration|amount)s? of)?$/i;

const CONTAINS = /\b(?:contain(?:s|ed)|had|has|showed|found|measured|detected)$/i;

const ABSENT = /^(?:(?:was|were|is|are) )?((?:not|none) (?:detected|found|present)|absent|negative)( (?:in|per) \d+ ?(?:g|ml))?$/i;

/** How it was found, behind the amount. */
const HOW = /^(?:$|(?:by|using|via) |\(?(?:U?HPLC|LC|GC|ICP|AAS|q?PCR|AOAC|USP|ISO)\b)/i;

/** No name is longer, in words. */
const LONGEST_NAME = 6;

export const withoutEnd = (words: readonly Word[]): Word[] =>
  words.map((word, i) => (i === words.length - 1 ? { ...word, text: word.text.replace(/[;,.:]+$/, '') } : word));

const ENDS = /(?:;|[^.][.])$/;
const SHORTENED = /^(?:\p{Lu}|spp?|approx|max|min|ca|no|var|subsp)\.$/iu;

/** A line that leaves so much of the page free ends what it says. */
const ROOM = 0.3;

/** The words in the order they are read, parted where a sentence or a part of it ends, or a blank is too wide for one. */
export function sentencesOf(page: Page): Word[][] {
  const clauses: Word[][] = [[]];
  const right = Math.max(...page.words.map(({ box }) => box[2]));
  let last: Piece | undefined;
  for (const piece of linesOf(page.words.map(word => makePiece([word], page.number))).flat()) {
    const below = last !== undefined && piece.box[1] > last.box[3] - 2;
    const apart =
      last !== undefined &&
      (below
        ? piece.box[1] - last.box[3] > 0.8 * height(last) || right - last.box[2] > ROOM * right
        : piece.box[0] - last.box[2] > piece.fontSize);
    if (apart) clauses.push([]);
    clauses.at(-1)!.push(...piece.words);
    if (ENDS.test(piece.text) && !SHORTENED.test(piece.text)) clauses.push([]);
    last = piece;
  }
  return clauses;
}

const clausesOf = (page: Page): Word[][] => sentencesOf(page).flatMap(byAnd);

/** `1.42 % w/w and 7-hydroxymitragynine at 0.012 %`: what follows an amount and `and` is said for itself. */
function byAnd(clause: readonly Word[]): Word[][] {
  const at = clause.findIndex(({ text }, i) => /^(?:and|while|whereas)$/i.test(text) && clause.slice(0, i).some(isNumber));
  if (at < 0) return [[...clause]];
  const rest = clause.slice(at + 1);
  // `0.12 ppm and 0.15 ppm`: one of several
  if (isNumber(rest[0]) && !rest.some(({ text }) => /^of$/i.test(text)) && nameAtStart(rest.slice(amountsIn(rest)[0]?.to)) === null)
    return [];
  // `contained 24.1 mg/mL of CBD and 0.9 mg/mL of CBG`
  const shared = isNumber(rest[0]) ? clause.slice(0, clause.findIndex(isNumber)) : [];
  return [clause.slice(0, at), ...byAnd([...shared, ...rest])];
}

const isNumber = (word: Word | undefined): boolean => word !== undefined && /^[<≤]?\d[\d.,]*%?$/.test(word.text);

/** What a bracket behind a result may say beside it. */
type Beside = 'limit' | 'lod' | 'loq';

interface Told {
  readonly name: readonly Word[];
  readonly value: readonly Word[];
  readonly beside?: { readonly role: Beside; readonly words: readonly Word[] } | undefined;
}

const isName = (words: readonly Word[]): boolean => {
  const text = textOf(words);
  return words.length > 0 && !/:\s|^\(|^the\b/i.test(text) && isListedAnalyte(text) && !isOfSample(text);
};

/** The longest name that these words end in. */
function nameAtEnd(words: readonly Word[]): Word[] | null {
  const told = withoutEnd(words);
  for (let from = Math.max(0, told.length - LONGEST_NAME); from < told.length; from += 1)
    if (isName(told.slice(from))) return told.slice(from);
  return null;
}

/** The words before an amount: the last name, and nothing behind it but that it was found. */
function nameBefore(words: readonly Word[]): Word[] | null {
  for (let end = words.length; end > 0; end -= 1) {
    if (!FOUND.test(textOf(words.slice(end)))) return null;
    const name = nameAtEnd(words.slice(0, end));
    if (name) return name;
  }
  return null;
}

/** The name that these words begin with, and nothing behind it but how it was found: `mitragynine by HPLC`. */
function nameAtStart(words: readonly Word[]): Word[] | null {
  for (let to = 1; to <= Math.min(words.length, LONGEST_NAME); to += 1) {
    const told = withoutEnd(words.slice(0, to));
    if (isName(told) && HOW.test(textOf(words.slice(to)))) return told;
  }
  return null;
}

/** `of CBD` behind `The sample contained 24.1 mg/mL`. */
const nameBehind = (before: readonly Word[], words: readonly Word[]): Word[] | null =>
  CONTAINS.test(textOf(before)) ? nameAtStart(words.filter(({ text }, i) => i > 0 || !/^of$/i.test(text))) : null;

/** Where the amounts with a unit stand, the longest from each place. */
export function amountsIn(words: readonly Word[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (let from = 0; from < words.length; from += 1)
    for (let to = Math.min(words.length, from + 4); to > from; to -= 1) {
      const text = textOf(withoutEnd(words.slice(from, to)));
      const unit = isAmount(cellKind(text)) ? splitUnit(text)?.unit : undefined;
      // `Relative density @ 25 °C`, `E. coli/ 10g`: how it is measured
      if (unit === undefined || /^°/.test(unit) || isPortion(words, from)) continue;
      found.push({ from, to });
      from = to - 1;
      break;
    }
  return found;
}

const BESIDE: readonly (readonly [Beside, RegExp])[] = [
  ['limit', /^\((?:limit|spec(?:ification)?|max(?:imum)?)\.?:?$/i],
  ['lod', /^\(lod:?$/i],
  ['loq', /^\(loq:?$/i],
];

/** `(limit 0.5 ppm)`, `(LOD 0.005 ppm)` and all that stands before it. */
function apart(clause: readonly Word[]): { rest: readonly Word[]; beside?: Told['beside'] } {
  const at = clause.findIndex(({ text }) => BESIDE.some(([, opens]) => opens.test(text)));
  const bracket = at < 0 ? [] : withoutEnd(clause.slice(at + 1));
  if (!bracket.at(-1)?.text.endsWith(')')) return { rest: clause };
  const words = bracket.map((word, i) => (i === bracket.length - 1 ? { ...word, text: word.text.slice(0, -1) } : word));
  const [role] = BESIDE.find(([, opens]) => opens.test(clause[at]!.text))!;
  return isAmount(cellKind(textOf(words))) ? { rest: clause.slice(0, at), beside: { role, words } } : { rest: clause };
}

function toldIn(clause: readonly Word[]): Told | null {
  const { rest, beside } = apart(clause);
  if (NO_FINDING.test(textOf(rest))) return null;
  const [amount, ...others] = amountsIn(rest);
  if (others.length > 0) return null;
  const absent = absentIn(rest);
  if (absent || !amount) return absent && { ...absent, beside };
  const [before, behind] = [rest.slice(0, amount.from), withoutEnd(rest.slice(amount.to))];
  const name = HOW.test(textOf(behind)) ? nameBefore(before) : nameBehind(before, behind);
  return name && { name, value: withoutEnd(rest.slice(amount.from, amount.to)), beside };
}

/** `arsenic was not detected`, `Salmonella: not detected in 25 g`. */
function absentIn(words: readonly Word[]): Told | null {
  const told = withoutEnd(words);
  for (let from = 1; from < told.length; from += 1) {
    const said = ABSENT.exec(textOf(told.slice(from)));
    const name = said && nameAtEnd(told.slice(0, from));
    if (!name) continue;
    const verbs = textOf(told.slice(from)).split(' ').length - `${said[1]}${said[2] ?? ''}`.split(' ').length;
    return { name, value: told.slice(from + verbs) };
  }
  return null;
}

/** They are doubted: whether a sentence tells a result, or something else of an analyte, no form of a page says. */
export const readProse = (page: Page): TableRow[] =>
  clausesOf(page).flatMap(clause => {
    const found = toldIn(clause);
    if (!found) return [];
    const [name, value] = [makePiece(found.name, page.number), makePiece(found.value, page.number)];
    const parts = splitUnit(value.text);
    const beside = found.beside && makePiece(found.beside.words, page.number);
    return [
      {
        panel: panelOfAnalytes([name.text]) ?? 'other',
        name: printed(name.text, [name], page),
        value: printed(parts?.value ?? value.text, [value], page),
        ...(parts ? { unit: printed(parts.unit, [value], page) } : {}),
        ...(found.beside && beside ? { [found.beside.role]: printed(beside.text, [beside], page) } : {}),
        further: [],
        doubts: ['column-guessed'],
        page: page.number,
        y: unionBox([name, value])[1],
      },
    ];
  });
