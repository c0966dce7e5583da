/** PDF files written by hand, object by object, for what no PDF library would write. */

export interface PdfObject {
  /** Everything between `N 0 obj` and `endobj`; streams through `stream()`. */
  readonly body: string | Uint8Array;
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

export function stream(dictionary: string, data: Uint8Array | string): PdfObject {
  const bytes = typeof data === 'string' ? latin1(data) : data;
  return { body: Buffer.concat([latin1(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`), bytes, latin1('\nendstream')]) };
}

/** Objects 1, 2, … in order; object 1 is the catalogue. */
export function pdfFile(objects: readonly PdfObject[], trailer = ''): Uint8Array {
  const parts: Buffer[] = [latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')];
  const offsets: number[] = [];
  let offset = parts[0]!.length;
  const add = (part: Uint8Array) => {
    parts.push(Buffer.from(part));
    offset += part.length;
  };
  objects.forEach(({ body }, index) => {
    offsets.push(offset);
    add(latin1(`${index + 1} 0 obj\n`));
    add(typeof body === 'string' ? latin1(body) : body);
    add(latin1('\nendobj\n'));
  });
  const start = offset;
  const rows = offsets.map(at => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  add(latin1(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`));
  add(latin1(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`));
  return new Uint8Array(Buffer.concat(parts));
}

const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';

export interface PageSource {
  readonly content: PdfObject;
  readonly catalogue?: string;
  readonly resources?: string;
  readonly page?: string;
  /** Objects from number 6 on. */
  readonly further?: readonly PdfObject[];
  readonly mediaBox?: string;
}

/** One page: objects 1 catalogue, 2 page tree, 3 page, 4 content, 5 Helvetica as /F1. */
export function onePage({
  content,
  catalogue = '',
  resources = '',
  page = '',
  further = [],
  mediaBox = '[0 0 595 842]',
}: PageSource): Uint8Array {
  return pdfFile([
    { body: `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>` },
    { body: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' },
    {
      body: `<< /Type /Page /Parent 2 0 R /MediaBox ${mediaBox} ${page} /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> ${resources} >> >>`,
    },
    content,
    { body: FONT },
    ...further,
  ]);
}

/** Text set at x, y (PDF coordinates, origin bottom left), size 10 unless given. */
export interface Placed {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  /** Operators before the text, e.g. `3 Tr`, `2 Tc`, `4 Ts`. */
  readonly state?: string;
}

export function textContent(placed: readonly Placed[]): string {
  return placed
    .map(
      ({ text, x, y, size = 10, state = '' }) =>
        `BT ${state} /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`,
    )
    .join('\n');
}

export function textPage(placed: readonly Placed[], options: Omit<PageSource, 'content'> = {}): Uint8Array {
  return onePage({ content: stream('', textContent(placed)), ...options });
}

/** A certificate of four metals, as plain as they come. */
export const CERTIFICATE: readonly Placed[] = [
  { text: 'Clear Creek Testing Laboratory', x: 50, y: 800, size: 16 },
  { text: 'Certificate of Analysis', x: 50, y: 775, size: 13 },
  { text: 'Report Number: CC-2026-0117', x: 50, y: 750 },
  { text: 'Client: Green Harbor Botanicals', x: 50, y: 735 },
  { text: 'Sample Name: Red Vein Powder', x: 50, y: 720 },
  { text: 'Lot Number: RV-0042', x: 50, y: 705 },
  { text: 'Date Received: 2026-01-12', x: 320, y: 720 },
  { text: 'Date Reported: 2026-01-17', x: 320, y: 705 },
  { text: 'Heavy Metals', x: 50, y: 670, size: 12 },
  ...(['Analyte', 'Result', 'Unit', 'LOD', 'LOQ', 'Limit', 'Status'] as const).map((text, i) => ({ text, x: 50 + i * 70, y: 650 })),
  ...[
    ['Arsenic', '0.112', 'mg/kg', '0.005', '0.015', '2', 'PASS'],
    ['Cadmium', '0.031', 'mg/kg', '0.002', '0.006', '0.82', 'PASS'],
    ['Lead', '0.204', 'mg/kg', '0.004', '0.012', '1.2', 'PASS'],
    ['Mercury', 'ND', 'mg/kg', '0.003', '0.009', '0.4', 'PASS'],
  ].flatMap((row, line) => row.map((text, i) => ({ text, x: 50 + i * 70, y: 632 - line * 16 }))),
];
