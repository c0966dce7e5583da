/** A test id before each name, LOD and LOQ in one cell (`0.02/0.05`), a limit and a verdict on every row. */
import { type Row, type TruthRow, truthRow } from '../certificate.ts';
import { drawFoot, drawHead, headStyle } from '../head.ts';
import { byPanel, type Drawn, type Layout, PANEL_TITLES, truthOf } from '../layout.ts';
import { Paper } from '../paper.ts';
import { type Column, drawTable } from '../table.ts';

export const combinedLimits: Layout = {
  id: 'combined-limits',
  importer: 'any-laboratory',
  async draw(certificate, vary): Promise<Drawn> {
    const paper = await Paper.create(vary.pick(['helvetica', 'condensed']), 'letter', 'Sample LIMS');
    const style = headStyle(vary);
    const sample = certificate.samples[0]!;
    const ids = vary.chance(0.7);
    const unitColumn = vary.chance(0.5);
    const limitsFirst = vary.chance(0.5);
    const size = vary.pick([7.5, 8, 8.5]);
    const rules = vary.pick(['grid', 'lines', 'none'] as const);
    const rowHeight = vary.integer(13, 17);
    let y = drawHead(paper, certificate, sample, style);
    const results: TruthRow[] = [];
    let id = vary.integer(1200, 7800);
    for (const [panel, rows] of byPanel(sample.rows)) {
      const next = () => {
        drawFoot(paper, certificate, style.margin, `Page ${paper.page}`);
        paper.newPage();
        return drawHead(paper, certificate, sample, style);
      };
      if (y + 30 + 3 * rowHeight > paper.height - 74) y = next();
      y += 16;
      paper.text(style.margin, y, PANEL_TITLES[panel] ?? panel, { size: 10, bold: true });
      const plan = planOf(rows, { ids, unitColumn, limitsFirst });
      const total = plan.reduce((sum, column) => sum + column.share, 0);
      const table = drawTable(paper, {
        columns: plan.map(
          (column): Column => ({
            title: [column.title],
            width: (column.share / total) * (paper.width - 2 * style.margin),
            align: column.align,
          }),
        ),
        rows: rows.map(row => plan.map(column => (column.title === 'Test ID' ? `T-${id++}` : column.cell(row)))),
        style: { size, rowHeight, rules, headerFill: vary.chance(0.5), headerBold: true, numbersOn: 'first' },
        x: style.margin,
        y: y + 5,
        bottom: paper.height - 74,
        nextPage: next,
        repeatHeader: true,
      });
      y = table.y;
      rows.forEach((row, i) => {
        results.push(
          truthRow(row, table.pages[i]!, {
            lod: row.lod ?? null,
            loq: row.loq ?? null,
            limit: row.limit ?? null,
            verdict: row.verdict ?? null,
          }),
        );
      });
    }
    drawFoot(paper, certificate, style.margin, `Page ${paper.page}`);
    return { pdf: await paper.save(), truth: truthOf('combined-limits', certificate, [results]) };
  },
};

interface Planned {
  readonly title: string;
  readonly share: number;
  readonly align: 'left' | 'center';
  readonly cell: (row: Row) => string;
}

function planOf(rows: readonly Row[], style: { ids: boolean; unitColumn: boolean; limitsFirst: boolean }): Planned[] {
  const unit = rows[0]!.unit;
  const same = rows.every(row => row.unit === unit);
  const inHeader = same && !style.unitColumn;
  const combined = rows.some(row => row.lod !== undefined && row.loq !== undefined);
  const limits: Planned[] = combined
    ? [
        {
          title: inHeader ? `LOD/LOQ (${unit})` : 'LOD/LOQ',
          share: 1.5,
          align: 'center',
          cell: row => (row.lod !== undefined ? `${row.lod}/${row.loq}` : ''),
        },
      ]
    : [];
  const value: Planned[] = [
    { title: inHeader ? `Findings (${unit})` : 'Findings', share: 1.6, align: 'center', cell: row => row.value },
    ...(inHeader ? [] : [{ title: 'Unit', share: 1.1, align: 'center' as const, cell: (row: Row) => row.unit }]),
  ];
  return [
    ...(style.ids ? [{ title: 'Test ID', share: 0.8, align: 'left' as const, cell: () => '' }] : []),
    { title: 'Analyte', share: 2.6, align: 'left', cell: row => row.name },
    ...(style.limitsFirst ? [...limits, ...value] : [...value, ...limits]),
    ...(rows.some(row => row.limit !== undefined)
      ? [{ title: 'Limit', share: 1.2, align: 'center' as const, cell: (row: Row) => row.limit ?? '' }]
      : []),
    ...(rows.some(row => row.verdict !== undefined)
      ? [{ title: 'Status', share: 1, align: 'center' as const, cell: (row: Row) => row.verdict ?? '' }]
      : []),
  ];
}
