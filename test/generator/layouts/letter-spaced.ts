/** Letter-spaced headings, value and unit in one cell, verdicts wrapped off their row. */
import { type Row, type TruthRow, truthRow } from '../certificate.ts';
import { drawAfterwards, drawSummary } from '../clutter.ts';
import { drawFoot, drawHead, headStyle } from '../head.ts';
import { byPanel, type Drawn, type Layout, PANEL_TITLES, truthOf } from '../layout.ts';
import { Paper } from '../paper.ts';
import { drawTable } from '../table.ts';

export const letterSpaced: Layout = {
  id: 'letter-spaced',
  importer: 'any-laboratory',
  async draw(certificate, vary): Promise<Drawn> {
    const paper = await Paper.create(vary.pick(['helvetica', 'sans']), vary.pick(['a4', 'letter']), 'Sample LIMS');
    const style = headStyle(vary);
    const sample = certificate.samples[0]!;
    const size = vary.pick([7.5, 8]);
    const rowHeight = vary.integer(15, 18);
    const joined = vary.pick(['', ' ']);
    const unitAbove = vary.chance(0.4);
    const spacing = vary.pick([2.2, 3]);
    let y = drawSummary(paper, certificate, sample, style.margin, drawHead(paper, certificate, sample, style));
    const results: TruthRow[] = [];
    for (const [panel, rows] of byPanel(sample.rows)) {
      const next = () => {
        drawFoot(paper, certificate, style.margin, `Page ${paper.page}`);
        paper.newPage();
        return drawHead(paper, certificate, sample, style);
      };
      if (y + 40 + 3 * rowHeight > paper.height - 74) y = next();
      y += 18;
      paper.text(style.margin, y, (PANEL_TITLES[panel] ?? panel).toUpperCase(), { size: 10, bold: true, spacing });
      const limit = (word: string) => (unit === '' || unitAbove || rows.every(row => row.lod === undefined) ? word : `${word} (${unit})`);
      const unit = rows.find(row => !row.unit.startsWith('per '))?.unit ?? '';
      const width = paper.width - 2 * style.margin;
      const method = rows[0]?.method;
      const note = [method ? `Method: ${method}` : '', unit && unitAbove ? `Results in ${unit}` : ''].filter(text => text).join('   ');
      paper.text(style.margin + width, y, note, { size: 7, align: 'right' });
      const table = drawTable(paper, {
        columns: ['Compound', limit('LOD'), limit('LOQ'), 'Result', 'Limit', 'Conclusion'].map((title, i) => ({
          title: [title],
          width: width * [0.28, 0.11, 0.11, 0.2, 0.16, 0.14][i]!,
          align: i === 0 ? 'left' : 'center',
        })),
        rows: rows.map(row => [row.name, row.lod ?? '', row.loq ?? '', cell(row, joined), row.limit ?? '', row.verdict ?? '']),
        style: { size, rowHeight, rules: vary.pick(['lines', 'none']), headerFill: false, headerBold: true, numbersOn: 'first' },
        x: style.margin,
        y: y + 6,
        bottom: paper.height - 74,
        nextPage: next,
        repeatHeader: true,
      });
      y = table.y;
      rows.forEach((row, i) => {
        results.push(
          truthRow(row, table.pages[i]!, {
            value: isPathogen(row) ? cell(row, joined) : row.value,
            unit: isPathogen(row) ? null : row.unit,
            lod: row.lod ?? null,
            loq: row.loq ?? null,
            limit: row.limit ?? null,
            verdict: row.verdict ?? null,
          }),
        );
      });
    }
    drawAfterwards(paper, certificate, style.margin, y);
    drawFoot(paper, certificate, style.margin, `Page ${paper.page}`);
    return { pdf: await paper.save(), truth: truthOf('letter-spaced', certificate, [results]) };
  },
};

const isPathogen = (row: Row) => row.unit.startsWith('per ');

/** `1.24mg/kg`, `ND`, `Absent in 25 g`. */
function cell(row: Row, joined: string): string {
  if (isPathogen(row)) return `${row.value} ${row.unit.replace('per', 'in')}`;
  return /\d/.test(row.value) ? `${row.value}${joined}${row.unit}` : row.value;
}
