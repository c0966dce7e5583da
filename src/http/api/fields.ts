/** The parameter `fields`: which members of the items, or which columns, are wanted. */
import { z } from 'zod';
import { HttpProblem } from '../errors.ts';
import { Words } from './schema.ts';

export const FieldsText = Words(2000).meta({
  description: 'Only these members of the items, with commas, e.g. `id,analyte,printed.value`; for CSV, names of columns.',
});

const namesOf = (text: string): string[] => [...new Set(text.split(',').flatMap(name => name.trim() || []))];

function refuse(name: string, accepted: readonly string[]): never {
  const message = `there is no member “${name}”`;
  throw new HttpProblem('invalid-parameter', `fields: ${message}`, { errors: [{ name: 'fields', message, part: name, accepted }] });
}

/** The columns that were asked for, in the order asked for; all without. */
export function chosenColumns<C extends { readonly name: string }>(columns: readonly C[], fields: string | undefined): readonly C[] {
  if (fields === undefined) return columns;
  const names = columns.map(({ name }) => name);
  return namesOf(fields).map(name => columns.find(column => column.name === name) ?? refuse(name, names));
}

/** A function that leaves of an item the members that were asked for. */
export function chosenMembers(schema: z.ZodObject, fields: string | undefined): (item: object) => object {
  if (fields === undefined) return item => item;
  const paths = namesOf(fields).map(name => name.split('.'));
  for (const path of paths) check(schema, path);
  return item => pickPaths(item, paths) as object;
}

/** What stands behind null, undefined and lists. */
function inner(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return inner(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodArray ? inner(schema.element as z.ZodType) : schema;
}

function check(schema: z.ZodType, path: readonly string[], above: readonly string[] = []): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  const known = inner(schema);
  const shape = known instanceof z.ZodObject ? known.shape : {};
  const member = Object.hasOwn(shape, name) ? (shape[name] as z.ZodType) : undefined;
  if (member === undefined)
    refuse(
      [...above, name].join('.'),
      Object.keys(shape).map(key => [...above, key].join('.')),
    );
  check(member, rest, [...above, name]);
}

function pickPaths(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (value === null || typeof value !== 'object' || paths.some(path => path.length === 0)) return value;
  if (Array.isArray(value)) return value.map(each => pickPaths(each, paths));
  const wanted = Map.groupBy(paths, ([name]) => name!);
  const members = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    [...wanted].map(([name, under]) => [
      name,
      pickPaths(
        members[name],
        under.map(path => path.slice(1)),
      ),
    ]),
  );
}
