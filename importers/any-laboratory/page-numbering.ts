/** `Page 2 of 3`, from the head or the foot of a page. */
import type { LabelledPage } from './header-page.ts';
import type { Run } from './header-runs.ts';

export interface PageNumber {
  readonly number: number;
  /** Null where only the number of the page is printed. */
  readonly of: number | null;
}

const PAGE = String.raw`(?:pages?|strana|str\.|seite|página|pagina|sheet)`;
const OF = String.raw`(?:of|\/|z|von|de|van)\s*(\d{1,3})`;
const NAMED = new RegExp(String.raw`(?:^|\s|\|)${PAGE}\s*:?\s*(\d{1,3})(?:\s*${OF})?\s*$`, 'iu');
const BARE = new RegExp(String.raw`(?:^|\s|\|)(\d{1,3})\s*${OF}\s*$`, 'iu');
const REST = new RegExp(String.raw`^${OF}\s*$`, 'iu');

/** In sizes of type: how far off `of 3` may be set from `Page 1`. */
const APART = 8;

/** Parts of the page's height that are its head and its foot. */
const [HEAD, FOOT] = [0.2, 0.85];

/** What is printed with the word is surer than two numbers alone, which may be limits of measurement. */
export function pageNumber({ runs, page }: LabelledPage): PageNumber | null {
  const marginal = runs.filter(({ box }) => box[1] <= HEAD * page.height || box[3] >= FOOT * page.height);
  for (const pattern of [NAMED, BARE]) {
    for (const run of marginal) {
      const [, number, of] = pattern.exec(run.text) ?? [];
      const found = number === undefined ? null : numbered(number, of ?? restOf(marginal, run));
      if (found) return found;
    }
  }
  return null;
}

const numbered = (number: string, of: string | null): PageNumber | null =>
  Number(number) >= 1 && (of === null || Number(number) <= Number(of))
    ? { number: Number(number), of: of === null ? null : Number(of) }
    : null;

/** `of 3` where it stands by itself behind `Page 1`. */
function restOf(runs: readonly Run[], { box, baseline, fontSize }: Run): string | null {
  for (const { text, box: other, baseline: level } of runs) {
    const gap = other[0] - box[2];
    if (gap < -fontSize || gap > APART * fontSize || Math.abs(level - baseline) > 0.3 * fontSize) continue;
    const of = REST.exec(text)?.[1];
    if (of !== undefined) return of;
  }
  return null;
}

/** A page 1 after the last page of a report begins another one; where no totals are printed, after any page that is not the first. */
export function startsAnew(before: PageNumber | null, now: PageNumber | null): boolean {
  if (before === null || now === null || now.number !== 1) return false;
  return before.of === null ? before.number >= 2 : before.number === before.of;
}

/** Only one of two pages that follow each other is numbered: the last of several, or the first of several. */
export const breaksOff = (before: PageNumber | null, now: PageNumber | null): boolean =>
  (now === null && before !== null && before.of !== null && before.of >= 2 && before.number === before.of) ||
  (before === null && now !== null && now.number === 1 && now.of !== null && now.of >= 2);
