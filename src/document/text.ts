/** Plain text to a sheet: every run of words a cell at its line and column. */
import { decodeText } from './csv.ts';
import type { Cell, Sheet } from './document.ts';
import { MAX_CELLS, tooManyCells } from './xlsx.ts';

const TAB = 8;

export function readText(bytes: Uint8Array, name: string): Sheet {
  const cells: Cell[] = [];
  const lines = decodeText(bytes).split(/\r\n|[\n\r\f]/);
  const fields = fieldsOf(lines);
  lines.forEach((line, index) => {
    for (const { text, column, from } of fields.get(index) ?? runsOf(withoutTabs(line))) {
      const row = index + 1;
      cells.push({ address: `L${row}C${from ?? column}`, row, column, text });
    }
    if (cells.length > MAX_CELLS) throw tooManyCells();
  });
  return { name, cells, layout: 'characters' };
}

/** Words of a line and the column they stand at; `from` is where they are in the file, where that is another. */
interface TextRun {
  readonly text: string;
  readonly column: number;
  readonly from?: number;
}

const FIELD_GAP = 3;
const MARKS = ['|', '\t'] as const;
type Mark = (typeof MARKS)[number];

const isDrawn = (line: string): boolean => /^[\s|+=_*~.:-]*$/.test(line);

/**
 * The lines of tables whose fields are parted by bars or tabs that do not stand below each other (`Lead | ≤2ppm | 0.8ppm |`), each field
 * moved to where the widest of its column lets it stand. Bars drawn below each other are columns as they are.
 */
function fieldsOf(lines: readonly string[]): Map<number, TextRun[]> {
  const fields = new Map<number, TextRun[]>();
  for (const mark of MARKS) {
    for (let start = 0; start < lines.length; start++) {
      let end = start;
      while (end < lines.length && (lines[end]!.split(mark).length > 2 || (end > start && lines[end] !== '' && isDrawn(lines[end]!))))
        end++;
      const rows = lines.slice(start, end).filter(line => !isDrawn(line));
      if (rows.length > 1 && !isLinedUp(rows, mark)) lineUp(lines, start, end, mark, fields);
      start = Math.max(start, end);
    }
  }
  return fields;
}

/** Tabs are fields only where each line has as many: else some stand for what is wider than a stop. */
function isLinedUp(rows: readonly string[], mark: Mark): boolean {
  const count = (line: string): number => line.split(mark).length;
  if (mark === '\t' && rows.some(line => count(line) !== count(rows[0]!))) return true;
  const places = rows.map(line => startsOf(line.split(mark), mark));
  const most = places.reduce((one, next) => (next.length > one.length ? next : one));
  return places.every(own => own.every(at => most.includes(at)));
}

/** Where each field but the first begins. */
const startsOf = (fields: readonly string[], mark: Mark): number[] =>
  fields.slice(1).map((_, i) => withoutTabs(`${fields.slice(0, i + 1).join(mark)}${mark}`).length);

function lineUp(lines: readonly string[], start: number, end: number, mark: Mark, into: Map<number, TextRun[]>): void {
  const parted = lines.slice(start, end).map(line => (isDrawn(line) ? [] : line.split(mark)));
  const most = Math.max(...parted.map(({ length }) => length));
  const widths = Array.from({ length: most }, (_, i) => Math.max(...parted.map(fields => fields[i]?.trim().length ?? 0)));
  const lefts = widths.map((_, i) => 1 + widths.slice(0, i).reduce((sum, width) => sum + width + (width > 0 ? FIELD_GAP : 0), 0));
  parted.forEach((fields, k) => {
    let passed = 0;
    const runs = fields.flatMap((field, i) => {
      const before = passed + field.length - field.trimStart().length;
      passed += field.length + mark.length;
      return runsOf(field.trim()).map(({ text, column }) => ({ text, column: lefts[i]! + column - 1, from: before + column }));
    });
    into.set(start + k, runs);
  });
}

/** Runs of words parted by two blanks or more, or by the bars of a drawn table; lines that are only drawn hold none. */
function runsOf(line: string): TextRun[] {
  const bare = line.replace(/[|│┃║]/g, ' ').replace(/[─━═┼╪╬├┤┌┐└┘┬┴]/g, ' ');
  if (/^[\s+=_*~.:-]*$/.test(bare)) return [];
  return [...bare.matchAll(/\S+(?: \S+)*/g)].map(match => ({ text: match[0], column: match.index + 1 }));
}

function withoutTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let text = '';
  for (const part of line.split(/(\t)/)) text += part === '\t' ? ' '.repeat(TAB - (text.length % TAB)) : part;
  return text;
}
