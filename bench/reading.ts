/** How fast certificates are read, beside tools that only take the text out of the same files. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { PDFParse } from 'pdf-parse';
import { fallback, importers } from '../importers/index.ts';
import { DocumentRefused } from '../src/document/document.ts';
import { withPdf } from '../src/document/pdfium.ts';
import { readAndUnderstand } from '../src/document/understand.ts';
import { createReaderPool } from '../src/ingest/pool.ts';
import { race, report } from './stopwatch.ts';

const root = join(import.meta.dirname, '..');
const corpus = process.env.LEAFPROOF_CORPUS ?? join(root, '..', 'shared', 'corpus');

interface Source {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export async function reading({ small }: { readonly small: boolean }): Promise<void> {
  const sources = await readable(small ? certificates().slice(0, 20) : certificates());
  const rounds = small ? 2 : 5;
  const pages = await pagesOf(sources);
  console.log(`${sources.length} files, ${pages} pages, best of ${rounds} rounds`);
  const rate = (milliseconds: number): string => `${((1000 * pages) / milliseconds).toFixed(0)} pages/s`;

  const poppler = hasPoppler();
  const first = await race(rounds, {
    ours: () => readAll(sources, false),
    bare: poppler ? () => popplerAll(sources) : () => bareAll(sources),
  });
  const yardstick = poppler ? 'pdftotext -bbox' : 'the bare text of PDFium (pdftotext is not installed)';
  console.log(`words, tables, interpretation, checks: ${rate(first.ours)}; ${yardstick}: ${rate(first.bare)}`);
  report(`primary reading / ${yardstick}`, first.bare / first.ours, { atLeast: 0.6 });

  const second = await race(rounds, { both: () => readAll(sources, true), alone: () => secondAll(sources) });
  console.log(`with the second engine: ${rate(second.both)}; the second engine alone: ${rate(second.alone)}`);
  report('reading with cross-check / second engine alone', second.alone / second.both, { atLeast: 0.65 });

  await processes(sources, rounds, small ? 40 : 120);
  await cold(sources, rounds);
}

/** Own samples, and real certificates where they are at hand. */
function certificates(): string[] {
  const own = globSync(['importers/*/samples/*.pdf', 'samples/*.pdf'], { cwd: root }).sort();
  const real = existsSync(corpus) ? globSync('pdf/*.pdf', { cwd: corpus }).sort() : [];
  return [...own.map(path => join(root, path)), ...real.map(path => join(corpus, path))];
}

/** Files that are refused (scans) would count as read in no time. */
async function readable(paths: readonly string[]): Promise<Source[]> {
  const sources: Source[] = [];
  for (const path of paths) {
    const bytes = readFileSync(path);
    try {
      await readAndUnderstand(bytes, path, {}, { importers, fallback });
      sources.push({ path, bytes });
    } catch (error) {
      if (!(error instanceof DocumentRefused)) throw error;
    }
  }
  return sources;
}

async function pagesOf(sources: readonly Source[]): Promise<number> {
  let pages = 0;
  for (const { bytes } of sources) pages += await withPdf(bytes, pdf => pdf.pageCount);
  return pages;
}

async function readAll(sources: readonly Source[], crossCheck: boolean): Promise<void> {
  for (const { path, bytes } of sources) await readAndUnderstand(bytes, path, { crossCheck }, { importers, fallback });
}

const hasPoppler = (): boolean => spawnSync('pdftotext', ['-v'], { stdio: 'ignore' }).error === undefined;

function popplerAll(sources: readonly Source[]): void {
  for (const { path } of sources) execFileSync('pdftotext', ['-bbox', path, '/dev/null'], { stdio: 'ignore' });
}

/** Every letter of every page, without places or meaning. */
async function bareAll(sources: readonly Source[]): Promise<void> {
  for (const { bytes } of sources) {
    await withPdf(bytes, ({ lib: { api }, document, pageCount }) => {
      for (let index = 0; index < pageCount; index++) {
        const page = api.FPDF_LoadPage(document, index);
        const text = api.FPDFText_LoadPage(page);
        const letters = api.FPDFText_CountChars(text);
        for (let letter = 0; letter < letters; letter++) api.FPDFText_GetUnicode(text, letter);
        api.FPDFText_ClosePage(text);
        api.FPDF_ClosePage(page);
      }
    });
  }
}

/** What the package does for whoever takes the text of a file with it, all its options left alone. */
async function secondAll(sources: readonly Source[]): Promise<void> {
  for (const { bytes } of sources) {
    const parser = new PDFParse({ data: new Uint8Array(bytes) });
    await parser.getText();
    await parser.destroy();
  }
}

/** Warm, and with enough work that neither the start of a process counts nor who reads the last file. */
async function processes(sources: readonly Source[], rounds: number, fewest: number): Promise<void> {
  const pools = { one: createReaderPool({ size: 1 }), two: createReaderPool({ size: 2 }) };
  const work = Array.from({ length: Math.ceil(fewest / sources.length) }, () => sources).flat();
  const read = (pool: ReturnType<typeof createReaderPool>) => Promise.all(work.map(({ path, bytes }) => pool.read({ name: path, bytes })));
  try {
    // each child compiles while it reads its first files
    await Promise.all([read(pools.one), read(pools.two)]);
    const times = await race(rounds, { one: () => read(pools.one), two: () => read(pools.two) });
    console.log(`${work.length} readings; cores of this machine: ${availableParallelism()}, its load before: ${loadavg()[0]?.toFixed(1)}`);
    report('two reader processes / one', times.one / times.two, { atLeast: 1.6 });
  } finally {
    await Promise.all([pools.one.close(), pools.two.close()]);
  }
}

/** Starting the program, reading one file of five pages, printing it. */
async function cold(sources: readonly Source[], rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'leafproof-bench-'));
  const file = join(folder, 'five-pages.pdf');
  try {
    writeFileSync(file, await fivePages(sources));
    const check = (script: string) =>
      execFileSync(process.execPath, [join(root, script), 'check', '--json', file], { stdio: ['ignore', 'pipe', 'inherit'] });
    check('scripts/leafproof.mjs'); // compiles what has changed
    const times = await race(rounds, { check: () => check('dist/src/cli.js') });
    report('cold check of a file of five pages', times.check / 1000, { below: 1.5 }, ' s');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fivePages(sources: readonly Source[]): Promise<Uint8Array> {
  const target = await PDFDocument.create();
  for (const { bytes } of sources) {
    const source = await PDFDocument.load(bytes, { ignoreEncryption: true });
    const wanted = source.getPageIndices().slice(0, 5 - target.getPageCount());
    for (const page of await target.copyPages(source, wanted)) target.addPage(page);
    if (target.getPageCount() === 5) break;
  }
  return target.save();
}
