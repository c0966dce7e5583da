/** Two readings of one page, each divided in its own way, made one: where they agree, where they differ, what only one of them saw. */
import { overlap } from './boxes.ts';
import type { Word } from './document.ts';
import { isKnownWord } from './legible.ts';
import { SPELLED_OUT } from './ocr-words.ts';

/** What only the other reading saw counts from here: of specks and frames it is seldom surer. */
const SEEN_SURELY = 0.6;
const GAP_IN_WORD = 0.22;

/**
 * The words of `kept`, with those of `other` where it saw something and `kept` nothing. Where both saw the same place and differ, the
 * surer one counts; where they differ in a digit or a decimal mark, neither is to be relied on.
 */
export function agreed(kept: readonly Word[], other: readonly Word[]): Word[] {
  const whole = undivided(kept, other).map(word => measured(word, other));
  const doubted = whole.map(word => (/\d/.test(word.text) ? doubtDiffering(word, other) : surer(word, other)));
  const seen = other.flatMap(word => (isSurely(word) ? word : (slashBehind(word, whole) ?? [])));
  return inReadingOrder([...doubted, ...seen.filter(word => !whole.some(there => overlaps(there, word)))]);
}

const isSurely = ({ text, ocrConfidence = 0 }: Word): boolean =>
  (ocrConfidence >= SEEN_SURELY && /[\p{L}\d%]/u.test(text)) || SPELLED_OUT.test(text);

/** `Pass /` over `Fail`: as large as the word it stands behind. Null where it stands behind none. */
function slashBehind(slash: Word, words: readonly Word[]): Word | null {
  if (slash.text !== '/' || (slash.ocrConfidence ?? 0) < SEEN_SURELY) return null;
  const before = words.find(
    ({ text, box, baseline, fontSize }) =>
      /\p{L}$/u.test(text) && Math.abs(baseline - slash.baseline) < 0.3 * fontSize && Math.abs(slash.box[0] - box[2]) < 0.5 * fontSize,
  );
  return before ? { ...slash, baseline: before.baseline, fontSize: before.fontSize } : null;
}

/** `P rofi le` that the other reading saw as one word is one. */
function undivided(kept: readonly Word[], other: readonly Word[]): Word[] {
  const gone = new Set<Word>();
  const whole: Word[] = [];
  for (const word of other) {
    const pieces = kept.filter(piece => !gone.has(piece) && meets(piece, word)).sort((a, b) => a.box[0] - b.box[0]);
    if (pieces.length < 2 || pieces.map(({ text }) => text).join('') !== word.text) continue;
    if (!isKnownWord(word.text) && pieces.some((piece, i) => i > 0 && piece.box[0] - pieces[i - 1]!.box[2] > GAP_IN_WORD * word.fontSize))
      continue;
    for (const piece of pieces) gone.add(piece);
    whole.push(word);
  }
  return [...kept.filter(word => !gone.has(word)), ...whole];
}

/** `TIype` or `Type`: the surer of two words in one place. */
function surer(word: Word, other: readonly Word[]): Word {
  const rival = other.find(candidate => sameExtent(word, candidate) && meets(word, candidate));
  if (!rival || rival.text === word.text) return word;
  const gain = (rival.ocrConfidence ?? 0) - (word.ocrConfidence ?? 0);
  const known = Number(isKnownWord(rival.text)) - Number(isKnownWord(word.text));
  return known > 0 || (known === 0 && gain > 0.05) ? { ...word, text: rival.text, ocrConfidence: rival.ocrConfidence } : word;
}

function doubtDiffering(word: Word, other: readonly Word[]): Word {
  const there = other.filter(candidate => meets(word, candidate));
  if (there.length === 0 || there.some(candidate => candidate.text === word.text)) return word;
  const rival = there.find(candidate => sameExtent(word, candidate));
  const better = rival && (rival.ocrConfidence ?? 0) > (word.ocrConfidence ?? 0) ? rival : word;
  const agree = there.some(candidate => figures(candidate.text).includes(figures(word.text)));
  return { ...word, text: better.text, ocrConfidence: (better.ocrConfidence ?? 1) * (agree ? 1 : 0.5) };
}

export function inReadingOrder(words: readonly Word[]): Word[] {
  return [...words].sort((a, b) =>
    Math.abs(a.baseline - b.baseline) <= 0.33 * Math.min(a.fontSize, b.fontSize) ? a.box[0] - b.box[0] : a.baseline - b.baseline,
  );
}

function sameExtent(a: Word, b: Word): boolean {
  const tolerance = 0.4 * a.fontSize;
  return Math.abs(a.box[0] - b.box[0]) < tolerance && Math.abs(a.box[2] - b.box[2]) < tolerance;
}

/** On one line; boxes of lines set close reach into each other. */
const meets = (a: Word, b: Word): boolean => overlap(a.box, b.box, 0.5, 0.4);

/** In parts of the height: what lies within that is boxed by its ink, and what reaches further by the line it stands on. */
const BOXED = 0.8;

/** Letters whose ink was not found are boxed by their line, or the whole of it: where the other reading says the same in less room, that is measured. */
function measured(word: Word, other: readonly Word[]): Word {
  const height = ({ box }: Word): number => box[3] - box[1];
  const same = other.find(
    candidate =>
      candidate.text === word.text &&
      height(candidate) < BOXED * height(word) &&
      candidate.fontSize < word.fontSize &&
      candidate.box[2] <= word.box[2] + 0.4 * candidate.fontSize &&
      Math.abs(candidate.box[0] - word.box[0]) < 0.4 * candidate.fontSize &&
      candidate.box[1] >= word.box[1] - 0.2 * candidate.fontSize &&
      candidate.box[3] <= word.box[3] + 0.2 * candidate.fontSize,
  );
  return same ? { ...word, box: same.box, baseline: same.baseline, fontSize: same.fontSize } : word;
}

/** By more than their edges. */
const overlaps = (a: Word, b: Word): boolean => overlap(a.box, b.box, 0.1);

const figures = (text: string): string => text.replace(/[^\d.,<>^]/gu, '');
