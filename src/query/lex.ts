/** The words and signs of a filter. */
import { FilterError, type Span } from './filter.ts';

export type Sign = '(' | ')' | '&' | '|' | '!' | ',' | ':' | '~' | '<' | '<=' | '>' | '>=' | '=' | '!=';

export type Token =
  | { readonly kind: 'sign'; readonly sign: Sign; readonly at: Span }
  | { readonly kind: 'word'; readonly text: string; readonly at: Span }
  /** In double quotes: never a keyword. */
  | { readonly kind: 'quoted'; readonly text: string; readonly at: Span }
  | { readonly kind: 'end'; readonly at: Span };

const SIGN = /&&|\|\||<=|>=|!=|[()&|!,:~<>=]/y;
const QUOTED = /"((?:[^"\\]|\\["\\])*)"/y;
/** What is none of the above; `≤` and `≥` are signs that a keyboard may type. */
const WORD = /[^\s()&|!,:~<>="≤≥]+/y;
const SPACE = /\s+/y;

const SPELLINGS: Readonly<Record<string, Sign>> = { '&&': '&', '||': '|', '≤': '<=', '≥': '>=' };

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let place = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = place;
    const match = pattern.exec(text);
    if (match) place += match[0].length;
    return match;
  };
  for (;;) {
    take(SPACE);
    const from = place;
    if (place >= text.length) break;
    const sign = take(SIGN)?.[0] ?? take(/[≤≥]/y)?.[0];
    if (sign !== undefined) {
      tokens.push({ kind: 'sign', sign: SPELLINGS[sign] ?? (sign as Sign), at: { from, to: place } });
      continue;
    }
    const quoted = take(QUOTED);
    if (quoted) {
      tokens.push({ kind: 'quoted', text: quoted[1]!.replace(/\\(["\\])/g, '$1'), at: { from, to: place } });
      continue;
    }
    const word = take(WORD);
    if (!word) throw new FilterError('A quotation mark is not closed.', text, { from, to: text.length }, ['"']);
    tokens.push({ kind: 'word', text: word[0], at: { from, to: place } });
  }
  tokens.push({ kind: 'end', at: { from: text.length, to: text.length } });
  return tokens;
}

export const KEYWORDS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'missing', 'has']);

const BARE = /^[^\s()&|!,:~<>="≤≥]+$/;

/** A text as a filter writes it: bare where it can stand so. */
export const written = (text: string): string =>
  BARE.test(text) && !KEYWORDS.has(text.toLowerCase()) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
