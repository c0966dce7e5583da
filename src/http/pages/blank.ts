/** A field of a form that was left empty arrives as an empty text, and means that nothing was chosen: for `z.preprocess`. */
export const blank = (value: unknown): unknown => (value === '' ? undefined : value);
