/** Heads and feet of English certificates, in several arrangements. */
import type { Certificate, Sample } from './certificate.ts';
import { type DateStyle, formatDate } from './format.ts';
import { drawFields, SAMPLE_NOTICE } from './layout.ts';
import type { Paper } from './paper.ts';
import type { Random } from './random.ts';

export interface HeadStyle {
  readonly dates: DateStyle;
  readonly margin: number;
  readonly title: string;
  readonly arrangement: 'two-columns' | 'one-column' | 'three-columns';
  readonly colon: boolean;
  /** A sign beside the laboratory's name. */
  readonly sign: boolean;
  readonly labels: HeadLabels;
}

export interface HeadLabels {
  readonly report: string;
  readonly client: string;
  readonly product: string;
  readonly lot: string;
  readonly sampleId: string;
  readonly received: string;
  readonly tested: string;
  readonly reported: string;
  readonly sampled: string;
}

const LABELS: readonly HeadLabels[] = [
  {
    report: 'Report Number',
    client: 'Client',
    product: 'Sample Name',
    lot: 'Lot Number',
    sampleId: 'Sample ID',
    received: 'Date Received',
    tested: 'Date Tested',
    reported: 'Date Reported',
    sampled: 'Date Sampled',
  },
  {
    report: 'Certificate #',
    client: 'Customer',
    product: 'Product Name',
    lot: 'Batch #',
    sampleId: 'Lab ID',
    received: 'Received',
    tested: 'Completed',
    reported: 'Reported',
    sampled: 'Collected',
  },
  {
    report: 'Report ID',
    client: 'Prepared For',
    product: 'Product',
    lot: 'Lot',
    sampleId: 'Laboratory Sample ID',
    received: 'Sample Received',
    tested: 'Analysis Completed',
    reported: 'Report Issued',
    sampled: 'Sampling Date',
  },
];

export function headStyle(vary: Random): HeadStyle {
  return {
    dates: vary.pick(['iso', 'words', 'day-month']),
    margin: vary.integer(36, 54),
    title: vary.pick(['Certificate of Analysis', 'CERTIFICATE OF ANALYSIS']),
    arrangement: vary.pick(['two-columns', 'one-column', 'three-columns']),
    colon: vary.chance(0.8),
    sign: vary.chance(0.7),
    labels: vary.pick(LABELS),
  };
}

/** Draws the head and returns where the tables may begin. */
export function drawHead(paper: Paper, certificate: Certificate, sample: Sample, style: HeadStyle): number {
  const { laboratory, client, dates } = certificate;
  const { margin, labels } = style;
  const left = style.sign ? margin + 44 : margin;
  paper.colourFor(laboratory.name);
  if (style.sign) paper.sign(margin, 34, 36);
  paper.text(left, 46, laboratory.name, { size: 15, bold: true });
  paper.text(left, 59, laboratory.address.join(', '), { size: 7 });
  paper.text(left, 69, laboratory.accreditation, { size: 7 });
  paper.text(paper.width - margin, 46, style.title, { size: 12, bold: true, align: 'right' });
  paper.text(paper.width - margin, 59, SAMPLE_NOTICE, { size: 5.5, align: 'right' });
  paper.bar(margin, 76, paper.width - margin);
  const date = (iso: string) => formatDate(iso, style.dates);
  const who: [string, string][] = [
    [labels.report, certificate.reportNumber],
    [labels.client, client.name],
    ['Address', client.address.join(', ')],
  ];
  const what: [string, string][] = [
    [labels.product, sample.name],
    [labels.lot, sample.lot],
    [labels.sampleId, sample.labSampleId],
  ];
  const when: [string, string][] = [
    ...(dates.sampled ? [[labels.sampled, date(dates.sampled)] as [string, string]] : []),
    [labels.received, date(dates.received)],
    [labels.tested, date(dates.tested)],
    [labels.reported, date(dates.reported)],
  ];
  const groups =
    style.arrangement === 'one-column'
      ? [[...who, ...what, ...when]]
      : style.arrangement === 'two-columns'
        ? [[...who, ...what], when]
        : [who, what, when];
  const size = style.arrangement === 'three-columns' ? 6.8 : 8.5;
  const width = (paper.width - 2 * margin) / groups.length;
  const gap = Math.max(...groups.flat().map(([label]) => paper.measure(`${label}:`, { size, bold: true }))) + 8;
  const ends = groups.map((group, i) =>
    drawFields(paper, group, { x: margin + i * width, y: 92, gap, step: size * 1.45, colon: style.colon, width }, { size }),
  );
  return Math.max(...ends) + 6;
}

export function drawFoot(paper: Paper, certificate: Certificate, margin: number, pages: string): void {
  const y = paper.height - 52;
  paper.line(margin, y - 10, paper.width - margin, y - 10, 0.5);
  const lines = [
    `Approved by: ${certificate.signatory}, Laboratory Director`,
    'ND = Not Detected. LOD = Limit of Detection. LOQ = Limit of Quantitation. Results relate only to the sample as received.',
    SAMPLE_NOTICE,
  ];
  lines.forEach((line, i) => {
    paper.text(margin, y + i * 9, line, { size: 6.5 });
  });
  paper.text(paper.width - margin, y + 18, pages, { size: 6.5, align: 'right' });
}
