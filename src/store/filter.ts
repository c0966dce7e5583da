/** A filter as a condition on `result r` and the sample `s` that it is of (columns of `public_sample`). Every value is a parameter. */
import { raw } from '@mikro-orm/postgresql';
import { normaliseCode } from '../coa/text.ts';
import { equivalents } from '../query/amount.ts';
import { AMOUNT_KINDS, type FieldName, fieldOf } from '../query/fields.ts';
import type { Comparator, Filter, Term } from '../query/filter.ts';
import { lawOf } from '../query/law.ts';
import { spanOfDays } from '../query/operand.ts';
import { isId } from './id.ts';
import { samplesAsOf, standsAsOf } from './public-sample.ts';
import { organizationOf } from './results.ts';
import { all, any, type Fragment, list, sql } from './sql.ts';

export interface FilterScope {
  /** As it was at this moment (ISO 8601); without it, as it is now. */
  readonly asOf?: string | undefined;
  /** What `has(…)` is about: the results of the same thing, named by this column of `s`. */
  readonly same: 'id' | 'batch_id' | 'certificate_id' | 'vendor_id' | 'laboratory_id';
  /** Set where the rows are verdicts `v` of rules `x`: `verdict` then speaks of that one. */
  readonly verdict?: true | undefined;
  /** Inside a `has(…)`. */
  readonly within?: true | undefined;
}

/** Either true or false for every row, never unknown: so `not` means what it says. */
export function filterWhere(filter: Filter, scope: FilterScope): Fragment {
  switch (filter.kind) {
    case 'and':
      return all(filter.parts.map(part => filterWhere(part, scope)));
    case 'or':
      return any(filter.parts.map(part => filterWhere(part, scope)));
    case 'not':
      return sql`not (${filterWhere(filter.part, scope)})`;
    case 'has':
      return hasWhere(filter.part, scope);
    default:
      return termWhere(filter, scope);
  }
}

/**
 * A thing that is asked about within `has(…)` is the same thing, however deep it is asked: so what is asked deeper names the thing of the outermost one
 * (`same`) and nothing of the rows between. PostgreSQL then asks it once a thing, where otherwise each level would be asked for every row of the one around it.
 */
function hasWhere(part: Filter, scope: FilterScope): Fragment {
  const column = raw(`s.${scope.same}`);
  const inner = filterWhere(part, { ...scope, verdict: undefined, within: true });
  const others = sql`${samplesAsOf(scope.asOf)} s join result r on r.sample_id = s.id
    where ${column} = same.id and ${standsAsOf('r', scope.asOf)} and ${inner}`;
  if (scope.within) return sql`exists (select 1 from ${others})`;
  // the first table of the inner query still sees the outer s
  const same = sql`(select ${column} as id) same`;
  // `offset 0` keeps the query of one thing a query of its own
  return asksHas(part)
    ? sql`exists (select 1 from ${same} where exists (select 1 from ${others} offset 0))`
    : sql`exists (select 1 from ${same}, ${others})`;
}

function asksHas(filter: Filter): boolean {
  switch (filter.kind) {
    case 'has':
      return true;
    case 'not':
      return asksHas(filter.part);
    case 'and':
    case 'or':
      return filter.parts.some(asksHas);
    default:
      return false;
  }
}

function termWhere(term: Term, scope: FilterScope): Fragment {
  if (term.field === 'verdict') return verdictWhere(term, scope);
  switch (term.kind) {
    case 'is':
      return any(term.values.map(value => isWhere(term.field, value)));
    case 'missing':
      return missingWhere(term.field);
    case 'contains':
      // position() has no wildcards
      return textsWhere(term.field, text => sql`position(lower(${term.text}::text) in lower(${text})) > 0`);
    case 'compare':
      return compareWhere(term);
  }
}

/** SQL of each field, of `r` and `s`; text where nothing else is said. What few filters ask for is looked up, not joined. */
const COLUMNS: Readonly<Partial<Record<FieldName, string>>> = {
  analyte: 'r.analyte_id',
  group: '(select a.group_name from analyte a where a.id = r.analyte_id)',
  panel: 'r.panel',
  kind: 'r.kind',
  number: 'r.number',
  lower: 'r.lower',
  upper: 'r.upper',
  lod: 'r.lod',
  loq: 'r.loq',
  unit: 'r.unit',
  basis: 'r.basis',
  name: `r.printed->>'name'`,
  method: `r.printed->>'method'`,
  limit: `r.printed->>'limit'`,
  uncertainty: `r.printed->>'uncertainty'`,
  portion: 'r.test_portion',
  printed_verdict: 'r.printed_verdict',
  confidence: 'r.confidence',
  vendor: 's.vendor_id',
  product: 's.product_id',
  lot: 's.batch_id',
  laboratory: 's.laboratory_id',
  certificate: 'r.certificate_id',
  report: 's.report_number',
  form: 'coalesce(s.form, (select p.form from product p where p.id = s.product_id))',
  serving: '(select x.serving_size from sample x where x.id = s.id)',
  container: '(select x.container_size from sample x where x.id = s.id)',
  sampled: dateOf('sampled'),
  received: dateOf('received'),
  tested: dateOf('tested'),
  reported: 's.reported',
  dated: 's.dated_on',
  recorded: `(select (c.recorded_at at time zone 'utc')::date from certificate c where c.id = r.certificate_id)`,
  sample: 's.is_sample',
};

function dateOf(field: string): string {
  return `(select (x.dates->'${field}'->>'date')::date from sample x where x.id = s.id)`;
}

const column = (field: FieldName): Fragment => raw(COLUMNS[field] ?? 'null');

/** False where the field is not known. Of a column the test stands by itself, so that an index can answer it. */
function known(field: FieldName, test: Fragment): Fragment {
  return /^[rs]\.\w+$/.test(COLUMNS[field] ?? '') ? sql`(${column(field)} is not null and ${test})` : sql`coalesce(${test}, false)`;
}

function isWhere(field: FieldName, value: string): Fragment {
  switch (field) {
    case 'vendor':
    case 'laboratory':
      return known(field, sql`${column(field)} in (${organizationOf(value)})`);
    case 'product':
      return known(field, sql`s.product_id in (select p.id from product p where p.slug = ${value})`);
    case 'lot':
      return known(
        field,
        isId(value)
          ? sql`s.batch_id = ${value.toLowerCase()}::uuid`
          : sql`s.batch_id in (select b.id from batch b where b.normalised = ${normaliseCode(value)})`,
      );
    case 'certificate':
      return sql`r.certificate_id = ${value}::uuid`;
    case 'report':
      return sql`s.version_id in (select w.id from certificate_version w where w.report_number_normalised = ${normaliseCode(value)})`;
    case 'sample':
      return value === 'true' ? sql`s.is_sample` : sql`not s.is_sample`;
    case 'flag':
      return sql`r.flags @> ${JSON.stringify([value])}::jsonb`;
    default:
      return fieldOf(field).type === 'text'
        ? textsWhere(field, text => sql`lower(${text}) = lower(${value}::text)`)
        : known(field, sql`${column(field)} = ${value}`);
  }
}

function textsWhere(field: FieldName, test: (text: Fragment) => Fragment): Fragment {
  if (field === 'flag') return sql`exists (select 1 from jsonb_array_elements_text(r.flags) as t (flag) where ${test(raw('t.flag'))})`;
  if (field === 'lot') return sql`exists (select 1 from batch b where b.id = s.batch_id and ${test(raw('b.code'))})`;
  return sql`coalesce(${test(column(field))}, false)`;
}

function missingWhere(field: FieldName): Fragment {
  if (field === 'basis') return sql`r.basis = 'unknown'`;
  return field === 'flag' ? sql`r.flags = '[]'::jsonb` : sql`${column(field)} is null`;
}

function compareWhere({ field, comparator, operand }: Extract<Term, { kind: 'compare' }>): Fragment {
  if (operand.type === 'day') return known(field, daysWhere(column(field), comparator, operand.day));
  if (operand.type === 'number') return sql`${column(field)}::numeric ${raw(comparator)} ${operand.number}::numeric`;
  const test = fieldOf(field).type === 'bounds' ? boundsTest(field === 'certainly', comparator) : null;
  const arms = equivalents(operand.number, operand.unit).map(({ units, number }) => {
    const held = test === null ? known(field, sql`${column(field)} ${raw(comparator)} ${number}::numeric`) : test(number);
    return sql`r.unit in ${list(units)} and ${held}`;
  });
  // an unknown unit is in no list, rather than unknown whether it is
  const compared = sql`r.unit is not null and ${any(arms)}`;
  if (test === null) return compared;
  return sql`r.kind in ${list(AMOUNT_KINDS)} and ${any(field === 'possibly' ? [compared, openWhere(operand.unit)] : [compared])}`;
}

/** An amount in no known unit, of something that is measured in such a unit: nothing bounds it, so it may be anything. */
function openWhere(unit: string): Fragment {
  const units = equivalents('1', unit).flatMap(each => each.units);
  return sql`r.unit is null and coalesce((select a.unit in ${list(units)} from analyte a where a.id = r.analyte_id), true)`;
}

/** Whether the true value, which lies between the bounds, compares so whatever it is (`certainly`), or can. An open bound is not reached. */
function boundsTest(certainly: boolean, comparator: Comparator): (number: string) => Fragment {
  const above = comparator === '>' || comparator === '>=';
  // what decides of `certainly above` and of `possibly below` is the lower bound
  const bound = above === certainly ? 'lower' : 'upper';
  const inclusive = comparator === '>=' || comparator === '<=';
  const [value, closed] = [raw(`r.${bound}`), raw(`r.${bound}_closed`)];
  return number => {
    const beyond = sql`${value} ${raw(above ? '>' : '<')} ${number}::numeric`;
    const at = sql`${value} = ${number}::numeric`;
    if (certainly) {
      // each test stands by itself, so that an index can answer it
      const reached = sql`${value} is not null and ${value} ${raw(above ? '>=' : '<=')} ${number}::numeric`;
      return inclusive ? sql`(${reached})` : sql`(${reached} and (${beyond} or not ${closed}))`;
    }
    return inclusive ? sql`(${value} is null or ${beyond} or (${at} and ${closed}))` : sql`(${value} is null or ${beyond})`;
  };
}

function daysWhere(value: Fragment, comparator: Comparator, day: string): Fragment {
  const { from, until } = spanOfDays(day);
  const tests: Readonly<Record<Comparator, Fragment>> = {
    '=': sql`${value} >= ${from}::date and ${value} < ${until}::date`,
    '>=': sql`${value} >= ${from}::date`,
    '<': sql`${value} < ${from}::date`,
    '>': sql`${value} >= ${until}::date`,
    '<=': sql`${value} < ${until}::date`,
  };
  return tests[comparator];
}

/** Only rules whose text was seen say anything in public; the yardstick, which is no law, only where it is named. */
function verdictWhere(term: Term, { asOf, verdict }: FilterScope): Fragment {
  const law = 'law' in term && term.law !== null ? lawOf(term.law) : undefined;
  const named = law !== undefined && law.kind !== 'jurisdiction';
  const bylaw = all([
    law !== undefined && sql`${raw(`x.${law.kind}`)} = ${law.id}`,
    named ? sql`x.standing in ('public', 'yardstick')` : sql`x.standing = 'public'`,
  ]);
  const says = term.kind === 'is' ? all([bylaw, sql`v.verdict in ${list(term.values)}`]) : bylaw;
  if (verdict) return term.kind === 'missing' ? sql`not (${says})` : says;
  const found = sql`exists (select 1 from verdict v join rule_version x on x.id = v.rule_version_id
    where v.sample_id = s.id and ${standsAsOf('v', asOf)} and r.position = any (v.results) and ${says})`;
  return term.kind === 'missing' ? sql`not ${found}` : found;
}
