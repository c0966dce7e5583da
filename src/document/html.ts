/** A saved web page to a sheet: its lines of text and the cells of its tables. Nothing in it is run or fetched. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import type { Problem } from '../coa/problem.ts';
import { type Cell, DocumentRefused, type Sheet } from './document.ts';
import { decodeText } from './encoding.ts';
import { gridCells, gridRows } from './html-grids.ts';
import { markHidden } from './html-hidden.ts';
import { raised, settleRaised } from './raised.ts';
import { readText } from './text.ts';
import { columnName, isSaidOfEach, MAX_CELLS, MAX_COLUMNS, tooManyCells } from './xlsx.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const MAX_DEPTH = 400;
const MAX_SPAN = 100;

const UNSEEN: ReadonlySet<string> = new Set(
  'script style template noscript head iframe object embed svg math select textarea audio video canvas'.split(' '),
);
const BLOCKS: ReadonlySet<string> = new Set(
  'address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul caption'.split(
    ' ',
  ),
);

const isElement = (node: Node): node is Element => 'tagName' in node;
const attribute = (element: Element, name: string): string => element.attrs.find(attr => attr.name === name)?.value ?? '';
const isHidden = (element: Element): boolean =>
  element.attrs.some(attr => attr.name === 'hidden') || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribute(element, 'style'));

/** Text that keeps its blanks (`<pre>`) is a sheet of its own, laid out by its letters. */
export function readHtml(bytes: Uint8Array, name: string): { sheets: Sheet[]; problems: Problem[] } {
  const { childNodes } = parse(decodeText(bytes));
  markHidden(childNodes);
  const page = new PageText();
  page.read(childNodes, 0);
  page.endLine();
  const problems: Problem[] = page.hidNumbers
    ? [
        {
          code: 'invisible-text',
          severity: 'warning',
          message: 'The page holds text with numbers that a browser does not show; it was left out. Compare with the page.',
        },
      ]
    : [];
  const typed = page.typed.length > 0 ? [readText(Buffer.from(page.typed.join('\n\n')), name)] : [];
  return { sheets: [...(page.cells.length > 0 || typed.length === 0 ? [{ name, cells: page.cells }] : []), ...typed], problems };
}

/** The text of a page in the order of its source, a row for each line of text and for each row of a table. */
class PageText {
  readonly cells: Cell[] = [];
  /** Of each `<pre>` with columns. */
  readonly typed: string[] = [];
  hidNumbers = false;
  #row = 1;
  #line = '';
  /** Where the next line of text stands: beside its term in a list of terms. */
  #column = 1;

  read(nodes: readonly Node[], depth: number): void {
    if (depth > MAX_DEPTH) throw new DocumentRefused('unsafe-content', `The page is nested more than ${MAX_DEPTH} levels deep.`);
    for (const node of nodes) {
      if (node.nodeName === '#text' && 'value' in node) this.#line += node.value;
      else if (isElement(node)) this.#element(node, depth);
    }
  }

  endLine(): void {
    const texts = this.#line.split(BETWEEN_TABS).map(tidy);
    this.#line = '';
    if (texts.every(text => text === '')) return;
    texts.forEach((text, i) => {
      this.#put(this.#row, this.#column + i, text);
    });
    if (this.#column === 1) this.#row++;
  }

  #element(element: Element, depth: number): void {
    const { tagName } = element;
    if (UNSEEN.has(tagName)) return;
    if (isHidden(element)) {
      this.hidNumbers ||= /\d/.test(textOf(element, depth));
      return;
    }
    if (tagName === 'table' && !holdsTable(element, depth)) this.#table(element, depth);
    else if (tagName === 'sup') this.#line += raised(textOf(element, depth));
    else if (tagName === 'input') this.#line += ` ${typedIn(element)} `;
    else if (tagName === 'dt' || tagName === 'dd') this.#term(element, depth);
    else if (tagName === 'pre' && keepsColumns(element, depth))
      this.typed.push(settleRaised(textOf(element, depth).replaceAll(LINE_END, '\n')));
    else {
      const rows = gridRows(element) ?? labelledRow(element, depth);
      if (rows) {
        this.#grid(rows, depth);
        return;
      }
      const isBlock = BLOCKS.has(tagName);
      if (isBlock) this.endLine();
      this.read(element.childNodes, depth + 1);
      if (isBlock) this.endLine();
    }
  }

  /** `<dt>Lot</dt><dd>A1</dd>` stand side by side. */
  #term(element: Element, depth: number): void {
    this.endLine();
    const text = tidy(textOf(element, depth));
    if (element.tagName === 'dt') {
      this.#put(this.#row, 1, text);
      this.#row++;
    } else this.#put(Math.max(1, this.#row - 1), 2, text);
  }

  #grid(rows: readonly (readonly Element[])[], depth: number): void {
    this.endLine();
    this.#row++;
    for (const cells of rows) {
      const row = this.#row++;
      cells.forEach((cell, i) => {
        if (isHidden(cell)) this.hidNumbers ||= /\d/.test(textOf(cell, depth));
        else this.#put(row, i + 1, tidy(textOf(cell, depth)));
      });
    }
    this.#row++;
  }

  #table(table: Element, depth: number): void {
    this.endLine();
    this.#row++;
    const taken = new Map<number, Set<number>>();
    const first = this.#row;
    const rows = descendants(table, depth, 'tr', 'caption');
    for (const element of rows) {
      if (element.tagName === 'caption') {
        this.#put(this.#row++, 1, tidy(textOf(element, depth)));
        continue;
      }
      const row = this.#row++;
      let column = 1;
      const cells = element.childNodes.filter(cell => isElement(cell)).filter(({ tagName }) => /^t[dh]$/.test(tagName));
      const inLines = cells.some(cell => holdsLabels(textOf(cell, depth))) && cells.every(cell => spanOf(cell, 'rowspan') === 1);
      for (const cell of cells) {
        while (taken.get(row)?.has(column)) column++;
        if (!isHidden(cell)) this.#lines(row, column, textOf(cell, depth), inLines);
        else this.hidNumbers ||= /\d/.test(textOf(cell, depth));
        const [across, down] = [spanOf(cell, 'colspan'), spanOf(cell, 'rowspan')];
        // a unit or a verdict beside several rows is that of each
        const said = down > 1 && cell.tagName === 'td' && !isHidden(cell) ? tidy(textOf(cell, depth)) : '';
        if (isSaidOfEach(said)) for (let r = row + 1; r < Math.min(row + down, first + rows.length); r++) this.#put(r, column, said);
        for (let r = row; r < row + down; r++) {
          const columns = taken.get(r) ?? new Set();
          for (let c = column; c < column + across; c++) columns.add(c);
          taken.set(r, columns);
        }
        column += across;
      }
    }
    if (this.#row > first) this.#row++;
  }

  /** A cell that holds a line for each of its labels takes a row for each. */
  #lines(row: number, column: number, text: string, inLines: boolean): void {
    const lines = inLines ? linesOf(text) : [tidy(text)];
    lines.forEach((line, i) => {
      this.#put(row + i, column, line);
    });
    this.#row = Math.max(this.#row, row + lines.length);
  }

  #put(row: number, column: number, text: string): void {
    if (text === '') return;
    if (column > MAX_COLUMNS || this.cells.length >= MAX_CELLS) throw tooManyCells();
    this.cells.push({ address: `${columnName(column)}${row}`, row, column, text });
  }
}

/** Word processors save the tabs of a line (`Client⇥Example Elm⇥Lot⇥EE-1`); the blanks of a source begin its lines. */
const BETWEEN_TABS = /(?<=\S)\t+(?=\S)/;

/** A private letter that marks, until a text is tidied, where a line of a cell ends. */
const LINE_END = '\ue000';

const tidy = (text: string): string =>
  settleRaised(text)
    .replace(/[\s\u00a0\ue000]+/g, ' ')
    .trim();

/** `<span>Report ID</span><span>R-1</span>`, set apart by the page's style. */
function labelledRow(element: Element, depth: number): Element[][] | null {
  const cells = element.childNodes.length === 2 ? gridCells(element) : null;
  if (!cells?.every(({ tagName }) => /^(?:span|b|strong|label)$/.test(tagName))) return null;
  return /^\p{L}[^\d]{1,40}$/u.test(tidy(textOf(cells[0]!, depth))) ? [cells] : null;
}

/** Lines of which three or more hold words that two blanks part. */
const keepsColumns = (pre: Element, depth: number): boolean =>
  textOf(pre, depth)
    .replaceAll(LINE_END, '\n')
    .split(/\r?\n/)
    .filter(line => /\S {2,}\S/.test(line)).length >= 3;

const linesOf = (text: string): string[] =>
  text
    .split(LINE_END)
    .map(tidy)
    .filter(line => line !== '');

/** Two lines or more with a label and its value, `Report: R-1`. */
const holdsLabels = (text: string): boolean => linesOf(text).filter(line => /^\p{L}[^:]{1,40}:\s*\S/u.test(line)).length >= 2;

/** What a field of a form shows. */
const typedIn = (input: Element): string =>
  /^(?:|text|number|date|search|email|url|tel)$/i.test(attribute(input, 'type')) ? attribute(input, 'value') : '';

const spanOf = (cell: Element, name: string): number => {
  const span = Number(attribute(cell, name) || 1);
  return Number.isInteger(span) && span >= 1 ? Math.min(span, MAX_SPAN) : 1;
};

const holdsTable = (table: Element, depth: number): boolean => descendants(table, depth, 'table').length > 0;

function descendants(element: Element, depth: number, ...names: string[]): Element[] {
  if (depth > MAX_DEPTH) throw new DocumentRefused('unsafe-content', `The page is nested more than ${MAX_DEPTH} levels deep.`);
  return element.childNodes.flatMap(child => {
    if (!isElement(child) || UNSEEN.has(child.tagName) || isHidden(child)) return [];
    return names.includes(child.tagName) ? [child] : descendants(child, depth + 1, ...names);
  });
}

/** What a browser shows of the element, raised text as `10^4`, lines parted by a blank. */
function textOf(element: Element, depth: number): string {
  if (depth > MAX_DEPTH) throw new DocumentRefused('unsafe-content', `The page is nested more than ${MAX_DEPTH} levels deep.`);
  return element.childNodes
    .map(node => {
      if (node.nodeName === '#text' && 'value' in node) return node.value;
      if (!isElement(node) || UNSEEN.has(node.tagName) || isHidden(node)) return '';
      const inner = textOf(node, depth + 1);
      if (node.tagName === 'sup') return raised(inner);
      if (node.tagName === 'br') return LINE_END;
      if (node.tagName === 'input') return ` ${typedIn(node)} `;
      return BLOCKS.has(node.tagName) ? `${LINE_END}${inner}${LINE_END}` : inner;
    })
    .join('');
}
