/** `leafproof check`: reads files and says what they hold; stores nothing. */
import { existsSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Problem } from '../coa/problem.ts';
import { loadConfig } from '../config.ts';
import type { ReadOutcome } from '../document/outcome.ts';
import { readArchiveFiles, unpackArchive } from '../ingest/archive.ts';
import { checkReport } from '../ingest/check-report.ts';
import { mappingSource } from '../ingest/mapping.ts';
import { createReaderPool, type ReaderPool } from '../ingest/pool.ts';

interface CheckOptions {
  readonly json?: boolean;
  readonly jobs?: number;
  readonly compareImage?: boolean;
}

export async function check(files: readonly string[], options: CheckOptions): Promise<number> {
  const unusable = files.filter(file => !existsSync(file) || !statSync(file).isFile());
  if (unusable.length > 0) {
    for (const file of unusable) console.error(`leafproof: ${file}: ${existsSync(file) ? 'is not a file' : 'no such file'}`);
    return 2;
  }
  const { readers, dataDir } = loadConfig();
  const { timeLimitMs: timeLimit, ocrTimeLimitMs: ocrTimeLimit, memoryLimitBytes: memoryLimit } = readers;
  const size = Math.min(files.length, options.jobs ?? availableParallelism());
  const pool = createReaderPool({ size, timeLimit, ocrTimeLimit, memoryLimit, mappings: mappingSource(dataDir) });
  try {
    const outcomes = files.map(file => readAll(pool, file, options));
    // every promise is awaited below, in order; a failure of a later one must not be reported as unhandled meanwhile
    for (const outcome of outcomes) outcome.catch(() => {});
    let status = 0;
    for (const pending of outcomes) {
      const { read, refused } = await pending;
      for (const outcome of read) {
        if (outcome.outcome !== 'read') status = 1;
        console.log(options.json ? JSON.stringify(withSignals(outcome)) : describe(outcome));
      }
      for (const { message } of refused) {
        status = 1;
        console.error(`leafproof: ${message}`);
      }
    }
    return status;
  } finally {
    await pool.close();
  }
}

/** The file, or each file of an archive. */
async function readAll(
  pool: ReaderPool,
  file: string,
  { compareImage = false }: CheckOptions,
): Promise<{ read: readonly ReadOutcome[]; refused: readonly Problem[] }> {
  const archive = await unpackArchive(pool, { name: file, path: file });
  if (archive === null) {
    const outcome = await pool.read({ name: file, path: file });
    return { read: [compareImage ? await compared(pool, outcome) : outcome], refused: [] };
  }
  return { read: await readArchiveFiles(pool, archive), refused: archive.problems };
}

async function compared(pool: ReaderPool, outcome: ReadOutcome): Promise<ReadOutcome> {
  if (outcome.mediaType !== 'application/pdf' || outcome.outcome === 'refused') return outcome;
  return { ...outcome, signals: [...(outcome.signals ?? []), ...(await pool.compareImage({ name: outcome.file, path: outcome.file }))] };
}

const withSignals = (outcome: ReadOutcome): object => ({ ...checkReport(outcome), ...(outcome.signals && { signals: outcome.signals }) });

const pad = (text: string, width: number) => (text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width));

/** The words for a terminal: what was read, then what a person should look at. */
export function describe(outcome: ReadOutcome): string {
  const lines = [
    `${outcome.file}: ${outcome.outcome}${outcome.reason ? ` (${outcome.reason})` : ''}${outcome.importer ? `, by ${outcome.importer.id}` : ''}`,
  ];
  for (const reading of outcome.readings) {
    const facts = [
      reading.laboratory?.text,
      reading.reportNumber?.text,
      reading.sample.name?.text,
      reading.sample.lot && `lot ${reading.sample.lot.text}`,
    ];
    lines.push(`  ${facts.filter(Boolean).join(' · ')}`);
    for (const result of reading.results) {
      const doubt = result.flags.length > 0 ? `? ${result.flags.join(', ')}` : result.confidence < 0.9 ? '? low confidence' : '';
      lines.push(
        `    ${pad(result.printed.name, 34)} ${pad(`${result.printed.value} ${result.printed.unit ?? ''}`.trim(), 18)} ${pad(result.printed.limit ? `limit ${result.printed.limit}` : '', 16)} ${pad(result.printed.verdict ?? '', 8)} ${doubt}`.trimEnd(),
      );
    }
  }
  for (const problem of outcome.problems) lines.push(`  ${problem.severity}: ${problem.message} [${problem.code}]`);
  for (const signal of outcome.signals ?? []) lines.push(`  ${signal.outcome}: ${signal.detail} [${signal.kind}]`);
  return lines.join('\n');
}
