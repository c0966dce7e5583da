/** Refuses what could never hold: an amount that the analyte beside it cannot have. */
import { analyteById } from '../coa/analyte.ts';
import { type Unit, unitByCode } from '../coa/unit.ts';
import { familyOf, unitsLike } from './amount.ts';
import { type Filter, FilterError, type Term } from './filter.ts';

/** Within one `and`, the analytes that are named and the amounts that are compared must be of one kind. */
export function refuseIncomparable(filter: Filter, text: string, above: readonly string[] = []): void {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const named = filter.kind === 'or' ? above : [...above, ...filter.parts.flatMap(analytesOf)];
      for (const part of filter.parts) refuseIncomparable(part, text, named);
      return;
    }
    case 'not':
      refuseIncomparable(filter.part, text, above);
      return;
    case 'has':
      // another result than the one outside
      refuseIncomparable(filter.part, text);
      return;
    case 'compare':
      refuseAmount(filter, text, above);
  }
}

const analytesOf = (filter: Filter): readonly string[] => (filter.kind === 'is' && filter.field === 'analyte' ? filter.values : []);

function refuseAmount({ operand, at }: Extract<Term, { kind: 'compare' }>, text: string, analytes: readonly string[]): void {
  if (operand.type !== 'quantity' || analytes.length === 0) return;
  const unit = unitByCode(operand.unit)!;
  const units = analytes.map(id => ({ id, own: unitByCode(analyteById(id)?.unit ?? '') }));
  // told in words, as the absence of a pathogen is: there is no unit to disagree with
  const measured = units.filter((each): each is { id: string; own: Unit } => each.own !== undefined);
  const [first] = measured;
  if (first === undefined || measured.some(({ own }) => familyOf(own.dimension) === familyOf(unit.dimension))) return;
  const message = `${operand.unit} cannot be compared with ${first.id}, which is measured in ${first.own.code}.`;
  throw new FilterError(message, text, at, unitsLike(first.own));
}
