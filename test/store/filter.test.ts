/** The condition that a filter becomes, held against an evaluator of the test's own that knows nothing of SQL. */

import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { loadSynthetic } from '../../bench/synthetic.ts';
import { convert } from '../../src/coa/unit.ts';
import type { Filter, Term } from '../../src/query/filter.ts';
import { parseFilter } from '../../src/query/parse.ts';
import { printFilter } from '../../src/query/print.ts';
import { filterWhere } from '../../src/store/filter.ts';
import { rows, sql } from '../../src/store/sql.ts';
import type { ResultRow } from '../../src/store/views.ts';
import { resultsMeeting, scopeOf } from '../../src/store/walk.ts';
import { onPostgres, openTestStore, type TestStore } from '../database.ts';

let store: TestStore;
let everything: ResultRow[];
const together = new Map<string, readonly ResultRow[]>();
const sampleOf = ({ certificate, sampleIndex }: ResultRow): string => `${certificate} ${sampleIndex}`;
const forms = new Map<string, string | null>();

beforeAll(async () => {
  store = await openTestStore();
  await loadSynthetic(store, 12);
  const em = store.em();
  // what the generator does not make: an open lower bound, a value without unit or bounds, other units, a doubt
  const change = (number: number, set: string) =>
    em.execute(
      `update result set ${set} where id in (select id from result where analyte_id = 'lead' order by id limit 1 offset ${number})`,
    );
  const finding = (kind: string) => `kind = '${kind}', finding = '{"kind":"${kind}"}', number = null`;
  await change(0, `${finding('above_limit')}, lower = 0.4, upper = null, lower_closed = false, upper_closed = false`);
  await change(1, `${finding('not_detected')}, lower = null, upper = null, unit = null, lod = null, loq = null`);
  await change(2, `${finding('below_limit')}, lower = 0, upper = 0.4, lower_closed = true, upper_closed = false`);
  await change(3, `unit = 'ug/kg', number = 400, lower = 400, upper = 400`);
  await change(4, `unit = 'mg/capsule'`);
  await change(5, `${finding('not_tested')}, lower = null, upper = null, unit = null, lod = null, loq = null`);
  await change(6, `basis = 'unknown', flags = '["column-guessed"]', confidence = 0.5`);
  const all = parseFilter('panel:metals or not panel:metals');
  everything = [...(await resultsMeeting(em, { filter: all }, { limit: 10_000 })).items];
  for (const [key, results] of Map.groupBy(everything, sampleOf)) together.set(key, results);
  for (const { id, form } of await em.execute<{ id: string; form: string | null }[]>(
    'select r.id, s.form from result r join sample s on s.id = r.sample_id',
  ))
    forms.set(id, form);
});

afterAll(() => store.close());

/** In the order of their identifiers. */
async function idsOf(filter: string | Filter): Promise<string[]> {
  const parsed = typeof filter === 'string' ? parseFilter(filter) : filter;
  const found = await rows<{ id: string }>(
    store.em(),
    sql`select r.id from result r join public_sample s on s.id = r.sample_id where ${filterWhere(parsed, scopeOf('id'))} order by r.id`,
  );
  return found.map(({ id }) => id);
}

/** The test's own reading of the grammar. */
function meets(filter: Filter, row: ResultRow): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every(part => meets(part, row));
    case 'or':
      return filter.parts.some(part => meets(part, row));
    case 'not':
      return !meets(filter.part, row);
    case 'has':
      return someOfSame(filter.part, row);
    case 'is':
      return filter.values.includes(String(memberOf(row, filter.field)));
    case 'missing':
      return filter.field === 'basis' ? row.basis === 'unknown' : memberOf(row, filter.field) === null;
    case 'contains':
      return String(memberOf(row, filter.field) ?? '')
        .toLowerCase()
        .includes(filter.text.toLowerCase());
    case 'compare':
      return compares(filter, row);
  }
}

/** Once a sample: asked again for every result of it, a few levels of `has` in each other take minutes. */
const found = new WeakMap<Filter, Map<string, boolean>>();
function someOfSame(part: Filter, row: ResultRow): boolean {
  const key = sampleOf(row);
  const known = found.get(part) ?? new Map<string, boolean>();
  found.set(part, known);
  const some = known.get(key) ?? together.get(key)!.some(other => meets(part, other));
  known.set(key, some);
  return some;
}

function memberOf(row: ResultRow, field: string): unknown {
  if (field === 'form') return forms.get(row.id) ?? null;
  if (field === 'method' || field === 'name' || field === 'limit') return row.printed[field];
  return (row as unknown as Record<string, unknown>)[field] ?? null;
}

const AMOUNTS = ['quantified', 'estimated', 'detected_not_quantified', 'not_detected', 'below_limit', 'above_limit', 'range'];

function compares({ field, comparator, operand }: Extract<Term, { kind: 'compare' }>, row: ResultRow): boolean {
  const holds = (a: string, b: string) => {
    const sign = new Decimal(a).comparedTo(b);
    return { '<': sign < 0, '<=': sign <= 0, '>': sign > 0, '>=': sign >= 0, '=': sign === 0 }[comparator];
  };
  if (operand.type === 'number') return holds(String(row.confidence), operand.number);
  if (operand.type === 'day')
    return (
      row.reported !== null &&
      {
        '<': row.reported < operand.day,
        '>': row.reported > operand.day,
        '<=': row.reported <= operand.day,
        '>=': row.reported >= operand.day,
        '=': row.reported === operand.day,
      }[comparator]
    );
  const inUnit = (): string | null => {
    try {
      return convert(operand.number, operand.unit, row.unit!);
    } catch {
      return null;
    }
  };
  if (field !== 'certainly' && field !== 'possibly') {
    const [value, wanted] = [row[field as 'lod'], row.unit === null ? null : inUnit()];
    return value !== null && wanted !== null && holds(value, wanted);
  }
  if (!AMOUNTS.includes(row.kind)) return false;
  if (row.unit === null) return field === 'possibly' && inOwnFamily(row, operand.unit);
  const wanted = inUnit();
  if (wanted === null) return false;
  // a point of the interval for every place it can have: below, at and above what is asked
  const points = ['-1e-9', '0', '1e-9'].map(step => new Decimal(wanted).plus(step)).filter(point => within(point, row));
  const asked = (point: Decimal) => holds(point.toFixed(), wanted);
  return field === 'possibly'
    ? points.some(asked) || beyond(row, wanted, asked)
    : !points.some(point => !asked(point)) && !beyond(row, wanted, point => !asked(point));
}

/** Whether the ends of the interval, or far out where it has none, meet the test. */
function beyond({ lower, upper, lowerClosed, upperClosed }: ResultRow, _wanted: string, test: (point: Decimal) => boolean): boolean {
  const tiny = new Decimal('1e-12');
  const low = lower === null ? new Decimal('-1e12') : lowerClosed ? new Decimal(lower) : new Decimal(lower).plus(tiny);
  const high = upper === null ? new Decimal('1e12') : upperClosed ? new Decimal(upper) : new Decimal(upper).minus(tiny);
  return test(low) || test(high);
}

function within(point: Decimal, { lower, upper, lowerClosed, upperClosed }: ResultRow): boolean {
  const above = lower === null || point.gt(lower) || (lowerClosed && point.eq(lower));
  return above && (upper === null || point.lt(upper) || (upperClosed && point.eq(upper)));
}

const inOwnFamily = (row: ResultRow, unit: string): boolean => {
  try {
    convert('1', unit, { lead: 'mg/kg' }[row.analyte ?? ''] ?? 'mg/kg');
    return true;
  } catch {
    return false;
  }
};

const term = (text: string): Filter => parseFilter(text);
const amount = fc.constantFrom('0.4 mg/kg', '400 ug/kg', '0.00004 %', '14 mg/g', '100 CFU/g', '0.05 ppm', '0 mg/kg', '0.4 mg/capsule');
const leaf: fc.Arbitrary<Filter> = fc.oneof(
  fc.constantFrom('lead', 'mitragynine', 'tamc', 'salmonella', 'lead,cadmium').map(id => term(`analyte:${id}`)),
  fc
    .constantFrom('panel:metals', 'panel:alkaloids,microbes', 'kind:not_detected,below_limit', 'kind:quantified', 'basis:missing')
    .map(term),
  fc
    .constantFrom(
      'form:powder',
      'form:missing',
      'lod:missing',
      'loq:missing',
      'upper:missing',
      'unit:missing',
      'method~icp',
      'limit:missing',
    )
    .map(term),
  fc
    .constantFrom('reported >= 2024-01-01', 'reported < 2023-06-15', 'confidence >= 0.9', 'sample:false')
    .map(text => (text.startsWith('sample') ? term('panel:metals or not panel:metals') : term(text))),
  fc.tuple(fc.constantFrom('certainly', 'possibly'), fc.constantFrom('<', '<=', '>', '>='), amount).map(parts => term(parts.join(' '))),
  fc
    .tuple(fc.constantFrom('lod', 'loq', 'number', 'lower', 'upper'), fc.constantFrom('<', '<=', '>', '>=', '='), amount)
    .map(parts => term(parts.join(' '))),
);
const { tree } = fc.letrec<{ tree: Filter }>(tie => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.tuple(fc.constantFrom('and' as const, 'or' as const), tie('tree'), tie('tree')).map(([kind, ...parts]): Filter => ({ kind, parts })),
    tie('tree').map((part): Filter => ({ kind: 'not', part })),
    tie('tree').map((part): Filter => ({ kind: 'has', part })),
  ),
}));

test('finds just the results that the filter means', async () => {
  await fc.assert(
    fc.asyncProperty(tree, async filter => {
      const expected = everything.filter(row => meets(filter, row)).map(({ id }) => id);
      expect({ filter: printFilter(filter), ids: await idsOf(filter) }).toEqual({ filter: printFilter(filter), ids: expected });
    }),
    { numRuns: onPostgres ? 150 : 50 },
  );
});

test('bounds decide, and an open bound is not reached', async () => {
  const lead = everything.filter(({ analyte }) => analyte === 'lead');
  const [above, bare, below, micro, perCapsule, untested] = lead.map(({ id }) => id);
  const found = async (text: string) => new Set(await idsOf(`analyte:lead and ${text}`));
  const over = await found('certainly > 0.4 mg/kg');
  expect(over.has(above!)).toBe(true);
  expect(over.has(micro!)).toBe(false);
  expect((await found('certainly >= 0.4 mg/kg')).has(micro!)).toBe(true);
  expect((await found('certainly < 0.4 mg/kg')).has(below!)).toBe(true);
  expect((await found('possibly >= 0.4 mg/kg')).has(below!)).toBe(false);
  const possible = await found('possibly > 1000 mg/kg');
  expect(possible.has(above!) && possible.has(bare!)).toBe(true);
  expect(possible.has(untested!)).toBe(false);
  expect((await found('possibly > 0 mg/kg')).has(perCapsule!)).toBe(false);
});

test('a statement that nothing meets, and its opposite, leave nothing out', async () => {
  for (const text of [
    'certainly > 0.4 mg/kg',
    'method~icp',
    'verdict(us_ri):fail',
    'vendor:nobody',
    'sampled:2026',
    'flag:column-guessed',
    'report:"X"',
  ]) {
    const [yes, no] = [await idsOf(text), await idsOf(`not ${text}`)];
    expect(yes.length + no.length).toBe(everything.length);
  }
  expect(await idsOf('flag:column-guessed')).toHaveLength(1);
  expect(await idsOf('flag~guess')).toHaveLength(1);
});

test('text of a filter is never SQL', async () => {
  for (const text of [`'; drop table result; --`, `%`, `?`, `\\`, `$1`, `")`]) {
    const quoted = `"${text.replace(/["\\]/g, '\\$&')}"`;
    for (const field of ['method~', 'lot:', 'vendor:', 'report:', 'flag:', 'name:', 'product:']) await idsOf(`${field}${quoted}`);
  }
  expect((await idsOf('panel:metals')).length).toBeGreaterThan(0);
});

test('`has` in `has` costs what its parts cost, however deep', async () => {
  let filter = 'unit:missing and kind:quantified';
  for (let depth = 1; depth <= 8; depth++) filter = `has(unit:missing and kind:quantified or ${filter})`;
  const query = sql`select r.id from result r join public_sample s on s.id = r.sample_id where ${filterWhere(parseFilter(filter), scopeOf('id'))}`;
  const [plan] = await rows<{ 'QUERY PLAN': readonly { Plan: Plan }[] }>(store.em(), sql`explain (analyze, format json) ${query}`);
  const looks = looksAt(plan!['QUERY PLAN'][0]!.Plan);
  // each of the eight levels looks at the results of a sample once for each result that asks
  const ofSamples = [...together.values()].reduce((sum, { length }) => sum + length ** 2, 0);
  expect(looks).toBeGreaterThan(0);
  expect(looks).toBeLessThan(20 * ofSamples);
});

interface Plan {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

/** How many times a result was looked at. */
function looksAt(plan: Plan): number {
  const own = plan['Relation Name'] === 'result' ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'] : 0;
  return own + (plan.Plans ?? []).reduce((sum, inner) => sum + looksAt(inner), 0);
}
