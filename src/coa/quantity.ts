/** Exact decimals: reading printed numbers, and arithmetic that loses no digit. */
import { Decimal } from 'decimal.js';
import type { PrintedNumber } from './finding.ts';

const Exact = Decimal.clone({ precision: 80, toExpNeg: -1e6, toExpPos: 1e6 });

/** `unknown`: nothing in the document tells comma from point. */
export type DecimalMark = '.' | ',' | 'unknown';

export interface NumberReading {
  readonly number: PrintedNumber;
  /** Codes of docs/problems.md: how sure the reading is. */
  readonly flags: readonly string[];
}

/** Why a text is no number; `not-a-number` means that it does not even look like one. */
export type NumberRefusal = 'not-a-number' | 'lost-superscript' | 'several-numbers' | 'negative-number' | 'garbled-number';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Typographic variants to ASCII; superscripts become `^3` before anything can fold them into digits. */
export function plainText(text: string): string {
  return text
    .replace(
      /[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+/g,
      run => `^${[...run].map(c => (c === '⁻' ? '-' : c === '⁺' ? '+' : String(SUPERSCRIPTS.indexOf(c)))).join('')}`,
    )
    .normalize('NFKC')
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

const POWER = /^(.*?)(?:\s*[x×*·∙•.]\s*10\s*\^\s*\(?([+-]?\d{1,2})\)?|\s*[eE]\s?([+-]?\d{1,2})|\s*[x×*]\s*10\s?([+-]\d{1,2}))$/;

/** Reads one number and nothing else: `1,200`, `.58`, `1.2E-05`, `7.2x10^4`, `1,0.10^3`. */
export function readNumber(printed: string, mark: DecimalMark): NumberReading | NumberRefusal {
  const text = plainText(printed);
  if (!/\d/.test(text)) return 'not-a-number';
  if (/^-\s?[\d.,]/.test(text)) return 'negative-number';
  const bare = text.replace(/^\+\s?/, '');
  const alone = /^10\s?\^\s?\(?([+-]?\d{1,2})\)?$/.exec(bare);
  if (alone) return { number: scaled('1', Number(alone[1])), flags: [] };
  const power = POWER.exec(bare);
  if (power) {
    const mantissa = readPlain(power[1]!, mark);
    return typeof mantissa === 'string'
      ? mantissa
      : { ...mantissa, number: scaled(mantissa.number.text, Number(power[2] ?? power[3] ?? power[4])) };
  }
  if (/[x×*·]\s*10\d*$/.test(bare)) return 'lost-superscript';
  return readPlain(bare, mark);
}

/** Digits with decimal and thousands marks; whatever cannot be one number for certain is refused by name. */
function readPlain(text: string, mark: DecimalMark): NumberReading | NumberRefusal {
  if (/^\d{1,3}( \d{3})+([.,]\d+)?$/.test(text)) {
    return mark === ',' || /^\d{1,3}( 000)+$/.test(text)
      ? flagged(text.replaceAll(' ', '').replace(',', '.'), 'thousands-space')
      : 'several-numbers';
  }
  if (/\d[ /]+[\d.]/.test(text)) return /^[\d.,\s/]+$/.test(text) ? 'several-numbers' : 'not-a-number';
  if (!/^[\d.,']+$/.test(text)) return 'not-a-number';
  if (/'/.test(text)) return /^\d{1,3}('\d{3})+(\.\d+)?$/.test(text) ? flagged(text.replaceAll("'", '')) : 'garbled-number';
  const commas = text.split(',').length - 1;
  const points = text.split('.').length - 1;
  if (commas === 0 && points === 0) return flagged(text);
  if (/[.,]10\d{1,2}$/.test(text) && commas + points === 2 && !(mark === '.' && /^\d{1,3},\d{3}[.,]/.test(text))) return 'lost-superscript';
  if (commas > 0 && points > 0) return readBothMarks(text, mark);
  if (commas + points > 1)
    return /^\d{1,3}([.,]\d{3})+$/.test(text)
      ? flagged(text.replace(/[.,]/g, ''), commas > 0 && mark === '.' ? null : 'thousands-ambiguous')
      : 'garbled-number';
  return commas === 1 ? readComma(text, mark) : readPoint(text, mark);
}

function readBothMarks(text: string, mark: DecimalMark): NumberReading | NumberRefusal {
  if (/^\d{1,3}(,\d{3})+\.\d*$/.test(text)) return flagged(text.replaceAll(',', ''), mark === ',' ? 'decimal-mark-unexpected' : null);
  if (/^\d{1,3}(\.\d{3})+,\d*$/.test(text))
    return flagged(text.replaceAll('.', '').replace(',', '.'), mark === '.' ? 'decimal-mark-unexpected' : null);
  return 'garbled-number';
}

/** `1,200` is 1200 where the point is the decimal mark; `0,35` and `12,5` can only be decimals. */
function readComma(text: string, mark: DecimalMark): NumberReading | NumberRefusal {
  const decimal = text.replace(',', '.');
  if (!/^\d*,\d+$/.test(text)) return 'garbled-number';
  if (mark === ',') return flagged(decimal);
  if (/^[1-9]\d{0,2},\d{3}$/.test(text)) return flagged(text.replace(',', ''), mark === '.' ? null : 'thousands-ambiguous');
  return flagged(decimal, 'decimal-comma');
}

function readPoint(text: string, mark: DecimalMark): NumberReading | NumberRefusal {
  if (!/^(\d+\.\d*|\.\d+)$/.test(text)) return 'garbled-number';
  if (mark === '.') return flagged(text);
  if (/^[1-9]\d{0,2}\.\d{3}$/.test(text)) return flagged(mark === ',' ? text.replace('.', '') : text, 'thousands-ambiguous');
  return flagged(text, mark === ',' ? 'decimal-point' : null);
}

const flagged = (digits: string, flag: string | null = null): NumberReading => ({
  number: printedNumber(digits),
  flags: flag === null ? [] : [flag],
});

/** Of plain notation. Zeros that end a whole number are not counted as significant: 1200 has two. */
export function printedNumber(digits: string): PrintedNumber {
  const [whole = '', fraction] = digits.split('.');
  const text = `${whole.replace(/^0+(?=\d)/, '') || '0'}${fraction ? `.${fraction}` : ''}`;
  const all = text.replace('.', '').replace(/^0+/, '');
  const significant = fraction ? all : all.replace(/0+$/, '');
  return { text, significantFigures: Math.max(1, significant.length), decimals: fraction?.length ?? 0 };
}

const scaled = (mantissa: string, exponent: number): PrintedNumber => ({
  ...printedNumber(shift(mantissa, exponent)),
  significantFigures: Math.max(1, mantissa.replace('.', '').replace(/^0+/, '').length),
});

/** Moves the decimal point, keeping every digit: `0.350` by 1 is `3.50`, `1200` by −3 is `1.200`. */
export function shift(text: string, places: number): string {
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = text.replace(/^-/, '').split('.');
  const digits = whole + fraction;
  const point = whole.length + places;
  const padded = point <= 0 ? `${'0'.repeat(1 - point)}${digits}` : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const result = `${padded.slice(0, at).replace(/^0+(?=\d)/, '')}${padded.length > at ? `.${padded.slice(at)}` : ''}`;
  return negative ? `-${result}` : result;
}

export const compare = (a: string, b: string): number => new Exact(a).comparedTo(new Exact(b));
export const isZero = (text: string): boolean => /^-?0*\.?0*$/.test(text);
export const add = (numbers: readonly string[]): string => numbers.reduce((sum, n) => sum.plus(n), new Exact(0)).toFixed();
export const multiply = (a: string, b: string): string => new Exact(a).times(b).toFixed();
export const subtract = (a: string, b: string): string => new Exact(a).minus(b).toFixed();

/** For magnitudes and tolerances only, never for a stored value. */
export const approximate = (text: string): number => Number(text);

/** 10 to the power of a printed logarithm, with as many significant figures as its decimals carry. */
export const powerOfTen = (text: string): string =>
  new Exact(10)
    .pow(text)
    .toSignificantDigits(Math.max(1, text.split('.')[1]?.length ?? 1))
    .toFixed();
