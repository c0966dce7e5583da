/** The confirmed headers of laboratories, a line for each decision in a file of the data folder: nothing in it is ever rewritten. */
import { appendFile, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { HEADER_ROLES, type HeaderMapping, plainWords } from '../document/mapping.ts';

const decisionShape = z.strictObject({
  at: z.iso.datetime(),
  by: z.string(),
  laboratory: z.string().trim().min(3).max(200),
  header: z.string().trim().min(1).max(120),
  /** Null takes an earlier decision back. */
  role: z.enum(HEADER_ROLES).nullable(),
});
export type MappingDecision = z.infer<typeof decisionShape>;

const FILE = 'header-mappings.jsonl';

const key = ({ laboratory, header }: Pick<HeaderMapping, 'laboratory' | 'header'>): string =>
  JSON.stringify([plainWords(laboratory), plainWords(header)]);

/** Every decision, the earliest first. Throws when a line of the file is none. */
export async function mappingDecisions(dataDir: string): Promise<MappingDecision[]> {
  const path = join(dataDir, FILE);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = decisionShape.safeParse(parseLine(line));
    if (parsed.success) return [parsed.data];
    throw new Error(`${path}, line ${index + 1}, is no decision about a header: ${parsed.error.issues[0]?.message ?? ''}`);
  });
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** What holds now: the latest decision about each header of each laboratory. */
export function currentMappings(decisions: readonly MappingDecision[]): HeaderMapping[] {
  const latest = new Map<string, MappingDecision>();
  for (const decision of decisions) latest.set(key(decision), decision);
  return [...latest.values()].flatMap(({ laboratory, header, role }) => (role === null ? [] : [{ laboratory, header, role }]));
}

/** A decision that cannot be one: the message says what is wrong with it. */
export class MappingRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MappingRefused';
  }
}

/** Adds a decision. Throws MappingRefused. */
export async function decideMapping(dataDir: string, decision: Omit<MappingDecision, 'at'>): Promise<void> {
  const parsed = decisionShape.safeParse({ ...decision, at: new Date().toISOString() });
  if (!parsed.success) throw new MappingRefused(parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  await mkdir(dataDir, { recursive: true });
  await appendFile(join(dataDir, FILE), `${JSON.stringify(parsed.data)}\n`);
}

/** Reads the mappings anew whenever the file has changed, so that a running service learns of a decision at once. */
export function mappingSource(dataDir: string): () => Promise<readonly HeaderMapping[]> {
  let known: { readonly changed: number; readonly mappings: readonly HeaderMapping[] } = { changed: -1, mappings: [] };
  return async () => {
    const found = await stat(join(dataDir, FILE)).catch(() => null);
    const changed = found?.mtimeMs ?? 0;
    if (changed !== known.changed) known = { changed, mappings: currentMappings(await mappingDecisions(dataDir)) };
    return known.mappings;
  };
}
