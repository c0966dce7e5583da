/** What an operator has confirmed about a laboratory's own headers: "Conc." of laboratory X is its result. Data, not code. */
import type { Content } from './document.ts';

/** `ignore`: the column is known and not wanted. */
export const HEADER_ROLES = [
  'analyte',
  'result',
  'unit',
  'lod',
  'loq',
  'reporting_limit',
  'limit',
  'verdict',
  'uncertainty',
  'method',
  'basis',
  'product',
  'lot',
  'report_number',
  'ignore',
] as const;
export type HeaderRole = (typeof HEADER_ROLES)[number];

export interface HeaderMapping {
  /** As its certificates print the name. */
  readonly laboratory: string;
  /** As printed, without a unit in brackets. */
  readonly header: string;
  readonly role: HeaderRole;
}

/** Letters and digits alone: how a name or a header is spaced, dotted and cased says nothing. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A header without the unit in brackets at its end, `Conc. (mg/g)`. */
export const withoutUnit = (header: string): string => header.replace(/\s*[([][^()[\]]*[)\]]\s*$/, '');

/** Those of the laboratories that the document names. */
export function mappingsFor(content: Content, mappings: readonly HeaderMapping[]): HeaderMapping[] {
  if (mappings.length === 0 || content.kind === 'json') return [];
  const text = ` ${plainWords(textOf(content))} `;
  return mappings.filter(({ laboratory }) => text.includes(` ${plainWords(laboratory)} `));
}

function textOf(content: Exclude<Content, { kind: 'json' }>): string {
  if (content.kind === 'sheets') return content.sheets.flatMap(sheet => sheet.cells.map(cell => cell.text)).join(' ');
  return content.pages.flatMap(page => page.words.map(word => word.text)).join(' ');
}

/** What was confirmed of this header, or null. */
export function mappedRole(header: string, mappings: readonly HeaderMapping[]): HeaderRole | null {
  if (mappings.length === 0) return null;
  const forms = [plainWords(header), plainWords(withoutUnit(header))];
  return mappings.find(mapping => forms.includes(plainWords(mapping.header)))?.role ?? null;
}
