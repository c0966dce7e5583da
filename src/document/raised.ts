/** Raised text of web pages and workbooks: a power, a part of a name (`Δ⁹`), or a footnote, which is no part of either. */

/** Private letters that mark, until a text is tidied, what is raised in it. */
const [RAISED, LOWERED] = ['\ue001', '\ue002'];
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

export const raised = (text: string): string => `${RAISED}${text.trim()}${LOWERED}`;

export const settleRaised = (text: string): string =>
  text.includes(RAISED)
    ? text.replace(
        /(\p{L}{3,}|\p{L}\)?\s?|\d\s?)?\ue001([^\ue001\ue002]*)\ue002/gu,
        (_, before: string | undefined, mark: string) => `${before ?? ''}${shown(mark, before ?? '')}`,
      )
    : text;

const FOOTNOTE = /^[[(]?(?:\d{1,2}|[a-z*†‡§#]{1,2})[\])]?(?:, ?(?:\d{1,2}|[a-z*†‡§#]))*$/;

/** `10^3` of a number, `0.31 (a)` of one with a footnote; nothing of a word with one; `Δ⁹`, `m²`. */
function shown(mark: string, before: string): string {
  if (/\d/.test(before)) return /^[a-z]$/.test(mark) ? ` (${mark})` : /^[UJBHEQR]$/.test(mark) ? ` ${mark}` : `^${mark}`;
  if (FOOTNOTE.test(mark) && (/\p{L}{3}|\)/u.test(before) || (before !== '' && /^[a-z]/.test(mark)))) return '';
  return /^\d+$/.test(mark) && before !== '' ? mark.replace(/\d/g, digit => SUPERSCRIPTS[Number(digit)]!) : `^${mark}`;
}
