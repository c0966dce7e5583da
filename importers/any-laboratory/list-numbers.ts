/** `4.2 E. coli`: names of tests that the numbers or letters of a list stand before. */
import type { Word } from '../../src/document/document.ts';
import { isKnownAnalyte } from './names.ts';
import { textOf } from './piece.ts';

const NUMBER = /^([1-9]\d?)\.(?:([1-9]\d?)\.?)?$/;
/** `a)`, `(ii)`: no amount. */
const LETTER = /^\(?(?:[a-z]|[ivx]{2,4})\)$/i;
/** Fewer may be amounts before a name. */
const FEWEST = 3;

type Line = readonly Word[];

/** The lines without the numbers of a list, which are neither cells nor a part of the names: they begin their lines and count up. */
export function withoutListNumbers(lines: readonly Word[][], words: readonly Word[]): Word[][] {
  const listed = lines.filter(line => isListed(line, NUMBER)).sort((a, b) => a[0]!.baseline - b[0]!.baseline);
  const isList = listed.length >= FEWEST && countsUp(listed) && listed.every(line => beginsItsLine(line, words));
  return lines.map(line => (isListed(line, LETTER) || (isList && listed.includes(line)) ? line.slice(1) : line));
}

const isListed = (line: Line, number: RegExp): boolean =>
  line.length > 1 && number.test(line[0]!.text) && isKnownAnalyte(textOf(line.slice(1)));

function countsUp(lines: readonly Line[]): boolean {
  const places = lines.map(line => {
    const [, chapter, part] = NUMBER.exec(line[0]!.text)!;
    return 100 * Number(chapter) + Number(part ?? 0);
  });
  return places.slice(1).every((place, i) => place > places[i]!);
}

const beginsItsLine = ([first]: Line, words: readonly Word[]): boolean =>
  !words.some(({ box, baseline }) => box[2] < first!.box[0] && Math.abs(baseline - first!.baseline) < 0.5 * first!.fontSize);
