/** Golden twins: what a sample file is read as, in a form that a person can compare with the document, committed beside it. */
import { access, readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Evidence } from '../src/coa/transcript.ts';
import { readDocument } from '../src/document/read.ts';
import { type Importers, type Understood, understand } from '../src/document/understand.ts';

export class GoldenExists extends Error {
  readonly path: string;
  constructor(path: string) {
    super(`${path} exists. Compare it with the document first; --force writes it anew.`);
    this.name = 'GoldenExists';
    this.path = path;
  }
}

export type Golden = Pick<Understood, 'importer' | 'outcome' | 'transcripts' | 'readings' | 'problems'>;

export const goldenPath = (sample: string): string => `${sample}.golden.json`;

/** Time enough on any machine: what is recognised must not depend on how fast it is. */
export const UNHURRIED = { milliseconds: 600_000, maxPages: 20 } as const;

/** The golden text of a file. Throws DocumentRefused where the file is not read. */
export async function goldenOf(path: string, importers: Importers): Promise<string> {
  const document = await readDocument(await readFile(path), basename(path), { crossCheck: true, ocr: UNHURRIED });
  return goldenText(understand(document, importers));
}

/** What a file is read as, or should be, laid out to be compared by eye. */
export function goldenText({ importer, outcome, transcripts, readings, problems }: Golden): string {
  return `${layOut(condense({ importer, outcome, transcripts, readings, problems }), '')}\n`;
}

/** Writes the golden twin of a sample and returns its path. Throws GoldenExists unless `force`. */
export async function writeGolden(path: string, importers: Importers, options: { force?: boolean } = {}): Promise<string> {
  const target = goldenPath(path);
  const exists = await access(target).then(
    () => true,
    () => false,
  );
  if (exists && !options.force) throw new GoldenExists(target);
  await writeFile(target, await goldenOf(path, importers));
  return target;
}

/** Texts with their evidence become one string, `0.35 @ page 1, 72.1 300.4 90 312`: short enough to compare by eye. */
function condense(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(condense);
  if (typeof value !== 'object' || value === null) return value;
  if (isEvidence(value)) return `"${value.text}" @ ${placeOf(value)}`;
  if ('text' in value && 'evidence' in value && isEvidence(value.evidence)) {
    const same = value.text === value.evidence.text;
    return `${value.text} @ ${placeOf(value.evidence)}${same ? '' : ` in "${value.evidence.text}"`}`;
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, condense(member)]));
}

function isEvidence(value: unknown): value is Evidence {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    'text' in value &&
    ('box' in value || 'cell' in value || 'pointer' in value)
  );
}

function placeOf(evidence: Evidence): string {
  if (evidence.kind === 'cell') return `${evidence.sheet}!${evidence.cell}`;
  if (evidence.kind === 'json') return evidence.pointer;
  const box = evidence.box.map(x => Math.round(x * 10) / 10).join(' ');
  return `page ${evidence.page}, ${box}${evidence.method === 'ocr' ? ', ocr' : ''}`;
}

/** JSON with one result a line: an object or array that fits on a line is kept on it. */
function layOut(value: unknown, indent: string): string {
  const flat = JSON.stringify(value) ?? 'null';
  if (typeof value !== 'object' || value === null || flat.length + indent.length < 160) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map(item => inner + layOut(item, inner)).join(',\n')}\n${indent}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{\n${members.map(([key, member]) => `${inner}${JSON.stringify(key)}: ${layOut(member, inner)}`).join(',\n')}\n${indent}}`;
}
