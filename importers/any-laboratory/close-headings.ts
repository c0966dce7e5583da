/** Headings set so close that they are one run of words. */
import type { Word } from '../../src/document/document.ts';
import { cellKind } from './cell.ts';
import { partOf, textOf } from './piece.ts';
import { looksLikeHeader, roleOfHeader } from './roles.ts';

/** Headings over names that begin no other heading, as `Test` begins `Test Result`. */
const NAME_HEADING =
  /^(?:analytes?|analyty?|analito|compounds?|parameters?|parámetros?|paramètres?|parametry?|components?|substan[zc]e?s?|determinations?|determinaci[óo]n|ensayo|ukazatel|stanovení)$/i;

const MOST_WORDS = 12;

/** `Limit (mg/g) Result (mg/g)`: headings set close. A unit in brackets ends one; else the wider of the blanks tells them apart. */
export function splitHeadings(printed: Word[]): Word[][] | null {
  const words = unglued(printed);
  if (words.length < 2 || words.length > MOST_WORDS) return null;
  const gaps = words.slice(1).map((word, i) => word.box[0] - words[i]!.box[2]);
  const blank = Math.min(...gaps.filter(gap => gap > 0.15 * words[0]!.fontSize));
  const closes = (word: Word): boolean => /^\(.*\)$/.test(word.text) && cellKind(word.text) === 'unit';
  const each = words.length >= 3 ? eachAHeading(words) : null;
  if (each) return each;
  const several = severalHeadings(words);
  if (several) return several;
  const named = NAME_HEADING.test(words[0]!.text) ? 1 : NAME_HEADING.test(words.at(-1)!.text) ? words.length - 1 : 0;
  const apart = named > 0 ? cutAt(words, i => i === named) : null;
  if (apart?.some(part => roleOfHeader(textOf(part)) !== 'name')) return apart;
  const glued = words === printed ? null : cutAt(words, i => gaps[i - 1]! < 0.01);
  return cutAt(words, i => closes(words[i - 1]!)) ?? cutAt(words, i => gaps[i - 1]! > 1.3 * blank) ?? glued;
}

/** Each announces another role, and none of them what is measured; `(Uncertainty)` behind `Result` is of that heading. */
function eachAHeading(words: readonly Word[]): Word[][] | null {
  const groups: Word[][] = [];
  for (const word of words)
    if (/^\(uncert\w*\.?\)$/i.test(word.text) && groups.length > 0) groups.at(-1)!.push(word);
    else groups.push([word]);
  const told = new Set<string>();
  for (const group of groups) {
    const role = roleOfHeader(textOf(group));
    if (role === null || role === 'name' || role === 'other' || told.has(role)) return null;
    told.add(role);
  }
  return groups;
}

const isHeading = (text: string): boolean => roleOfHeader(text) !== null;

/** `LOQResult`: two headings in one word; the place of the cut is told by the number of letters. */
function partsOf(word: Word): Word[] {
  const { text } = word;
  // a unit in brackets ends the heading before it
  if (isHeading(text) && !/^\(.+\)\p{Lu}/u.test(text)) return [word];
  for (const { index } of text.matchAll(/(?<=[\p{L})])\p{Lu}/gu))
    if (isHeading(text.slice(0, index)) && isHeading(text.slice(index))) return [partOf(word, 0, index), partOf(word, index, text.length)];
  return [word];
}

/** In a word alone two headings may be one name, unless the first is said of names only: `ParameterResult`. */
const FEWEST_GLUED = 3;

/** `QualifierLOQ LOD Unit`, `LOQResult (CFU/g)Limit`: headings set without a blank, among others. */
function unglued(words: Word[]): Word[] {
  if (words.length > MOST_WORDS || !words.some(({ text }) => GLUED.test(text))) return words;
  const parts = words.flatMap(partsOf);
  const [name, value] = parts;
  const overNames = parts.length === words.length + 1 && NAME_HEADING.test(name!.text) && roleOfHeader(value!.text) === 'value';
  return overNames || parts.filter(({ text }) => isHeading(text)).length >= FEWEST_GLUED ? parts : words;
}

const GLUED = /[\p{L})]\p{Lu}/u;

/** The parts between the cuts, if each of them is a heading. */
function cutAt(words: Word[], isCut: (index: number) => boolean): Word[][] | null {
  const cuts = words.flatMap((_, i) => (i > 0 && isCut(i) ? [i] : []));
  const parts = [0, ...cuts].map((from, i) => words.slice(from, cuts[i] ?? words.length));
  return cuts.length > 0 && parts.every(part => looksLikeHeader(textOf(part)) || cellKind(textOf(part)) === 'unit') ? parts : null;
}

/** What ends a heading of two words. */
const ENDS = /^(?:#|id|no\.?|number|date|time|factor|limits?|levels?|code)$/i;

/** `RL MDL Results Qual Unit Run`: four headings or more, one of them of results or four of different kinds, no two but days and numbers of one kind; the last may go on below. */
function severalHeadings(words: readonly Word[]): Word[][] | null {
  if (words.length < 4) return null;
  const groups: Word[][] = [];
  for (const word of words) {
    const last = groups.at(-1);
    const open = last !== undefined && (roleOfHeader(textOf(last)) === null || ENDS.test(word.text));
    if (open && last.length === 1) last.push(word);
    else groups.push([word]);
  }
  const roles = groups.map(group => roleOfHeader(textOf(group)));
  const distinct = roles.filter(role => role !== 'other' && role !== null);
  const whole = roles.slice(0, -1).every(role => role !== null) && !roles.slice(1).includes('name');
  return whole &&
    groups.length >= 4 &&
    (distinct.length >= 4 || (distinct.includes('value') && distinct.length >= 3)) &&
    new Set(distinct).size === distinct.length
    ? groups
    : null;
}
