/** What stands on certificates beside the results and must not be read as one: a summary box, method prose, quality control. */
import type { Certificate, Sample } from './certificate.ts';
import { byPanel, PANEL_TITLES } from './layout.ts';
import type { Paper } from './paper.ts';
import { drawTable } from './table.ts';

type Clutter = NonNullable<Certificate['clutter']>[number];

const has = (certificate: Certificate, clutter: Clutter): boolean => certificate.clutter?.includes(clutter) ?? false;

/** Under the head: panel by panel one word, and the potency once more in a box. Returns where the tables may begin. */
export function drawSummary(paper: Paper, certificate: Certificate, sample: Sample, margin: number, y: number): number {
  if (!has(certificate, 'summary')) return y;
  paper.text(margin, y + 12, 'Summary of Results', { size: 9, bold: true });
  let below = y + 24;
  for (const [panel, rows] of byPanel(sample.rows)) {
    const verdicts = rows.flatMap(row => (row.verdict === undefined ? [] : [row.verdict]));
    const word = verdicts.find(verdict => /fail/i.test(verdict)) ?? verdicts[0] ?? 'Tested';
    paper.text(margin, below, PANEL_TITLES[panel] ?? panel, { size: 8 });
    paper.text(margin + 130, below, word, { size: 8, bold: true });
    below += 11;
  }
  const main = sample.rows.find(row => row.panel === 'alkaloids');
  if (main) {
    paper.text(paper.width - margin - 90, y + 30, `${main.value} ${main.unit}`, { size: 13, bold: true, align: 'center' });
    paper.text(paper.width - margin - 90, y + 42, `Total ${main.name}`, { size: 7, align: 'center' });
  }
  return below + 4;
}

/** After the tables, where there is room. */
export function drawAfterwards(paper: Paper, certificate: Certificate, margin: number, y: number): void {
  let below = y + 16;
  if (has(certificate, 'prose') && below < paper.height - 150) {
    const prose = [
      'Method: 0.500 g of the homogenised sample was extracted with 10.0 mL of methanol; 5 µL were injected. Column 150 x 2.1 mm, 40 °C.',
      'The limit of detection for lead is 3 times the standard deviation of 10 blanks. Arsenic is reported as total arsenic.',
    ];
    prose.forEach((line, i) => {
      paper.text(margin, below + i * 9, line, { size: 6.5 });
    });
    below += 26;
  }
  if (has(certificate, 'quality-control') && below < paper.height - 190) {
    paper.text(margin, below, 'Quality Control', { size: 9, bold: true });
    drawTable(paper, {
      columns: ['Analyte', 'Method Blank', 'Spike Recovery (%)', 'RPD (%)'].map((title, i) => ({
        title: [title],
        width: [120, 90, 100, 70][i]!,
        align: i === 0 ? 'left' : 'center',
      })),
      rows: [
        ['Lead', '<0.001', '98.4', '1.2'],
        ['Cadmium', '<0.001', '101.7', '0.8'],
        ['Arsenic', '<0.001', '96.9', '2.1'],
      ],
      style: { size: 7, rowHeight: 12, rules: 'lines', headerFill: false, headerBold: true, numbersOn: 'first' },
      x: margin,
      y: below + 5,
      bottom: paper.height,
    });
  }
}
