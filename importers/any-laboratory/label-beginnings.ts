/** How texts that a pattern of labels matches can begin, so that of a thousand patterns only the few that can match are tried, or compiled. */

/** Signs that are compared: with fewer, many patterns are left to be tried. */
const SIGNS = 3;
/** Any sign, or the end of the text. */
const ANY = '\u0000';

/** Of `SIGNS` signs, or fewer where any may follow or the text goes on with the next item. */
type Beginnings = readonly string[];

interface Parsed {
  readonly beginnings: Beginnings;
  /** Behind what was read of the source. */
  readonly end: number;
}

const NOTHING: Beginnings = [''];
const ANYTHING: Beginnings = [ANY];

const isWhole = (beginning: string): boolean => beginning.length >= SIGNS || beginning.endsWith(ANY);

/** All blanks and hyphens are one to the words of labels. */
const plain = (sign: string): string => (/[\s-]/.test(sign) ? ' ' : sign);

const matchAt = (pattern: RegExp, source: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(source);
};

const followed = (first: Beginnings, second: Beginnings): Beginnings =>
  first.flatMap(start => (isWhole(start) ? start : second.map(next => (start + next).slice(0, SIGNS))));

/** A set of signs, `[…]`; a range or a class in it can be any. */
function signs(source: string, at: number): Parsed {
  const end = source.indexOf(']', at) + 1;
  const listed = source.slice(at + 1, end - 1);
  return { beginnings: /[\\^-]/.test(listed) ? ANYTHING : [...listed].map(plain), end };
}

const PROPERTY = /\\p\{[^}]*\}/iy;
const OPENING = /\((?:\?(?:<?[=!]|:|<\w+>))?/y;
const OFTEN = /[?*+]|\{(\d*)[^}]*\}/y;

/** One sign, set or group, without how often it may stand. */
function item(source: string, at: number): Parsed {
  const sign = source[at]!;
  if (sign === '[') return signs(source, at);
  if (sign === '.') return { beginnings: ANYTHING, end: at + 1 };
  if (sign === '\\') {
    const property = matchAt(PROPERTY, source, at);
    if (property) return { beginnings: ANYTHING, end: at + property[0].length };
    const escaped = source[at + 1]!;
    return { beginnings: /[a-z\d]/i.test(escaped) ? ANYTHING : [plain(escaped)], end: at + 2 };
  }
  if (sign !== '(') return { beginnings: sign === '$' || sign === '^' ? NOTHING : [plain(sign)], end: at + 1 };
  const [opening] = matchAt(OPENING, source, at)!;
  const group = alternatives(source, at + opening.length);
  // what only looks ahead or back is no part of the text
  return { beginnings: /[=!]$/.test(opening) ? NOTHING : group.beginnings, end: group.end + 1 };
}

/** An item and how often it may stand: `?`, `*`, `+`, `{…}`. */
function repeated(source: string, at: number): Parsed {
  const one = item(source, at);
  const often = matchAt(OFTEN, source, one.end);
  if (!often) return one;
  const leftOut = /[?*]/.test(often[0]) || Number(often[1] ?? 1) === 0;
  const again = often[0] === '?' ? one.beginnings : [...one.beginnings, ...followed(one.beginnings, ANYTHING)];
  return { beginnings: leftOut ? ['', ...again] : again, end: one.end + often[0].length };
}

/** To the end of the source, or of the group. */
function alternatives(source: string, start: number): Parsed {
  const all: string[] = [];
  let [at, own] = [start, NOTHING];
  while (at < source.length && source[at] !== ')') {
    if (source[at] === '|') {
      all.push(...own);
      [at, own] = [at + 1, NOTHING];
    } else if (own.every(isWhole)) {
      at = alternativeEnd(source, at);
    } else {
      const next = repeated(source, at);
      [at, own] = [next.end, followed(own, next.beginnings)];
    }
  }
  return { beginnings: [...all, ...own], end: at };
}

/** At the `|` or the bracket that ends an alternative. */
function alternativeEnd(source: string, start: number): number {
  let [at, depth] = [start, 0];
  for (; at < source.length; at++) {
    const sign = source[at];
    if (depth === 0 && (sign === '|' || sign === ')')) break;
    if (sign === '\\') at++;
    else if (sign === '[') at = source.indexOf(']', at);
    else if (sign === '(') depth++;
    else if (sign === ')') depth--;
  }
  return at;
}

/** By the source of a pattern, whether a text with this beginning (as of `beginningOf`) can match it. */
export function canBegin(source: string): (beginning: string) => boolean {
  const { beginnings } = alternatives(source, 0);
  const whole = beginnings.filter(each => each.length === SIGNS && !each.endsWith(ANY));
  const open = beginnings.filter(each => each.length < SIGNS || each.endsWith(ANY)).map(each => each.replace(ANY, ''));
  return beginning => whole.includes(beginning) || open.some(each => beginning.startsWith(each));
}

/** The first signs of a text from `start`. */
export const beginningOf = (text: string, start: number): string => text.slice(start, start + SIGNS).replace(/[\s-]/g, ' ');
