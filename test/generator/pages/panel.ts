/** Draws one panel: whole, in two halves side by side (the right one with or without headings of its own), or lying on its side. */
import type { Row, TruthRow } from '../certificate.ts';
import type { Paper } from '../paper.ts';
import { type Column, drawTable } from '../table.ts';
import { cellOf, headingOf, inWords, type Look, type Plan, planOf, truthOfRow } from './look.ts';

export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly bottom: number;
  readonly nextPage?: () => number;
  /** The headings again on the next page; so where nothing is said. */
  readonly repeatHeader?: boolean;
}

export type Arrangement = 'whole' | 'halves' | 'halves-bare' | 'sideways';

export interface DrawnPanel {
  readonly y: number;
  readonly rows: readonly TruthRow[];
}

/** Lines a table of these rows takes at most, in points. */
export const heightOf = (rows: readonly Row[], look: Look, share = 1): number =>
  34 + (Math.ceil(rows.length * share) + 2) * (look.rowHeight + look.size * 0.6);

export function drawPanel(
  paper: Paper,
  title: string,
  printed: readonly Row[],
  look: Look,
  arrangement: Arrangement,
  frame: Frame,
): DrawnPanel {
  const rows = printed.map((row, i) => inWords(row, look, look.footnotes && i % 4 === 1));
  const plan = fitting(paper, rows, look, planOf(look, rows), arrangement.startsWith('halves') ? (frame.width - 14) / 2 : frame.width);
  paper.text(frame.x, frame.y, plan.unit === 'title' ? `${title} (${rows[0]!.unit})` : title, { size: look.size + 2.5, bold: true });
  const below = { ...frame, y: frame.y + 6 };
  if (arrangement === 'sideways') return drawSideways(paper, rows, look, plan, below);
  const drawn =
    arrangement === 'whole'
      ? drawRows(paper, rows, look, plan, below, true)
      : drawHalves(paper, rows, look, plan, below, arrangement === 'halves');
  if (!look.footnotes || frame.nextPage === undefined) return drawn;
  paper.text(frame.x, drawn.y + 9, '* Not part of the scope of accreditation.', { size: look.size - 1.2 });
  return { ...drawn, y: drawn.y + 10 };
}

function drawHalves(paper: Paper, rows: readonly Row[], look: Look, plan: Plan, frame: Frame, headed: boolean): DrawnPanel {
  const half = Math.ceil(rows.length / 2);
  const width = (frame.width - 14) / 2;
  const { nextPage: _, ...still } = frame;
  const cells = rows.map((row, i) => plan.kinds.map(kind => cellOf(kind, row, i, look, plan)));
  const headings = plan.kinds.map(kind => headingOf(kind, look, plan, rows));
  const widths = widthsOf(paper, headings, cells, look, width, plan.kinds.indexOf('name'));
  const left = drawRows(paper, rows.slice(0, half), look, plan, { ...still, width }, true, widths);
  const top = headed ? frame.y : left.bodyTop;
  const right = drawRows(paper, rows.slice(half), look, plan, { ...still, y: top, width, x: frame.x + width + 14 }, headed, widths);
  return { y: Math.max(left.y, right.y), rows: [...left.rows, ...right.rows] };
}

const DISPENSABLE = ['beside-too', 'beside', 'method', 'id', 'percent', 'lod', 'lod-loq', 'loq'] as const;

/** Without the columns for which there is no room, so that nothing is drawn over anything. */
export function fitting(paper: Paper, rows: readonly Row[], look: Look, plan: Plan, width: number): Plan {
  const cells = rows.map((row, i) => plan.kinds.map(kind => cellOf(kind, row, i, look, plan)));
  const headings = plan.kinds.map(kind => headingOf(kind, look, plan, rows));
  const widths = widthsOf(paper, headings, cells, look, width, plan.kinds.indexOf('name'));
  const dropped = DISPENSABLE.find(kind => plan.kinds.includes(kind));
  if (dropped === undefined || widths.reduce((sum, one) => sum + one, 0) <= width) return plan;
  return fitting(paper, rows, look, { ...plan, kinds: plan.kinds.filter(kind => kind !== dropped) }, width);
}

interface DrawnRows extends DrawnPanel {
  readonly bodyTop: number;
}

/** The lines of a heading in a column of this width. */
export const wrappedTitle = (paper: Paper, title: string, width: number, { size, headerBold }: Look): string[] =>
  paper.wrap(title, width - 4, { size, bold: headerBold });

export function drawRows(
  paper: Paper,
  rows: readonly Row[],
  look: Look,
  plan: Plan,
  frame: Frame,
  headed: boolean,
  given?: readonly number[],
): DrawnRows {
  const { kinds } = plan;
  const cells = rows.map((row, i) => kinds.map(kind => cellOf(kind, row, i, look, plan)));
  const headings = kinds.map(kind => headingOf(kind, look, plan, rows));
  const widths = given ?? widthsOf(paper, headings, cells, look, frame.width, kinds.indexOf('name'));
  const columns = kinds.map(
    (kind, i): Column => ({
      title: headed ? wrappedTitle(paper, headings[i]!, widths[i]!, look) : [],
      width: widths[i]!,
      align: kind === 'name' || kind === 'id' ? 'left' : look.align,
    }),
  );
  const lines = Math.max(...columns.map(column => column.title.length));
  const table = drawTable(paper, {
    columns,
    rows: cells,
    style: look,
    x: frame.x,
    y: frame.y,
    bottom: frame.bottom,
    ...(frame.nextPage ? { nextPage: frame.nextPage } : {}),
    repeatHeader: frame.repeatHeader ?? true,
  });
  return {
    y: table.y,
    rows: rows.map((row, i) => truthOfRow(row, table.pages[i]!, plan)),
    bodyTop: headed ? frame.y + look.rowHeight + (lines - 1) * look.size * 1.15 : frame.y,
  };
}

/** As wide as their cells and the gap, the names taking what is left or giving what is wanting. */
export function widthsOf(
  paper: Paper,
  headings: readonly string[],
  cells: readonly (readonly string[])[],
  look: Look,
  width: number,
  name: number,
): number[] {
  const style = { size: look.size };
  const longest = (text: string) =>
    Math.max(...text.split(' ').map(word => paper.measure(word, { size: look.size, bold: look.headerBold })));
  const needed = headings.map((heading, i) => {
    const widest = Math.max(longest(heading), ...cells.map(row => paper.measure(row[i]!, style)));
    return widest + (i === name ? 7 : Math.max(look.gap ?? 8, 2.5));
  });
  const sum = needed.reduce((total, one) => total + one, 0);
  const least = Math.max(...cells.flatMap(row => row[name]!.split(' ').map(word => paper.measure(word, style)))) + 8;
  if (sum > width) return needed.map((one, i) => (i === name ? Math.max(least, one - (sum - width)) : one));
  const spare = look.gap === null ? (width - sum) / needed.length : 0;
  return needed.map(one => one + spare);
}

/** Analytes are the columns. Units stand in the labels of the lines. */
function drawSideways(paper: Paper, rows: readonly Row[], look: Look, plan: Plan, frame: Frame): DrawnPanel {
  const unit = rows[0]!.unit;
  const flat: Plan = { kinds: plan.kinds.filter(kind => ['value', 'lod', 'loq', 'limit', 'verdict'].includes(kind)), unit: 'heading' };
  const label = 70;
  const width = (frame.width - label) / rows.length;
  const bold = { size: look.size, bold: look.headerBold };
  const table = drawTable(paper, {
    columns: [
      { title: [look.headings.name], width: label },
      ...rows.map((row): Column => ({ title: paper.wrap(row.name, width - 5, bold), width, align: 'center' })),
    ],
    rows: flat.kinds.map(kind => [
      kind === 'value' ? `${look.headings.value} (${unit})` : look.headings[kind],
      ...rows.map((row, i) => cellOf(kind, row, i, look, flat)),
    ]),
    style: look,
    x: frame.x,
    y: frame.y,
    bottom: frame.bottom,
  });
  return { y: table.y, rows: rows.map(row => truthOfRow(row, table.pages[0]!, flat)) };
}
