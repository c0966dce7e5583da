/** Reads one statement of a filter: `analyte:lead`, `loq:missing`, `certainly > 0.5 mg/kg`, `verdict(us_ri):fail`. */
import { analyteById, matchAnalyte } from '../coa/analyte.ts';
import { FIELD_NAMES, FIELDS, type Field, type FieldName, fieldOf, isField } from './fields.ts';
import { COMPARATORS, type Comparator, type Filter, type Operand, type Span } from './filter.ts';
import { LAW_NAMES, lawOf } from './law.ts';
import { KEYWORDS } from './lex.ts';
import { nearest } from './nearest.ts';
import { readAmount, readDay, readNumber } from './operand.ts';
import type { Reader } from './reader.ts';
import { readValue } from './value.ts';

export function readTerm(reader: Reader): Filter {
  const { next } = reader;
  const from = next.at.from;
  if (next.kind !== 'word' || KEYWORDS.has(next.text.toLowerCase()))
    return reader.fail(next.kind === 'end' ? 'The filter ends where a field should stand.' : 'A field should stand here.', FIELD_NAMES);
  const name = next.text.toLowerCase();
  if (!isField(name)) return unknownField(reader, name);
  reader.take();
  const law = readLaw(reader, name);
  const field = fieldOf(name);
  const sign = reader.next.kind === 'sign' ? reader.next.sign : null;
  const span = (): Span => ({ from, to: reader.end });
  if (sign === ':' || sign === '!=' || (sign === '=' && isNamed(field))) {
    if (field.type === 'bounds')
      return reader.fail(`\`${name}\` compares: it is followed by <, <=, > or >= and an amount.`, [FIELDS[name].example]);
    reader.take();
    const term = readEqual(reader, name, law, span);
    return sign === '!=' ? { kind: 'not', part: term } : term;
  }
  if (sign === '~') {
    if (field.type !== 'text') return reader.fail(`\`${name}\` takes no ~; only printed texts do.`, [field.example]);
    reader.take();
    const text = readValue(reader, name, field);
    return { kind: 'contains', field: name, text, at: span() };
  }
  if (sign === null || !isComparator(sign) || isNamed(field) || (field.type === 'bounds' && sign === '='))
    return reader.fail(`\`${name}\` is not followed by what it takes.`, [field.example]);
  reader.take();
  return { kind: 'compare', field: name, comparator: sign, operand: readOperand(reader, name, field), at: span() };
}

const isComparator = (sign: string): sign is Comparator => (COMPARATORS as readonly string[]).includes(sign);

/** Of the fields that have values by name, and no order. */
const isNamed = ({ type }: Field): boolean => !['amount', 'bounds', 'number', 'day'].includes(type);

/** What people call the amount of a result; a filter says which of its bounds it means. */
const AMOUNTS: ReadonlySet<string> = new Set(['amount', 'concentration', 'content', 'level', 'result', 'value']);

function unknownField(reader: Reader, name: string): never {
  const match = matchAnalyte(name);
  const substance = analyteById(name.toLowerCase())?.id ?? (match?.how === 'fuzzy' ? undefined : match?.id);
  if (substance !== undefined)
    return reader.fail(
      `“${name}” is a substance, not a field. Write \`analyte:${substance}\`, and for an amount \`certainly\` or \`possibly\`.`,
      [`analyte:${substance} and certainly > 0.5 mg/kg`],
    );
  if (AMOUNTS.has(name.toLowerCase()))
    return reader.fail(
      `There is no field “${name}”. Write \`certainly\` or \`possibly\`: “< 0.05” is certainly below 0.05 and possibly above 0.01.`,
      [FIELDS.certainly.example, FIELDS.possibly.example],
    );
  const meant = nearest(name, FIELD_NAMES);
  return reader.fail(`There is no field “${name}”.${meant === null ? '' : ` Did you mean \`${meant}\`?`}`, FIELD_NAMES);
}

function readLaw(reader: Reader, name: FieldName): string | null {
  if (name !== 'verdict' || !reader.takeIf('(')) return null;
  const token = reader.take();
  const law = token.kind === 'word' || token.kind === 'quoted' ? lawOf(token.text) : undefined;
  if (law === undefined) {
    const meant = 'text' in token ? nearest(token.text, LAW_NAMES) : null;
    const hint = meant === null ? '' : ` Did you mean \`${meant}\`?`;
    return reader.fail(`No jurisdiction, rule set or rule is called so.${hint} GET /api/v1/rules lists them.`, LAW_NAMES, token.at);
  }
  if (!reader.takeIf(')')) return reader.fail('The name of the law is followed by a closing parenthesis.', [')']);
  return law.id;
}

function readEqual(reader: Reader, name: FieldName, law: string | null, span: () => Span): Filter {
  const field = fieldOf(name);
  const { next } = reader;
  if (next.kind === 'word' && next.text.toLowerCase() === 'missing') {
    if (!field.missable) return reader.fail(`\`${name}\` is never missing.`, [field.example]);
    reader.take();
    return { kind: 'missing', field: name, law, at: span() };
  }
  if (!isNamed(field)) return { kind: 'compare', field: name, comparator: '=', operand: readOperand(reader, name, field), at: span() };
  const values = [readValue(reader, name, field)];
  while (reader.takeIf(',')) values.push(readValue(reader, name, field));
  return { kind: 'is', field: name, law, values, at: span() };
}

function readOperand(reader: Reader, name: FieldName, field: Field): Operand {
  if (field.type === 'day') return readDay(reader, name);
  return field.type === 'number' ? readNumber(reader, name) : readAmount(reader, name);
}
