/** Filters as fast-check makes them: anything the grammar can say. */
import fc from 'fast-check';
import { ANALYTES } from '../../src/coa/analyte.ts';
import { unitByCode } from '../../src/coa/unit.ts';
import { familyOf } from '../../src/query/amount.ts';
import { FIELD_NAMES, type FieldName, fieldOf } from '../../src/query/fields.ts';
import type { Filter, Operand, Term } from '../../src/query/filter.ts';

const at = { from: 0, to: 0 };
const UNITS = ['mg/kg', 'mg/g', 'ug/kg', '%', 'CFU/g', '% w/v', 'mg/capsule', '% of alkaloids'] as const;

const oneOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter(value => value.trim() !== '' && !/\p{Cc}/u.test(value));
const decimal = fc
  .tuple(fc.nat(5000), fc.option(fc.stringMatching(/^\d{1,4}$/), { nil: null }))
  .map(([whole, fraction]) => (fraction === null ? String(whole) : `${whole}.${fraction}`));
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .chain(date => oneOf([4, 7, 10]).map(length => date.toISOString().slice(0, length)));

function anyValue(name: FieldName): fc.Arbitrary<string> {
  const { type, words } = fieldOf(name);
  if (words) return oneOf(words);
  if (type === 'analyte') return oneOf(ANALYTES.map(({ id }) => id));
  if (type === 'unit') return oneOf(UNITS);
  return type === 'id' ? fc.uuid() : text;
}

function operandOf(name: FieldName): fc.Arbitrary<Operand> {
  const { type } = fieldOf(name);
  if (type === 'day') return day.map(value => ({ type: 'day', day: value }));
  if (type === 'number') return decimal.map(number => ({ type: 'number', number }));
  return fc.tuple(decimal, oneOf(UNITS)).map(([number, unit]) => ({ type: 'quantity', number, unit }));
}

const isCompared = (name: FieldName) => ['amount', 'bounds', 'number', 'day'].includes(fieldOf(name).type);
const lawFor = (field: FieldName) => (field === 'verdict' ? oneOf([null, 'US-RI', 'ri_21_28_12', 'ri_21_28_12-06']) : fc.constant(null));

const is = oneOf(FIELD_NAMES.filter(name => !isCompared(name))).chain(field =>
  fc
    .tuple(lawFor(field), fc.array(anyValue(field), { minLength: 1, maxLength: 3 }))
    .map(([law, values]): Term => ({ kind: 'is', field, law, values, at })),
);
const missing = oneOf(FIELD_NAMES.filter(name => fieldOf(name).missable)).chain(field =>
  lawFor(field).map((law): Term => ({ kind: 'missing', field, law, at })),
);
const contains = fc
  .tuple(oneOf(FIELD_NAMES.filter(name => fieldOf(name).type === 'text')), text)
  .map(([field, value]): Term => ({ kind: 'contains', field, text: value, at }));
const compare = oneOf(FIELD_NAMES.filter(isCompared)).chain(field =>
  fc
    .tuple(
      oneOf(fieldOf(field).type === 'bounds' ? (['<', '<=', '>', '>='] as const) : (['<', '<=', '>', '>=', '='] as const)),
      operandOf(field),
    )
    .map(([comparator, operand]): Term => ({ kind: 'compare', field, comparator, operand, at })),
);

export const anyTerm: fc.Arbitrary<Term> = fc.oneof(is, missing, contains, compare);

const { tree } = fc.letrec<{ tree: Filter }>(tie => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyTerm,
    fc
      .tuple(oneOf(['and', 'or'] as const), fc.array(tie('tree'), { minLength: 2, maxLength: 3 }))
      .map(([kind, parts]): Filter => ({ kind, parts })),
    tie('tree').map((part): Filter => ({ kind: 'not', part })),
    tie('tree').map((part): Filter => ({ kind: 'has', part })),
  ),
}));

/** Without those that the grammar refuses, because an analyte and an amount beside it can never agree. */
export const anyFilter: fc.Arbitrary<Filter> = tree.filter(filter => depthOf(filter) < 15 && comparable(filter, []));

function depthOf(filter: Filter): number {
  if (filter.kind === 'and' || filter.kind === 'or') return 1 + Math.max(...filter.parts.map(depthOf));
  return filter.kind === 'not' || filter.kind === 'has' ? 1 + depthOf(filter.part) : 0;
}

function comparable(filter: Filter, analytes: readonly string[]): boolean {
  if (filter.kind === 'has') return comparable(filter.part, []);
  if (filter.kind === 'not') return comparable(filter.part, analytes);
  if (filter.kind === 'and' || filter.kind === 'or') {
    const named =
      filter.kind === 'or' ? [] : filter.parts.flatMap(part => (part.kind === 'is' && part.field === 'analyte' ? part.values : []));
    return filter.parts.every(part => comparable(part, [...analytes, ...named]));
  }
  if (filter.kind !== 'compare' || filter.operand.type !== 'quantity') return true;
  const family = familyOf(unitByCode(filter.operand.unit)!.dimension);
  const own = analytes.flatMap(id => unitByCode(ANALYTES.find(each => each.id === id)?.unit ?? '') ?? []);
  return own.length === 0 || own.some(({ dimension }) => familyOf(dimension) === family);
}

/** The same filter, wherever it stands in its text. */
export function withoutPlaces(filter: Filter): unknown {
  return JSON.parse(JSON.stringify(filter, (key, value) => (key === 'at' ? undefined : value)));
}
