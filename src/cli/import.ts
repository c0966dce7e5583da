/** `leafproof import`: records files, several at a time, and says what came of each. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackArchive } from '../ingest/archive.ts';
import { type IncomingFile, type Ingested, ingestFile, underWay } from '../ingest/ingest.ts';
import { samplesWaiting } from '../store/rejudgings.ts';
import type { Store } from '../store/store.ts';
import { type Opened, withReaders } from './open.ts';
import { type Progress, startProgress } from './progress.ts';

export interface ImportOptions {
  readonly vendor?: string;
  readonly jobs?: number;
  readonly json?: boolean;
}

export async function importFiles(paths: readonly string[], options: ImportOptions): Promise<number> {
  const files = await filesOf(paths);
  if (files === null) return 2;
  if (files.length === 0) {
    console.error('leafproof: the folder holds no file to read');
    return 2;
  }
  return withReaders(options.jobs, opened => importAll(files, options, opened));
}

/** Every file named, and every file under a folder named, hidden ones apart. Null when a path is not there. */
async function filesOf(paths: readonly string[]): Promise<string[] | null> {
  const files: string[] = [];
  let missing = false;
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (found === null) {
      console.error(`leafproof: ${path}: no such file or folder`);
      missing = true;
    } else if (found.isDirectory()) files.push(...(await filesUnder(path)));
    else files.push(path);
  }
  return missing ? null : [...new Set(files)];
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter(entry => entry.isFile() && !entry.name.startsWith('.') && !/(^|[\\/])\./.test(entry.parentPath.slice(folder.length)))
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
}

type Tally = Record<Ingested['outcome'] | 'failed', number>;

async function importAll(files: readonly string[], options: ImportOptions, { store, pool, config, signal }: Opened): Promise<number> {
  const tally: Tally = { recorded: 0, 'needs-review': 0, duplicate: 0, unreadable: 0, unrecognised: 0, ambiguous: 0, failed: 0 };
  const progress = startProgress(files.length);
  const waiting = [...files];
  let total = files.length;
  const one = async (file: Pick<IncomingFile, 'name' | 'path' | 'bytes'>) => {
    const ingested = await ingestFile({ store, pool, signal }, { ...file, vendor: options.vendor, uploader: 'cli' });
    tally[ingested.outcome] += 1;
    report(progress, file.name, ingested, options);
  };
  const archived = async (file: string): Promise<boolean> => {
    const archive = await unpackArchive(pool, { name: file, path: file }, signal);
    if (archive === null) return false;
    const more = archive.files.length + archive.problems.length - 1;
    total += more;
    progress.more(more);
    for (const problem of archive.problems) {
      tally.unreadable += 1;
      const { code: reason, message } = problem;
      const said = { file, outcome: 'unreadable', reason, problems: [problem] };
      progress.line(options.json ? JSON.stringify(said) : `${file}: unreadable (${reason}): ${message}`);
    }
    for (const entry of archive.files) if (!signal.aborted) await one(entry);
    return true;
  };
  const oneAfterTheOther = async () => {
    for (let file = waiting.shift(); file !== undefined && !signal.aborted; file = waiting.shift()) {
      try {
        if (!(await archived(file))) await one({ name: file, path: file });
      } catch (error) {
        if (signal.aborted) return;
        tally.failed += 1;
        progress.line(
          options.json ? JSON.stringify({ file, outcome: 'failed', message: String(error) }) : `${file}: failed: ${String(error)}`,
        );
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(underWay(options.jobs ?? config.readers.size), files.length) }, oneAfterTheOther));
  progress.stop();
  if (!options.json) console.log(summary(tally, total));
  await tellWaiting(store);
  if (signal.aborted) return 130;
  return tally.unreadable + tally.unrecognised + tally.ambiguous + tally.failed > 0 ? 1 : 0;
}

/** On stderr, also beside JSON: verdicts of older samples are of rules that are no longer in use until something judges them again. */
async function tellWaiting(store: Store): Promise<void> {
  const waiting = await samplesWaiting(store.em());
  if (waiting > 0)
    console.error(
      `leafproof: ${waiting} older ${waiting === 1 ? 'sample waits' : 'samples wait'} to be judged again; a server does it, or leafproof rejudge`,
    );
}

function report(
  progress: Progress,
  file: string,
  { outcome, earlier, reason, certificates, problems, id }: Ingested,
  options: ImportOptions,
) {
  if (options.json) return progress.line(JSON.stringify({ file, id, outcome, earlier, reason, certificates, problems }));
  const words = outcome === 'duplicate' ? `was there before (${earlier})` : outcome;
  const why = problems.find(problem => problem.severity === 'error') ?? problems.find(problem => problem.severity === 'warning');
  const detail = outcome === 'recorded' || why === undefined ? '' : `: ${why.message}`;
  progress.line(`${file}: ${words}${reason ? ` (${reason})` : ''}${detail}`);
}

function summary(tally: Tally, files: number): string {
  const words: [keyof Tally, string][] = [
    ['recorded', 'recorded'],
    ['needs-review', 'wait for review (leafproof review list)'],
    ['duplicate', 'were there before'],
    ['unrecognised', 'hold no certificate that could be understood'],
    ['unreadable', 'could not be read'],
    ['ambiguous', 'are claimed by more than one importer'],
    ['failed', 'failed'],
  ];
  const parts = words.filter(([key]) => tally[key] > 0).map(([key, text]) => `${tally[key]} ${text}`);
  const done = Object.values(tally).reduce((sum, count) => sum + count, 0);
  const rest = done < files ? `; ${files - done} not reached` : '';
  return `${files} ${files === 1 ? 'file' : 'files'}: ${parts.join(', ') || 'nothing done'}${rest}`;
}
