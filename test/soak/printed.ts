/** What a file prints, by other means than those it is read with: poppler for PDF where it is installed, the bare text of the other formats. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { readAside } from '../../src/document/second-engine.ts';
import type { Format } from './mutate.ts';

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u2212\u2010-\u2014]/gu, '-')
    .replace(/[\s^]+/gu, '');

/** Which of the texts the file prints nowhere, blanks and raised digits aside. A damaged PDF prints what one of two other programs finds in it. */
export async function missing(format: Format, bytes: Uint8Array, wanted: ReadonlySet<string>): Promise<string[]> {
  const left = (texts: readonly string[], of: readonly string[]) => {
    const printed = texts.map(plain);
    return of.filter(text => !printed.some(whole => whole.includes(plain(text)) || holdsLines(whole, text)));
  };
  if (format !== 'pdf') return left(textsOf(format, bytes), [...wanted]);
  const inStream = left([poppler(bytes, '-raw')], [...wanted]);
  if (inStream.length === 0) return [];
  const lines = poppler(bytes, '-layout').split('\n');
  const inCells = inStream.filter(text => !standsInCell(lines, text.split(' ')));
  return inCells.length === 0 ? [] : left(await secondEngine(bytes), inCells);
}

/** The words stand in lines below each other that begin at one place and fill their cell, as a name that wraps; a line of the next cell may come between. */
function standsInCell(lines: readonly string[], words: readonly string[]): boolean {
  const from = (word: number, line: number, column: number): boolean =>
    words.slice(word).some((_, more) => {
      const end = word + more + 1;
      if (!fillsCell(lines[line] ?? '', column, words.slice(word, end).join(' '))) return false;
      return end === words.length || [1, 2].some(down => [-1, 0, 1].some(aside => from(end, line + down, column + aside)));
    });
  return lines.some((text, line) => [...text.matchAll(/(?<=^|\s\s)\S/g)].some(({ index }) => from(0, line, index)));
}

const fillsCell = (line: string, column: number, text: string): boolean =>
  line.startsWith(text, column) &&
  /^(?:\s\s|$)/.test(line.slice(column + text.length)) &&
  /^(?:|.*\s)$/.test(line.slice(0, Math.max(0, column)));

/** A text of four words or more, as names are that wrap, may be drawn with other cells between its two lines, of two words or more each. */
function holdsLines(whole: string, text: string): boolean {
  const words = text.split(' ');
  if (words.length < 4) return false;
  return words
    .slice(2, -1)
    .some((_, i) => [words.slice(0, i + 2), words.slice(i + 2)].every(line => whole.includes(plain(line.join(' ')))));
}

function textsOf(format: Format, bytes: Uint8Array): string[] {
  if (format === 'xlsx') {
    return Object.values(sheets(bytes)).map(xml => unescaped(strFromU8(xml)));
  }
  const text = strFromU8(bytes);
  // bytes that are no UTF-8 are those of a code page
  if (format === 'csv' && text.includes('\ufffd')) return ['windows-1250', 'windows-1252'].map(page => new TextDecoder(page).decode(bytes));
  return format === 'csv' ? [text, text.replaceAll('""', '"')] : [text, ...strings(text)];
}

/** A workbook is read although a part of it that nobody needs is damaged. */
const sheets = (bytes: Uint8Array): Record<string, Uint8Array> =>
  unzipSync(bytes, { filter: ({ name }) => /^xl\/(worksheets|sharedStrings)/.test(name) });

/** Empty where poppler is not installed or cannot open the file. */
function poppler(bytes: Uint8Array, order: '-raw' | '-layout'): string {
  const folder = mkdtempSync(join(tmpdir(), 'leafproof-soak-'));
  try {
    const file = join(folder, 'file.pdf');
    writeFileSync(file, bytes);
    return spawnSync('pdftotext', [order, file, '-'], { encoding: 'utf8', timeout: 10_000, maxBuffer: 1 << 26 }).stdout ?? '';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In its thread, as it may fail once more over a damaged file when it has long answered. What PDFium can mend it refuses; poppler has the word then. */
async function secondEngine(bytes: Uint8Array): Promise<readonly string[]> {
  const reading = readAside(bytes);
  try {
    const answer = await reading.texts;
    return 'texts' in answer ? answer.texts : [];
  } finally {
    reading.drop();
  }
}

const unescaped = (xml: string): string =>
  xml
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

/** JSON writes a sign in more than one way. */
function strings(text: string): string[] {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"/g)].flatMap(([literal]) => {
    try {
      return [JSON.parse(literal) as string];
    } catch (error) {
      if (error instanceof SyntaxError) return [];
      throw error;
    }
  });
}
