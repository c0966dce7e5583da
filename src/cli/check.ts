/** `leafproof check`: reads files and says what they hold; stores nothing. */
import type { ReadOutcome } from '../document/outcome.ts';
import { checkReport } from '../ingest/check-report.ts';
import type { ReaderPool } from '../ingest/pool.ts';
import { readFiles, unusableFiles } from './read-files.ts';

interface CheckOptions {
  readonly json?: boolean;
  readonly jobs?: number;
  readonly compareImage?: boolean;
}

export async function check(files: readonly string[], { json, jobs, compareImage }: CheckOptions): Promise<number> {
  const unusable = unusableFiles(files);
  for (const message of unusable) console.error(`leafproof: ${message}`);
  if (unusable.length > 0) return 2;
  return readFiles(files, { jobs, ...(compareImage && { further: compared }) }, outcome =>
    console.log(json ? JSON.stringify(withSignals(outcome)) : describe(outcome)),
  );
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
