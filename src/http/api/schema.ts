/** The parts that every answer is made of. Numbers of measurements are strings: exact decimals survive no JSON number. */
import { z } from 'zod';
import { analyteById } from '../../coa/analyte.ts';
import type { Problem } from '../../coa/problem.ts';
import { type Evidence, PANELS } from '../../coa/transcript.ts';
import { placeOf } from '../../ingest/check-report.ts';
import { nearestAnalyte } from '../../query/nearest.ts';
import { HttpProblem } from '../errors.ts';

/** The schemas that have a name of their own in the description. */
export const named = z.registry<{ id: string }>();

/** Gives a schema its name, its sentence and an example that must fit it. */
export function name<S extends z.ZodType>(id: string, schema: S, description: string, example?: z.output<S>): S {
  if (named._idmap.has(id)) throw new TypeError(`two schemas are called ${id}`);
  // meta() makes a copy, and it is the copy that other schemas hold
  const described = schema.meta(example === undefined ? { description } : { description, examples: [example] });
  named.add(described, { id });
  return described;
}

/** The example of a named schema, to build those of larger ones from. */
export function exampleOf<S extends z.ZodType>(schema: S): z.output<S> {
  const meta: Readonly<Record<string, unknown>> | undefined = z.globalRegistry.get(schema);
  const examples = meta?.examples;
  if (!Array.isArray(examples) || examples.length === 0) throw new TypeError('a schema without an example');
  return examples[0] as z.output<S>;
}

export const ID = z.uuid();
/** Text of a caller. No NUL, which PostgreSQL cannot hold. */
export const Words = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^\P{Cc}*$/u, 'holds control characters');
export const Slug = Words(200).meta({ description: 'Name in the address, e.g. `green-leaf`; old names of merged entries keep working.' });

/** An analyte of the dictionary, or one of `others`: a typing error is refused, and never reads as “nothing was found”. */
export const AnalyteId = (others: ReadonlySet<string> = new Set()) =>
  Words(100).refine(id => analyteById(id) !== undefined || others.has(id), {
    error: ({ input }) => {
      const meant = nearestAnalyte(String(input));
      return `is not the id of an analyte${meant === null ? '' : `; did you mean ${meant}?`} GET /analytes lists them`;
    },
  });
export const Decimal = z
  .string()
  .max(100)
  .regex(/^-?\d+(\.\d+)?$/, 'is not a plain decimal')
  .meta({ description: 'Exact decimal in plain notation.' });
export const Day = z.iso.date();
export const Time = z.iso.datetime({ offset: true });
export const Text = z.string();
export const Count = z.int().min(0);
export const PanelName = z.enum(PANELS);

export const IdParams = z.strictObject({ id: ID });
export const SlugParams = z.strictObject({ slug: Slug });

export const BoxSchema = name(
  'Box',
  z.tuple([z.number(), z.number(), z.number(), z.number()]),
  'Left, top, right, bottom in PDF points (1/72 inch), origin at the top left of the page as displayed.',
  [72.1, 300.4, 410, 312],
);

export const EvidenceSchema = name(
  'Evidence',
  z.object({
    page: z.int().min(1).nullable().meta({ description: 'Page of the original, from 1; null for sheets and JSON.' }),
    box: BoxSchema.nullable(),
    cell: Text.nullable().meta({ description: 'Sheet and address of a spreadsheet cell, `Results!C7`.' }),
    pointer: Text.nullable().meta({ description: 'JSON pointer (RFC 6901).' }),
    text: Text.meta({ description: 'What stands there.' }),
    method: z.enum(['text', 'ocr', 'cell', 'json']),
  }),
  'Where on the original something stands.',
  { page: 1, box: [72.1, 300.4, 410, 312], cell: null, pointer: null, text: '<0.05', method: 'text' },
);

export const ReferenceSchema = name('Reference', z.object({ id: Text, slug: Text, name: Text }), 'Something with a page of its own.', {
  id: '0199a3c4-0000-7000-8000-000000000001',
  slug: 'green-leaf',
  name: 'Green Leaf',
});

export const LotReference = name('LotReference', z.object({ id: Text, code: Text }), 'A lot by its code as printed.', {
  id: '0199a3c4-0000-7000-8000-000000000002',
  code: 'GL-2401',
});

export const ProblemSchema = name(
  'CertificateProblem',
  z.object({
    code: Text.meta({ description: 'Stable, kebab-case; documented in docs/problems.md.' }),
    severity: z.enum(['info', 'warning', 'error']),
    message: Text,
    page: z.int().min(1).nullable(),
    box: BoxSchema.nullable(),
    cell: Text.nullable(),
    pointer: Text.nullable(),
  }),
  'Something a person should know about a document, a sample or a value.',
  {
    code: 'date-ambiguous',
    severity: 'warning',
    message: '03/04/2026 can be read two ways.',
    page: 1,
    box: null,
    cell: null,
    pointer: null,
  },
);

export function evidence(of: Evidence): Shown<typeof EvidenceSchema> {
  return { ...placeOf(of), text: of.text, method: of.kind === 'page' ? of.method : of.kind };
}

export function problem({ code, severity, message, evidence: at }: Problem): Shown<typeof ProblemSchema> {
  return { code, severity, message, ...placeOf(at) };
}

type DeepReadonly<T> = T extends readonly unknown[] | object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

/** What a schema describes, as handed out: read models are read-only. */
export type Shown<S extends z.ZodType> = DeepReadonly<z.output<S>>;

/** The members that the schema describes, and no others: what a read model gains stays inside until it is described. */
export function pick<S extends z.ZodObject>(schema: S, view: Shown<S>): Shown<S> {
  const members = Object.keys(schema.shape).map(key => [key, (view as Record<string, unknown>)[key]]);
  return Object.fromEntries(members) as Shown<S>;
}

export const ValueRange = z.enum(['certainly', 'possibly']).meta({
  description: '`certainly` (default): the whole interval of the result lies in the range; `possibly`: some of it may.',
});
export interface Range {
  readonly analyte?: string | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
}

/** A range is in the unit of an analyte: without one it would compare milligrams with colonies. */
export function rangeNeedsAnalyte(filter: Range): void {
  if ((filter.min === undefined && filter.max === undefined) || filter.analyte !== undefined) return;
  const message = 'is missing: a range is in the unit of one analyte';
  throw new HttpProblem('invalid-parameter', `analyte: ${message}`, { errors: [{ name: 'analyte', message }] });
}

export const Flag = z
  .enum(['true', 'false'])
  .transform(text => text === 'true')
  .optional();
export const Samples = Flag.meta({ description: '`false` leaves out the invented sample data.' });
