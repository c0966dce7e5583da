/** `Lot: EX-12` and `Lot: EX-13` on the report of one sample: which of them is meant, the page does not say. */
import { readDate } from '../../src/coa/date.ts';
import type { Problem } from '../../src/coa/problem.ts';
import type { Printed, Transcript } from '../../src/coa/transcript.ts';
import { candidates } from './header-candidates.ts';
import { squash } from './header-laboratory-names.ts';
import type { LabelledPage } from './header-page.ts';

const RIVALS = {
  lot: 'lots',
  labSampleId: 'numbers of the sample',
  reportNumber: 'numbers of the report',
  received: 'days of receipt',
  reported: 'days of the report',
} as const;

/** A label of a lower rank (`Date:`) is said of much else on a page. */
const LOWEST_RANK = 2;

/** Different values that equal labels give to one field; for `order`, days that are the same however they are printed are one. */
export function headerRivals(pages: readonly LabelledPage[], order: Transcript['dateOrder']): Problem[] {
  return Object.entries(RIVALS).flatMap(([field, called]): Problem[] => {
    const found = candidates(pages, field as keyof typeof RIVALS);
    const rank = Math.min(...found.map(one => one.rank));
    if (found.length < 2 || rank >= LOWEST_RANK) return [];
    const isDay = field === 'received' || field === 'reported';
    const keyOf = ({ text }: Printed): string => (isDay ? (readDate(text, order).date ?? squash(text)) : squash(text));
    const rivals = new Map(found.flatMap(one => (one.rank === rank ? [[keyOf(one.value), one.value] as const] : [])).toReversed());
    const keys = [...rivals.keys()];
    const [first, second] = keys.toReversed();
    // one may be the other with what stands behind it
    if (first === undefined || second === undefined || keys.every(key => key.includes(first) || first.includes(key))) return [];
    const values = [...rivals.values()].toReversed();
    const told = values.map(({ text }) => `“${text}”`).join(', ');
    return [
      {
        code: 'header-rivals',
        severity: 'warning',
        message: `Several ${called} are printed with equal right: ${told}. The first was taken; look which is meant.`,
        evidence: values[0]!.evidence,
      },
    ];
  });
}
