/** Records what laboratories are accredited for, from a sheet of scope lines. All of a sheet is recorded, or nothing. */
import { z } from 'zod';
import { analyteById, matchAnalyte } from '../coa/analyte.ts';
import { PANELS } from '../coa/transcript.ts';
import { readCsv } from '../document/csv.ts';
import type { Sheet } from '../document/document.ts';
import { AccreditationScope, type StoredScopeLine } from '../store/entities/scope.ts';
import { newId } from '../store/id.ts';
import { writeLog } from '../store/log.ts';
import { row, type SqlEntityManager, sql } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { findOrganization } from './organization.ts';

export const SCOPE_COLUMNS = [
  'laboratory',
  'body',
  'number',
  'standard',
  'valid_from',
  'valid_to',
  'analyte',
  'matrix',
  'method',
  'source',
] as const;
type Column = (typeof SCOPE_COLUMNS)[number];

/** A sheet that cannot be recorded; each message names its line. */
export class ScopeError extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'ScopeError';
    this.lines = lines;
  }
}

export interface RecordedScope {
  /** Slug. */
  readonly laboratory: string;
  readonly number: string;
  readonly lines: number;
  /** It took the place of what was recorded before. */
  readonly replaced: boolean;
}

const text = z.string().trim().min(1, 'is missing').max(500);
const Line = z.object({
  laboratory: text,
  body: text,
  number: text,
  standard: text,
  valid_from: z.iso.date('must be a day such as 2026-01-31'),
  valid_to: z.union([z.literal(''), z.iso.date('must be a day such as 2026-01-31, or empty')]),
  analyte: text,
  matrix: z.string().trim().max(500),
  method: z.string().trim().max(500),
  source: text,
});
type ScopeLine = z.output<typeof Line>;

/** Throws ScopeError when a line cannot be understood, or names a laboratory or a substance that is not known. */
export async function recordScopes(store: Store, bytes: Uint8Array, actor: string): Promise<RecordedScope[]> {
  const lines = linesOf(readCsv(bytes, 'scope'));
  const read = lines.map(({ number, values }) => ({ number, line: Line.safeParse(values) }));
  const wrong = read.flatMap(({ number, line }) =>
    line.success ? [] : line.error.issues.map(({ path, message }) => `line ${number}: ${path.join('.')} ${message}`),
  );
  if (wrong.length > 0) throw new ScopeError(wrong);
  const good = read.flatMap(({ number, line }) => (line.success ? [{ number, line: line.data }] : []));
  const named = good.map(({ number, line }) => ({ number, line, analyte: analyteOf(line.analyte) }));
  const unknown = named.filter(({ analyte }) => analyte === null);
  if (unknown.length > 0)
    throw new ScopeError(
      unknown.map(({ number, line }) => `line ${number}: “${line.analyte}” is neither a substance of the dictionary nor a panel`),
    );
  return store.transaction(async em => {
    const recorded: RecordedScope[] = [];
    const groups = Map.groupBy(named, ({ line }) => [line.laboratory, line.number, line.valid_from].join('\n'));
    for (const group of groups.values())
      recorded.push(
        await record(
          em,
          group[0]!.line,
          group[0]!.number,
          group.map(({ line, analyte }) => stored(line, analyte!)),
          actor,
        ),
      );
    return recorded;
  });
}

const stored = ({ analyte: printed, matrix, method }: ScopeLine, analyte: string): StoredScopeLine => ({
  printed,
  analyte,
  matrix: matrix || null,
  method: method || null,
});

/** An id, a name of the dictionary, or a panel; a name that is only like one is not taken. */
function analyteOf(name: string): string | null {
  const id = name.toLowerCase();
  if ((PANELS as readonly string[]).includes(id) || analyteById(id)) return id;
  const match = matchAnalyte(name);
  return match === null || match.how === 'fuzzy' ? null : match.id;
}

interface SheetLine {
  readonly number: number;
  readonly values: Record<Column, string>;
}

function linesOf({ cells }: Sheet): SheetLine[] {
  const [head, ...others] = [...Map.groupBy(cells, ({ row: at }) => at).entries()];
  const columns = new Map(
    (head?.[1] ?? []).map(({ column, text: title }) => [title.trim().toLowerCase().replaceAll(/[ -]+/g, '_'), column]),
  );
  const missing = SCOPE_COLUMNS.filter(name => !columns.has(name));
  if (missing.length > 0) throw new ScopeError([`line 1: columns are missing: ${missing.join(', ')}`]);
  if (others.length === 0) throw new ScopeError(['there is no line below the headers']);
  return others.map(([number, own]) => ({
    number,
    values: Object.fromEntries(
      SCOPE_COLUMNS.map(name => [name, own.find(({ column }) => column === columns.get(name))?.text ?? '']),
    ) as Record<Column, string>,
  }));
}

async function record(
  em: SqlEntityManager,
  line: ScopeLine,
  number: number,
  lines: readonly StoredScopeLine[],
  actor: string,
): Promise<RecordedScope> {
  const laboratory = await laboratoryOf(em, line.laboratory);
  if (laboratory === null)
    throw new ScopeError([`line ${number}: there is no laboratory “${line.laboratory}”; import a certificate of it first`]);
  if (line.valid_to !== '' && line.valid_to < line.valid_from) throw new ScopeError([`line ${number}: valid_to is before valid_from`]);
  const now = new Date();
  const key = { laboratoryId: laboratory.id, number: line.number, validFrom: line.valid_from, supersededAt: null };
  const replaced = await em.nativeUpdate(AccreditationScope, key, { supersededAt: now });
  await em.insert(AccreditationScope, {
    ...key,
    id: newId(),
    body: line.body,
    standard: line.standard,
    validTo: line.valid_to || null,
    lines,
    source: line.source,
    actor,
    recordedAt: now,
  });
  const detail = { number: line.number, validFrom: line.valid_from, lines: lines.length };
  await writeLog(em, { actor, action: 'scope-record', subject: `organization:${laboratory.id}`, reason: line.source, detail });
  return { laboratory: laboratory.slug, number: line.number, lines: lines.length, replaced: replaced > 0 };
}

/** By slug or by any of its names. */
async function laboratoryOf(em: SqlEntityManager, name: string): Promise<{ id: string; slug: string } | null> {
  const known = await row<{ id: string; slug: string }>(
    em,
    sql`select id, slug from organization where slug = ${name} and merged_into is null`,
  );
  return known ?? findOrganization(em, name);
}
