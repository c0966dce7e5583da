/** `Not`, so close before `Detected` that it may be of it: apart from its result it would say the opposite. */
import type { Reading, ResultReading } from '../coa/reading.ts';
import { doubted } from './cross-check.ts';
import type { Content, Page } from './document.ts';

/** What was found, in words that a negation before them turns round. */
const FOUND =
  /^(?:detected|present|positive|found|observed|nachgewiesen|nachweisbar|enthalten|prokázáno|detekováno|zjištěno|nalezeno|wykryto|stwierdzono|détectée?s?|présente?s?|detectad[oa]s?|encontrad[oa]s?|rilevat[oiae]|presente|aangetoond|påvist|terdeteksi|kimutatható)\b/iu;
const NEGATION = /^(?:not|non|no|none|nicht|ne|nie|niet|ikke|inte|não|nem|tidak)$/iu;

/** In font sizes: a blank between words, or a little more. */
const CLOSE = 1.5;

/** Lowers the confidence of such results, and flags them `cell-crowded`. */
export function doubtNegated(content: Content, readings: readonly Reading[]): Reading[] {
  if (content.kind !== 'pages') return [...readings];
  const pages = new Map(content.pages.map(page => [page.number, page]));
  return readings.map(reading => ({ ...reading, results: reading.results.map(result => doubtOne(result, pages)) }));
}

function doubtOne(result: ResultReading, pages: ReadonlyMap<number, Page>): ResultReading {
  const { evidence, printed } = result;
  const page = evidence.kind === 'page' && FOUND.test(printed.value) ? pages.get(evidence.page) : undefined;
  if (!page || evidence.kind !== 'page') return result;
  const [left, top, , bottom] = evidence.box;
  const before = page.words.find(
    ({ text, box, baseline, fontSize }) =>
      NEGATION.test(text) && box[2] < left + 1 && left - box[2] < CLOSE * fontSize && baseline > top && baseline < bottom + 1,
  );
  return before ? doubted(result, { code: 'cell-crowded', reason: `“${before.text}” stands close before the result` }) : result;
}
