/** Several samples in one file, each page "Page 1 of 1": LOD | % | mg/g | mg/Tablet, a totals table, a logo over everything. */
import { Decimal } from 'decimal.js';
import { type Certificate, type Row, type Sample, type TruthRow, truthRow } from '../certificate.ts';
import { formatDate, shift } from '../format.ts';
import { type Drawn, drawFields, type Layout, SAMPLE_NOTICE, truthDates, truthOf } from '../layout.ts';
import { Paper } from '../paper.ts';
import type { Random } from '../random.ts';
import { drawTable } from '../table.ts';

export const severalSamples: Layout = {
  id: 'several-samples',
  importer: 'altitude',
  async draw(certificate, vary): Promise<Drawn> {
    const paper = await Paper.create('helvetica', 'letter', 'macOS Quartz PDFContext');
    const results = certificate.samples.map((sample, i) => {
      if (i > 0) paper.newPage();
      return drawSample(paper, certificate, sample, vary);
    });
    const truth = truthOf('several-samples', certificate, results, { report_number: null });
    for (const sample of truth.samples) {
      sample.lot = null;
      sample.dates = truthDates({ ...certificate.dates, sampled: undefined });
    }
    return { pdf: await paper.save(), truth };
  },
};

function drawSample(paper: Paper, certificate: Certificate, sample: Sample, vary: Random): TruthRow[] {
  const margin = 62;
  const { laboratory, client, dates } = certificate;
  paper.watermark(laboratory.name);
  paper.text(paper.width / 2, 60, laboratory.name, { size: 18, bold: true, align: 'center' });
  let y = drawFields(
    paper,
    [
      ['Customer', client.name],
      ['Address', client.address.join(', ')],
      ['Sample Name', sample.name],
      ['Matrix', 'Edible'],
      ['Lab Number', sample.labSampleId],
    ],
    { x: margin, y: 92, gap: 74, step: 12 },
    { size: 7 },
  );
  y = drawTitle(paper, dates, margin, y + 12);
  const table = drawResults(paper, sample, margin, y, vary);
  const totals = drawTotals(paper, sample, margin, table.y + 12);
  drawFoot(paper, certificate);
  return [...table.results, ...totals.results];
}

function drawTitle(paper: Paper, dates: Certificate['dates'], margin: number, y: number): number {
  paper.text(margin, y, 'Test Conditions: 19°C', { size: 7, bold: true });
  paper.text(paper.width / 2, y + 4, 'Kratom Potency Profile', { size: 15, align: 'center' });
  ['Received', 'Extraction', 'Analysis'].forEach((word, i) => {
    const x = paper.width - 210 + i * 60;
    paper.text(x, y - 6, word, { size: 7, bold: true, align: 'center' });
    paper.text(x, y + 3, 'Date', { size: 7, bold: true, align: 'center' });
    paper.text(x, y + 16, formatDate(i === 0 ? dates.received : dates.tested, 'mdy-short'), { size: 7, align: 'center' });
  });
  return y + 24;
}

function drawResults(paper: Paper, sample: Sample, margin: number, y: number, vary: Random): { y: number; results: TruthRow[] } {
  const unit = sample.form === 'capsule' ? 'mg/Capsule' : 'mg/Tablet';
  const shares = vary.pick([
    [0.37, 0.23, 0.1, 0.12, 0.18],
    [0.33, 0.2, 0.14, 0.14, 0.19],
  ]);
  const width = paper.width - 2 * margin;
  paper.text(margin + width * 0.3, y + 10, 'Test Method: Kratom Potency by HPLC', { size: 8, bold: true, align: 'center' });
  paper.text(margin + width * 0.8, y + 10, 'Results', { size: 8, bold: true, align: 'center' });
  const rows = sample.rows.map(row => {
    const percent = shift(row.value, -1);
    return { row, percent, piece: perPiece(row.value, sample.unitMass) };
  });
  const titles = ['Compound', 'LOD (mg/g)', '%', 'mg/g', unit];
  const table = drawTable(paper, {
    columns: titles.map((title, i) => ({ title: [title], width: width * shares[i]!, align: i === 0 ? 'left' : 'center' })),
    rows: rows.map(({ row, percent, piece }) => [row.name, row.lod ?? '', percent, row.value, piece]),
    style: { size: 8, rowHeight: 16, rules: 'grid', headerFill: true, headerBold: true, numbersOn: 'first' },
    x: margin,
    y: y + 16,
    bottom: paper.height - 160,
  });
  const results = rows.map(({ row, percent, piece }, i) =>
    truthRow(row, table.pages[i]!, {
      lod: row.lod ?? null,
      alt: [
        { value: percent, unit: '%' },
        { value: piece, unit },
      ],
    }),
  );
  return { y: table.y, results };
}

function drawTotals(paper: Paper, sample: Sample, margin: number, y: number): { results: TruthRow[] } {
  const unit = sample.form === 'capsule' ? 'mg/Capsule' : 'mg/Tablet';
  const width = paper.width - 2 * margin;
  const numbers = sample.rows.map(row => row.value).filter(value => /^\d/.test(value));
  const sum = numbers.reduce((total, value) => total.plus(value), new Decimal(0)).toFixed(3);
  const total: Row = { analyte: 'total_alkaloids', panel: 'alkaloids', name: 'Total Alkaloids', value: sum, unit: 'mg/g' };
  const cells = [total.name, shift(sum, -1), sum, perPiece(sum, sample.unitMass)];
  paper.text(margin + width * 0.25, y + 10, 'Totals', { size: 8, bold: true, align: 'center' });
  paper.text(margin + width * 0.7, y + 10, 'Results', { size: 8, bold: true, align: 'center' });
  const table = drawTable(paper, {
    columns: ['Category', '%', 'mg/g', unit].map((title, i) => ({
      title: [title],
      width: width * [0.37, 0.18, 0.18, 0.27][i]!,
      align: 'center',
    })),
    rows: [cells],
    style: { size: 8, rowHeight: 16, rules: 'grid', headerFill: true, headerBold: true, numbersOn: 'first' },
    x: margin,
    y: y + 16,
    bottom: paper.height,
  });
  paper.text(margin + width * 0.45, table.y + 26, `Total weight per ${unit.slice(3)} (g)`, { size: 8, bold: true, align: 'center' });
  paper.text(margin + width * 0.88, table.y + 26, sample.unitMass ?? '', { size: 8, align: 'center' });
  const alt = [
    { value: cells[1]!, unit: '%' },
    { value: cells[3]!, unit },
  ];
  return { results: [truthRow(total, paper.page, { alt })] };
}

/** mg in one piece, three decimals. */
function perPiece(value: string, mass: string | undefined): string {
  return /^\d/.test(value) ? new Decimal(value).times(mass ?? 1).toFixed(3) : value;
}

function drawFoot(paper: Paper, certificate: Certificate): void {
  const middle = paper.width / 2;
  const lines = [
    `${certificate.signatory} - Laboratory Director - ${formatDate(certificate.dates.reported, 'mdy-short')}`,
    SAMPLE_NOTICE,
    `The results of this report are based solely on the sample submitted. ${certificate.laboratory.name} makes no Statements of conformity.`,
    certificate.laboratory.address.join(', '),
  ];
  lines.forEach((line, i) => {
    paper.text(middle, paper.height - 90 + i * 12, line, { size: i === 0 ? 8 : 6.5, bold: i === 0, align: 'center' });
  });
  paper.text(paper.width - 62, paper.height - 30, 'Page 1 of 1', { size: 7, align: 'right' });
}
