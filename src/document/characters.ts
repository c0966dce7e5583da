/** What a code point of a PDF's text layer stands for as text. */

const SPACE = /[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/u;
const NOTHING = /[\u00ad\u200b-\u200f\u2060\ufeff]/u;
/** A glyph that was drawn but whose character is not known. */
export const UNKNOWN = '\ufffd';

/** Symbol fonts without a Unicode map show up in the private use area at F000 + their own code. */
const SYMBOL: Readonly<Record<number, string>> = {
  61483: '+',
  61485: '\u2212',
  61500: '<',
  61501: '=',
  61502: '>',
  61508: '\u0394',
  61537: '\u03b1',
  61538: '\u03b2',
  61540: '\u03b4',
  61543: '\u03b3',
  61549: '\u00b5',
  61603: '\u2264',
  61616: '\u00b0',
  61617: '\u00b1',
  61619: '\u2265',
  61620: '\u00d7',
  61623: '\u2022',
};

/** Drawn as what everybody types for it, and in some fonts the only name of that glyph. */
const AS_TYPED = new Map([
  [0x2010, '-'],
  [0x2011, '-'],
  [0x2044, '/'],
  [0x2215, '/'],
  [0x02c2, '<'],
  [0x02c3, '>'],
  [0x02c4, '^'],
  [0x02c6, '^'],
  [0x02dc, '~'],
  [0x2266, '≤'],
  [0x2267, '≥'],
  [0x0251, 'α'],
  [0x237a, 'α'],
  [0x0263, 'γ'],
  [0x0261, 'g'],
]);

const cache = new Map<number, string>();

/** The text of a glyph: ligatures spelled out, a space for every blank, `\ufffd` where the character is not known, empty for format characters. */
export function characterText(code: number): string {
  const known = cache.get(code);
  if (known !== undefined) return known;
  const text = spell(code);
  cache.set(code, text);
  return text;
}

/** Where TeX's own encoding (T1) has its dashes and ligatures. */
const TEX_LIGATURES = new Map([
  [0x15, '–'],
  [0x16, '—'],
  [0x1b, 'ff'],
  [0x1c, 'fi'],
  [0x1d, 'fl'],
  [0x1e, 'ffi'],
  [0x1f, 'ffl'],
]);

/** Its letters of Central Europe, from 0x80 and from 0xa0. */
const TEX_CAPITALS = 'ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ';
const TEX_SMALL = 'ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ';
/** Codes that are signs in TeX's font of signs (TS1): © ® ° ± ² ³ µ ¶ · ¹ º ¼. */
const ALSO_SIGNS = new Set([0xa9, 0xae, 0xb0, 0xb1, 0xb2, 0xb3, 0xb5, 0xb6, 0xb7, 0xb9, 0xba, 0xbc]);

const texSmall = (code: number): string | undefined => TEX_SMALL[code - 0xa0];
const isLetter = (text: string): boolean => /^\p{L}+$/u.test(text);
const beginsLetter = (code: number): boolean =>
  isLetter(String.fromCodePoint(code)) || (texSmall(code) !== undefined && !ALSO_SIGNS.has(code));

/**
 * Fonts of pictures that TeX makes have no name and no table of their characters, only their codes. Those that stand for signs in another of its fonts
 * are letters only between letters.
 * @param before The text of the glyph before.
 * @param after The code of the glyph behind.
 */
export function namelessText(code: number, before: string, after: number): string {
  const capital = TEX_CAPITALS[code - 0x80];
  if (capital !== undefined) return capital;
  const small = texSmall(code);
  const inWord = ALSO_SIGNS.has(code) ? isLetter(before) && beginsLetter(after) : isLetter(before) || beginsLetter(after);
  return small !== undefined && inWord ? small : (TEX_LIGATURES.get(code) ?? characterText(code));
}

function spell(code: number): string {
  // PDFium reports a hyphen at the end of a line as U+0002.
  if (code === 2) return '-';
  const typed = AS_TYPED.get(code);
  if (typed !== undefined) return typed;
  if (code >= 0xfb00 && code <= 0xfb06) return String.fromCodePoint(code).normalize('NFKC');
  if (code in SYMBOL) return SYMBOL[code] ?? UNKNOWN;
  if (code >= 0xe000 && code <= 0xf8ff) return UNKNOWN;
  if (code === 0xfffe || code === 0xffff || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return UNKNOWN;
  const text = String.fromCodePoint(code);
  if (SPACE.test(text)) return ' ';
  if (NOTHING.test(text)) return '';
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return UNKNOWN;
  return text;
}
