/** What a form of the review says. */
import type { Request } from 'express';
import type { Seen } from '../../ingest/value-place.ts';

export function text(req: Request, field: string): string {
  const value: unknown = req.body?.[field];
  return typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, 2000) : '';
}

export function param(req: Request, name: string): string {
  const value = req.params[name];
  return typeof value === 'string' ? value : '';
}

export function query(req: Request, name: string): string | null {
  const value = req.query[name];
  return typeof value === 'string' ? value.slice(0, 300) : null;
}

/** What the page showed when the form was made, in its field `seen`; anything malformed is nothing seen. */
export function seenIn(req: Request): Seen {
  const value: unknown = req.body?.seen;
  if (typeof value !== 'string') return {};
  try {
    const seen: unknown = JSON.parse(value);
    const entries = seen !== null && typeof seen === 'object' && !Array.isArray(seen) ? Object.entries(seen) : [];
    return Object.fromEntries(entries.filter(([, text]) => text === null || typeof text === 'string'));
  } catch {
    return {};
  }
}

/** Texts of a form that differ from what the page showed; an emptied field says that nothing is printed. */
export function changesIn(req: Request, shown: Seen): Record<string, string | null> {
  const entered = Object.entries(shown).flatMap(([field, was]) =>
    typeof req.body?.[field] === 'string' ? [[field, was, text(req, field) || null] as const] : [],
  );
  return Object.fromEntries(entered.filter(([, was, is]) => was !== is).map(([field, , is]) => [field, is]));
}
