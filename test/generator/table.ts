/** Draws a table the way laboratory software does: one or two header lines, wrapped cells, a page break in the middle. */
import type { Align, Paper } from './paper.ts';

export interface Column {
  /** One string a header line. */
  readonly title: readonly string[];
  readonly width: number;
  readonly align?: Align;
}

export interface TableStyle {
  readonly size: number;
  readonly rowHeight: number;
  readonly rules: 'grid' | 'lines' | 'none';
  readonly headerFill: boolean;
  readonly headerBold: boolean;
  /** On which line of a wrapped row the other cells stand. */
  readonly numbersOn: 'first' | 'last';
}

export interface TableInput {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  readonly style: TableStyle;
  readonly x: number;
  readonly y: number;
  /** No row begins below this. */
  readonly bottom: number;
  /** Makes the next page ready and returns where the table goes on; without it the table never breaks. */
  readonly nextPage?: () => number;
  /** The header again after a page break. */
  readonly repeatHeader?: boolean;
}

export interface DrawnTable {
  /** Where the table ends. */
  readonly y: number;
  /** Page of each row. */
  readonly pages: readonly number[];
}

const PADDING = 3;

export function drawTable(paper: Paper, input: TableInput): DrawnTable {
  const { columns, style, x } = input;
  const total = columns.reduce((sum, column) => sum + column.width, 0);
  let y = input.columns.some(column => column.title.length) ? drawHeader(paper, input, input.y) : input.y;
  const pages: number[] = [];
  for (const row of input.rows) {
    const wrapped = row.map((cell, i) => paper.wrap(cell, columns[i]!.width - 2 * PADDING, { size: style.size }));
    const lines = Math.max(...wrapped.map(cell => cell.length), 1);
    const height = style.rowHeight + (lines - 1) * style.size * 1.15;
    if (y + height > input.bottom && input.nextPage) {
      y = input.nextPage();
      if (input.repeatHeader) y = drawHeader(paper, input, y);
    }
    pages.push(paper.page);
    wrapped.forEach((cell, i) => {
      const offset = cell.length === 1 && style.numbersOn === 'last' ? lines - 1 : 0;
      cell.forEach((text, k) => {
        drawCell(
          paper,
          text,
          left(columns, x, i),
          columns[i]!,
          y + style.rowHeight * 0.7 + (offset + k) * style.size * 1.15,
          style.size,
          false,
        );
      });
    });
    drawRules(paper, style, columns, x, y, height, total);
    y += height;
  }
  return { y, pages };
}

function drawHeader(paper: Paper, input: TableInput, y: number): number {
  const { columns, style, x } = input;
  const lines = Math.max(...columns.map(column => column.title.length));
  const height = style.rowHeight + (lines - 1) * style.size * 1.15;
  const total = columns.reduce((sum, column) => sum + column.width, 0);
  if (style.headerFill) paper.fill(x, y, total, height);
  columns.forEach((column, i) => {
    column.title.forEach((text, k) => {
      drawCell(paper, text, left(columns, x, i), column, y + style.rowHeight * 0.7 + k * style.size * 1.15, style.size, style.headerBold);
    });
  });
  if (style.rules === 'grid') paper.line(x, y, x + total, y);
  drawRules(paper, style, columns, x, y, height, total);
  return y + height;
}

function drawCell(paper: Paper, text: string, start: number, column: Column, baseline: number, size: number, bold: boolean): void {
  if (text === '') return;
  const align = column.align ?? 'left';
  const at = align === 'left' ? start + PADDING : align === 'right' ? start + column.width - PADDING : start + column.width / 2;
  paper.text(at, baseline, text, { size, bold, align });
}

function drawRules(paper: Paper, style: TableStyle, columns: readonly Column[], x: number, y: number, height: number, total: number): void {
  if (style.rules === 'none') return;
  paper.line(x, y + height, x + total, y + height, 0.4);
  if (style.rules !== 'grid') return;
  for (let i = 0; i <= columns.length; i++) paper.line(left(columns, x, i), y, left(columns, x, i), y + height, 0.4);
}

function left(columns: readonly Column[], x: number, index: number): number {
  return columns.slice(0, index).reduce((sum, column) => sum + column.width, x);
}
