/** Plain text to a sheet: every run of words a cell at its line and column. */
import { decodeText } from './csv.ts';
import type { Cell, Sheet } from './document.ts';
import { fieldsOf } from './text-fields.ts';
import { runsOf, withoutTabs } from './text-runs.ts';
import { MAX_CELLS, tooManyCells } from './xlsx.ts';

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
