/** What a filter says, and what is wrong with one. The grammar is told in docs/query.md. */
import type { FieldName } from './fields.ts';

/** Offsets into the text of the filter, the end not included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const COMPARATORS = ['<', '<=', '>', '>=', '='] as const;
export type Comparator = (typeof COMPARATORS)[number];

/** What a value is compared with. Numbers are exact decimals in plain notation; `unit` is a code of coa/unit. */
export type Operand =
  | { readonly type: 'quantity'; readonly number: string; readonly unit: string }
  | { readonly type: 'number'; readonly number: string }
  /** A day, or the whole month or year: `2026-03-01`, `2026-03`, `2026`. */
  | { readonly type: 'day'; readonly day: string };

/** One statement about a result. `at` is where it stands in the text. */
export type Term =
  /** `analyte:lead,cadmium`: one of the values. `law` only of `verdict`: `verdict(us_ri):fail`. */
  | { readonly kind: 'is'; readonly field: FieldName; readonly law: string | null; readonly values: readonly string[]; readonly at: Span }
  /** `loq:missing` */
  | { readonly kind: 'missing'; readonly field: FieldName; readonly law: string | null; readonly at: Span }
  /** `method~icp` */
  | { readonly kind: 'contains'; readonly field: FieldName; readonly text: string; readonly at: Span }
  /** `certainly > 0.5 mg/kg` */
  | { readonly kind: 'compare'; readonly field: FieldName; readonly comparator: Comparator; readonly operand: Operand; readonly at: Span };

export type Filter =
  | Term
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  /** `has(…)`: some result of the same thing meets it. */
  | { readonly kind: 'has'; readonly part: Filter };

/** A filter that cannot be understood: which part, and what would be accepted in its place. */
export class FilterError extends Error {
  readonly at: Span;
  /** The offending part itself; empty at the end of the text. */
  readonly part: string;
  readonly accepted: readonly string[];
  constructor(message: string, text: string, at: Span, accepted: readonly string[] = []) {
    super(message);
    this.name = 'FilterError';
    this.at = at;
    this.part = text.slice(at.from, at.to);
    this.accepted = accepted;
  }
}

/** Every term of the filter, from left to right. */
export function termsOf(filter: Filter): Term[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.parts.flatMap(termsOf);
    case 'not':
    case 'has':
      return termsOf(filter.part);
    default:
      return [filter];
  }
}

/** The analyte that every result meeting the filter is of; undefined where it may be of several. */
export function onlyAnalyte(filter: Filter): string | undefined {
  if (filter.kind === 'and') return filter.parts.map(onlyAnalyte).find(id => id !== undefined);
  return filter.kind === 'is' && filter.field === 'analyte' && filter.values.length === 1 ? filter.values[0] : undefined;
}
