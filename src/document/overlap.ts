/** Text printed over other text: what the page shows and what its text layer says may then differ. */
import type { Problem } from '../coa/problem.ts';
import type { Box } from '../coa/transcript.ts';
import type { Page, Word } from './document.ts';

/** Two different words that cover more than this part of the smaller one. */
const COVERED = 0.35;

/** One problem a page, naming what is printed over what. */
export function overlapProblem(page: Page): Problem | null {
  const pairs = [...overlaps(page.words), ...overlapsOfUnseen(page)];
  const [first] = pairs;
  if (!first) return null;
  const examples = pairs.slice(0, 3).map(([a, b]) => `“${a.text}” and “${b.text}”`);
  return {
    code: 'overlapping-text',
    severity: 'error',
    message: `Page ${page.number} has ${pairs.length} ${pairs.length === 1 ? 'place' : 'places'} where one text is printed over another (${examples.join(', ')}). Compare every value with the picture of the page.`,
    evidence: { kind: 'page', page: page.number, box: around(first[0].box, first[1].box), text: first[0].text, method: 'text' },
  };
}

/** Values that were covered, and what the page shows in their place. */
function overlapsOfUnseen({ words, unseen = [] }: Page): [Word, Word][] {
  return unseen
    .filter(({ text }) => VALUE.test(text))
    .flatMap(hidden =>
      words
        .filter(word => !word.raised && VALUE.test(word.text) && word.text !== hidden.text && covers(word, hidden))
        .map(word => [word, hidden] as [Word, Word]),
    );
}

/** What can stand in a result cell. Words of running text that touch in a tight layout change no value. */
const VALUE =
  /^[<>≤≥~±(]?[\d.,]*\d[\d.,]*[%)]?$|^(?:n\.?[dt]\.?|pass(?:ed)?|fail(?:ed)?|<?\s?(?:l?loq|lod)|blq|absen[tc]e?|present|negative|positive)$/i;

export const isValue = (text: string): boolean => VALUE.test(text);

/** Pairs of different values that lie on each other. */
function overlaps(words: readonly Word[]): [Word, Word][] {
  const sorted = words.filter(word => !word.raised && VALUE.test(word.text)).sort((a, b) => a.box[1] - b.box[1]);
  const pairs: [Word, Word][] = [];
  sorted.forEach((word, index) => {
    for (let next = index + 1; next < sorted.length; next++) {
      const other = sorted[next]!;
      if (other.box[1] > word.box[3]) break;
      if (word.text !== other.text && covers(word, other)) pairs.push([word, other]);
    }
  });
  return pairs;
}

/** Measured on the body of the type: ascents and descents of neighbouring lines may touch. */
export function covers(a: Word, b: Word, part = COVERED): boolean {
  const width = Math.min(a.box[2], b.box[2]) - Math.max(a.box[0], b.box[0]);
  const height = Math.min(a.baseline, b.baseline) - Math.max(a.baseline - 0.65 * a.fontSize, b.baseline - 0.65 * b.fontSize);
  if (width <= 0 || height <= 0) return false;
  const smaller = Math.min((a.box[2] - a.box[0]) * a.fontSize, (b.box[2] - b.box[0]) * b.fontSize) * 0.65;
  return width * height > part * smaller;
}

function around(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}
