/** The forms a product is sold in: the words of the template, of the store and of the rules. */
export const FORMS = ['raw_leaf', 'powder', 'capsule', 'tablet', 'liquid', 'tea_bag', 'concentrate', 'extract', 'gummy', 'other'] as const;
export type Form = (typeof FORMS)[number];
