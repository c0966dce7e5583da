/** Heads of random pages: the same eight facts, their labels beside, above or over them, in lines, columns or ruled cells. */
import type { Certificate, Sample } from '../certificate.ts';
import { type DateStyle, formatDate } from '../format.ts';
import { drawFields, SAMPLE_NOTICE } from '../layout.ts';
import type { Paper } from '../paper.ts';
import type { Random } from '../random.ts';
import { drawTable } from '../table.ts';
import type { LabelKind, Words } from './words.ts';

export interface RandomHead {
  readonly geometry: 'beside' | 'above' | 'ruled-above' | 'ruled-beside' | 'in-line';
  readonly dates: DateStyle;
  readonly margin: number;
  readonly title: string;
  readonly place: 'left' | 'center' | 'right';
  readonly colon: boolean;
  readonly bold: boolean;
  readonly size: number;
  readonly columns: number;
  readonly order: readonly LabelKind[];
  readonly labels: Readonly<Record<LabelKind, string>>;
}

const KINDS: readonly LabelKind[] = ['report', 'client', 'product', 'lot', 'sampleId', 'received', 'tested', 'reported'];

export function randomHead(words: Words, vary: Random): RandomHead {
  const geometry = vary.pick(['beside', 'beside', 'above', 'ruled-above', 'ruled-beside', 'in-line'] as const);
  return {
    geometry,
    dates: vary.pick(words.dates),
    margin: vary.integer(32, 54),
    title: vary.pick(words.title),
    place: vary.pick(['left', 'left', 'center', 'right'] as const),
    colon: geometry === 'in-line' || vary.chance(0.6),
    bold: vary.chance(0.7),
    size: vary.pick([7, 7.5, 8, 9]),
    columns: vary.pick([2, 2, 3]),
    order: vary.chance(0.5) ? KINDS : ['client', 'report', ...vary.shuffle(KINDS.slice(2))],
    labels: Object.fromEntries(KINDS.map(kind => [kind, vary.pick(words.labels[kind])])) as Record<LabelKind, string>,
  };
}

type Field = readonly [label: string, value: string];

/** Draws the head and returns where the tables may begin. */
export function drawRandomHead(paper: Paper, certificate: Certificate, sample: Sample, head: RandomHead): number {
  drawLetterhead(paper, certificate, head);
  const { dates, client } = certificate;
  const values: Record<LabelKind, string> = {
    report: certificate.reportNumber,
    client: client.name,
    product: sample.name,
    lot: sample.lot,
    sampleId: sample.labSampleId,
    received: formatDate(dates.received, head.dates),
    tested: formatDate(dates.tested, head.dates),
    reported: formatDate(dates.reported, head.dates),
  };
  const fields = head.order.map((kind): Field => [head.labels[kind], values[kind]]);
  return GEOMETRIES[head.geometry](paper, fields, head, 104) + 6;
}

function drawLetterhead(paper: Paper, certificate: Certificate, { place, margin, title }: RandomHead): void {
  const { laboratory } = certificate;
  const at = { left: margin, center: paper.width / 2, right: paper.width - margin }[place];
  const opposite = place === 'right' ? margin : paper.width - margin;
  paper.text(at, 40, laboratory.name, { size: 14, bold: true, align: place });
  paper.text(at, 51, laboratory.address.join(', '), { size: 7, align: place });
  paper.text(at, 60, laboratory.accreditation, { size: 6.5, align: place });
  if (place === 'center') paper.text(at, 80, title, { size: 13, bold: true, align: 'center' });
  else paper.text(opposite, 42, title, { size: 13, bold: true, align: place === 'right' ? 'left' : 'right' });
  paper.text(opposite, place === 'center' ? 92 : 54, SAMPLE_NOTICE, { size: 5, align: place === 'right' ? 'left' : 'right' });
}

type Geometry = (paper: Paper, fields: readonly Field[], head: RandomHead, y: number) => number;

const inGroups = <T>(items: readonly T[], count: number): T[][] => {
  const size = Math.ceil(items.length / count);
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size)).filter(group => group.length > 0);
};

const beside: Geometry = (paper, fields, { margin, size, colon, columns }, y) => {
  const groups = inGroups(fields, columns);
  const width = (paper.width - 2 * margin) / groups.length;
  const ends = groups.map((group, i) => {
    const gap = Math.max(...group.map(([label]) => paper.measure(`${label}:`, { size, bold: true }))) + 8;
    return drawFields(paper, group, { x: margin + i * width, y, gap, step: size * 1.5, colon, width }, { size });
  });
  return Math.max(...ends);
};

const above: Geometry = (paper, fields, { margin, size, colon, bold }, y) => {
  const width = (paper.width - 2 * margin) / 4;
  fields.forEach(([label, value], i) => {
    const x = margin + (i % 4) * width;
    const top = y + Math.floor(i / 4) * size * 3.6;
    paper.text(x, top, colon ? `${label}:` : label, { size: size - 0.5, bold });
    paper.wrap(value, width - 6, { size }).forEach((line, k) => {
      paper.text(x, top + size * (1.25 + k * 1.1), line, { size, bold: !bold });
    });
  });
  return y + Math.ceil(fields.length / 4) * size * 3.6 - size;
};

const ruled = (paper: Paper, rows: readonly (readonly string[])[], title: readonly string[], head: RandomHead, y: number): number => {
  const count = rows[0]!.length;
  const width = (paper.width - 2 * head.margin) / count;
  return drawTable(paper, {
    columns: Array.from({ length: count }, (_, i) => ({
      title: title[i] ? paper.wrap(title[i]!, width - 6, { size: head.size, bold: true }) : [],
      width,
    })),
    rows,
    style: { size: head.size, rowHeight: head.size * 1.9, rules: 'grid', headerFill: true, headerBold: head.bold, numbersOn: 'first' },
    x: head.margin,
    y: y - 10,
    bottom: paper.height,
  }).y;
};

const ruledAbove: Geometry = (paper, fields, head, y) =>
  inGroups(fields, 2).reduce(
    (top, group) =>
      ruled(
        paper,
        [group.map(([, value]) => value)],
        group.map(([label]) => label),
        head,
        top,
      ) + 14,
    y,
  ) - 8;

const ruledBeside: Geometry = (paper, fields, head, y) => {
  const [left, right] = inGroups(fields, 2);
  const label = (text: string) => (head.colon ? `${text}:` : text);
  const rows = left!.map(([name, value], i) => [label(name), value, label(right![i]?.[0] ?? ''), right![i]?.[1] ?? '']);
  return ruled(paper, rows, [], head, y) + 6;
};

const inLine: Geometry = (paper, fields, { margin, size, bold }, y) => {
  let top = y;
  let x = margin;
  for (const [label, value] of fields) {
    const width = paper.measure(`${label}: `, { size, bold }) + paper.measure(value, { size }) + 24;
    if (x > margin && x + width > paper.width - margin) {
      x = margin;
      top += size * 1.6;
    }
    const end = paper.text(x, top, `${label}: `, { size, bold });
    paper.text(x + end, top, value, { size });
    x += width;
  }
  return top + size * 1.5;
};

const GEOMETRIES: Readonly<Record<RandomHead['geometry'], Geometry>> = {
  beside,
  above,
  'ruled-above': ruledAbove,
  'ruled-beside': ruledBeside,
  'in-line': inLine,
};
