/** One measurement printed twice (w/w % and mg/mL or mg/g), specifications as NMT and NLT, the verdict in a Notes column. */
import { type Row, type TruthRow, truthRow } from '../certificate.ts';
import { drawAfterwards, drawSummary } from '../clutter.ts';
import { shift } from '../format.ts';
import { drawFoot, drawHead, headStyle } from '../head.ts';
import { byPanel, type Drawn, type Layout, PANEL_TITLES, truthOf } from '../layout.ts';
import { Paper } from '../paper.ts';
import { drawTable } from '../table.ts';

export const printedTwice: Layout = {
  id: 'printed-twice',
  importer: 'any-laboratory',
  async draw(certificate, vary): Promise<Drawn> {
    const paper = await Paper.create(vary.pick(['condensed', 'times', 'helvetica']), 'letter', 'Sample LIMS');
    const style = headStyle(vary);
    const sample = certificate.samples[0]!;
    const size = vary.pick([7.5, 8]);
    const rowHeight = vary.integer(14, 17);
    const rules = vary.pick(['grid', 'lines'] as const);
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
      paper.text(style.margin, y, PANEL_TITLES[panel] ?? panel, { size: 10, bold: true });
      const printings = panel === 'alkaloids' ? rows.flatMap(row => [row, inPercent(row)]) : rows;
      const width = paper.width - 2 * style.margin;
      const table = drawTable(paper, {
        columns: ['Test', 'Method', 'Specification', 'Result', 'Unit', 'LOQ', 'Notes'].map((title, i) => ({
          title: [title],
          width: width * [0.26, 0.12, 0.17, 0.13, 0.1, 0.1, 0.12][i]!,
          align: i === 0 ? 'left' : 'center',
        })),
        rows: printings.map(row => [
          row.name,
          row.method ?? '',
          row.limit ?? 'Report Results',
          row.value,
          row.unit,
          row.loq ?? '',
          row.limit ? (row.verdict ?? 'N/A') : 'N/A',
        ]),
        style: { size, rowHeight, rules, headerFill: vary.chance(0.5), headerBold: true, numbersOn: 'first' },
        x: style.margin,
        y: y + 6,
        bottom: paper.height - 74,
        nextPage: next,
        repeatHeader: true,
      });
      y = table.y;
      results.push(...truths(rows, printings, table.pages));
    }
    drawAfterwards(paper, certificate, style.margin, y);
    drawFoot(paper, certificate, style.margin, `Page ${paper.page}`);
    return { pdf: await paper.save(), truth: truthOf('printed-twice', certificate, [results]) };
  },
};

function inPercent(row: Row): Row {
  return { ...row, value: shift(row.value, -1), unit: 'w/w %', loq: row.loq === undefined ? undefined : shift(row.loq, -1) };
}

function truths(rows: readonly Row[], printings: readonly Row[], pages: readonly number[]): TruthRow[] {
  return rows.map(row => {
    const twin = printings.find(other => other !== row && other.analyte === row.analyte);
    return truthRow(row, pages[printings.indexOf(row)]!, {
      loq: row.loq ?? null,
      limit: row.limit ?? null,
      verdict: row.limit ? (row.verdict ?? null) : null,
      alt: twin ? [{ value: twin.value, unit: twin.unit }] : [],
    });
  });
}
