/** A filter as text: the one way of writing it among all that mean the same. Read again, it is the same filter. */
import type { Filter, Operand, Term } from './filter.ts';
import { written } from './lex.ts';

export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.parts
        .map(part => (part.kind === 'and' || part.kind === 'or' ? `(${printFilter(part)})` : printFilter(part)))
        .join(` ${filter.kind} `);
    case 'not':
      return filter.part.kind === 'and' || filter.part.kind === 'or'
        ? `not (${printFilter(filter.part)})`
        : `not ${printFilter(filter.part)}`;
    case 'has':
      return `has(${printFilter(filter.part)})`;
    default:
      return printTerm(filter);
  }
}

function printTerm(term: Term): string {
  switch (term.kind) {
    case 'is':
      return `${subject(term)}:${term.values.map(written).join(',')}`;
    case 'missing':
      return `${subject(term)}:missing`;
    case 'contains':
      return `${term.field}~${written(term.text)}`;
    case 'compare':
      return `${term.field} ${term.comparator} ${printOperand(term.operand)}`;
  }
}

const subject = ({ field, law }: { readonly field: string; readonly law: string | null }): string =>
  law === null ? field : `${field}(${written(law)})`;

function printOperand(operand: Operand): string {
  if (operand.type === 'quantity') return `${operand.number} ${operand.unit}`;
  return operand.type === 'number' ? operand.number : operand.day;
}
