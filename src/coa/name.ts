/** Printed names brought to one form, so that "Δ9‑THC*", "delta-9 THC" and "d9-THC" meet. */

const GREEK: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  λ: 'lambda',
  ω: 'omega',
  '∆': 'delta',
  '△': 'delta',
};

/** What stands for Δ where a file does not say which letter its symbol font draws: its code as another letter, a mark, or nothing known. */
const DELTA = String.raw`(?<![\p{L}\p{N}∆△])[Ä\uFFFD'’‘?¿-](?=[\s\-‐‑]*(?:8|9|10)[\s\-‐‑]*(?:cis[\s\-‐‑]*)?(?:THC|tetrahydrocannab))`;
export const DELTA_CODE = new RegExp(DELTA, 'giu');
const HAS_DELTA_CODE = new RegExp(DELTA, 'iu');

/** Letters that fonts draw as one; the longer ones first. */
export const LIGATURES = ['ffi', 'ffl', 'ff', 'fi', 'fl'] as const;

/** Stands where a glyph had no Unicode value, most often a lost ligature. */
export const LOST = '\uFFFD';

const MARK = '[§¶¤¦¬¨¢£¥¿¡«»©®†‡]';

/** Between the letters of a word, or before them: no mark of a footnote, but what a file says in the place of a ligature. */
export const MARK_IN_WORD = new RegExp(String.raw`(?<=\p{L})${MARK}(?=\p{Ll})|(?<![^\s(])${MARK}(?=\p{Ll}{3})`, 'gu');

const isLost = (code: number): boolean =>
  code === 0xfffd || code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0xe000 && code <= 0xf8ff);

const markLost = (text: string): string => [...text].map(c => (isLost(c.codePointAt(0)!) && !/[\t\n\r]/.test(c) ? LOST : c)).join('');

/** `Lead (Pb) 铅`: the same again in a script of Asia. */
const inOneScript = (text: string): string =>
  /\p{Script=Latin}/u.test(text)
    ? text.replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]+/gu, ' ')
    : text;

/** `L'arsenic`, `Le plomb`, as sheets that a machine translated have them. */
const ARTICLE = /^(?:l['’]|(?:les?|la|el|los|las|il|gli) )(?=\p{L}{4})/u;

const IN_ASCII = /^[\t\n\r\x20-\x7e]*$/;

/** Most names have none of what takes long to resolve. */
const inSmallLetters = (text: string): string =>
  IN_ASCII.test(text) && !HAS_DELTA_CODE.test(text)
    ? text.toLowerCase()
    : inOneScript(markLost(text))
        .replace(DELTA_CODE, 'δ')
        // typed for `°C` and `β-`
        .replace(/º(?= ?C\b)/g, '°')
        .replace(/(?<!\p{L})ß(?=-\p{L})/gu, 'β')
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[αβγδελω∆△]/g, letter => ` ${GREEK[letter]} `)
        .normalize('NFD')
        .replace(/\p{M}+/gu, '')
        .replace(/ł/g, 'l')
        .replace(/[‐-―−]/g, '-');

/** Lower case, compatibility forms resolved, diacritics and footnote marks gone, Greek letters as words. */
export function plainName(text: string): string {
  return inSmallLetters(text)
    .replace(ARTICLE, '')
    .replace(/[*†‡§¶^#•·®™]+/g, ' ')
    .replace(/(?<=[\p{L})\]])\s*\d\)+\s*$/u, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Words and numbers apart: `7-OH-mitragynine` → 7 oh mitragynine, `D9THC` → delta 9 thc. */
export function tokens(plain: string): string[] {
  const found = plain.match(/\p{L}+|\d+|\uFFFD+|%|&/gu) ?? [];
  return found.map((token, i) => (token === 'd' && /^(8|9|10)$/.test(found[i + 1] ?? '') ? 'delta' : token === '&' ? 'and' : token));
}

/** The key under which a name is looked up. */
export const squash = (plain: string): string => tokens(plain).join('');

const SHAPE_WORD =
  /^(alpha|beta|gamma|delta|epsilon|lambda|omega|cis|trans|exo|endo|ortho|meta|para|iso|epi|nor|pseudo|neo|sec|tert|iii|ii|iv|vi|v|i|inorganic|organic|total|methyl|ethyl|acid|oxide|hydrate|acetate|salt|hcl)$/;

const isShape = (token: string): boolean =>
  /^\d+$/.test(token) || (token.length === 1 && token !== '%' && token !== LOST) || SHAPE_WORD.test(token);

/**
 * What must agree exactly between two names that are to be the same substance: digits, single letters, Greek and
 * stereochemical prefixes, oxidation states. B1 is not B2, and 7-hydroxymitragynine is not mitragynine.
 */
export const signature = (plain: string): string => tokens(plain).filter(isShape).join(' ');

export interface NameKeys {
  /** As `squash` and `signature` give them. */
  readonly key: string;
  readonly mark: string;
  /** The name without what `signature` takes: mitragynine of 7-mitragynine, pinene of α-pinene. */
  readonly core: string;
}

/** All keys of one name at once. */
export function nameKeys(plain: string): NameKeys {
  const parts = tokens(plain);
  const [mark, core] = [parts.filter(isShape), parts.filter(part => !isShape(part))];
  return { key: parts.join(''), mark: mark.join(' '), core: core.join('') };
}

const MORPHEMES =
  /iso|epi|pseudo|nor(?=[a-z]{5})|hydroxy|hydro|acetoxy|methoxy|methyl|ethyl|propyl|butyl|pentyl|hexyl|oxide|chloro|fluoro|acid|desmethyl|dimethyl|diethyl|tetra|cis|trans|nitro|sulf|thio|cy(?=per|flu|hal)/g;

/** Parts of chemical names that no misprint adds or removes without making another substance. */
export const morphemes = (squashed: string): string => (squashed.match(MORPHEMES) ?? []).sort().join(' ');
