/** Dates and numbers as different laboratories print them. */
export type DateStyle = 'iso' | 'mdy' | 'mdy-short' | 'dmy-dots' | 'words' | 'day-month';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function formatDate(iso: string, style: DateStyle): string {
  const [year, month, day] = iso.split('-') as [string, string, string];
  if (style === 'iso') return iso;
  if (style === 'mdy') return `${month}/${day}/${year}`;
  if (style === 'mdy-short') return `${month}/${day}/${year.slice(2)}`;
  if (style === 'dmy-dots') return `${Number(day)}.${Number(month)}.${year}`;
  if (style === 'day-month') return `${day}-${MONTHS[Number(month) - 1]}-${year}`;
  return `${MONTHS[Number(month) - 1]} ${Number(day)}, ${year}`;
}

/** The number with a decimal comma, as Czech reports print it; `1.2x10^4` becomes `1,2.10^4`. */
export function withComma(text: string): string {
  return text.replace(/(\d)\.(\d)/g, '$1,$2').replace(/x10\^/g, '.10^');
}

/** `'14.2'` and −1 give `'1.42'`: the decimal point moved, nothing rounded, no digit lost or added. */
export function shift(text: string, places: number): string {
  const match = /^([<>]?\s*)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return text;
  const [, sign, whole, fraction = ''] = match;
  const digits = whole! + fraction;
  const point = whole!.length + places;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = point <= 0 ? 1 : point;
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const right = padded.slice(at);
  return sign! + left + (right ? `.${right}` : '');
}
