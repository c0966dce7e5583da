/**
 * How fast the words of PDF files are read, beside poppler's `pdftotext -bbox` where that is installed:
 *   node bench/read-words.ts FILE…
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { DocumentRefused } from '../src/document/document.ts';
import { readDocument } from '../src/document/read.ts';

const ROUNDS = 5;
const files = process.argv.slice(2).map(path => ({ path, bytes: readFileSync(path) }));

async function readAll(): Promise<number> {
  let pages = 0;
  for (const { path, bytes } of files) {
    try {
      const { content } = await readDocument(bytes, path);
      if (content.kind === 'pages') pages += content.pages.length;
    } catch (error) {
      if (!(error instanceof DocumentRefused)) throw error;
    }
  }
  return pages;
}

function poppler(): void {
  for (const { path } of files) execFileSync('pdftotext', ['-bbox', path, '/dev/null'], { stdio: 'ignore' });
}

async function best(run: () => Promise<unknown> | unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

const pages = await readAll();
const rate = (milliseconds: number): string => `${Math.round((pages / milliseconds) * 1000)} pages/s`;
console.log(`${pages} pages, words with boxes: ${rate(await best(readAll))}`);
try {
  console.log(`pdftotext -bbox, one process a file: ${rate(await best(poppler))}`);
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  console.log('pdftotext is not installed');
}
