/** Plain text to a sheet: every run of words a cell at its line and column. */
import type { Cell, Sheet } from './document.ts';
import { decodeText } from './encoding.ts';
import { fieldsOf } from './text-fields.ts';
import { runsOf, withoutTabs } from './text-runs.ts';
import { MAX_CELLS, tooManyCells } from './xlsx.ts';

export function readText(bytes: Uint8Array, name: string): Sheet {
  const cells: Cell[] = [];
  const lines = unmarked(unquoted(decodeText(bytes).split(/\r\n|[\n\r\f]/)));
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

const QUOTED = /^ {0,2}(?:> ?)+/;
/** Fewer lines that begin so may each be a number above a limit. */
const FEWEST_QUOTED = 4;

/** Lines that an answer by mail quotes, `> Lead  0.22`, without the marks; each letter keeps its place. */
function unquoted(lines: readonly string[]): string[] {
  const read = [...lines];
  for (let start = 0; start < lines.length; start++) {
    let end = start;
    while (end < lines.length && QUOTED.test(lines[end]!)) end++;
    if (end - start >= FEWEST_QUOTED)
      for (let i = start; i < end; i++) read[i] = lines[i]!.replace(QUOTED, marks => ' '.repeat(marks.length));
    start = Math.max(start, end);
  }
  return read;
}

/** `**Laboratory:** X`, `# Title` of Markdown without the marks, where a text has several; each letter keeps its place. */
function unmarked(lines: readonly string[]): readonly string[] {
  if (lines.filter(line => /\*\*[^*\s][^*]*\*\*/.test(line)).length < 2) return lines;
  return lines.map(line => line.replace(/^#{1,6}(?= )/, marks => ' '.repeat(marks.length)).replace(/\*\*([^*\s][^*]*)\*\*/g, '$1'));
}
