/** What the keys of exports mean: `analyteName`, `lab_sample_id`, `result_mg_g`, `limits.lod`. Every use of one is a doubt, since nobody promised it. */
import { matchAnalyte } from '../../src/coa/analyte.ts';
import { parseUnit } from '../../src/coa/unit.ts';
import { columnOf, type Field, words } from '../coa-table/columns.ts';

/** What a key means, and the unit at its end: `result_mg_g`. */
export interface Meaning {
  readonly field: Field;
  readonly unit: string | null;
}

/** A key that says what it means only together with that of the object around it: `name`, `id`. */
const GENERIC = /^(?:name|id|number|no|code|title|label|key|value|text|display|date)$/;
/** Heads what it is named after: `analyte: { name, cas }`. */
const NAMES_ITS_OBJECT = /^(?:name|title|label)$/;
/** Is it: `loq: { value, unit }`. */
const IS_ITS_OBJECT = /^(?:name|title|label|text|value|display)$/;
/** Objects that only gather what belongs to the one around them. */
const GATHERS =
  /^(?:samples?|products?|items?|limits?|specifications?|reports?|certificates?|coas?|orders?|header|meta(?:data)?|info(?:rmation)?(?: fields)?|details?|attributes|properties|fields|dates?|results?|measurements?|values?|lots?|batch(?:es)?|quantification|data|(?:sample|report|lab) (?:info(?:rmation)?|details?|header))$/;
/** Words of headers that are keys of other things as well. */
const VAGUE = /^(?:description|level|amount|date|company|form|spec|u|q|test|component|item|sample)$/;
/** Where results are listed, and an object with a `name` is one of an analyte. */
const OF_RESULTS =
  /\b(?:results?|analytes?|analys[ei]s|tests?|compounds?|components?|parameters?|metrics?|determinations?|measurements?|panels?|alkaloids?|cannabinoids?|terpenes?|metals?|elements?|microb\w*|micro|pesticides?|solvents?|mycotoxins?|potency|contaminants?|ergebnisse|resultados|vysledky|wyniki)\b/;
/** What is listed there was measured in no sample, or is not what the report says. */
const NO_RESULTS =
  /\b(?:qc|quality control|blanks?|spikes?|recover(?:y|ies)|duplicates?|controls?|calibrat\w*|surrogates?|internal standards?|standards?|lcsd?|msd?|ccv|raw|previous|history|historical|claims?|targets?|expected|theoretical)\b/;

export const singular = (text: string): string =>
  words(text)
    .replace(/ies$/, 'y')
    .replace(/(?<=[^su])s$/, '');

export const listsResults = (key: string): boolean => OF_RESULTS.test(words(key));
export const listsNoResults = (key: string): boolean => NO_RESULTS.test(words(key));
export const gathers = (key: string): boolean => GATHERS.test(words(key));

/** The field that `key` of the object under `parent` is, `name` where it is the name of whatever that object is; null for any other. */
export function meaningOf(key: string, parent: string): Meaning | 'name' | null {
  const own = words(key);
  const around = singular(parent);
  if (GENERIC.test(own) && around !== '') {
    const both = fieldOf(`${around} ${own}`);
    if (both) return both;
    const named = NAMES_ITS_OBJECT.test(own) ? fieldOf(around) : null;
    if (named) return named;
  }
  if (/^(?:(?:display|common|full) )?name$/.test(own)) return 'name';
  if (VAGUE.test(own) && around !== '') {
    const both = fieldOf(`${around} ${own}`);
    if (both) return both;
    if (own !== 'test' && own !== 'component' && own !== 'sample') return null;
  }
  if (GENERIC.test(own) && own !== 'value') return null;
  return fieldOf(key) ?? withUnit(key);
}

/** As `meaningOf`, of a member of an object that stands for one value or gathers several: `limits: { lod, action }`, `loq: { value, unit }`. */
export function meaningInside(key: string, object: string, parent: string): Meaning | null {
  const own = words(key);
  const around = singular(object);
  const both = fieldOf(`${around} ${own}`) ?? fieldOf(`${own} ${around}`);
  if (both) return both;
  if (own === 'value' && gathers(object)) return fieldOf(own);
  if (IS_ITS_OBJECT.test(own)) return fieldOf(around) ?? asMeaning(meaningOf(object, parent)) ?? fieldOf(`${around} ${singular(parent)}`);
  const inner = GENERIC.test(own) ? null : (fieldOf(key) ?? withUnit(key));
  return inner && (gathers(object) || fieldOf(around)?.field === 'result') ? inner : null;
}

const asMeaning = (meaning: Meaning | 'name' | null): Meaning | null => (meaning === 'name' ? null : meaning);

function fieldOf(text: string): Meaning | null {
  const column = columnOf({ address: '', row: 1, column: 1, text });
  return column && { field: column.field, unit: column.unit };
}

const WITH_UNIT: ReadonlySet<Field> = new Set<Field>(['result', 'result_number', 'lod', 'loq', 'reporting_limit', 'limit', 'lower_limit']);

function withUnit(key: string): Meaning | null {
  const parted = unitBehind(key);
  const found = parted && fieldOf(parted.rest);
  return found && WITH_UNIT.has(found.field) ? { field: found.field, unit: parted.unit } : null;
}

/** `heavy_metals_ppm`, `resultMgG`, `lead_mg_per_kg`: what stands before the unit, in words, and the unit; null where no unit ends the key. */
export function unitBehind(key: string): { readonly rest: string; readonly unit: string } | null {
  const parts = words(key).split(' ');
  for (const count of [3, 2, 1]) {
    if (parts.length <= count) continue;
    const last = parts.slice(-count).filter(part => part !== 'per');
    const unit = last.length === 1 && /^(?:pct|percent|percentage)$/.test(last[0]!) ? '%' : last.join('/');
    const isUnit =
      last.length === 1 ? /^(?:%|pp[mb])$/.test(unit) : parseUnit(unit) !== null && /\/(?:k?g|ml|l|unit|serving|capsule)$/.test(unit);
    if (isUnit) return { rest: parts.slice(0, -count).join(' '), unit };
  }
  return null;
}

/** A key that is the name of an analyte, as it would be printed, with the unit at its end; null for any other. */
export function analyteKey(key: string): { readonly name: string; readonly unit: string | null } | null {
  const printed = key
    .replaceAll('_', ' ')
    .replace(/(\p{Ll})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .trim();
  if (fieldOf(key) !== null) return null;
  const parted = unitBehind(key);
  if (parted && matchAnalyte(parted.rest)) return { name: parted.rest, unit: parted.unit };
  return matchAnalyte(printed) ? { name: printed, unit: null } : null;
}

/** `mgPerGram`, `percent`, `mg_g`: a key that is nothing but the unit of its number; null for any other. */
export function unitKey(key: string): string | null {
  const unit = unitBehind(
    `x ${words(key)
      .replace(/\bgrams?\b/g, 'g')
      .replace(/\bmilligrams?\b/g, 'mg')}`,
  );
  return unit?.rest === 'x' ? unit.unit : null;
}
