/** What stands in columns of its own and changes what the number beside it says: `<`, `U`, `ND`, or that nothing was detected. */
import { readQualifier } from '../../src/coa/qualifier.ts';
import type { Printed } from '../../src/coa/transcript.ts';
import type { Field } from './columns.ts';

type Cells = Partial<Record<Field, Printed>>;

/** What to read in place of the printed result, and reasons to doubt it; both may be missing. */
export interface Qualified {
  readonly meaning?: string | undefined;
  readonly doubts: readonly string[];
}

const PLAIN: Qualified = { doubts: [] };
const SIGNS: ReadonlyMap<string, string> = new Map([
  ...['<', '<=', '≤', '>', '>=', '≥', '~'].map(sign => [sign, sign] as const),
  ['lt', '<'],
  ['gt', '>'],
]);
const NOTHING = /^(?:=|eq|none|n\/?a|-+|\.+)$/i;
const NOT_DETECTED = /^(?:n|no|f|false|0|nd|u|(?:not?|none|non)[ -]?detect(?:ed)?)$/i;
const UNDETECTED = /^(?:y|yes|t|true|1|x|nd|u|<|✓|✔)$/i;
const DETECTED = /^(?:y|yes|t|true|1|d|det|detected|tr|trace)$/i;
/** `U`, `UJ`, `J+`, `B, J`, `U*`: the letters of a laboratory's legend that are the same everywhere. */
const LETTERS = /^[UJBHEQRI](?:[-,;/ +*]*[UJBHEQRI]){0,3}[-+*]*$/;
const NUMBER = /^\d[\d.,]*(?:e[+-]?\d+)?$/i;

/** A cell that says more of a number than a remark does: one of a column that nobody knows is not passed over. */
export const qualifies = (text: string): boolean => {
  const plain = text.trim();
  if (plain === '' || NOTHING.test(plain)) return false;
  const word = readQualifier(plain.toLowerCase())?.word;
  return SIGNS.has(plain) || LETTERS.test(plain) || (word !== undefined && word !== 'not_reported' && word !== 'present');
};

export function qualified(cells: Cells): Qualified {
  const result = cells.result?.text.trim() ?? '';
  const number = NUMBER.test(result);
  const said = number || result === '' ? ofQualifier(cells.qualifier?.text.trim() ?? '', result, cells) : PLAIN;
  const undetected = cells.undetected?.text.trim() ?? '';
  if (said.meaning === undefined && UNDETECTED.test(undetected) && (number || result === ''))
    return { meaning: notDetected(result, cells), doubts: said.doubts };
  const detected = cells.detected?.text.trim() ?? '';
  if (said.meaning !== undefined || detected === '' || DETECTED.test(detected)) return said;
  if (!NOT_DETECTED.test(detected)) return { ...said, doubts: [...said.doubts, 'laboratory-qualifier'] };
  if (number || result === '') return { meaning: notDetected(result, cells), doubts: said.doubts };
  return said;
}

/** Words that say whether something was found, wherever they stand. */
export const saysDetection = (text: string): boolean => /^(?:nd|(?:not?|none|non)[ -]?detect(?:ed)?|detect(?:ed)?)$/i.test(text.trim());

/** `Below LOQ`: of the number beside it, whatever it is. */
export const saysBelow = (text: string): boolean => /^below_/.test(readQualifier(text.trim().toLowerCase())?.word ?? '');

/** The printed result; of a line that has none, the flag that says alone what was found. */
export const resultOf = (cells: Cells, { meaning }: Qualified): Printed | undefined =>
  cells.result ?? (meaning === undefined ? undefined : (cells.qualifier ?? cells.detected ?? cells.undetected));

function ofQualifier(text: string, result: string, cells: Cells): Qualified {
  if (text === '' || NOTHING.test(text)) return PLAIN;
  const sign = SIGNS.get(text.toLowerCase());
  if (sign !== undefined) return result === '' ? doubtful() : { meaning: `${sign}${result}`, doubts: [] };
  if (LETTERS.test(text)) return ofLetters(text, result, cells);
  const word = readQualifier(text.toLowerCase())?.word;
  if (word === 'not_detected') return { meaning: notDetected(result, cells), doubts: [] };
  // whether the number beside `<LOQ` or `NT` is a limit, an estimate or nothing at all, it does not say
  if (word !== undefined && word !== 'present') return { meaning: text, doubts: ['laboratory-qualifier'] };
  return doubtful();
}

function ofLetters(text: string, result: string, cells: Cells): Qualified {
  const letter = [...'RUJIEBHQ'].find(one => text.includes(one))!;
  if (letter === 'U') return { meaning: notDetected(result, cells), doubts: ['laboratory-qualifier'] };
  return result === '' ? doubtful() : { meaning: `${result} ${letter}`, doubts: [] };
}

const doubtful = (): Qualified => ({ doubts: ['laboratory-qualifier'] });

/** The number is the limit it was not detected at, unless it is below the printed one: then an instrument gave it. */
function notDetected(result: string, { lod, loq, reporting_limit }: Cells): string {
  if (!NUMBER.test(result) || /^[0.,]+$/.test(result)) return 'ND';
  const limits = [lod, loq, reporting_limit].flatMap(limit => (limit && NUMBER.test(limit.text) ? [amount(limit.text)] : []));
  return limits.length > 0 && amount(result) < Math.min(...limits) ? 'ND' : `ND (${result})`;
}

const amount = (text: string): number => Number(/\..*,|,\d{3}(?:,|$)/.test(text) ? text.replaceAll(',', '') : text.replace(',', '.'));
