/** The sample collection as files: sheets and exchange files that several reports share, and a PDF for every other report. */
import type { Exchange } from '../../../src/coa/exchange.ts';
import type { Certificate, Dates, Row, Truth } from '../certificate.ts';
import { facts, generate, type LayoutId } from '../generate.ts';
import { analyse, COLLECTION_LABORATORIES, type Laboratory } from '../laboratories.ts';
import { random } from '../random.ts';
import { workbook } from '../workbook.ts';
import { ADDRESSES, type Report, STORIES, type Story } from './stories.ts';

export interface CollectionFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Of a PDF. */
  readonly truth?: Truth;
}

/** One report of one lot, measured. */
export interface Issued {
  readonly story: Story;
  readonly report: Report;
  readonly laboratory: Laboratory;
  readonly dates: Dates;
  readonly rows: readonly Row[];
}

export async function collectionFiles(): Promise<CollectionFile[]> {
  const issued = STORIES.flatMap(story => story.reports.map(report => issue(story, report)));
  const shared = new Map<string, Issued[]>();
  const files: CollectionFile[] = [];
  for (const one of issued) {
    const { as } = one.report;
    if (/\.(csv|xlsx|json)$/.test(as)) shared.set(as, [...(shared.get(as) ?? []), one]);
    else files.push(await pdf(one, as as LayoutId));
  }
  for (const [name, reports] of shared) files.push({ name, bytes: sharedFile(name, reports) });
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function sharedFile(name: string, reports: readonly Issued[]): Uint8Array {
  if (name.endsWith('.json')) return new TextEncoder().encode(`${JSON.stringify(exchange(reports), null, 1)}\n`);
  const lines = [[...TEMPLATE], ...reports.flatMap(templateLines)];
  if (name.endsWith('.xlsx')) return workbook('Results', lines);
  return new TextEncoder().encode(`${lines.map(line => line.map(quoted).join(',')).join('\n')}\n`);
}

function issue(story: Story, report: Report): Issued {
  const vary = random(seedOf(story.lot));
  const ordinary = { ...facts(vary), lead: vary.decimal(0.1, 0.6, 3), salmonella: 'absent', imidacloprid: '0' };
  const laboratory = COLLECTION_LABORATORIES[report.laboratory];
  const days = random(seedOf(report.amends ?? report.number));
  const tested = later(report.received, days.integer(2, 5));
  return {
    story,
    report,
    laboratory,
    dates: { received: report.received, tested, reported: later(tested, days.integer(1, 3) + (report.amends === undefined ? 0 : 12)) },
    rows: analyse(laboratory, { ...ordinary, ...story.facts, ...report.found }, report.tested),
  };
}

async function pdf({ story, report, laboratory, dates, rows }: Issued, layout: LayoutId): Promise<CollectionFile> {
  const certificate: Certificate = {
    laboratory: laboratory.party,
    signatory: laboratory.signatory,
    reportNumber: report.number,
    client: { name: story.vendor, address: ADDRESSES[story.vendor]! },
    dates,
    samples: [{ name: story.product, lot: story.lot, labSampleId: `${report.number}-1`, form: story.form, unitMass: story.unitMass, rows }],
  };
  const drawn = await generate({ seed: seedOf(report.number), layout, certificate });
  return { name: `${report.number.toLowerCase()}.pdf`, bytes: drawn.pdf, truth: drawn.truth };
}

export const TEMPLATE = [
  'vendor',
  'product',
  'form',
  'lot',
  'laboratory',
  'accreditation',
  'report_number',
  'received_on',
  'tested_on',
  'reported_on',
  'serving_size',
  'container_size',
  'panel',
  'analyte',
  'result',
  'unit',
  'basis',
  'lod',
  'loq',
  'uncertainty',
  'method',
  'limit',
  'verdict',
] as const;

function templateLines({ story, report, laboratory, dates, rows }: Issued): string[][] {
  return rows.map(row => [
    story.vendor,
    story.product,
    story.form,
    story.lot,
    laboratory.party.name,
    laboratory.party.accreditation,
    report.number,
    dates.received,
    dates.tested,
    dates.reported,
    story.servingSize ?? '',
    story.containerSize ?? '',
    row.panel,
    row.name,
    row.value,
    row.unit,
    'as_received',
    row.lod ?? '',
    row.loq ?? '',
    row.uncertainty ?? '',
    row.method ?? '',
    row.limit ?? '',
    row.verdict ?? '',
  ]);
}

function exchange(reports: readonly Issued[]): Exchange {
  return {
    format: 'coa-json',
    version: 1,
    certificates: reports.map(({ story, report, laboratory, dates, rows }) => ({
      laboratory: laboratory.party.name,
      laboratoryAccreditation: laboratory.party.accreditation,
      reportNumber: report.number,
      brand: story.vendor,
      dates: { received: dates.received, tested: dates.tested, reported: dates.reported },
      sample: {
        name: story.product,
        lot: story.lot,
        form: story.form,
        ...(story.servingSize ? { servingSize: story.servingSize } : {}),
        ...(story.containerSize ? { containerSize: story.containerSize } : {}),
      },
      results: rows.map(({ analyte: _, ...row }) => JSON.parse(JSON.stringify({ ...row, basis: 'as_received' }))),
    })),
  };
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** FNV-1a: the same text gives the same seed for ever. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

function later(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
