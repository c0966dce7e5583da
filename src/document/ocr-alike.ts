/** Units and findings that were hardly read, told by a word on the page that looks the same: columns and lines repeat a few of them. */
import type { Word } from './document.ts';
import type { Grey } from './grey.ts';
import { isKnownWord } from './legible.ts';

const { abs, floor, max, min, round } = Math;

/** What tables repeat. Numbers are never told so: they look like one another but for a stroke. */
const REPEATED =
  /^(?:[([]?(?:%|pp[mb]|[mµ]?g\/(?:k?g|m?[lL])|(?:cfu|CFU|KTJ|KBE|UFC)\/(?:g|m[lL]))[)\]]?|N\.?[DTA]\.?|<?L?[LO]O?[QD]|<[LM]O[QD]|Pass|Fail|PASS|FAIL)$/u;
const NUMBER = /^[<>≤≥~±]?[\d.,]+%?$/u;
const UNSURE = 0.7;
const SURE = 0.75;
/** A µ is never read surely. */
const SURE_OF_MICRO = 0.35;
const TOLD = 0.5;
/** Widths and heights of one word differ by so much from place to place. */
const SIZE = 0.14;
/** Of two pictures: of one word printed twice it is higher, of two words as long and as high lower. */
const LEAST_LIKENESS = 0.8;
/** Enough where only one word looks like it. */
const LIKENESS_OF_ONE = 0.88;

interface Patch {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

const [ACROSS, DOWN] = [36, 14];
const INK = 170;

/** `words` with those told that look like one that was read. `scale`: points a pixel. */
export function likeOthers(words: readonly Word[], grey: Grey, scale: number): Word[] {
  const patches = new Map<Word, Patch | null>();
  const patchOf = (word: Word): Patch | null => {
    if (!patches.has(word)) patches.set(word, cutOut(word, grey, scale));
    return patches.get(word) ?? null;
  };
  const read = words.filter(
    ({ text, ocrConfidence = 0 }) => REPEATED.test(text) && ocrConfidence >= (/µ/.test(text) ? SURE_OF_MICRO : SURE),
  );
  return words.map(word => {
    const { text, ocrConfidence = 1 } = word;
    if (ocrConfidence >= UNSURE || text.length > 8 || NUMBER.test(text) || REPEATED.test(text) || isKnownWord(text)) return word;
    const own = patchOf(word);
    if (!own) return word;
    const alike = read.flatMap(other => {
      const patch = patchOf(other);
      const degree = isAsLarge(own, patch) ? likeness(own, patch) : 0;
      return degree >= LEAST_LIKENESS ? [{ text: other.text, degree }] : [];
    });
    const told = alike[0];
    const enough = alike.length >= 2 || (told !== undefined && told.degree >= LIKENESS_OF_ONE);
    return told && enough && alike.every(other => other.text === told.text) ? { ...word, text: told.text, ocrConfidence: TOLD } : word;
  });
}

const isAsLarge = (a: Patch, b: Patch | null): b is Patch =>
  b !== null && abs(a.width - b.width) <= SIZE * a.width && abs(a.height - b.height) <= SIZE * max(a.height, 12);

/** The ink of a word and nothing around it, brought to one size. */
function cutOut({ box }: Word, { width, height, data }: Grey, scale: number): Patch | null {
  const [x0, y0] = [max(0, round(box[0] / scale)), max(0, round(box[1] / scale))];
  const [x1, y1] = [min(width, round(box[2] / scale)), min(height, round(box[3] / scale))];
  let [left, top, right, bottom] = [x1, y1, x0, y0];
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      if (data[y * width + x]! >= INK) continue;
      [left, top, right, bottom] = [min(left, x), min(top, y), max(right, x + 1), max(bottom, y + 1)];
    }
  }
  const [w, h] = [right - left, bottom - top];
  if (w < 8 || h < 6) return null;
  const values = new Float32Array(ACROSS * DOWN);
  for (let r = 0; r < DOWN; r++) {
    for (let c = 0; c < ACROSS; c++) {
      const [fromX, toX] = [left + floor((c * w) / ACROSS), left + max(floor((c * w) / ACROSS) + 1, floor(((c + 1) * w) / ACROSS))];
      const [fromY, toY] = [top + floor((r * h) / DOWN), top + max(floor((r * h) / DOWN) + 1, floor(((r + 1) * h) / DOWN))];
      let sum = 0;
      for (let y = fromY; y < toY; y++) for (let x = fromX; x < toX; x++) sum += data[y * width + x]!;
      values[r * ACROSS + c] = sum / ((toX - fromX) * (toY - fromY));
    }
  }
  return { width: w, height: h, values };
}

/** Correlation of two pictures, 1 for the same. */
function likeness({ values: a }: Patch, { values: b }: Patch): number {
  const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [both, one, other] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    both += (a[i]! - ma) * (b[i]! - mb);
    one += (a[i]! - ma) ** 2;
    other += (b[i]! - mb) ** 2;
  }
  return both / Math.sqrt(max(one * other, 1e-9));
}
