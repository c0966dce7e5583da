/** Scans and photographs through the reader's child process, as a service reads them. Small pages: recognising a whole one takes seconds. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Golden, goldenPath, goldenText } from '../importers/golden.ts';
import type { ReadOutcome } from '../src/document/outcome.ts';
import { createReaderPool, type ReaderPool } from '../src/ingest/pool.ts';
import { mappedPage } from './documents/mapped-font.ts';
import { CERTIFICATE, type Placed, textPage } from './documents/pdf-source.ts';
import type { Truth } from './generator/certificate.ts';
import { compareWithTruth } from './generator/compare.ts';
import { asJpeg, asPdf, asPng, asTiff, type Scan, scanPage } from './generator/scan.ts';

/** Milliseconds; a few seconds where nothing else runs. */
const PATIENCE = 180_000;

/** The upper third of an A4 page. */
const BOX = '[0 0 595 282]';
const PLACED: readonly Placed[] = CERTIFICATE.map(text => ({ ...text, y: text.y - 560 }));
const CERTIFICATE_PDF = textPage(PLACED, { mediaBox: BOX });
const PRINTED = [
  ['arsenic_total', '0.112', 'mg/kg'],
  ['cadmium', '0.031', 'mg/kg'],
  ['lead', '0.204', 'mg/kg'],
  ['mercury_total', 'ND', 'mg/kg'],
];

let pool: ReaderPool;
beforeAll(() => {
  pool = createReaderPool({ size: 1 });
});
afterAll(() => pool.close());

const scanned = (scan: Scan) => scanPage(CERTIFICATE_PDF, 1, 595, scan);

async function expectRead(name: string, bytes: Uint8Array): Promise<ReadOutcome> {
  const read = await pool.read({ name, bytes });
  const { outcome, readings, problems } = read;
  expect(outcome).toBe('read');
  const results = readings.flatMap(reading => reading.results);
  expect(results.map(({ analyte, printed }) => [analyte, printed.value, printed.unit])).toEqual(PRINTED);
  expect(results.map(({ printed: { lod, loq, limit, verdict } }) => [lod, loq, limit, verdict])).toEqual([
    ['0.005', '0.015', '2', 'PASS'],
    ['0.002', '0.006', '0.82', 'PASS'],
    ['0.004', '0.012', '1.2', 'PASS'],
    ['0.003', '0.009', '0.4', 'PASS'],
  ]);
  for (const { confidence, flags, evidence } of results) {
    expect(confidence).toBeLessThanOrEqual(0.85);
    expect(flags).toContain('ocr');
    expect(evidence).toMatchObject({ method: 'ocr', ocrConfidence: expect.any(Number) });
  }
  expect(readings[0]?.sample.lot?.text).toBe('RV-0042');
  expect(problems).toContainEqual(expect.objectContaining({ code: 'ocr', severity: 'error' }));
  return read;
}

test(
  'a PDF that is one picture',
  async () => expectRead('scan.pdf', asPdf(await scanned({ dpi: 200, paper: 0.85, noise: 8 }), 200)),
  PATIENCE,
);

const SCAN: Scan = { dpi: 200, paper: 0.9 };

test(
  'a scan under the line that a portal printed on it',
  async () => {
    const line = { text: 'Downloaded from the portal on 2026-08-01 by user 4411, page 1 of 1', x: 50, y: 8, size: 7 };
    await expectRead('portal.pdf', asPdf(await scanned(SCAN), 200, 80, [line]));
  },
  PATIENCE,
);

test(
  'a table that was pasted as a picture below a head of text',
  async () => {
    const head = PLACED.filter(({ y }) => y > 115).map(({ text, ...place }) => ({ ...place, text }));
    const table = textPage(
      PLACED.filter(({ y }) => y <= 115),
      { mediaBox: BOX },
    );
    const pasted = asPdf(await scanPage(table, 1, 595, { dpi: 150 }), 150, 85, head);
    const { problems } = await expectRead('pasted.pdf', pasted);
    expect(problems.map(({ code }) => code)).toEqual(['ocr']);
  },
  PATIENCE,
);

test(
  'what a scanner recognised badly is read again from its picture',
  async () => {
    const misread = PLACED.map(({ text, ...place }) => ({
      ...place,
      text: text.replace('0.204', '0.294').replace(/Status|^Lead/, 'l'),
      state: '3 Tr',
    }));
    const { problems } = await expectRead('layer.pdf', asPdf(await scanned(SCAN), 200, 80, misread));
    expect(problems.map(({ code }) => code)).not.toContain('recognised-text');
  },
  PATIENCE,
);

test('a PNG', async () => expectRead('scan.png', asPng(await scanned({ dpi: 200, degrees: 1.5 }))), PATIENCE);

test('a TIFF', async () => expectRead('scan.tif', asTiff(await scanned({ dpi: 200, blur: 0.6 }), 200)), PATIENCE);

test(
  'a JPEG from a telephone, in uneven light and seen from below',
  async () => expectRead('photo.jpg', asJpeg(await scanned({ dpi: 220, degrees: -1, perspective: 0.02, shade: 0.4, noise: 10 }), 70)),
  PATIENCE,
);

test(
  'a page that lies turned by two quarters, and askew',
  async () => expectRead('turned.pdf', asPdf(await scanned({ dpi: 200, quarters: 2, degrees: 2 }), 200)),
  PATIENCE,
);

test(
  'a certificate that was printed and scanned is read as its golden says, and says what was drawn',
  async () => {
    const path = join(import.meta.dirname, 'documents/scans/combined-limits-7.png');
    const outcome = await pool.read({ name: basename(path), path });
    expect(goldenText(outcome as Golden)).toBe(readFileSync(goldenPath(path), 'utf8'));
    const truth = JSON.parse(readFileSync(path.replace(/png$/, 'truth.json'), 'utf8')) as Truth;
    expect(compareWithTruth(truth, outcome.readings)).toMatchObject({ missing: [], wrong: [], invented: [] });
  },
  PATIENCE,
);

test(
  'a text layer that is gibberish is not believed: what the page shows is read',
  async () => {
    const garbled = mappedPage(PLACED, drawn => (drawn === ' ' ? ' ' : String.fromCharCode(0xe000 + drawn.charCodeAt(0))), BOX);
    await expectRead('garbled.pdf', garbled);
  },
  PATIENCE,
);

test(
  'of a page that lies turned by a quarter, evidence lies where the value stands as it is displayed',
  async () => {
    const { readings, pages } = await expectRead('turned.pdf', asPdf(await scanned({ dpi: 200, quarters: 1 }), 200));
    expect(pages[0]!.height).toBeGreaterThan(pages[0]!.width);
    const evidence = readings[0]?.results[0]?.evidence;
    if (evidence?.kind !== 'page') throw new Error('no place on the page');
    // printed at x 120, 210 below the top of an upright page of 595 × 282
    const [left, top, right, bottom] = evidence.box;
    expect(left).toBeLessThan(282 - 205);
    expect(right).toBeGreaterThan(282 - 212);
    expect(top).toBeGreaterThan(115);
    expect(bottom).toBeLessThan(152);
  },
  PATIENCE,
);

test(
  'a text layer that says another digit than the page shows contradicts it',
  async () => {
    const forged = mappedPage(PLACED, drawn => (drawn === '3' ? '8' : drawn), BOX);
    const { readings } = await pool.read({ name: 'forged.pdf', bytes: forged });
    expect(readings[0]?.results[1]?.printed.value).toBe('0.081');
    const signals = await pool.compareImage({ name: 'forged.pdf', bytes: forged });
    expect(signals).toMatchObject([{ kind: 'image-text', outcome: 'contradicts' }]);
    const texts = (signals[0]!.facts as { differences: { text: string; image: string }[] }).differences;
    expect(texts).toContainEqual(expect.objectContaining({ text: '0.081', image: '0.031' }));
  },
  PATIENCE,
);

test(
  'an honest text layer is supported by its picture',
  async () => {
    const signals = await pool.compareImage({ name: 'honest.pdf', bytes: CERTIFICATE_PDF });
    expect(signals).toMatchObject([{ kind: 'image-text', outcome: 'supports', facts: { pagesLeft: 0, differences: [] } }]);
  },
  PATIENCE,
);
