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

/** `raw` is the number as stored. Dates come out ISO; group separators are left out, since a reader could take them for a decimal mark. */
export function displayNumber(raw: string, format: string, epoch1904 = false): string {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(raw.trim())) return raw;
  const value = new Decimal(raw.trim());
  const section = chooseSection(format, value);
  const { prefix, body, suffix } = literals(section);
  if (body === '' && prefix !== '') return prefix;
  if (isDate(body)) return displayDate(value, body, epoch1904);
  if (/^general$/i.test(body.trim()) || !/[0#?]/.test(body)) return prefix + general(value) + suffix;
  if (body.includes('/')) return prefix + general(value) + suffix;
  return prefix + pattern(value, body) + suffix;
}

/** `positive;negative;zero`; a negative section shows its own sign. */
function chooseSection(format: string, value: Decimal): string {
  const sections = format.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  if (value.isZero() && sections[2] !== undefined) return sections[2];
  return sections[0] ?? 'General';
}

/** Quoted and escaped text around the digits; colours, conditions and widths are dropped. */
function literals(section: string): { prefix: string; body: string; suffix: string } {
  const plain = section
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
    .replace(/_./g, '')
    .replace(/\*./g, '');
  const parts = [...plain.matchAll(/"([^"]*)"|\\(.)|([^"\\]+)/g)].map(([, quoted, escaped, code]) => ({ text: quoted ?? escaped, code }));
  const first = parts.findIndex(part => part.code !== undefined && /[0#?ymdhsG]/i.test(part.code));
  let last = first;
  parts.forEach((part, index) => {
    if (part.code !== undefined && /[0#?%ymdhs]/i.test(part.code)) last = Math.max(last, index);
  });
  const join = (some: typeof parts) => some.map(part => part.text ?? part.code?.replace(/[@]/g, '') ?? '').join('');
  // A section of words alone is shown instead of the number.
  if (first < 0) return { prefix: join(parts), body: '', suffix: '' };
  return {
    prefix: join(parts.slice(0, first)),
    body: parts
      .slice(first, last + 1)
      .map(part => part.code ?? ' ')
      .join(''),
    suffix: join(parts.slice(last + 1)),
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
  const scaled = percent ? value.times(100) : value;
  const digits = /([0#?,]*)(?:\.([0#?]*))?(?:E([+-])(0+))?/i.exec(body.replace(/^[^0#?]*/, ''));
  const [, , fraction = '', exponentSign] = digits ?? [];
  const least = (fraction.match(/0/g) ?? []).length;
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
