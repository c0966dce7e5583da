/** When two printed texts say the same: spelling, blanks and typography aside, never digits. */

const squash = (text: string | null | undefined): string =>
  (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[µμ]/g, 'u')
    .replace(/[‐-―−]/g, '-')
    .replace(/[\s*†‡§()[\],;:'’"·•]+/g, '')
    .trim();

const GREEK: Readonly<Record<string, string>> = { α: 'a', β: 'b', γ: 'g', δ: 'd' };

export const nameKey = (text: string | null | undefined): string =>
  squash(text)
    .replace(/[-_.]/g, '')
    .replace(/[αβγδ]/g, letter => GREEK[letter]!);

export const textKey = (text: string | null | undefined): string => squash(text).replace(/[.-]/g, '');

/** `1,2.10^4` and `1.2x10^4`, `0,35` and `0.35`, `1,200` and `1200`, `N.D.` and `Not Detected`. */
export function valueKey(text: string | null | undefined): string {
  const plain = (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[−–]/g, '-')
    .replace(/\s+/g, '')
    .replace(/(^|[^\d])0,(\d)/g, '$10.$2')
    .replace(/(\d),(\d{3})(?!\d)/g, '$1$2')
    .replace(/(\d),(\d)/g, '$1.$2')
    .replace(/\.10\^(-?\d+)/g, 'e$1')
    .replace(/[x×·*]10\^?(-?\d+)/g, 'e$1');
  if (/^(n\.?d\.?|notdetected)$/.test(plain)) return 'nd';
  const number = /^([<>≤≥]?)(-?\d*\.?\d+(?:e[+-]?\d+)?)%?/.exec(plain);
  return number && number[0].length === plain.length ? number[1]! + String(Number(number[2])) : plain.replace(/[.()]/g, '');
}

const SAME_UNITS: Readonly<Record<string, string>> = {
  'wt%': '%',
  '%w/w': '%',
  'w/w%': '%',
  '%hm': '%',
  ppm: 'ug/g',
  'mg/kg': 'ug/g',
  ppb: 'ug/kg',
  'ng/g': 'ug/kg',
};

export function unitKey(text: string | null | undefined): string {
  const unit = squash(text).replace(/per/g, '/').replace('mcg', 'ug').replace(/\.$/, '');
  return SAME_UNITS[unit] ?? unit;
}

export function verdictKey(text: string | null | undefined): string {
  const word = squash(text);
  if (/^(pass|passed|p|conforms|complies|v|vn)$/.test(word)) return 'pass';
  return /^(fail|failed|f|n)$/.test(word) ? 'fail' : word;
}

/** What is printed where there is nothing to print. */
export const isNothing = (text: string | null | undefined): boolean => squash(text) === '' || /^(n\/?a|-)$/.test(squash(text));
