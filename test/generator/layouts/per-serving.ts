/** The units on a line of their own below the header; the same measurement in mg/g, %, mg a serving and mg a package. */
import { Decimal } from 'decimal.js';
import { type Row, type TruthRow, truthRow } from '../certificate.ts';
import { shift } from '../format.ts';
import { drawFoot, drawHead, headStyle } from '../head.ts';
import { byPanel, type Drawn, type Layout, PANEL_TITLES, truthOf } from '../layout.ts';
import { Paper } from '../paper.ts';
import { type Column, drawTable } from '../table.ts';

export const perServing: Layout = {
  id: 'per-serving',
  importer: 'any-laboratory',
  async draw(certificate, vary): Promise<Drawn> {
    const paper = await Paper.create(vary.pick(['helvetica', 'condensed', 'sans']), vary.pick(['a4', 'letter']), 'Sample LIMS');
    const style = headStyle(vary);
    const sample = certificate.samples[0]!;
    const serving = vary.pick(['2.4', '3.0', '0.5']);
    const servings = vary.pick(['10', '30']);
    const look = {
      size: vary.pick([7.5, 8]),
      rowHeight: vary.integer(13, 16),
      rules: vary.pick(['grid', 'lines', 'none'] as const),
      headerFill: vary.chance(0.5),
      headerBold: true,
      numbersOn: 'first',
    } as const;
    if (vary.chance(0.3)) paper.watermark('PREVIEW');
    let y = drawHead(paper, certificate, sample, style);
    paper.text(style.margin, y + 4, `Serving Size: ${serving} g     Servings per Package: ${servings}`, { size: 8 });
    y += 8;
    const results: TruthRow[] = [];
    const next = () => {
      drawFoot(paper, certificate, style.margin, `Page ${paper.page}`);
      paper.newPage();
      return drawHead(paper, certificate, sample, style);
    };
    for (const [panel, rows] of byPanel(sample.rows)) {
      if (y + 50 + 3 * look.rowHeight > paper.height - 74) y = next();
      y += 18;
      paper.text(style.margin, y, PANEL_TITLES[panel] ?? panel, { size: 10, bold: true });
      const potency = panel === 'alkaloids' && rows.every(row => row.unit === 'mg/g');
      const printings = rows.map(row => (potency ? furtherOf(row, serving, servings) : []));
      const table = drawTable(paper, {
        columns: potency ? potencyColumns(paper.width - 2 * style.margin) : otherColumns(rows, paper.width - 2 * style.margin),
        rows: rows.map((row, i) => [
          row.name,
          row.lod ?? '',
          row.loq ?? '',
          ...(potency ? [] : [row.limit ?? '']),
          row.value,
          ...(isMixed(rows) ? [row.unit] : []),
          ...(potency ? printings[i]!.map(printing => printing.value) : [row.verdict ?? '']),
        ]),
        style: look,
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
            alt: printings[i]!,
            ...(potency ? {} : { limit: row.limit ?? null, verdict: row.verdict ?? null }),
          }),
        );
      });
    }
    drawFoot(paper, certificate, style.margin, `Page ${paper.page}`);
    return { pdf: await paper.save(), truth: truthOf('per-serving', certificate, [results]) };
  },
};

function furtherOf(row: Row, serving: string, servings: string): { value: string; unit: string }[] {
  const times = (mass: string) => (/^\d/.test(row.value) ? new Decimal(row.value).times(mass).toFixed(2) : row.value);
  return [
    { value: shift(row.value, -1), unit: '%' },
    { value: times(serving), unit: 'mg' },
    { value: times(new Decimal(serving).times(servings).toFixed()), unit: 'mg' },
  ];
}

function potencyColumns(width: number): Column[] {
  const titles: readonly (readonly string[])[] = [
    ['Analyte', ''],
    ['LOD', 'mg/g'],
    ['LOQ', 'mg/g'],
    ['Results', 'mg/g'],
    ['', '%'],
    ['Per Serving', 'mg'],
    ['Per Package', 'mg'],
  ];
  return titles.map((title, i) => ({
    title,
    width: width * [0.28, 0.1, 0.1, 0.13, 0.11, 0.14, 0.14][i]!,
    align: i === 0 ? 'left' : 'center',
  }));
}

/** One unit stands below the header; several have a column of their own. */
function otherColumns(rows: readonly Row[], width: number): Column[] {
  const mixed = isMixed(rows);
  const unit = mixed ? '' : rows[0]!.unit;
  const titles: readonly (readonly [string, string, number])[] = [
    ['Analyte', '', 0.3],
    ['LOD', unit, 0.11],
    ['LOQ', unit, 0.11],
    ['Action Level', unit, 0.15],
    ['Value', unit, 0.16],
    ...(mixed ? [['Units', '', 0.12] as const] : []),
    ['Status', '', 0.13],
  ];
  const total = titles.reduce((sum, [, , share]) => sum + share, 0);
  return titles.map(([word, below, share], i) => ({
    title: mixed ? [word] : [word, below],
    width: (width * share) / total,
    align: i === 0 ? 'left' : 'center',
  }));
}

const isMixed = (rows: readonly Row[]): boolean => rows.some(row => row.unit !== rows[0]!.unit);
