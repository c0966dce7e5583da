/** Values that stand where the file has other text that the page does not show: somebody may have written them over what was there. */
import type { Reading, ResultReading } from '../coa/reading.ts';
import type { Box } from '../coa/transcript.ts';
import { common } from './boxes.ts';
import { doubted } from './cross-check.ts';
import type { Content, Page } from './document.ts';

/** Part of the smaller of two boxes that they share at least. */
const SHARED = 0.35;
const NUMBER = /^[<>≤≥]?\s?\d[\d.,]*\s?%?$/;

/** Lowers the confidence of such results and flags them `over-hidden-text`; the same text twice, as in layers to search in, is none. */
export function doubtWrittenOver(content: Content, readings: readonly Reading[]): Reading[] {
  if (content.kind !== 'pages' || content.pages.every(({ unseen }) => unseen === undefined)) return [...readings];
  const pages = new Map(content.pages.map(page => [page.number, page]));
  return readings.map(reading => ({ ...reading, results: reading.results.map(result => checked(result, pages)) }));
}

function checked(result: ResultReading, pages: ReadonlyMap<number, Page>): ResultReading {
  const { evidence } = result;
  if (evidence.kind !== 'page') return result;
  const under = pages.get(evidence.page)?.unseen?.find(({ text, box }) => !evidence.text.includes(text.trim()) && lies(box, evidence.box));
  if (!under) return result;
  // words may have been covered to keep them private
  const what = NUMBER.test(under.text) ? `“${under.text}”` : 'other text';
  const reason = `where it stands the file also has ${what}, which the page does not show`;
  return doubted(result, { code: 'over-hidden-text', reason });
}

function lies(a: Box, b: Box): boolean {
  const [width, height] = common(a, b);
  if (width <= 0 || height <= 0) return false;
  const area = ([left, top, right, bottom]: Box): number => (right - left) * (bottom - top);
  return width * height >= SHARED * Math.min(area(a), area(b));
}
