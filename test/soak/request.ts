/** Requests made up from the description of the API: as it asks, nearly so, or hostile. */
import type { Random } from '../generator/random.ts';

export type Kind = 'valid' | 'nearly valid' | 'hostile';
export const KINDS: readonly Kind[] = ['valid', 'nearly valid', 'hostile'];

export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly examples?: readonly unknown[];
  readonly example?: unknown;
}

/** What values are taken from. */
export interface Stock {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** Identifiers, slugs and codes of what is there. */
  readonly known: readonly string[];
  readonly hostile: readonly string[];
}

const WORDS = ['lead', 'metals', 'Test', 'x', 'R-1', '0.5', '2026-02-03', 'a reason', 'US-RI'];

/** A value as the schema asks for. */
export function valid(schema: JsonSchema, chance: Random, stock: Stock, depth = 0): unknown {
  const { $ref, enum: choices, anyOf, oneOf, allOf, examples, example } = schema;
  if ($ref !== undefined) return valid(stock.schemas[$ref.split('/').at(-1) ?? ''] ?? {}, chance, stock, depth + 1);
  if (schema.const !== undefined) return schema.const;
  if (choices !== undefined) return chance.pick(choices);
  if (example !== undefined && chance.chance(0.3)) return example;
  if (examples !== undefined && examples.length > 0 && chance.chance(0.3)) return chance.pick(examples);
  const variants = anyOf ?? oneOf ?? allOf;
  if (variants !== undefined && variants.length > 0) return valid(chance.pick(variants), chance, stock, depth + 1);
  const type = Array.isArray(schema.type) ? chance.pick(schema.type as readonly string[]) : schema.type;
  switch (type) {
    case 'integer':
    case 'number':
      return chance.integer(schema.minimum ?? 0, Math.min(schema.maximum ?? 100, (schema.minimum ?? 0) + 100));
    case 'boolean':
      return chance.chance(0.5);
    case 'null':
      return null;
    case 'array':
      return Array.from({ length: Math.max(schema.minItems ?? 0, depth > 6 ? 0 : chance.integer(0, 3)) }, () =>
        valid(schema.items ?? {}, chance, stock, depth + 1),
      );
    case 'object': {
      const entries = Object.entries(schema.properties ?? {});
      const chosen = entries.filter(([name]) => schema.required?.includes(name) || (depth < 6 && chance.chance(0.5)));
      return Object.fromEntries(chosen.map(([name, field]) => [name, valid(field, chance, stock, depth + 1)]));
    }
    default:
      return text(schema, chance, stock);
  }
}

function text({ format }: JsonSchema, chance: Random, stock: Stock): string {
  if (format === 'date') return `20${chance.integer(20, 29)}-0${chance.integer(1, 9)}-1${chance.integer(0, 9)}`;
  if (format === 'date-time') return `20${chance.integer(20, 29)}-0${chance.integer(1, 9)}-1${chance.integer(0, 9)}T12:00:00Z`;
  if (format === 'uuid' && chance.chance(0.3)) return '00000000-0000-4000-8000-000000000000';
  if (format === 'email') return 'a@vendor.example';
  return chance.chance(0.7) ? chance.pick(stock.known) : chance.pick(WORDS);
}

const ODD: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  2 ** 53,
  '',
  ' ',
  [],
  {},
  '\u0000',
  '\ud800'.toWellFormed(),
  'NaN',
  '-0',
  '9'.repeat(400),
  '2026-02-30',
  '٣',
  [[]],
];

/** One thing about it is not as asked. */
export function nearly(value: unknown, chance: Random, stock: Stock): unknown {
  if (typeof value !== 'object' || value === null)
    return chance.chance(0.5) ? chance.pick(ODD) : `${String(value)}${chance.pick(["'", '%', '\\', ' ', 'x', '\u200b'])}`;
  if (Array.isArray(value))
    return value.length === 0 ? chance.pick(ODD) : value.map((item, index) => (index === 0 ? nearly(item, chance, stock) : item));
  const entries = Object.entries(value);
  if (entries.length === 0 || chance.chance(0.2)) return { ...value, unknown: 1 };
  const at = chance.integer(0, entries.length - 1);
  if (chance.chance(0.3)) return Object.fromEntries(entries.filter((_, index) => index !== at));
  return Object.fromEntries(entries.map(([name, item], index) => [name, index === at ? nearly(item, chance, stock) : item]));
}

/** Text of a body that nobody sends by mistake. */
export function hostileBody(value: unknown, chance: Random, stock: Stock): string {
  const json = JSON.stringify(value);
  return chance.pick([
    () => json.slice(0, chance.integer(0, json.length)),
    () => `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    () => `{"__proto__":{"role":"admin"},"constructor":{"prototype":{"role":"admin"}},${json.slice(1)}`,
    () => json.replaceAll(/:"[^"]*"/g, () => `:${JSON.stringify(chance.pick(stock.hostile))}`),
    () => json.replaceAll(/:"[^"]*"/g, ':1e999999999'),
    () => `\ufeff${json}`,
    () => `${json}${json}`,
    () => 'null',
    () => '"x"',
    () => '9'.repeat(10_000),
    () => JSON.stringify({ a: 'x'.repeat(70_000) }),
  ])();
}
