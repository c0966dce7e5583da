/** A test id before each name, LOD and LOQ in one cell (`0.02/0.05`), a limit and a verdict on every row. */
import { type Row, type TruthRow, truthRow } from '../certificate.ts';
import { drawAfterwards, drawSummary } from '../clutter.ts';
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
    const name = vary.pick([1.5, 2.6]);
    const numbersOn = vary.pick(['first', 'last'] as const);
    const size = vary.pick([7.5, 8, 8.5]);
    const rules = vary.pick(['grid', 'lines', 'none'] as const);
    const rowHeight = vary.integer(13, 17);
    let y = drawSummary(paper, certificate, sample, style.margin, drawHead(paper, certificate, sample, style));
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
      const plan = planOf(rows, { ids, unitColumn, limitsFirst, name, words: HEADERS[certificate.language ?? 'en'] });
      const total = plan.reduce((sum, column) => sum + column.share, 0);
      const table = drawTable(paper, {
        columns: plan.map(
          (column): Column => ({
            title: [column.title],
            width: (column.share / total) * (paper.width - 2 * style.margin),
            align: column.align,
          }),
        ),
        rows: rows.map(row => plan.map(column => (column.isId ? `T-${id++}` : column.cell(row)))),
        style: { size, rowHeight, rules, headerFill: vary.chance(0.5), headerBold: true, numbersOn },
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
    drawAfterwards(paper, certificate, style.margin, y);
    drawFoot(paper, certificate, style.margin, `Page ${paper.page}`);
    return { pdf: await paper.save(), truth: truthOf('combined-limits', certificate, [results]) };
  },
};

/** Header words: test id, analyte, result, unit, limit, verdict. */
const HEADERS = {
  en: ['Test ID', 'Analyte', 'Findings', 'Unit', 'Limit', 'Status'],
  de: ['Prüf-Nr.', 'Parameter', 'Ergebnis', 'Einheit', 'Grenzwert', 'Bewertung'],
  fr: ['N° essai', 'Analyte', 'Résultat', 'Unité', 'Limite', 'Conformité'],
  es: ['Ensayo', 'Analito', 'Resultado', 'Unidad', 'Límite', 'Estado'],
  nl: ['Proef', 'Parameter', 'Resultaat', 'Eenheid', 'Limiet', 'Oordeel'],
} as const;

interface PlanStyle {
  readonly ids: boolean;
  readonly unitColumn: boolean;
  readonly limitsFirst: boolean;
  readonly name: number;
  readonly words: readonly string[];
}

interface Planned {
  readonly isId?: boolean;
  readonly title: string;
  readonly share: number;
  readonly align: 'left' | 'center';
  readonly cell: (row: Row) => string;
}

function planOf(rows: readonly Row[], style: PlanStyle): Planned[] {
  const [id, analyte, finding, unitWord, limit, verdict] = style.words as [string, string, string, string, string, string];
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
    { title: inHeader ? `${finding} (${unit})` : finding, share: 1.6, align: 'center', cell: row => row.value },
    ...(inHeader ? [] : [{ title: unitWord, share: 1.1, align: 'center' as const, cell: (row: Row) => row.unit }]),
  ];
  return [
    ...(style.ids ? [{ isId: true, title: id, share: 0.8, align: 'left' as const, cell: () => '' }] : []),
    { title: analyte, share: style.name, align: 'left', cell: row => row.name },
    ...(style.limitsFirst ? [...limits, ...value] : [...value, ...limits]),
    ...(rows.some(row => row.limit !== undefined)
      ? [{ title: limit, share: 1.2, align: 'center' as const, cell: (row: Row) => row.limit ?? '' }]
      : []),
    ...(rows.some(row => row.verdict !== undefined)
      ? [{ title: verdict, share: 1, align: 'center' as const, cell: (row: Row) => row.verdict ?? '' }]
      : []),
  ];
}
