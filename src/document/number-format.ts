/** Numbers of a workbook as its cells display them. */
import { Decimal } from 'decimal.js';

/** Number formats that workbooks refer to by number without spelling them out (ECMA-376 part 1, 18.8.30). */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  14: 'yyyy-mm-dd',
  15: 'yyyy-mm-dd',
  16: 'yyyy-mm-dd',
  17: 'yyyy-mm',
  18: 'h:mm',
  19: 'h:mm:ss',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-mm-dd h:mm',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  45: 'mm:ss',
  47: 'mm:ss',
  48: '##0.0E+0',
};

export function builtInFormat(id: number): string {
  return BUILT_IN[id] ?? 'General';
}

/**
 * `raw` is the number as stored. Dates come out ISO; group separators are left out, since a reader could take them for a decimal mark.
 * Empty where the format shows nothing (`;;;`).
 */
export function displayNumber(raw: string, format: string, epoch1904 = false): string {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(raw.trim())) return raw;
  const stored = new Decimal(raw.trim());
  const { section, unsigned } = chooseSection(format, stored);
  const value = unsigned ? stored.abs() : stored;
  const { prefix, body, suffix } = literals(section);
  if (body === '') return prefix;
  if (isDate(body)) return displayDate(value, body, epoch1904);
  if (/^general$/i.test(body.trim()) || !/[0#?]/.test(body)) return prefix + general(value) + suffix;
  if (body.includes('/')) return prefix + general(value) + suffix;
  return prefix + pattern(value, body) + suffix;
}

interface Section {
  readonly section: string;
  /** The section is of negative numbers alone, and writes their sign itself. */
  readonly unsigned: boolean;
}

const CONDITION = /\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]/;

/** `positive;negative;zero`, or sections that each say which numbers they are of: `[<0.05]"<LOQ";0.00`. */
function chooseSection(format: string, value: Decimal): Section {
  const sections = (format === '' ? 'General' : format).split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  const conditions = sections.map(section => CONDITION.exec(section));
  if (conditions.some(Boolean)) {
    const at = conditions.findIndex((condition, i) => (condition ? meets(value, condition) : i > 0 || !conditions[1]));
    // what no condition takes has the last section
    return { section: sections[at < 0 ? sections.length - 1 : at]!, unsigned: false };
  }
  if (value.isZero() && sections[2] !== undefined) return { section: sections[2], unsigned: false };
  if (value.isNegative() && !value.isZero() && sections[1] !== undefined) return { section: sections[1], unsigned: true };
  return { section: sections[0] ?? 'General', unsigned: false };
}

function meets(value: Decimal, [, sign, bound]: RegExpExecArray): boolean {
  const order = value.comparedTo(new Decimal(bound!));
  switch (sign) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '=':
      return order === 0;
    default:
      return order !== 0;
  }
}

interface Shown {
  readonly prefix: string;
  /** From the first place of a digit, or of a part of a date, to the last. */
  readonly body: string;
  readonly suffix: string;
}

/** A letter of a format: what it stands for, or text shown as it is. */
interface Mark {
  readonly text: string;
  readonly isCode: boolean;
}

const PLACE = /[0#?ymdhsG]/i;
/** What a format shows as it is without being quoted, `<0.00` and `(0.00)`. */
const BARE = /[<>=(){}$+~^!&:'/ -]/;

/** Text around the digits; colours, conditions and widths are dropped. */
function literals(section: string): Shown {
  const plain = section
    .replace(/\[\$([^\]-]*)(?:-[^\]]*)?\]/g, '"$1"')
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
    .replace(/_./g, '')
    .replace(/\*./g, '');
  const marks = [...plain.matchAll(/"([^"]*)"|\\(.)|([^"\\])/g)].map(
    ([, quoted, escaped, code]): Mark => ({ text: quoted ?? escaped ?? code!, isCode: code !== undefined }),
  );
  const first = marks.findIndex(mark => mark.isCode && PLACE.test(mark.text));
  const last = marks.findLastIndex(mark => mark.isCode && (PLACE.test(mark.text) || /[%,.\]]/.test(mark.text)));
  const join = (some: readonly Mark[]) => some.map(({ text, isCode }) => (!isCode || BARE.test(text) ? text : '')).join('');
  // A section of words alone is shown instead of the number.
  if (first < 0)
    return { prefix: join(marks), body: marks.some(({ text, isCode }) => isCode && text === '@') ? 'General' : '', suffix: '' };
  const end = /^general$/i.test(
    marks
      .slice(first, first + 7)
      .map(({ text }) => text)
      .join(''),
  )
    ? first + 6
    : last;
  const inside = marks.slice(first, Math.max(first, end) + 1);
  return {
    prefix: join(marks.slice(0, first)),
    body: inside.map(({ text, isCode }) => (isCode ? text : ' ')).join(''),
    suffix: join(marks.slice(Math.max(first, end) + 1)),
  };
}

function isDate(body: string): boolean {
  return /[ymdhs]/i.test(body.replace(/general/gi, '').replace(/e[+-]/gi, ''));
}

/** 15 significant digits, as spreadsheet programs keep them: never 0.30000000000000004. */
function general(value: Decimal): string {
  const rounded = value.toSignificantDigits(15);
  const size = rounded.abs();
  return size.isZero() || (size.gte('1e-9') && size.lt('1e15')) ? rounded.toFixed() : rounded.toExponential();
}

function pattern(value: Decimal, body: string): string {
  const percent = body.includes('%');
  // a comma behind the last digit shows thousands, `0.0,"k"`
  const thousands = /[0#?](,+)(?:[^0#?.]*)$/.exec(body)?.[1]?.length ?? 0;
  const scaled = (percent ? value.times(100) : value).div(new Decimal(1000).pow(thousands));
  const digits = /([0#?,]*)(?:\.([0#?]*))?(?:E([+-])(0+))?/i.exec(body.replace(/^[^0#?]*/, ''));
  const [, , fraction = '', exponentSign] = digits ?? [];
  const least = (fraction.match(/0/g) ?? []).length;
  if (!exponentSign && !/0/.test(body) && new Decimal(scaled.toFixed(fraction.length)).isZero()) return '';
  const text = exponentSign ? scaled.toExponential(fraction.length).toUpperCase() : trim(scaled.toFixed(fraction.length), least);
  return text + (percent ? '%' : '');
}

/** Digits that the format shows only when they are not zero. */
function trim(text: string, least: number): string {
  const point = text.indexOf('.');
  if (point < 0) return text;
  let end = text.length;
  while (end > point + 1 + least && text[end - 1] === '0') end--;
  return text.slice(0, end === point + 1 ? point : end);
}

const DAY = 86_400_000;

function displayDate(value: Decimal, body: string, epoch1904: boolean): string {
  const serial = value.toNumber();
  if (serial < 0 || serial > 2_958_466) return general(value);
  // Serial 60 is 29 February 1900, a day that never was; those before it are one day off.
  const epoch = epoch1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const iso = new Date(epoch + Math.round(serial * DAY)).toISOString();
  const hasDay = /[yd]/i.test(body);
  const hasTime = /[hs]/i.test(body);
  if (!hasDay && hasTime) return iso.slice(11, /s/i.test(body) ? 19 : 16);
  return hasTime && serial % 1 !== 0 ? `${iso.slice(0, 10)} ${iso.slice(11, 16)}` : iso.slice(0, 10);
}
