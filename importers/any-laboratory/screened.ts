/** Substances that were looked for and not found, told in a sentence or below a title: `The following were screened and not detected: …`. */
import type { Page, Word } from '../../src/document/document.ts';
import { isUnit, splitUnit } from './cell.ts';
import { isListedAnalyte, isOfSample, isSameAnalyte } from './names.ts';
import { panelOfAnalytes } from './panels.ts';
import { centreY, height, linesOf, makePiece, type Piece, printed, textOf, textOfLine, unionBox } from './piece.ts';
import { amountsIn, sentencesOf, withoutEnd } from './prose.ts';
import { type LimitList, limitLists } from './screened-lists.ts';
import type { TableRow } from './table-row.ts';

/** Said of all that is listed. */
const ABSENT =
  /\b(?:not detected|none (?:(?:of (?:the )?(?:following|above|listed|these|those|them)?\s?(?:\p{L}+ )?)?(?:was |were |is |are )?)?(?:detected|found)|undetected|below (?:the )?(?:l?loq|lod|(?:reporting|detection|quantitation) limits?|limits? of (?:detection|quantitation|quantification)))\b/iu;
/** `All other pesticides: < LOQ`, over a list of limits. */
const BELOW_LIMIT = new RegExp(`${ABSENT.source}|(?<=^|\\s)< ?(?:l?loq|lod)\\b`, 'iu');
/** Said of some, of others, or of what would be. */
const NOT_OF_ALL =
  /\b(?:must|shall|should|may|might|can|could|if|when|unless|blanks?|controls?|validat\w*|interferen\w*|previous\w*|except\w*|other than|but|however|not (?:tested|analy[sz]ed|screened|included))\b/i;
const LIMIT = /^\(?(?:l?loq|lod|mdl|rl|(?:reporting|detection|quantitation) limit|limit of (?:detection|quantitation|quantification))s?$/i;

/** Fewer names are a sentence about results that stand elsewhere. */
const FEWEST = 2;
/** Fewer below a title may be headings. */
const FEWEST_BELOW = 3;
/** In words. */
const LONGEST_NAME = 6;

interface Screened {
  readonly names: readonly (readonly Word[])[];
  readonly said: readonly Word[];
  readonly limit: readonly Word[] | null;
  readonly ofDetection: boolean;
  /** Of each name, where it has one of its own. */
  readonly limits?: LimitList;
}

const withoutBrackets = (text: string): string => text.replace(/[()]/g, '');

/** The words of `said`, and the limit that is told along. */
function absenceIn(words: readonly Word[], absent = ABSENT): Pick<Screened, 'said' | 'limit' | 'ofDetection'> | null {
  const text = textOf(words);
  if (!absent.test(withoutBrackets(text)) || NOT_OF_ALL.test(text)) return null;
  const from = words.findIndex((_, i) => startsWith(words.slice(i), absent) > 0);
  if (from < 0) return null;
  const said = withoutEnd(words.slice(from, from + startsWith(words.slice(from), absent)));
  const at = words.findIndex((_, i) => [1, 2, 3].some(length => LIMIT.test(textOf(withoutEnd(words.slice(i, i + length))))));
  const behind = at < 0 ? [] : words.slice(at).map(word => ({ ...word, text: word.text.replace(/^\(|\)[.,:;]*$/g, '') }));
  const [amount, ...more] = amountsIn(behind);
  return {
    said,
    limit: amount && more.length === 0 ? withoutEnd(behind.slice(amount.from, amount.to)) : null,
    ofDetection: at >= 0 && /^\(?(?:lod|mdl|detection)/i.test(words[at]!.text),
  };
}

/** How many of the words say that nothing was found; 0 where they do not begin with that. */
function startsWith(words: readonly Word[], absent: RegExp): number {
  for (let to = Math.min(words.length, 8); to > 0; to -= 1) {
    const text = withoutBrackets(textOf(withoutEnd(words.slice(0, to))));
    if (absent.exec(text)?.[0].length === text.length) return to;
  }
  return 0;
}

const isName = (words: readonly Word[]): boolean => {
  const text = textOf(words);
  return words.length > 0 && words.length <= LONGEST_NAME && isListedAnalyte(text) && !isOfSample(text);
};

/** `Abamectin (0.05)`, `Abamectin 0.05 mg/kg`: the name, and its own limit behind it. */
function withOwnLimit(words: readonly Word[]): { name: Word[]; limit: Word[]; unit?: Word | undefined } | null {
  const last = words.at(-1);
  const limit = last && /^\((\d*[.,]?\d+)\)$/.exec(last.text)?.[1];
  if (limit) return words.length > 1 ? { name: words.slice(0, -1), limit: [{ ...last, text: limit }] } : null;
  const at = last && isUnit(last.text) ? words.length - 2 : words.length - 1;
  return at > 0 && /^\d*[.,]?\d+$/.test(words[at]!.text)
    ? { name: words.slice(0, at), limit: words.slice(at, at + 1), unit: words[at + 1] }
    : null;
}

/** `… not detected (LOQ in ppm in brackets): A (0.05), B (0.02)`; null where one of them has no limit of its own. */
function limitsInSentence(words: readonly Word[], said: readonly Word[], page: number): LimitList | null {
  const text = textOf(said);
  const kind = /\b(l?loqs?|lods?|limits? of (?:detection|quantitation|quantification))\b/i.exec(text)?.[1];
  const parts: Word[][] = [[]];
  for (const word of words) {
    if (/^(?:and|&)$/i.test(word.text)) parts.push([]);
    else parts.at(-1)!.push(/[,;.]$/.test(word.text) ? { ...word, text: word.text.slice(0, -1) } : word);
    if (/[,;.]$/.test(word.text)) parts.push([]);
  }
  const entries = parts.filter(part => part.length > 0).map(part => withOwnLimit(part));
  if (kind === undefined || entries.length < FEWEST || !entries.every(entry => entry !== null && isName(entry.name))) return null;
  const own = entries.map(entry => entry!.unit);
  if (new Set(own.map(one => one?.text)).size > 1) return null;
  const [unit] = own[0] ? [own[0]] : said.filter(({ text: one }) => isUnit(one.replace(/[(),:]/g, '')));
  return {
    names: entries.map(entry => entry!.name),
    limits: entries.map(entry => entry!.limit),
    unit: unit ? { text: unit.text.replace(/[(),:]/g, ''), piece: makePiece([unit], page) } : null,
    ofDetection: /^(?:lod|.*detection)/i.test(kind),
    over: said,
    under: [],
  };
}

/** `A, B and C`: the names between commas; null where one of them is none. */
function namesIn(words: readonly Word[]): Word[][] | null {
  const parts: Word[][] = [[]];
  for (const word of words) {
    if (/^(?:and|or|&)$/i.test(word.text)) parts.push([]);
    else parts.at(-1)!.push(word);
    if (/[,;.]$/.test(word.text)) parts.push([]);
  }
  const names = parts
    .filter(part => part.length > 0)
    .map(part => withoutEnd(part).map(word => ({ ...word, text: word.text.replace(/^[([](?=[^)\]]*$)|(?<=^[^([]*)[)\]]$/g, '') })));
  return names.length >= FEWEST && names.every(isName) ? names : null;
}

/** `… not detected: A, B`; `A, B and C were not detected (LOQ 0.01 mg/kg)`; `the others (A, B, C) were below the LOQ`. */
function inSentence(words: readonly Word[], page: number): Screened | null {
  const absence = absenceIn(words);
  if (!absence) return null;
  const colon = words.findLastIndex(({ text }) => text.endsWith(':'));
  const open = words.findIndex(({ text }) => text.startsWith('('));
  const close = words.findIndex(({ text }, i) => i >= open && /\)[,.]?$/.test(text));
  const verb = words.findIndex(({ text }) => /^(?:was|were|are|is)$/i.test(text));
  const lists = [
    ...(colon >= 0 ? [words.slice(colon + 1)] : []),
    ...(open >= 0 && close > open ? [words.slice(open, close + 1)] : []),
    ...(verb > 0 ? [words.slice(0, verb)] : []),
  ];
  const own = colon >= 0 ? limitsInSentence(words.slice(colon + 1), words.slice(0, colon + 1), page) : null;
  if (own) return { names: own.names, ...absence, limits: own };
  const names = lists.map(namesIn).find(found => found !== null);
  return names ? { names, ...absence } : null;
}

/** A line of a title that says so, and below it nothing but names, as far as they follow without a gap. */
function belowTitle(title: readonly Piece[], lines: readonly (readonly Piece[])[]): Screened | null {
  const absence = absenceIn(title.flatMap(({ words }) => words));
  if (!absence) return null;
  const names: Word[][] = [];
  let last = unionBox(title);
  for (const line of lines.filter(([piece]) => centreY(piece!) > last[3]).sort((a, b) => centreY(a[0]!) - centreY(b[0]!))) {
    const own = line
      .filter(({ text }) => !/^[•·▪◦\-–*]$/.test(text))
      .map(({ words }) => words.filter(({ text }) => !/^[•·▪◦\-–*]$/.test(text)));
    if (unionBox(line)[1] - last[3] > 1.6 * height(line[0]!) || !own.every(isName)) break;
    names.push(...own);
    last = unionBox(line);
  }
  return names.length >= FEWEST_BELOW ? { names, ...absence } : null;
}

/** A list of limits, over or under which stands that nothing of it was found, or of what of it is not told elsewhere. */
function withLimits(list: LimitList): Screened | null {
  const absence = absenceIn(list.over, BELOW_LIMIT) ?? absenceIn(list.under, BELOW_LIMIT);
  return absence && list.names.length >= FEWEST_BELOW ? { names: list.names, ...absence, limits: list } : null;
}

/**
 * They are doubted, as all that stands in no table. `taken`: pieces that tables have used already; `told`: names that have a result of their own, of which
 * a list says nothing.
 */
export function readScreened(page: Page, pieces: readonly Piece[], taken: ReadonlySet<Piece>, told: readonly string[]): TableRow[] {
  const free = pieces.filter(piece => !taken.has(piece));
  if (!BELOW_LIMIT.test(withoutBrackets(textOfLine(free)))) return [];
  const lines = linesOf(free);
  const found = sentencesOf({ ...page, words: free.flatMap(({ words }) => words) }).flatMap(words => inSentence(words, page.number) ?? []);
  const lists = limitLists(lines, isName).flatMap(list => withLimits(list) ?? []);
  const below = lines.flatMap(line => belowTitle(line, lines) ?? []);
  const known = [...told];
  return [...lists, ...found, ...below].flatMap(({ names, said, limit, limits, ofDetection }) =>
    names.flatMap((words, i) => {
      const [name, value, bound] = [words, said, limits?.limits[i] ?? limit].map(some => some && makePiece(some, page.number));
      if (!name || !value || known.some(other => isSameAnalyte(other, name.text))) return [];
      known.push(name.text);
      if (limits && bound) return [{ ...rowOf(page, name, value), ...ownLimit(page, bound, limits) }];
      const apart = bound ? splitUnit(bound.text) : null;
      return [
        {
          ...rowOf(page, name, value),
          ...(bound && apart
            ? { [ofDetection ? 'lod' : 'loq']: printed(apart.value, [bound], page), unit: printed(apart.unit, [bound], page) }
            : {}),
        } satisfies TableRow,
      ];
    }),
  );
}

const ownLimit = (page: Page, bound: Piece, { unit, ofDetection }: LimitList) => ({
  [ofDetection ? 'lod' : 'loq']: printed(bound.text, [bound], page),
  ...(unit && { unit: printed(unit.text, [unit.piece], page) }),
});

const rowOf = (page: Page, name: Piece, value: Piece): TableRow => ({
  panel: panelOfAnalytes([name.text]) ?? 'other',
  name: printed(name.text, [name], page),
  // the same words are said of each: the place is that of both
  value: printed(value.text, [value, name], page),
  meaning: /^(?:not|none|un)/i.test(value.text) ? 'ND' : /lod|detection/i.test(value.text) ? '<LOD' : '<LOQ',
  further: [],
  doubts: ['column-guessed'],
  page: page.number,
  y: unionBox([name])[1],
});
