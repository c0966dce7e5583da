/** What a product is, by the words printed for its form. */
import { fold } from '../store/text.ts';

export const FORMS = ['raw_leaf', 'powder', 'capsule', 'tablet', 'liquid', 'tea_bag', 'concentrate', 'extract', 'gummy', 'other'] as const;
export type Form = (typeof FORMS)[number];

/** In this order: "extract capsules" are capsules, "leaf powder" is powder. */
const WORDS: readonly (readonly [Form, RegExp])[] = [
  ['gummy', /\bgumm(y|ies)\b/],
  ['capsule', /\b(capsules?|caps|softgels?|tobolk[ay]|kapsle)\b/],
  ['tablet', /\b(tablets?|tabs|pills?|tablet[ay]|chewables?)\b/],
  ['tea_bag', /\b(tea[ _-]?bags?|teabags?)\b/],
  ['extract', /\b(extracts?|extrakt|isolates?|resin)\b/],
  ['concentrate', /\b(concentrates?|koncentrat)\b/],
  ['liquid', /\b(liquids?|beverages?|drinks?|shots?|seltzers?|tinctures?|syrups?|kapalina)\b/],
  ['powder', /\b(powders?|powdered|prasek|mlety|nano)\b/],
  ['raw_leaf', /\b(raw[ _-]?leaf|leaf|leaves|crushed|list(y|i)?|drceny)\b/],
];

/** The form that the first understood text names; `other` when one is printed that says none of these; null when none is printed. */
export function readForm(...printed: readonly (string | null | undefined)[]): Form | null {
  const texts = printed.filter(text => typeof text === 'string' && text.trim() !== '').map(text => fold(String(text)));
  for (const text of texts) {
    const exact = FORMS.find(form => form === text.replace(/[ -]/g, '_'));
    if (exact) return exact;
    const found = WORDS.find(([, words]) => words.test(text));
    if (found) return found[0];
  }
  return texts.length > 0 ? 'other' : null;
}
