/** Names of analytes as the layout sees them. The dictionary itself is `src/coa/analyte.ts`. */

import { type Analyte, analyteById, looksLikeAnalyte, matchAnalyte } from '../../src/coa/analyte.ts';
import { isUnit } from './cell.ts';

/** What is weighed or counted of the sample as a whole: no analyte. */
export const isMeasure = (text: string): boolean =>
  /\b(?:total|net|unit|gross|initial|final|sample|specimen|serving|tablet|capsule|package|container) (?:weight|mass|amount|volume|size)\b|\b(?:weight|mass) (?:per|of)\b|^(?:weight|mass|volume)$/i.test(
    text,
  );

/** A density among the labels of a report says what its sample is, too; in the line of a table it is a result. */
export const isOfSample = (text: string): boolean => isMeasure(text) || /^density$/i.test(text);

/** Methods that carry no number of their own, as `SOP 70.75` does. */
export const TECHNIQUE = /^(?:KF|Karl[- ]Fischer|ICP|U?HPLC|UPLC|HPTLC|(?:HS-?)?GC|LC|q?PCR|AAS)\b/i;

/** Of an element, in a column of its own or at the head of one. */
export const SYMBOL = /^(?:As|Cd|Pb|Hg|Ni|Cr|Cu|Zn|Co|Sb|Se|Al|Ba|Be|Mo|Ag|Tl|V|Li|Mn|Fe|Sn|U)$/;

/** In capitals too: `MN`. */
export const isSymbol = (text: string): boolean => SYMBOL.test(text[0]! + text.slice(1).toLowerCase());

const LABELS = /\b(?:lod|loq|result|limit|method|page|date|sample|batch|lot|analy[sz]ed|report)\b/i;

/** Words that need another to be a name. */
const GENERIC = /^(?:spp?\.?|species|totals?|sum|n\/?a|none|other|acid|oxide|gram|negative|gram negative|bacteria|passed?)$/i;

/** The text is an analyte's name as the dictionary has it, letter for letter or by a synonym. */
export const isKnownAnalyte = (text: string): boolean => text.length <= 90 && knownAnalyte(text) !== undefined;

/** The analyte that is called so, by its name or a synonym. */
export function knownAnalyte(text: string): Analyte | undefined {
  const match = matchAnalyte(text);
  return match === null || match.how === 'fuzzy' ? undefined : analyteById(match.id);
}

export function isSameAnalyte(a: string, b: string): boolean {
  const id = matchAnalyte(a)?.id;
  return id !== undefined && matchAnalyte(b)?.id === id;
}

/** A test that is answered in words: appearance, odour, identity. */
export function isDescribed(text: string): boolean {
  const analyte = text.length > 60 ? undefined : knownAnalyte(text);
  return analyte?.group === 'physical' && (analyte.unit === undefined || analyte.id === 'particle_size');
}

/** Known, or one of several analytes of that name, as `Mold` is: which one is told by the unit. */
export const isListedAnalyte = (text: string): boolean =>
  (isKnownAnalyte(text) && !headsNumbers(text)) || (matchAnalyte(text) === null && looksLikeAnalyte(text) >= 0.5);

const NUMBERED =
  /^(?:lab|sample|lot|batch)\.? ?(?:#|no\b|nr\b|ids?\b|numbers?\b|code\b)|^(?:partij|charge|lote|lotto|partia|šarže|monster|probe)(?:n(?:umm)?[eoú]r\w*)?(?: ?\/ ?(?:lot|batch))?\.?$/i;

/** Heads the numbers of samples; `LAB` are lactic acid bacteria as well. */
export const headsNumbers = (text: string): boolean => NUMBERED.test(text);

/** `Mold (cfu/g)`. */
const withoutUnit = (text: string): string => {
  const found = /^(.*\S)\s*[([]([^()[\]]+)[)\]]$/.exec(text);
  return found?.[1] && isUnit(found[2]!) ? found[1] : text;
};

/** 0–1: could this piece be the name of a row? */
export function nameScore(printed: string): number {
  if (headsNumbers(printed)) return 0;
  const text = withoutUnit(printed);
  // the rest of `98% pass 80 mesh`
  if (text.length > 90 || !/\p{L}{2}|\p{L}\d|\p{L}\s?&\s?\p{L}/u.test(text) || GENERIC.test(text) || text === 'mesh') return 0;
  const score = looksLikeAnalyte(text);
  return isMeasure(text) ? 0 : LABELS.test(text) ? score * 0.4 : score;
}

/** Totals and sums, for which limits stated for the single analytes do not hold. */
export function isSum(text: string): boolean {
  const match = matchAnalyte(text);
  return /\b(?:total|sum|suma|summe|celkem)\b/i.test(text) || (match !== null && analyteById(match.id)?.sum === true);
}

/** How well the dictionary knows the text: 1 exact, less for fuzzy, 0 unknown. */
export function nameMatch(text: string): number {
  const match = matchAnalyte(text);
  return match === null ? 0 : match.how === 'fuzzy' ? match.score * 0.9 : 1;
}
