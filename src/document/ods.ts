/** OpenDocument spreadsheets to sheets of cells, each as displayed: the file holds what its program showed. */
import type { Problem } from '../coa/problem.ts';
import type { Cell, Sheet } from './document.ts';
import { DocumentRefused } from './document.ts';
import { addColumns, columnName, MAX_CELLS, MAX_COLUMNS, type SheetRead, tooManyCells, withoutHidden } from './xlsx.ts';
import { type Tag, visitXml } from './xml.ts';
import { unzip } from './zip.ts';

export function readOds(bytes: Uint8Array): { sheets: Sheet[]; problems: Problem[] } {
  const content = unzip(bytes, name => name === 'content.xml').get('content.xml');
  if (!content) throw new DocumentRefused('broken-file', 'The spreadsheet has no content. Save it again, or send its table as CSV.');
  const reader = new Reader();
  visitXml(new TextDecoder().decode(content), reader);
  return withoutHidden(reader.tables);
}

interface Table extends SheetRead {
  readonly shown: Cell[];
  readonly unseen: Cell[];
  readonly hiddenColumns: Set<number>;
}

/** Rows and cells said to stand again; a sheet that is filled to its end repeats empty ones by the million. */
const MOST_REPEATED = 200;

class Reader {
  readonly tables: Table[] = [];
  readonly #unshownStyles = new Set<string>();
  #style = '';
  #row = 0;
  #rows = 1;
  #rowHidden = false;
  #rowCells: { column: number; text: string }[] = [];
  #column = 0;
  #columns = 1;
  #listed = 0;
  #cells = 0;
  #date: string | undefined;
  #text: string | null = null;
  #inText = 0;
  #inNote = 0;

  open({ name, attributes }: Tag): void {
    const times = (key: string): number => Math.max(1, Number(attributes.get(key) ?? 1) || 1);
    const isUnseen = /^(?:collapse|filter)$/.test(attributes.get('table:visibility') ?? '');
    switch (name) {
      case 'style':
        this.#style = attributes.get('style:name') ?? '';
        break;
      case 'table-properties':
        if (attributes.get('table:display') === 'false') this.#unshownStyles.add(this.#style);
        break;
      case 'table': {
        const hidden = this.#unshownStyles.has(attributes.get('table:style-name') ?? '');
        this.tables.push({ name: attributes.get('table:name') ?? '', hidden, shown: [], unseen: [], hiddenColumns: new Set() });
        this.#row = 0;
        this.#listed = 0;
        break;
      }
      case 'table-column': {
        const count = times('table:number-columns-repeated');
        if (isUnseen) addColumns(this.tables.at(-1)?.hiddenColumns, this.#listed + 1, this.#listed + count);
        this.#listed += count;
        break;
      }
      case 'table-row':
        this.#rows = times('table:number-rows-repeated');
        this.#rowHidden = isUnseen;
        this.#rowCells = [];
        this.#column = 0;
        break;
      case 'table-cell':
      case 'covered-table-cell':
        this.#columns = times('table:number-columns-repeated');
        this.#date = attributes.get('office:value-type') === 'date' ? attributes.get('office:date-value') : undefined;
        this.#text = '';
        break;
      case 'annotation':
        this.#inNote++;
        break;
      case 'p':
        if (this.#text !== null && this.#text !== '') this.#text += ' ';
        this.#inText++;
        break;
      case 's':
      case 'tab':
      case 'line-break':
        if (this.#text !== null && this.#inNote === 0) this.#text += ' ';
        break;
      default:
    }
  }

  text(text: string): void {
    if (this.#text !== null && this.#inText > 0 && this.#inNote === 0) this.#text += text;
  }

  close(name: string): void {
    if (name === 'p') this.#inText--;
    if (name === 'annotation') this.#inNote--;
    if (name === 'table-cell' || name === 'covered-table-cell') this.#endCell();
    if (name === 'table-row') this.#endRow();
  }

  #endCell(): void {
    const text = (this.#date?.replace(/T00:00:00.*$/, '').replace('T', ' ') ?? this.#text ?? '').replace(/\s+/g, ' ').trim();
    this.#text = null;
    if (text !== '')
      for (let i = 1; i <= Math.min(this.#columns, MOST_REPEATED); i++) this.#rowCells.push({ column: this.#column + i, text });
    this.#column += this.#columns;
  }

  #endRow(): void {
    const table = this.tables.at(-1);
    const first = this.#row;
    this.#row += this.#rows;
    if (!table || this.#rowCells.length === 0) return;
    for (let row = first + 1; row <= first + Math.min(this.#rows, MOST_REPEATED); row++) {
      for (const { column, text } of this.#rowCells) {
        if (column > MAX_COLUMNS || ++this.#cells > MAX_CELLS) throw tooManyCells();
        const into = this.#rowHidden || table.hiddenColumns.has(column) ? table.unseen : table.shown;
        into.push({ address: `${columnName(column)}${row}`, row, column, text });
      }
    }
  }
}
