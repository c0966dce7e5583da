/** Values of a JSON text as they are walked through: objects, and tables as lists of lists. */

export type Entry = readonly [key: string, value: unknown];

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isScalar = (value: unknown): value is string | number | boolean =>
  (typeof value === 'string' && value.trim() !== '') || typeof value === 'number' || typeof value === 'boolean';

export const isBare = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && Object.values(value).every(member => member === null || typeof member !== 'object');

export const inside = (pointer: string, key: string | number): string =>
  `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

const HEADINGS = /^(?:columns?|headers?|headings?|fields)$/i;
const ROWS = /^(?:rows?|data|records|values|results?)$/i;

/** `{ columns: ["Analyte", …], rows: [["Lead", …]] }`: each row with its headings, and the key and place of the rows; null for any other. */
export function tableIn(object: Record<string, unknown>): { readonly key: string; readonly headings: readonly string[] } | null {
  const entries = Object.entries(object);
  const headings = entries.find(([key, value]) => HEADINGS.test(key) && namesOf(value) !== null);
  const rows = entries.find(([key, value]) => ROWS.test(key) && Array.isArray(value) && value.length > 0 && value.every(Array.isArray));
  return headings && rows ? { key: rows[0], headings: namesOf(headings[1])! } : null;
}

/** `["Analyte", …]`, or the same as `[{ "name": "Analyte" }, …]`. */
function namesOf(value: unknown): readonly string[] | null {
  if (!Array.isArray(value) || value.length < 2) return null;
  const names = value.map(item => (typeof item === 'string' ? item : isObject(item) ? (item.name ?? item.label ?? item.title) : null));
  return names.every(name => typeof name === 'string') ? (names as string[]) : null;
}
