/** Plain text to a sheet: every run of words a cell at its line and column. */
import { decodeText } from './csv.ts';
import type { Cell, Sheet } from './document.ts';
import { MAX_CELLS, tooManyCells } from './xlsx.ts';

const TAB = 8;

export function readText(bytes: Uint8Array, name: string): Sheet {
  const cells: Cell[] = [];
  decodeText(bytes)
    .split(/\r\n|[\n\r\f]/)
    .forEach((line, index) => {
      for (const { text, column } of runsOf(withoutTabs(line))) {
        const row = index + 1;
        cells.push({ address: `L${row}C${column}`, row, column, text });
      }
      if (cells.length > MAX_CELLS) throw tooManyCells();
    });
  return { name, cells, layout: 'characters' };
}

/** Runs of words parted by two blanks or more, or by the bars of a drawn table; lines that are only drawn hold none. */
function runsOf(line: string): { text: string; column: number }[] {
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
