/** A finding and what was thought of it in one cell: `Complies (0.22 ppm)`, `0.22 ppm (Pass)`, `0.22 ppm, Qualified`. */
import { verdictWord } from '../../src/coa/verdict.ts';

export interface Judged {
  readonly finding: string;
  readonly verdict: string;
}

const AMOUNT = String.raw`[<≤]?\s?\d[^()]*`;
const WORD = String.raw`\p{L}[\p{L} ]{2,22}`;
const BEFORE = new RegExp(`^(?<verdict>${WORD}?)\\s?\\(\\s?(?<finding>${AMOUNT}?)\\s?\\)$`, 'u');
const BEHIND = new RegExp(`^(?<finding>${AMOUNT}?)\\s?\\(\\s?(?<verdict>${WORD}?)\\s?\\)$`, 'u');
/** `4.1, Qualified`, `Negative, Qualified`. */
const BEFORE_COMMA = new RegExp(
  `^(?<finding>[<≤]?\\s?\\d[\\d.,]*[^,;()]*|negative|positive|absent|n\\.?d\\.?|(?:not|none) detected)\\s?[,;]\\s?(?<verdict>${WORD})$`,
  'iu',
);

/** `Pass (1)` has the mark of a footnote. */
const MEASURED = /[<≤%]|\d[.,]\d|\d\s?\p{L}/u;

/** Null where the cell holds no verdict beside something that was found. */
export function splitJudged(text: string): Judged | null {
  const told = BEFORE_COMMA.exec(text)?.groups;
  if (told && verdictWord(told.verdict!) !== null) return { finding: told.finding!.trim(), verdict: told.verdict! };
  if (!text.endsWith(')')) return null;
  const { finding, verdict } = (BEFORE.exec(text) ?? BEHIND.exec(text))?.groups ?? {};
  return finding !== undefined && verdict !== undefined && MEASURED.test(finding) && verdictWord(verdict) !== null
    ? { finding, verdict }
    : null;
}

/** What was found, without what was thought of it. */
export const findingIn = (text: string): string => splitJudged(text)?.finding ?? text;
