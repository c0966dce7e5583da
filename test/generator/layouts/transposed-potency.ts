/** Potency with the analytes as columns (rows are %, mg/g, LOD), then one detail panel after another over several pages. */
import { type Row, type TruthRow, truthRow } from '../certificate.ts';
import { shift } from '../format.ts';
import { drawFoot, drawHead, headStyle } from '../head.ts';
import { byPanel, type Drawn, type Layout, PANEL_TITLES, truthOf } from '../layout.ts';
import { Paper } from '../paper.ts';
import { drawTable, type TableStyle } from '../table.ts';

export const transposedPotency: Layout = {
  id: 'transposed-potency',
  importer: 'any-laboratory',
  async draw(certificate, vary): Promise<Drawn> {
    const paper = await Paper.create(vary.pick(['condensed', 'helvetica']), 'letter', 'Sample LIMS');
    const style = headStyle(vary);
    const sample = certificate.samples[0]!;
    const table: TableStyle = {
      size: vary.pick([7, 7.5]),
      rowHeight: vary.integer(13, 16),
      rules: vary.pick(['grid', 'lines']),
      headerFill: vary.chance(0.5),
      headerBold: true,
      numbersOn: 'first',
    };
    let y = drawHead(paper, certificate, sample, style) + 14;
    const results: TruthRow[] = [];
    for (const [panel, rows] of byPanel(sample.rows)) {
      if (panel !== 'alkaloids') continue;
      paper.text(style.margin, y, PANEL_TITLES[panel]!, { size: 11, bold: true });
      const drawn = drawTransposed(paper, rows, { x: style.margin, y: y + 6, width: paper.width - 2 * style.margin, table });
      results.push(...drawn.results);
      y = drawn.y;
    }
    for (const [panel, rows] of byPanel(sample.rows)) {
      if (panel === 'alkaloids') continue;
      drawFoot(paper, certificate, style.margin, `Page ${paper.page}`);
      paper.newPage();
      y = drawHead(paper, certificate, sample, style) + 14;
      paper.text(style.margin, y, PANEL_TITLES[panel] ?? panel, { size: 11, bold: true });
      const drawn = drawTable(paper, {
        columns: ['Analyte', 'LOD', 'Units', 'Result', 'Pass / Fail', 'Action Level'].map((title, i) => ({
          title: [title],
          width: (paper.width - 2 * style.margin) * [0.3, 0.12, 0.14, 0.16, 0.14, 0.14][i]!,
          align: i === 0 ? 'left' : 'center',
        })),
        rows: rows.map(row => [row.name, row.lod ?? '', row.unit, row.value, row.verdict ?? '', row.limit ?? '']),
        style: table,
        x: style.margin,
        y: y + 6,
        bottom: paper.height - 74,
      });
      rows.forEach((row, i) => {
        results.push(truthRow(row, drawn.pages[i]!, { lod: row.lod ?? null, limit: row.limit ?? null, verdict: row.verdict ?? null }));
      });
    }
    drawFoot(paper, certificate, style.margin, `Page ${paper.page}`);
    return { pdf: await paper.save(), truth: truthOf('transposed-potency', certificate, [results]) };
  },
};

function drawTransposed(
  paper: Paper,
  rows: readonly Row[],
  place: { x: number; y: number; width: number; table: TableStyle },
): { y: number; results: TruthRow[] } {
  const percent = (row: Row) => (row.unit === 'mg/g' ? shift(row.value, -1) : row.value);
  const label = place.width * 0.1;
  const columns = [
    { title: [''], width: label },
    ...rows.map(row => ({ title: row.name.split(' '), width: (place.width - label) / rows.length, align: 'center' as const })),
  ];
  const body = [
    ['%', ...rows.map(percent)],
    ['mg/g', ...rows.map(row => row.value)],
    ['LOD', ...rows.map(row => row.lod ?? '')],
    ['', ...rows.map(() => 'mg/g')],
  ];
  const drawn = drawTable(paper, { columns, rows: body, style: place.table, x: place.x, y: place.y, bottom: paper.height });
  return {
    y: drawn.y,
    results: rows.map(row => truthRow(row, drawn.pages[0]!, { lod: row.lod ?? null, alt: [{ value: percent(row), unit: '%' }] })),
  };
}
