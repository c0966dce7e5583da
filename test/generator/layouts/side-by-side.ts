/** Two tables side by side for one panel; the second one repeats the header or has none of its own. */
import { type Row, type TruthRow, truthRow } from '../certificate.ts';
import { drawFoot, drawHead, headStyle } from '../head.ts';
import { byPanel, type Drawn, type Layout, PANEL_TITLES, truthOf } from '../layout.ts';
import { Paper } from '../paper.ts';
import type { Random } from '../random.ts';
import { type Column, drawTable, type TableStyle } from '../table.ts';

export const sideBySide: Layout = {
  id: 'side-by-side',
  importer: 'any-laboratory',
  async draw(certificate, vary): Promise<Drawn> {
    const paper = await Paper.create(vary.pick(['condensed', 'sans']), vary.pick(['a4', 'letter']), 'Sample LIMS');
    const style = headStyle(vary);
    const sample = certificate.samples[0]!;
    const repeat = vary.chance(0.5);
    const unitBelow = vary.chance(0.6);
    const table = tableStyle(vary);
    let y = drawHead(paper, certificate, sample, style);
    const results: TruthRow[] = [];
    for (const [panel, rows] of byPanel(sample.rows)) {
      const height = 30 + (Math.ceil(rows.length / (rows.length > 3 ? 2 : 1)) + 1) * table.rowHeight;
      if (y + height > paper.height - 74) {
        drawFoot(paper, certificate, style.margin, `Page ${paper.page}`);
        paper.newPage();
        y = drawHead(paper, certificate, sample, style);
      }
      y += 14;
      paper.text(style.margin, y, PANEL_TITLES[panel] ?? panel, { size: 10, bold: true });
      const halves = rows.length > 3 ? [rows.slice(0, Math.ceil(rows.length / 2)), rows.slice(Math.ceil(rows.length / 2))] : [rows];
      const gutter = 14;
      const width = (paper.width - 2 * style.margin - gutter) / 2;
      const ends = halves.map((half, i) => {
        const columns = columnsOf(rows, width, i === 0 || repeat, unitBelow);
        const drawn = drawTable(paper, {
          columns,
          rows: half.map(row => cells(row, rows)),
          style: table,
          x: style.margin + i * (width + gutter),
          y: y + 5 + (i > 0 && !repeat ? headerHeight(columnsOf(rows, width, true, unitBelow), table) : 0),
          bottom: paper.height,
        });
        results.push(...half.map((row, k) => truth(row, drawn.pages[k]!)));
        return drawn.y;
      });
      y = Math.max(...ends);
    }
    drawFoot(paper, certificate, style.margin, `Page ${paper.page}`);
    return { pdf: await paper.save(), truth: truthOf('side-by-side', certificate, [results]) };
  },
};

const tableStyle = (vary: Random): TableStyle => ({
  size: vary.pick([6.5, 7, 7.2]),
  rowHeight: vary.integer(11, 14),
  rules: vary.pick(['grid', 'lines', 'none']),
  headerFill: vary.chance(0.5),
  headerBold: vary.chance(0.7),
  numbersOn: 'first',
});

const headerHeight = (columns: readonly Column[], style: TableStyle): number =>
  style.rowHeight + (Math.max(...columns.map(column => column.title.length)) - 1) * style.size * 1.15;

const has = (rows: readonly Row[], field: 'lod' | 'loq' | 'limit' | 'verdict') => rows.some(row => row[field] !== undefined);

function columnsOf(rows: readonly Row[], width: number, header: boolean, unitBelow: boolean): Column[] {
  const unit = rows[0]!.unit;
  const same = rows.every(row => row.unit === unit);
  const columns: { title: string; below?: string; share: number; align?: 'center' }[] = [{ title: 'Analyte', share: 3.6 }];
  if (has(rows, 'lod')) columns.push({ title: 'LOD', share: 1.2, align: 'center' });
  if (has(rows, 'loq')) columns.push({ title: 'LOQ', share: 1.2, align: 'center' });
  if (has(rows, 'limit')) columns.push({ title: 'Limit', share: 1.5, align: 'center' });
  const inOne = same && !unitBelow;
  columns.push({
    title: inOne ? `Result (${unit})` : 'Result',
    ...(same && unitBelow ? { below: `(${unit})` } : {}),
    share: inOne ? 2.7 : 2.1,
    align: 'center',
  });
  if (!same) columns.push({ title: 'Units', share: 1.6, align: 'center' });
  if (has(rows, 'verdict')) columns.push({ title: 'Status', share: 1.2, align: 'center' });
  const total = columns.reduce((sum, column) => sum + column.share, 0);
  return columns.map(column => ({
    title: header ? [column.title, ...(column.below ? [column.below] : [])] : [],
    width: (column.share / total) * width,
    align: column.align ?? 'left',
  }));
}

function cells(row: Row, rows: readonly Row[]): string[] {
  const same = rows.every(other => other.unit === rows[0]!.unit);
  return [
    row.name,
    ...(has(rows, 'lod') ? [row.lod ?? ''] : []),
    ...(has(rows, 'loq') ? [row.loq ?? ''] : []),
    ...(has(rows, 'limit') ? [row.limit ?? ''] : []),
    row.value,
    ...(same ? [] : [row.unit]),
    ...(has(rows, 'verdict') ? [row.verdict ?? ''] : []),
  ];
}

const truth = (row: Row, page: number): TruthRow =>
  truthRow(row, page, { lod: row.lod ?? null, loq: row.loq ?? null, limit: row.limit ?? null, verdict: row.verdict ?? null });
