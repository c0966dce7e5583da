/** What pages of a PDF show and do not write: scans, outlines, gibberish, tables pasted as pictures. */
import type { Problem } from '../coa/problem.ts';
import { countWords, type Draft } from './draft.ts';
import type { OcrOptions } from './ocr.ts';
import { besideText, FEWEST_WORDS, saysAsMuch } from './pictured.ts';

/**
 * Reads from their pictures the pages that cannot be read otherwise; all pages of a file that has no text at all (drawn letters). What a
 * scanner's software recognised is kept where it says more, or where there is no time.
 */
export async function recognise(
  bytes: Uint8Array,
  drafts: readonly Draft[],
  garbled: readonly number[],
  ocr: OcrOptions,
): Promise<Problem[]> {
  const textless = countWords(drafts) < FEWEST_WORDS;
  const isUnread = ({ pictureOnly, recognised, pasted, page }: Draft): boolean =>
    textless || pictureOnly || recognised || pasted || garbled.includes(page.number) || (ocr.besideText === true && page.pictured === true);
  const unread = drafts.filter(draft => !draft.broken && isUnread(draft));
  if (unread.length === 0) return [];
  const [{ recognisePages, recognitionProblems, FINE }, { renderRaster }] = await Promise.all([import('./ocr.ts'), import('./render.ts')]);
  const pictures = unread.map(({ page: { number, width, height } }) => ({
    number,
    width,
    height,
    draw: () => renderRaster(bytes, number, Math.round(width * FINE)),
  }));
  const { pages, leftOut } = await recognisePages(pictures, ocr);
  const better = pages.filter(page => !hasLayer(drafts[page.number - 1]!) || saysAsMuch(page.words, drafts[page.number - 1]!.page.words));
  for (const page of better) {
    const draft = drafts[page.number - 1]!;
    const hasText = !draft.pictureOnly && !draft.recognised && draft.page.words.length >= FEWEST_WORDS;
    draft.page = hasText ? besideText(draft.page.words, page) : page;
    draft.recognised = false;
  }
  return recognitionProblems({ pages: better, leftOut: leftOut.filter(number => !hasLayer(drafts[number - 1]!)) });
}

/** Not where it was gibberish, and its words were taken from it. */
const hasLayer = ({ recognised, page }: Draft): boolean => recognised && page.words.length >= FEWEST_WORDS;
