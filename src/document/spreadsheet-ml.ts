/** A workbook as XML of Excel 2003, which laboratory systems still export, often named .xls: to sheets of cells, each as displayed. */
import type { Problem } from '../coa/problem.ts';
import type { Cell, Sheet } from './document.ts';
import { decodeText } from './encoding.ts';
import { displayNumber } from './number-format.ts';
import { addColumns, columnName, MAX_CELLS, MAX_COLUMNS, type SheetRead, tooManyCells, withoutHidden } from './xlsx.ts';
import { visitXml } from './xml.ts';

/** Formats that these files call by a name of their own. */
const NAMED: Readonly<Record<string, string>> = {
  'general number': 'General',
  'short date': 'yyyy-mm-dd',
  'long date': 'yyyy-mm-dd',
  'medium date': 'yyyy-mm-dd',
  'general date': 'yyyy-mm-dd h:mm',
  fixed: '0.00',
  standard: '#,##0.00',
  percent: '0.00%',
  scientific: '0.00E+00',
};

interface OpenSheet extends SheetRead {
  readonly shown: Cell[];
  readonly unseen: Cell[];
  readonly hiddenColumns: Set<number>;
  hidden: boolean;
}

export function readSpreadsheetMl(bytes: Uint8Array): { sheets: Sheet[]; problems: Problem[] } {
  const reader = new Reader();
  visitXml(decodeText(bytes), reader);
  return withoutHidden(reader.sheets);
}

const isPlace = (index: number): boolean => Number.isSafeInteger(index) && index >= 1;

class Reader {
  readonly sheets: OpenSheet[] = [];
  readonly #formats = new Map<string, string>();
  #style = '';
  #cells = 0;
  #row = 0;
  #rowHidden = false;
  #column = 0;
  #across = 0;
  #listed = 0;
  #cellStyle = '';
  #type = '';
  #text: string | null = null;
  #inVisible = false;

  open({ name, attributes }: { readonly name: string; readonly attributes: ReadonlyMap<string, string> }): void {
    const at = (key: string): string | undefined => attributes.get(`ss:${key}`) ?? attributes.get(key);
    const hidden = at('Hidden') === '1';
    switch (name) {
      case 'Style':
        this.#style = at('ID') ?? '';
        break;
      case 'NumberFormat':
        this.#formats.set(this.#style, NAMED[(at('Format') ?? '').toLowerCase()] ?? at('Format') ?? 'General');
        break;
      case 'Worksheet':
        this.sheets.push({ name: at('Name') ?? '', shown: [], unseen: [], hiddenColumns: new Set(), hidden: false });
        this.#row = 0;
        this.#listed = 0;
        break;
      case 'Column': {
        const from = Number(at('Index') ?? this.#listed + 1);
        this.#listed = from + Number(at('Span') ?? 0);
        if (hidden) addColumns(this.sheets.at(-1)?.hiddenColumns, from, this.#listed);
        break;
      }
      case 'Row':
        this.#row = Number(at('Index') ?? this.#row + 1);
        this.#rowHidden = hidden;
        this.#column = 0;
        this.#across = 0;
        break;
      case 'Cell':
        this.#column = Number(at('Index') ?? this.#column + this.#across + 1);
        this.#across = Number(at('MergeAcross') ?? 0);
        this.#cellStyle = at('StyleID') ?? '';
        break;
      case 'Data':
        this.#type = at('Type') ?? 'String';
        this.#text = '';
        break;
      case 'Visible':
        this.#inVisible = true;
        break;
      default:
    }
  }

  text(text: string): void {
    if (this.#text !== null) this.#text += text;
    const sheet = this.sheets.at(-1);
    if (this.#inVisible && sheet && /hidden/i.test(text)) sheet.hidden = true;
  }

  close(name: string): void {
    if (name === 'Visible') this.#inVisible = false;
    if (name !== 'Data' || this.#text === null) return;
    const text = this.#shown(this.#text).trim();
    this.#text = null;
    const sheet = this.sheets.at(-1);
    const [row, column] = [this.#row, this.#column];
    if (text === '' || !sheet || !isPlace(row) || !isPlace(column)) return;
    if (column > MAX_COLUMNS || ++this.#cells > MAX_CELLS) throw tooManyCells();
    const into = this.#rowHidden || sheet.hiddenColumns.has(column) ? sheet.unseen : sheet.shown;
    into.push({ address: `${columnName(column)}${row}`, row, column, text });
  }

  #shown(text: string): string {
    if (this.#type === 'DateTime') return text.replace(/T00:00:00(?:\.0+)?$/, '').replace(/T(\d\d:\d\d).*$/, ' $1');
    if (this.#type === 'Boolean') return text.trim() === '1' ? 'TRUE' : 'FALSE';
    return this.#type === 'Number' ? displayNumber(text, this.#formats.get(this.#cellStyle) ?? 'General') : text;
  }
}
