/** Results in exports of laboratory systems: objects with an analyte and a result, wherever they stand, under what is said around them. */

import type { FurtherValue, Printed } from '../../src/coa/transcript.ts';
import { parseUnit } from '../../src/coa/unit.ts';
import { verdictWord } from '../../src/coa/verdict.ts';
import { type Field, SHARED, words } from '../coa-table/columns.ts';
import { qualifies } from '../coa-table/qualifiers.ts';
import { analyteKey, gathers, listsNoResults, listsResults, type Meaning, meaningInside, meaningOf, unitBehind, unitKey } from './keys.ts';
import { type Entry, inside, isBare, isObject, isScalar, tableIn } from './tree.ts';

export type Cells = Partial<Record<Field, Printed>>;

/** One analyte as the file says it. */
export interface Result {
  readonly cells: Cells;
  readonly further: readonly FurtherValue[];
  readonly doubts: readonly string[];
  readonly pointer: string;
}

/** What was found, and what was left out as not of a sample: blanks, spikes, earlier results. */
export interface Found {
  readonly results: Result[];
  readonly leftOut: string[];
  /** Objects looked at. */
  visited: number;
  /** The file has more than is looked at. */
  isCut: boolean;
}

const MOST_RESULTS = 20_000;
const MOST_OBJECTS = 100_000;
/** Said around the results and true of each of them. */
const INHERITED: ReadonlySet<Field> = new Set<Field>([
  ...SHARED,
  'client',
  'manufacturer',
  'sample_id',
  'sample_type',
  'panel',
  'analyte',
  'unit',
  'method',
  'basis',
]);

export function resultsIn(json: unknown): Found {
  const found: Found = { results: [], leftOut: [], visited: 0, isCut: false };
  walk(json, { key: '', pointer: '', around: {} }, found);
  return found;
}

interface Place {
  readonly key: string;
  readonly pointer: string;
  readonly around: Cells;
  /** What maps by analyte say, `limits: { lead: 1.0 }`, by the words of the analyte. */
  readonly beside?: ReadonlyMap<string, Cells> | undefined;
}

function walk(value: unknown, place: Place, into: Found): void {
  if (into.results.length >= MOST_RESULTS || into.visited >= MOST_OBJECTS) {
    into.isCut = true;
    return;
  }
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) walk(item, { ...place, pointer: inside(place.pointer, i) }, into);
  } else if (isObject(value)) walkObject(value, place, into);
}

function walkObject(object: Record<string, unknown>, place: Place, into: Found): void {
  const before = into.results.length;
  into.visited++;
  const said = saidIn(object, place);
  const around = { ...place.around, ...inherited(said) };
  const beside = mapsIn(object, place);
  const table = tableIn(object);
  if (table)
    walkTable(object[table.key] as unknown[][], table.headings, { ...place, around, pointer: inside(place.pointer, table.key) }, into);
  const keyed = keyedByAnalyte(object, place);
  for (const { key, name, value } of keyed) {
    const pointer = inside(place.pointer, key);
    const unit = name.unit ?? unitBehind(place.key)?.unit;
    const analyte: Cells = {
      analyte: inKey(name.name, pointer),
      ...place.beside?.get(words(key)),
      ...(unit === undefined ? {} : { unit: inKey(unit, name.unit === null ? place.pointer : pointer) }),
    };
    if (isObject(value)) walk(value, { key: 'result', pointer, around: { ...around, ...analyte } }, into);
    else if (isScalar(value))
      into.results.push({ cells: { ...around, ...analyte, result: printed(value, pointer) }, further: [], doubts: [], pointer });
  }
  const keys = new Set(keyed.map(({ key }) => key));
  for (const [key, value] of Object.entries(object)) {
    if (keys.has(key) || key === table?.key || typeof value !== 'object' || value === null) continue;
    const pointer = inside(place.pointer, key);
    if (listsNoResults(key)) into.leftOut.push(pointer);
    else if (!isBare(value) || standsAlone(value, { key, pointer, around })) walk(value, { key, pointer, around, beside }, into);
  }
  // what holds results is none itself: `{ testName, status, analytes: […] }`
  if (into.results.length > before) return;
  const result = resultOf(said, place);
  if (result) into.results.push(result);
}

function walkTable(rows: readonly (readonly unknown[])[], headings: readonly string[], place: Place, into: Found): void {
  for (const [i, row] of rows.entries()) {
    const entries = headings.flatMap((heading, k): Entry[] => (isScalar(row[k]) ? [[heading, row[k]]] : []));
    const pointer = inside(place.pointer, i);
    const at = (key: string): string => inside(pointer, headings.indexOf(key));
    const result = resultOf(saidBy(entries, 'results', at), { ...place, key: 'results', pointer });
    if (result) into.results.push(result);
  }
}

/** Of a member `result: { value, unit }` the object around it is the result. */
function standsAlone(value: Record<string, unknown>, place: Place): boolean {
  const { fields, name } = saidIn(value, place);
  return fields.has('analyte') || name !== null || keyedByAnalyte(value, place).length > 0;
}

const OF_ANALYTES: ReadonlySet<Field> = new Set<Field>([
  'unit',
  'lod',
  'loq',
  'reporting_limit',
  'limit',
  'lower_limit',
  'method',
  'verdict',
]);

/** `units: { lead: "ppm" }`, `limits: { lead: 1.0 }` beside `results: { lead: 0.2 }`. */
function mapsIn(object: Record<string, unknown>, { key: around, pointer, beside }: Place): ReadonlyMap<string, Cells> {
  const found = new Map(beside);
  for (const [key, value] of Object.entries(object)) {
    const meaning = isBare(value) ? meaningOf(key, around) : null;
    if (meaning === null || meaning === 'name' || !OF_ANALYTES.has(meaning.field)) continue;
    for (const [member, scalar] of Object.entries(value as Record<string, unknown>)) {
      if (isScalar(scalar) && analyteKey(member))
        found.set(words(member), { ...found.get(words(member)), [meaning.field]: printed(scalar, inside(inside(pointer, key), member)) });
    }
  }
  return found;
}

interface KeyedValue {
  readonly key: string;
  readonly name: { readonly name: string; readonly unit: string | null };
  readonly value: unknown;
}

const FEWEST_KEYED = 2;

/** Members under the names of analytes: `{ "Lead": { value, unit }, "Cadmium": "ND" }`. None where it may be anything else. */
function keyedByAnalyte(object: Record<string, unknown>, { key: around }: Place): KeyedValue[] {
  const entries = Object.entries(object).filter(([, value]) => isScalar(value) || isObject(value));
  const named = entries.flatMap(([key, value]): KeyedValue[] => {
    const name = analyteKey(key);
    return name && (isObject(value) || isFound(String(value))) ? [{ key, name, value }] : [];
  });
  // limits, LODs or units of the analytes have a key of their own around them
  const meaning = meaningOf(around, '');
  if (meaning !== null && meaning !== 'name' && !['result', 'panel', 'analyte'].includes(meaning.field)) return [];
  if (named.length < (listsResults(around) ? 1 : FEWEST_KEYED)) return [];
  const others = entries.filter(([key]) => !named.some(other => other.key === key));
  // a name nobody knows among others that are known
  const unknown =
    named.length > others.length && listsResults(around)
      ? others.flatMap(([key, value]): KeyedValue[] =>
          isObject(value) && Object.keys(value).some(inner => fieldIs(meaningOf(inner, 'result'), 'result'))
            ? [{ key, name: { name: key, unit: null }, value }]
            : [],
        )
      : [];
  return [...named, ...unknown];
}

const fieldIs = (meaning: Meaning | 'name' | null, field: Field): boolean =>
  meaning !== null && meaning !== 'name' && meaning.field === field;

/** A number, a bound or a word for one: what a result can be. */
const isFound = (text: string): boolean =>
  /^[<>≤≥~]?\s*[\d.,]+(?:e[+-]?\d+)?(?:\s*\S{1,10})?$/i.test(text.trim()) ||
  qualifies(text) ||
  /^(?:absent|negative|positive|present)$/i.test(text.trim());

interface Said {
  readonly text: string;
  readonly pointer: string;
  readonly unit: string | null;
}

/** What the members of one object say, by field, in their order; `name`, and texts of keys that mean nothing here. */
interface SaidIn {
  readonly fields: ReadonlyMap<Field, readonly Said[]>;
  readonly name: Said | null;
  /** Numbers whose keys are units. */
  readonly amounts: readonly Said[];
  readonly unknown: readonly string[];
}

function saidIn(object: Record<string, unknown>, { key, pointer }: Place): SaidIn {
  return saidBy(Object.entries(object), key, member => inside(pointer, member));
}

const DEEPEST = 3;
const LIMITS: ReadonlySet<Field> = new Set<Field>(['lod', 'loq', 'reporting_limit', 'limit', 'lower_limit']);
const OF_REPORT: ReadonlySet<Field> = new Set<Field>([...SHARED, 'client', 'manufacturer', 'sample_id']);

function saidBy(entries: readonly Entry[], key: string, at: (key: string) => string, depth = 0): SaidIn {
  const fields = new Map<Field, Said[]>();
  const amounts: Said[] = [];
  const unknown: string[] = [];
  let name: Said | null = null;
  const add = (meaning: Meaning, said: Omit<Said, 'unit'>): void => {
    fields.set(meaning.field, [...(fields.get(meaning.field) ?? []), { ...said, unit: meaning.unit }]);
  };
  for (const [member, value] of entries) {
    if (isScalar(value)) {
      const said = { text: String(value).trim(), pointer: at(member), unit: null };
      const meaning = meaningOf(member, key);
      const unit = meaning === null ? unitKey(member) : null;
      // of `name: "lead", display_name: "Lead"` the latter is printed
      if (meaning === 'name') name = name === null || words(member) !== 'name' ? said : name;
      else if (meaning) add(meaning, said);
      else if (unit !== null) amounts.push({ ...said, unit });
      else unknown.push(said.text);
    } else if (isBare(value) && !listsNoResults(member)) {
      for (const [inner, scalar] of Object.entries(value)) {
        const meaning = isScalar(scalar) ? meaningInside(inner, member, key) : null;
        if (meaning) add(meaning, { text: String(scalar).trim(), pointer: inside(at(member), inner) });
      }
    } else if (isObject(value) && depth < DEEPEST && !listsNoResults(member) && !listsResults(member)) {
      // `sample: { name, batch: { number } }` beside the results
      const within = saidBy(Object.entries(value), member, inner => inside(at(member), inner), depth + 1);
      for (const [field, all] of within.fields)
        if (OF_REPORT.has(field) || (LIMITS.has(field) && gathers(member))) fields.set(field, [...(fields.get(field) ?? []), ...all]);
    }
  }
  return { fields, name, amounts, unknown };
}

const printed = (value: unknown, pointer: string, text = String(value)): Printed => ({
  text: String(value).trim(),
  evidence: { kind: 'json', pointer, text },
});

/** What the key at `pointer` says, not its value. */
const inKey = (text: string, pointer: string): Printed => printed(text, pointer, pointer.slice(pointer.lastIndexOf('/') + 1));

const printedOf = ({ text, pointer }: Said): Printed => printed(text, pointer);

const inherited = ({ fields }: SaidIn): Cells =>
  Object.fromEntries([...fields].flatMap(([field, all]) => (INHERITED.has(field) ? [[field, printedOf(byNumber(all))] as const] : [])));

/** Of `coa: { id: 771, number: "PL-771" }` a database has one, people the other. */
const byNumber = (all: readonly Said[]): Said => all.find(({ pointer }) => !/(?:\/|[a-z_])id$/i.test(pointer)) ?? all[0]!;

/** How a run went, not what it found. */
const STATE = /^(?:complete[d]?|done|final|tested|reported|approved|pending|in progress)$/i;

const isState = (text: string): boolean => STATE.test(text) || /^(?:true|false)$/i.test(text) || verdictWord(text) !== null;

const OF_VALUE: ReadonlySet<Field> = new Set<Field>(['result', 'result_number', 'result_mean', 'analyte']);

function resultOf(said: SaidIn, { key, pointer, around }: Place): Result | null {
  const { fields, name } = said;
  const own = (field: Field): Said | undefined => fields.get(field)?.[0];
  const states = (fields.get('result') ?? []).filter(({ text }) => isState(text));
  const found = (fields.get('result') ?? []).filter(({ text }) => !isState(text));
  const [values = []] = [[...found, ...(fields.get('result_number') ?? [])], fields.get('result_mean') ?? [], said.amounts].filter(
    ({ length }) => length > 0,
  );
  const isLaboratory = (['lod', 'loq', 'reporting_limit', 'limit', 'verdict', 'qualifier', 'detected'] as const).some(own);
  const isNamed =
    name !== null && (listsResults(key) || gathers(key) || (isLaboratory && own('unit') !== undefined && own('lot') === undefined));
  const displayed = name && /display|common|full/i.test(name.pointer.split('/').at(-1)!) ? name : null;
  const named = (own('analyte') && displayed) ?? own('analyte') ?? (isNamed ? name : null);
  const analyte = named ? printedOf(named) : around.analyte;
  const saysFinding = own('qualifier') ?? own('detected') ?? own('undetected');
  if (!analyte || (values.length === 0 && !saysFinding)) return null;
  const [value, ...others] = preferred(values);
  const cells: Cells = { ...around, analyte };
  for (const [field, all] of fields) if (!OF_VALUE.has(field)) cells[field] = printedOf(all[0]!);
  // the day of a result is none of the report
  if (own('reported_on') && around.reported_on) cells.reported_on = around.reported_on;
  if (value) cells.result = printedOf(value);
  // `lessThan: true`
  const sign = own('qualifier');
  if (sign && /^(?:true|false)$/i.test(sign.text)) {
    if (sign.text.toLowerCase() === 'true' && /less_?than|lt$/i.test(sign.pointer)) cells.qualifier = printed('<', sign.pointer, sign.text);
    else delete cells.qualifier;
  }
  const verdict = [...(fields.get('verdict') ?? []), ...states].find(({ text }) => !STATE.test(text));
  if (verdict) cells.verdict = printedOf(verdict);
  else delete cells.verdict;
  const unit = value?.unit ?? null;
  if (unit !== null) cells.unit = inKey(unit, value!.pointer);
  limitsIn(unit ?? cells.unit?.text ?? null, fields, cells);
  const inOtherUnits = others.filter(other => other.unit !== null && other.unit !== unit);
  const doubts = [
    ...(said.unknown.some(qualifies) ? ['laboratory-qualifier'] : []),
    ...(others.some(other => !inOtherUnits.includes(other) && differs(value!, other)) ? ['cell-crowded'] : []),
  ];
  const further = inOtherUnits.map(other => ({ value: printedOf(other), unit: inKey(other.unit!, other.pointer) }));
  return { cells, further, doubts, pointer };
}

/** Of `value: 0.0012` and `display: "<0.05"` the latter is what is reported. */
function preferred(values: readonly Said[]): readonly Said[] {
  const isNumber = ({ text }: Said): boolean => /^-?[\d.,]+(?:e[+-]?\d+)?$/i.test(text);
  const worded = values.find(value => !isNumber(value));
  return worded && values.some(isNumber) && isFound(worded.text)
    ? [worded, ...values.filter(value => value !== worded && !isNumber(value))]
    : values;
}

const differs = (a: Said, b: Said): boolean => a.text !== b.text && !(Number(a.text) === Number(b.text));

/** LOD, LOQ and limits in the unit of the result where their keys name several. */
function limitsIn(unit: string | null, fields: ReadonlyMap<Field, readonly Said[]>, cells: Cells): void {
  for (const field of LIMITS) {
    const all = fields.get(field) ?? [];
    const found = all.find(said => said.unit === unit) ?? all[0];
    if (!found) continue;
    cells[field] = printedOf(found);
    if (found.unit === null || parseUnit(found.unit) === null || found.unit === unit) continue;
    const own = field === 'limit' || field === 'lower_limit' ? 'limit_unit' : 'measurement_limit_unit';
    cells[own] ??= inKey(found.unit, found.pointer);
  }
}
