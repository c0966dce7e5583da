/** What taking out the ruling lines left of them, which recognition reads as strokes and brackets. */
import type { Line, Word } from './document.ts';

const STROKE = /^[1lIi|!()[\]{}]$/;
/** `[HPLC`, `(ICP-MS` beside a rule, whose bracket nothing closes. */
const OPENED = /^[([{|](?=[^)\]}]{2,}$)/;
/** A figure in its cell is surer than what a rule left. */
const SURE = 0.8;
/** In parts of the type size: closer to a rule no cell sets its type. */
const REACH = 0.22;

/** The words without those, and the brackets, that lie on a rule. Lines in points. */
export function withoutRemains(words: readonly Word[], lines: readonly Line[]): Word[] {
  const upright = lines.filter(({ from, to }) => Math.abs(to[1] - from[1]) > Math.abs(to[0] - from[0]));
  const isOnRule = ({ box, fontSize }: Word, x: number): boolean =>
    upright.some(({ from, to }) => {
      const [top, bottom] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])];
      return Math.abs((from[0] + to[0]) / 2 - x) < REACH * fontSize && box[1] < bottom && box[3] > top;
    });
  return words.flatMap(word => {
    if ((word.ocrConfidence ?? 1) >= SURE) return [word];
    const [left, , right] = word.box;
    if (STROKE.test(word.text)) return isOnRule(word, (left + right) / 2) ? [] : [word];
    return OPENED.test(word.text) && isOnRule(word, left) ? [{ ...word, text: word.text.replace(OPENED, '') }] : [word];
  });
}
