/** Two limits and two verdicts on every row, limits in E notation, `Tested` for what has no limit, a grid of single letters on top. */
import { type Row, type TruthRow, truthRow } from '../certificate.ts';
import { drawFoot, drawHead, headStyle } from '../head.ts';
import { byPanel, type Drawn, type Layout, PANEL_TITLES, truthOf } from '../layout.ts';
import { Paper } from '../paper.ts';
import { drawTable } from '../table.ts';

export const twoLimits: Layout = {
  id: 'two-limits',
  importer: 'any-laboratory',
  async draw(certificate, vary): Promise<Drawn> {
    const paper = await Paper.create(vary.pick(['helvetica', 'condensed']), 'letter', 'Sample LIMS');
    const style = headStyle(vary);
    const sample = certificate.samples[0]!;
    const size = vary.pick([7.5, 8]);
    const rowHeight = vary.integer(13, 16);
    const rules = vary.pick(['grid', 'lines', 'none'] as const);
    const looser = vary.pick(['10', '3']);
    const second = vary.pick(['Ingestion Limit', 'Inhalation Limit', 'Export Limit']);
    const panels = [...byPanel(sample.rows)];
    let y = drawGrid(paper, panels, style.margin, drawHead(paper, certificate, sample, style));
    const results: TruthRow[] = [];
    const next = () => {
      drawFoot(paper, certificate, style.margin, `Page ${paper.page}`);
      paper.newPage();
      return drawHead(paper, certificate, sample, style);
    };
    for (const [panel, rows] of panels) {
      if (y + 40 + 3 * rowHeight > paper.height - 74) y = next();
      y += 18;
      const unit = rows[0]!.unit;
      paper.text(style.margin, y, `${PANEL_TITLES[panel] ?? panel} (${unit})`, { size: 10, bold: true });
      const width = paper.width - 2 * style.margin;
      const limited = rows.some(row => row.limit !== undefined);
      const titles = ['Analyte', 'LOQ', 'Result', ...(limited ? ['All-Uses Limit', 'Finding', second, 'Finding'] : ['Finding'])];
      const shares = limited ? [0.27, 0.1, 0.14, 0.14, 0.1, 0.15, 0.1] : [0.4, 0.2, 0.2, 0.2];
      const table = drawTable(paper, {
        columns: titles.map((title, i) => ({ title: [title], width: width * shares[i]!, align: i === 0 ? 'left' : 'center' })),
        rows: rows.map(row => [
          row.name,
          row.loq ?? '',
          value(row),
          ...(limited ? [limit(row, '1'), row.verdict ?? 'Tested', limit(row, looser), looserVerdict(row, looser)] : ['Tested']),
        ]),
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
            value: value(row),
            loq: row.loq ?? null,
            limit: limited && row.limit ? limit(row, '1') : null,
            verdict: limited ? (row.verdict ?? 'Tested') : 'Tested',
          }),
        );
      });
    }
    drawFoot(paper, certificate, style.margin, `Page ${paper.page}`);
    return { pdf: await paper.save(), truth: truthOf('two-limits', certificate, [results]) };
  },
};

const value = (row: Row): string => (row.value === '<LOQ' ? 'BLQ' : row.value);

/** `1.20E+00`, times `factor` for the second limit. */
function limit(row: Row, factor: string): string {
  if (row.limit === undefined) return 'NA';
  const [mantissa, exponent] = (Number(row.limit) * Number(factor)).toExponential(2).split('e') as [string, string];
  return `${mantissa}E${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}

/** Verdict against the second limit. */
function looserVerdict(row: Row, factor: string): string {
  if (row.limit === undefined || row.verdict === undefined) return 'Tested';
  return Number.parseFloat(row.value) > Number(row.limit) * Number(factor) ? 'FAIL' : 'PASS';
}

/** What was asked for, in letters: no result stands here. */
function drawGrid(paper: Paper, panels: readonly (readonly [string, readonly Row[]])[], margin: number, y: number): number {
  paper.text(margin, y + 12, 'Results for Requested Analyses     Y = Tested     "-" = Not Tested     P = Pass     F = Fail', { size: 7 });
  const cell = (paper.width - 2 * margin) / 6;
  Object.entries(PANEL_TITLES).forEach(([panel, title], i) => {
    const rows = panels.find(([name]) => name === panel)?.[1];
    const letter = rows ? (rows.some(row => /fail/i.test(row.verdict ?? '')) ? 'F' : rows.some(row => row.verdict) ? 'P' : 'Y') : '-';
    const x = margin + (i % 4) * cell * 1.5;
    const at = y + 26 + Math.floor(i / 4) * 13;
    paper.text(x, at, title, { size: 7 });
    paper.text(x + cell * 1.2, at, letter, { size: 7, bold: true });
  });
  return y + 48;
}
