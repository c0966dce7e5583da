/** A result in words. Censored values are sentences, never zeros; a number never stands without its unit. */
import type { FindingKind } from '../../coa/finding.ts';
import type { Basis } from '../../coa/reading.ts';
import { BASIS_WORDS, groupDigits, unitWords } from './words.ts';

/** What is needed to say a result; `ResultView` and `ResultReading` with its kind both fit. */
export interface Sayable {
  readonly kind: FindingKind;
  readonly number: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly unit: string | null;
  readonly basis: Basis;
  readonly lod: string | null;
  readonly loq: string | null;
  readonly testPortion: string | null;
  readonly printed: { readonly value: string; readonly unit: string | null };
}

export interface AmountWords {
  /** `0.35 mg/g`, `below 0.05 mg/kg`, `not detected`. */
  readonly text: string;
  /** What qualifies it, without brackets: `the lab cannot see less`, `LOD 0.02 mg/kg`. */
  readonly note: string | null;
  /** `measured`: a number; `bounded`: a bound; `word`: a word; `nothing`: no result at all. */
  readonly nature: 'measured' | 'bounded' | 'word' | 'nothing';
}

export function sayAmount(result: Sayable): AmountWords {
  switch (result.kind) {
    case 'quantified':
      return measured(result, null);
    case 'estimated':
      return measured(result, estimateNote(result));
    case 'detected_not_quantified':
      return { text: 'detected, too little to measure', note: betweenNote(result), nature: 'bounded' };
    case 'not_detected':
      return { text: 'not detected', note: seenNote(result), nature: 'bounded' };
    case 'below_limit':
      return below(result);
    case 'above_limit':
      return result.lower === null
        ? { text: 'above what the lab can measure', note: `printed “${result.printed.value}”`, nature: 'bounded' }
        : { text: `above ${withUnit(result.lower, result)}`, note: 'the lab cannot measure more', nature: 'bounded' };
    case 'present':
      return { text: 'present', note: portionNote(result), nature: 'word' };
    case 'absent':
      return { text: 'not found', note: portionNote(result) ?? 'test portion not printed', nature: 'word' };
    case 'range':
      return range(result);
    case 'text':
      return { text: `“${result.printed.value}”`, note: 'a word, no number', nature: 'word' };
    case 'not_tested':
      return { text: 'not tested', note: null, nature: 'nothing' };
    case 'not_reported':
      return { text: 'no result printed', note: null, nature: 'nothing' };
    case 'not_legible':
      return { text: 'not legible', note: `printed “${result.printed.value}”`, nature: 'nothing' };
    case 'invalid':
      return { text: 'not a usable result', note: `printed “${result.printed.value}”`, nature: 'nothing' };
  }
}

/** `not detected (LOD 0.02 mg/kg)` in one line, for titles and link texts. */
export function sayInOneLine(result: Sayable): string {
  const { text, note } = sayAmount(result);
  return note === null ? text : `${text} (${note})`;
}

/** What is printed, letter for letter; a unit only where it belongs to what is printed (`<0.05 mg/kg`, `Absent per 25 g`, but `ND`). */
export function asPrinted({ value, unit }: Sayable['printed']): string {
  return unit !== null && (/\d/.test(value) || /^(per|in)\b/i.test(unit)) ? `${value} ${unit}` : value;
}

/** The basis, where there is something to say about it. */
export function sayBasis(basis: Basis): string | null {
  return basis === 'unknown' ? null : BASIS_WORDS[basis];
}

export function withUnit(decimal: string, result: Pick<Sayable, 'unit' | 'printed'>): string {
  const unit = result.unit ?? result.printed.unit;
  if (unit === null) return `${groupDigits(decimal)} (no unit printed)`;
  return `${groupDigits(decimal)}\u00a0${unitWords(unit)}`;
}

function measured(result: Sayable, note: string | null): AmountWords {
  if (result.number !== null) return { text: withUnit(result.number, result), note, nature: 'measured' };
  const unit = result.printed.unit === null ? ' (no unit printed)' : `\u00a0${result.printed.unit}`;
  return { text: `${result.printed.value}${unit}`, note, nature: 'measured' };
}

function estimateNote(result: Sayable): string {
  return result.loq === null ? 'an estimate' : `an estimate: under the quantification limit of ${withUnit(result.loq, result)}`;
}

function betweenNote(result: Sayable): string | null {
  if (result.upper === null) return 'no quantification limit printed';
  const upper = withUnit(result.upper, result);
  return result.lower === null || Number(result.lower) === 0 ? `under ${upper}` : `between ${result.lower} and ${upper}`;
}

function seenNote(result: Sayable): string {
  const portion = portionNote(result);
  if (result.lod !== null) return join(`LOD ${withUnit(result.lod, result)}`, portion);
  if (result.loq !== null) return join(`LOQ ${withUnit(result.loq, result)}, no detection limit printed`, portion);
  if (portion !== null) return portion;
  if (result.upper !== null) return `less than ${withUnit(result.upper, result)}`;
  return 'no detection limit printed';
}

function below(result: Sayable): AmountWords {
  if (result.upper === null) return { text: 'below the lab’s limit', note: 'the limit is not printed', nature: 'bounded' };
  const note = result.lower !== null && Number(result.lower) > 0 ? `at least ${withUnit(result.lower, result)}` : 'the lab cannot see less';
  return { text: `below ${withUnit(result.upper, result)}`, note, nature: 'bounded' };
}

function range(result: Sayable): AmountWords {
  if (result.lower === null || result.upper === null) {
    return { text: `“${result.printed.value}”`, note: 'a printed range', nature: 'word' };
  }
  return { text: `${groupDigits(result.lower)} to ${withUnit(result.upper, result)}`, note: 'a printed range', nature: 'bounded' };
}

function portionNote(result: Sayable): string | null {
  return result.testPortion === null ? null : `in ${result.testPortion.replace(/^(per|in)\s+/i, '')}`;
}

function join(first: string, second: string | null): string {
  return second === null ? first : `${first}, ${second}`;
}

/** The limit as printed, with the unit printed on its row where it names none itself: a bare “2,5” beside a converted value misleads. */
export function sayPrintedLimit({ limit, unit }: { readonly limit: string | null; readonly unit: string | null }): string | null {
  if (limit === null) return null;
  return unit !== null && !/[\p{L}%‰]/u.test(limit) ? `“${limit}” ${unit}` : `“${limit}”`;
}
