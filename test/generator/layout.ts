/** What every layout gives, and the small things several of them draw. */
import type { Certificate, Dates, Row, Truth, TruthRow } from './certificate.ts';
import type { Paper, TextStyle } from './paper.ts';
import type { Random } from './random.ts';

export interface Drawn {
  readonly pdf: Uint8Array;
  readonly truth: Truth;
}

export interface Layout {
  readonly id: string;
  /** The importer that should read it. */
  readonly importer: string;
  draw(certificate: Certificate, vary: Random): Promise<Drawn>;
}

export const SAMPLE_NOTICE = 'SAMPLE - invented data for testing software. Not a certificate of any product.';

export function truthOf(
  layout: string,
  certificate: Certificate,
  results: readonly (readonly TruthRow[])[],
  printed: Partial<Truth> = {},
): Truth {
  return {
    layout,
    lab: certificate.laboratory.name,
    report_number: certificate.reportNumber,
    client: certificate.client.name,
    samples: certificate.samples.map((sample, i) => ({
      name: sample.name,
      lot: sample.lot,
      lab_sample_id: sample.labSampleId,
      dates: truthDates(certificate.dates),
      results: [...(results[i] ?? [])],
    })),
    ...printed,
  };
}

export function truthDates(dates: Partial<Dates>): Truth['samples'][number]['dates'] {
  return {
    sampled: dates.sampled ?? null,
    received: dates.received ?? null,
    tested: dates.tested ?? null,
    reported: dates.reported ?? null,
  };
}

/** Rows of one panel, in the order of the certificate. */
export function byPanel(rows: readonly Row[]): Map<Row['panel'], Row[]> {
  const panels = new Map<Row['panel'], Row[]>();
  for (const row of rows) panels.set(row.panel, [...(panels.get(row.panel) ?? []), row]);
  return panels;
}

/** `Label:  value` lines one below another; returns where they end. */
export function drawFields(
  paper: Paper,
  fields: readonly (readonly [string, string])[],
  place: { x: number; y: number; gap: number; step: number; colon?: boolean; width?: number },
  style: TextStyle = {},
): number {
  let y = place.y;
  for (const [label, value] of fields) {
    paper.text(place.x, y, place.colon === false ? label : `${label}:`, { ...style, bold: true });
    const lines = place.width === undefined ? [value] : paper.wrap(value, place.width - place.gap - 6, style);
    for (const line of lines) {
      paper.text(place.x + place.gap, y, line, style);
      y += place.step;
    }
  }
  return y;
}

export const PANEL_TITLES: Readonly<Record<string, string>> = {
  alkaloids: 'Alkaloid Profile',
  metals: 'Heavy Metals',
  microbes: 'Microbiological Screen',
  pesticides: 'Pesticide Residues',
  mycotoxins: 'Mycotoxins',
  solvents: 'Residual Solvents',
  moisture: 'Moisture',
};
