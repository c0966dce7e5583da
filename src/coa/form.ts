/** What a product is, by the words printed for its form. */
import { fold } from './text.ts';

/** The forms a product is sold in: the words of the template, of the store and of the rules. */
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

/** The form that is printed; `other` when what is printed as form says none of these. The matrix helps only where it names a form. */
export function readForm(form: string | undefined, matrix: string | undefined): Form | null {
  const printed = form?.trim() ? fold(form) : null;
  return named(printed) ?? named(matrix === undefined ? null : fold(matrix)) ?? (printed === null ? null : 'other');
}

function named(text: string | null): Form | null {
  if (text === null) return null;
  const exact = FORMS.find(form => form === text.replace(/[ -]/g, '_'));
  return exact ?? WORDS.find(([, words]) => words.test(text))?.[0] ?? null;
}
