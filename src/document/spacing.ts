/** Letter-spaced text closed again: `A N A L Y T E` → `ANALYTE`, `PA S S` → `PASS`. */
import { join, type Run } from './runs.ts';

/** Gaps between the letters of one spaced word are alike and smaller than this part of the type size. */
const WIDEST = 0.75;
const LETTERS = /^\p{L}{1,2}$/u;

export function closeLetterSpacing(line: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (let start = 0; start < line.length; ) {
    const end = spacedEnd(line, start);
    if (end - start >= 3 && isSpacedWord(line.slice(start, end))) {
      out.push(line.slice(start + 1, end).reduce((word, run) => join(word, run), line[start]!));
      start = end;
    } else {
      out.push(line[start]!);
      start++;
    }
  }
  return out;
}

/** Where the row of one- and two-letter pieces with even gaps that begins at `start` ends. */
function spacedEnd(line: readonly Run[], start: number): number {
  if (!isPiece(line[start]!)) return start;
  let end = start + 1;
  let smallest = Number.POSITIVE_INFINITY;
  while (end < line.length && isPiece(line[end]!)) {
    const [a, b] = [line[end - 1]!, line[end]!];
    const gap = b.left - a.right;
    if (gap > WIDEST * a.size || gap < -0.1 * a.size || Math.abs(a.size - b.size) > 0.05 * a.size) break;
    // A gap much wider than the others is the blank between two spaced words.
    if (gap > 1.9 * smallest + 0.05 * a.size) break;
    smallest = Math.min(smallest, gap);
    end++;
  }
  return end;
}

function isPiece(run: Run): boolean {
  return LETTERS.test(run.text) && !run.raised;
}

/** Mostly single letters, all of one case pattern, so that `is in a` stays three words. */
function isSpacedWord(pieces: readonly Run[]): boolean {
  const single = pieces.filter(piece => piece.text.length === 1).length;
  const text = pieces.map(piece => piece.text).join('');
  return single >= pieces.length - 1 && single >= 2 && /^(?:\p{Lu}+|\p{Lu}?\p{Ll}+)$/u.test(text);
}
