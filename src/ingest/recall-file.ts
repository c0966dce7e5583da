/** Enforcement reports as openFDA gives them: `{ meta, results: [...] }`, by its API or as a download, alone or in a ZIP archive. */
import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { readArchive } from '../document/archive.ts';
import { DocumentRefused } from '../document/document.ts';
import { RECALL_CLASSES, type Recall } from '../quality/recall.ts';
import { storable } from './ingest.ts';

export interface RecallRecord {
  readonly facts: Recall;
  readonly record: Readonly<Record<string, unknown>>;
}

export interface RefusedRow {
  /** JSON pointer, `/results/12`. */
  readonly pointer: string;
  readonly number: string | null;
  readonly message: string;
}

export interface RecallFile {
  readonly name: string;
  /** `meta.last_updated`; ISO day. */
  readonly publishedOn: string | null;
  readonly records: readonly RecallRecord[];
  readonly refused: readonly RefusedRow[];
}

/** A file that holds no enforcement reports, or more than is taken; the message says which. */
export class RecallFileError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RecallFileError';
  }
}

/** All food enforcement reports since 2004 take about 60 MB. */
const MOST_BYTES = 256 * 1024 * 1024;
const MOST_ROWS = 250_000;
const LIMITS = { entries: 50, entryBytes: MOST_BYTES, totalBytes: MOST_BYTES, ratio: 200 };

/** Every JSON file that the path names. Throws RecallFileError; a row that cannot be taken is listed. */
export async function readRecallFile(path: string): Promise<RecallFile[]> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) throw new RecallFileError('no such file');
  if (found.size > MOST_BYTES) throw new RecallFileError(`has more than ${MOST_BYTES / 1024 / 1024} MB; split it`);
  const bytes = await readFile(path);
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return [parseRecalls(path, bytes)];
  return unpacked(path, bytes).map(({ name, bytes: inside }) => parseRecalls(`${path}/${name}`, inside));
}

function unpacked(path: string, bytes: Uint8Array) {
  try {
    const { entries, refused } = readArchive(bytes, LIMITS);
    const [first] = refused;
    if (first !== undefined) throw new RecallFileError(`${path}/${first.name}: ${first.message}`);
    return entries;
  } catch (error) {
    if (error instanceof DocumentRefused) throw new RecallFileError(error.message, { cause: error });
    throw error;
  }
}

const Outer = z.object({
  meta: z.object({ last_updated: z.iso.date().optional() }).optional(),
  results: z.array(z.unknown()).max(MOST_ROWS, `holds more than ${MOST_ROWS} reports; split it`),
});

/** Throws RecallFileError when it is no JSON, or holds no `results`. */
export function parseRecalls(name: string, bytes: Uint8Array): RecallFile {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new RecallFileError('is no JSON in UTF-8', { cause: error });
  }
  const outer = Outer.safeParse(content);
  if (!outer.success) {
    const said = outer.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`).join('; ');
    throw new RecallFileError(`holds no enforcement reports as openFDA gives them (${said})`);
  }
  const records = new Map<string, RecallRecord>();
  const refused: RefusedRow[] = [];
  for (const [index, row] of outer.data.results.entries()) {
    const parsed = Row.safeParse(row);
    const pointer = `/results/${index}`;
    if (!parsed.success) {
      const message = parsed.error.issues.map(issue => `${issue.path.join('.') || 'the row'}: ${issue.message}`).join('; ');
      refused.push({ pointer, number: numberOf(row), message });
      continue;
    }
    const record = storable(row as Readonly<Record<string, unknown>>);
    const facts = storable(factsOf(parsed.data));
    const same = records.get(facts.number);
    if (same === undefined) records.set(facts.number, { facts, record });
    else if (JSON.stringify(same.record) !== JSON.stringify(record))
      refused.push({ pointer, number: facts.number, message: 'recall_number: stands twice in this file, with different contents' });
  }
  return { name, publishedOn: outer.data.meta?.last_updated ?? null, records: [...records.values()], refused };
}

function numberOf(row: unknown): string | null {
  const number = typeof row === 'object' && row !== null && 'recall_number' in row ? row.recall_number : null;
  return typeof number === 'string' ? number.slice(0, 40) : null;
}

const text = z.string().trim().max(100_000);
const said = text.min(1, 'is empty');
const maybe = text.nullish().transform(value => value || null);
/** `20180620`, a day of the calendar. */
const day = z.string().transform((value, context) => {
  const iso = `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6)}`;
  const date = new Date(`${iso}T00:00:00Z`);
  if (/^\d{8}$/.test(value) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)) return iso;
  context.addIssue(`“${value.slice(0, 40)}” is no day written YYYYMMDD`);
  return z.NEVER;
});
const maybeDay = z
  .union([z.literal(''), day])
  .nullish()
  .transform(value => value || null);

/** Members that openFDA adds later are kept in the record, and not read. */
const Row = z.object({
  recall_number: z
    .string()
    .trim()
    .regex(/^[A-Z]{1,3}-\d{1,6}-\d{1,4}$/, 'is no number of a recall such as F-1012-2018'),
  product_type: maybe,
  classification: z.enum(RECALL_CLASSES),
  status: maybe,
  recalling_firm: said,
  ...{ city: maybe, state: maybe, country: maybe },
  product_description: said,
  ...{ code_info: maybe, more_code_info: maybe },
  reason_for_recall: said,
  ...{ product_quantity: maybe, distribution_pattern: maybe },
  ...{ recall_initiation_date: maybeDay, report_date: day, center_classification_date: maybeDay, termination_date: maybeDay },
});

function factsOf(row: z.output<typeof Row>): Recall {
  return {
    number: row.recall_number,
    productType: row.product_type,
    classification: row.classification,
    status: row.status,
    firm: row.recalling_firm,
    ...{ city: row.city, state: row.state, country: row.country },
    product: row.product_description,
    codes: [row.code_info, row.more_code_info].filter(part => part !== null).join('\n') || null,
    reason: row.reason_for_recall,
    quantity: row.product_quantity,
    distribution: row.distribution_pattern,
    initiatedOn: row.recall_initiation_date,
    reportedOn: row.report_date,
    classifiedOn: row.center_classification_date,
    terminatedOn: row.termination_date,
  };
}
