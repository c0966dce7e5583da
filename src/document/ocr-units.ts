/** A unit that was not made out, told by the cells above and below it: columns of units say the same over many rows. */
import { editDistance } from '../coa/edit-distance.ts';
import { parseUnit } from '../coa/unit.ts';
import type { Word } from './document.ts';
import { isKnownWord } from './legible.ts';

const UNIT = /^[([]?(?:%|pp[mb]|[mµn]?g\/(?:k?g|m?[lL])|(?:cfu|CFU|KTJ|KBE|UFC)\/(?:g|m[lL]))[)\]]?$/u;
/** Letters and strokes that say nothing known: `ugle`, `pp/ke`, `2/kg`; and what a µ is read as where it is not seen. */
const GARBLED = /^(?!N\.?[DAT]\.?$)[([]?(?:[\p{L}/|!%9°]{1,6}|\d\/\p{L}{1,2})[)\]]?$/u;
const MICRO_LOST = /^[([]?n?g\/(?:k?g|m?[lL])[)\]]?$/;
/** What was read surely is something else. */
const SURE = 0.85;
/** Letters of a unit that may be others, once those are told that are often taken for one another. */
const MOST_WRONG = 2;
/** Never sure: it is told by its neighbours, not by its letters. */
const TOLD = 0.4;
/** In parts of the type size: how far the edges of cells of one column differ, and how far away a row still is a neighbour. */
const EDGE = 0.6;
const NEAR = 8;
const NEIGHBOURS = 3;

/** `2.351mag/g`: close behind a number. */
const BEHIND = /^([<>≤≥]?\d+(?:[.,]\d+)?)(\p{L}.+)$/u;

/** `word`, or the unit on which its neighbours in `all` agree where it is a garbled one. */
export function likeItsColumn(word: Word, all: readonly Word[]): Word {
  const [, number, unit] = BEHIND.exec(word.text) ?? [];
  if (number === undefined || unit === undefined) return likeUnits(word, all);
  const units = all.flatMap(other => {
    const own = other === word ? undefined : BEHIND.exec(other.text)?.[2];
    return own === undefined ? [] : [{ ...other, text: own }];
  });
  const alone = { ...word, text: unit };
  const told = likeUnits(alone, units);
  return told === alone ? word : { ...told, text: number + told.text };
}

function likeUnits(word: Word, all: readonly Word[]): Word {
  const { text, fontSize, baseline, box, ocrConfidence = 1 } = word;
  const portion = portionOf(word, all);
  if (portion !== null) return { ...word, text: portion, ocrConfidence: Math.min(ocrConfidence, TOLD) };
  const isUnit = UNIT.test(text) || parseUnit(text) !== null;
  if (ocrConfidence >= SURE || !GARBLED.test(text) || isKnownWord(text) || (isUnit && !MICRO_LOST.test(text))) return word;
  const away = (other: Word): number => Math.abs(other.baseline - baseline);
  const neighbours = all
    .filter(
      other =>
        UNIT.test(other.text) &&
        !MICRO_LOST.test(other.text) &&
        away(other) > 0.5 * fontSize &&
        away(other) < NEAR * fontSize &&
        isInColumn(other, box, fontSize),
    )
    .sort((a, b) => away(a) - away(b))
    .slice(0, NEIGHBOURS);
  const [first, ...others] = neighbours.map(other => other.text);
  if (first === undefined || others.length === 0 || others.some(other => other !== first)) return word;
  if (isUnit && text.replace(/n?g\//, 'µg/') !== first) return word;
  if (isOtherMass(plain(text), plain(first)) || editDistance(plain(text), plain(first), MOST_WRONG) > MOST_WRONG) return word;
  return { ...word, text: first, ocrConfidence: Math.min(ocrConfidence, TOLD) };
}

/** `1259`, its stroke a 1 and its g a 9, or one of the two. */
const PORTION = /^[1lI|/](1|10|25|50|100)[9gq]$/;
const OF_PORTION = /^(?:absent|absence|present|negativ\p{L}?|positiv\p{L}?|(?:not|none)|detected|nicht|nd|n\.d\.)$/iu;

/** `/25g`, what was looked for in, beside the finding of its row and under a unit of counts; null where nothing tells it. */
function portionOf({ text, baseline, fontSize, box, ocrConfidence = 1 }: Word, all: readonly Word[]): string | null {
  const grams = ocrConfidence < SURE && !/^\/.*g$/.test(text) ? PORTION.exec(text)?.[1] : undefined;
  if (grams === undefined) return null;
  const middle = (of: Word['box']): number => (of[0] + of[2]) / 2;
  const beside = all.some(other => OF_PORTION.test(other.text) && Math.abs(other.baseline - baseline) < 0.4 * fontSize);
  const under = all.some(
    other =>
      COUNTED.test(other.text) &&
      baseline - other.baseline > 0.5 * fontSize &&
      baseline - other.baseline < NEAR * fontSize &&
      Math.abs(middle(other.box) - middle(box)) < 1.5 * fontSize,
  );
  return beside && under ? `/${grams}g` : null;
}

const COUNTED = /^[([]?(?:cfu|CFU|KTJ|KBE|UFC)\/(?:g|m[lL])[)\]]?$/u;

const plain = (text: string): string =>
  text
    .replace(/in|rn|nn/g, 'm')
    .replace(/[µnup]/g, 'u')
    .replace(/[gq9ea]/g, 'g')
    .replace(/[/lI|1!f]/g, '/');

/** A `ua/g` among `mg/g` is a thousandth of it. */
const isOtherMass = (a: string, b: string): boolean => /^[([]?u[^/]?\//.test(a) && /^[([]?mg/.test(b);

const isInColumn = ({ box }: Word, [left, , right]: Word['box'], size: number): boolean =>
  Math.abs(box[0] - left) < EDGE * size && Math.abs(box[2] - right) < EDGE * size;
