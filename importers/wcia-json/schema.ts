/** The WCIA Lab Result Schema, versions 1.0 to 2.2, as loosely as files in use keep to it. */
import { z } from 'zod';

/** Numbers stand in these files as text and as numbers; either way the text is what the file says. */
const scalar = z.union([z.string(), z.number(), z.boolean()]).nullish();

const metricSchema = z.looseObject({ name: scalar, analyte_type: scalar, qom: scalar, uom: scalar, status: scalar });

const testSchema = z.looseObject({ test_type: scalar, status: scalar, metrics: z.array(z.unknown()).max(5000) });

export const resultSchema = z.looseObject({
  document_name: scalar,
  document_schema_version: scalar,
  /** From 1.3. */
  lab_name: scalar,
  labresult_id: scalar,
  /** From 2.1. */
  release_date: scalar,
  amended_date: scalar,
  expire_date: scalar,
  status: scalar,
  sample: z.looseObject({ id: scalar, sample_source_id: scalar, source_id: scalar }).nullish(),
  metric_list: z.array(testSchema).max(500),
});

export type WciaResult = z.infer<typeof resultSchema>;
export type WciaTest = z.infer<typeof testSchema>;
export type WciaMetric = z.infer<typeof metricSchema>;

export const readMetric = (value: unknown): WciaMetric | null => metricSchema.safeParse(value).data ?? null;

type Found = { readonly value: Record<string, unknown>; readonly pointer: string };

const MOST_FOUND = 1000;
/** `{ "data": { "results": [ … ] } }`: how deep a service may wrap what it answers with. */
const DEEPEST = 4;

/** Objects of a file with a list of tests and the schema's name or version, each with its JSON pointer; a file holds one or a list. */
export function resultsIn(json: unknown): Found[] {
  const found: Found[] = [];
  collect(json, '', DEEPEST, found);
  return found;
}

function collect(json: unknown, pointer: string, depth: number, into: Found[]): void {
  if (typeof json !== 'object' || json === null || depth < 0 || into.length >= MOST_FOUND) return;
  const named = 'document_name' in json && /wcia/i.test(String(json.document_name));
  if ('metric_list' in json && (named || 'document_schema_version' in json)) {
    into.push({ value: json as Record<string, unknown>, pointer });
    return;
  }
  const members = Array.isArray(json) ? json.slice(0, MOST_FOUND).map((value, i) => [String(i), value] as const) : Object.entries(json);
  for (const [key, value] of members) collect(value, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth - 1, into);
}
