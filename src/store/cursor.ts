/** Keyset cursors: the sort key of the last row seen, opaque to whoever holds it. */
import type { Slice } from './views.ts';

/** A cursor that did not come from us, or from another list. */
export class BadCursor extends Error {
  constructor() {
    super('The cursor is not one that this list gave out; start again without it.');
    this.name = 'BadCursor';
  }
}

export interface Paging {
  readonly limit: number;
  readonly cursor?: string | null | undefined;
}

export function encodeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The key, whose parts match `pattern` one by one, or null without a cursor. Throws BadCursor. */
export function decodeCursor(cursor: string | null | undefined, pattern: readonly RegExp[]): string[] | null {
  if (cursor === null || cursor === undefined) return null;
  const key = parse(cursor);
  const fits =
    Array.isArray(key) && key.length === pattern.length && pattern.every((part, i) => typeof key[i] === 'string' && part.test(key[i]));
  if (!fits) throw new BadCursor();
  return key;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new BadCursor();
  }
}

/** Patterns for parts of a key. */
export const KEY = {
  id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  text: /^[^\0]*$/s,
  number: /^-?\d{1,9}(\.\d{1,20})?$/,
} as const;

/** Cuts `limit + 1` rows that were asked for down to a slice. */
export function slice<T>(rows: readonly T[], limit: number, key: (row: T) => readonly string[]): Slice<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null };
}
