import type { ResultReading } from '../../src/coa/reading.ts';
import type { Page, Word } from '../../src/document/document.ts';
import { family, fontSignals } from '../../src/document/fonts.ts';
import { softwareSignals } from '../../src/document/software.ts';

interface Cell {
  readonly text: string;
  readonly x?: number;
  readonly font?: string;
  readonly size?: number;
}

/** A column of values, each with a result that points to it. */
function column(cells: readonly Cell[]): [Page[], ResultReading[]] {
  const words = cells.map(({ text, x = 300, font = 'Arial', size = 9 }, row): Word => {
    const top = 100 + row * 14;
    return { text, box: [x, top, x + 24, top + 10], fontSize: size, bold: false, baseline: top + 8, font };
  });
  const page: Page = { number: 1, width: 595, height: 842, words, rules: [], engine: 'pdfium' };
  const results = words.map(({ text, box }) => ({
    printed: { name: `Analyte ${text}` },
    evidence: { kind: 'page', page: 1, box, text, method: 'text' },
  })) as ResultReading[];
  return [[page], results];
}
const EIGHT: Cell[] = Array.from({ length: 8 }, (_, index) => ({ text: `0.${index + 11}` }));

describe('fonts in a column of values', () => {
  test.each([
    ['another font', { font: 'Helvetica' }],
    ['another size', { size: 11 }],
  ])('%s of one cell is seen', (_, odd) => {
    const [signal, ...others] = fontSignals(...column(EIGHT.with(4, { ...EIGHT[4]!, ...odd })));
    expect(others).toEqual([]);
    expect(signal).toMatchObject({
      kind: 'fonts',
      outcome: 'inconclusive',
      facts: { cells: [{ text: '0.15' }] },
      evidence: { text: '0.15' },
    });
    expect(signal!.detail).toContain('1 of 8 values');
  });

  test.each([
    ['the same font throughout', EIGHT],
    ['bold for what was found', EIGHT.with(2, { ...EIGHT[2]!, font: 'Arial,Bold' })],
    ['words', EIGHT.with(2, { text: 'ND', font: 'Symbol' })],
    ['too few cells', EIGHT.slice(0, 4).with(1, { text: '0.5', font: 'Courier' })],
    ['fonts by turns', EIGHT.map((cell, index) => ({ ...cell, font: index % 2 ? 'Arial' : 'Courier' }))],
    ['another column', [...EIGHT, ...EIGHT.slice(0, 5).map(cell => ({ ...cell, x: 400, font: 'Courier' }))]],
  ])('%s: nothing to tell', (_, cells) => {
    expect(fontSignals(...column(cells))).toEqual([]);
  });

  test('pages read by recognition have none', () => {
    const [[page], results] = column(EIGHT.with(4, { text: '0.5', font: 'Courier' }));
    expect(fontSignals([{ ...page!, engine: 'ocr' }], results)).toEqual([]);
  });

  test.each([
    ['ABCDEF+ArialMT', 'arial'],
    ['Arial-BoldMT', 'arial'],
    ['Arial,Bold', 'arial'],
    ['ArialNarrow-Bold', 'arialnarrow'],
    ['Helvetica-BoldOblique', 'helvetica'],
    ['TimesNewRomanPS-BoldItalicMT', 'timesnewroman'],
    ['TimesNewRomanPSMT', 'timesnewroman'],
    ['Roboto-Medium', 'roboto'],
    ['OpenSans-SemiBold', 'opensans'],
    ['Lato-Regular', 'lato'],
    ['Times-Roman', 'times'],
    ['Times-BoldItalic', 'times'],
    ['Calibri', 'calibri'],
  ])('%s is of the family %s', (font, expected) => {
    expect(family(font)).toBe(expected);
  });
});

describe('programs a file names', () => {
  const CREATED = '2026-02-04T09:00:00Z';
  test.each([
    [{ pdfProducer: 'Adobe Acrobat Pro 2020' }, 'editor'],
    [{ pdfCreator: 'PDFelement 9', pdfProducer: 'Skia/PDF m121' }, 'editor'],
    [{ pdfProducer: 'PyPDF2' }, 'assembler'],
    [{ pdfCreator: 'Adobe Photoshop CC' }, 'drawing'],
    [{ pdfProducer: 'macOS Version 15.6.1 Quartz PDFContext' }, 'reprint'],
  ])('%j', (facts, purpose) => {
    expect(softwareSignals(facts)).toMatchObject([{ kind: 'software', outcome: 'inconclusive', facts: { named: [{ purpose }] } }]);
  });

  test.each([
    {},
    { pdfCreator: 'Labsystem', pdfProducer: 'Labsystem', pdfCreated: CREATED, pdfModified: '2026-02-04T09:05:00Z' },
    { pdfProducer: 'ReportLab PDF Library - www.reportlab.com' },
    { pdfProducer: 'Acrobat Distiller 24.0 (Windows)' },
    { pdfCreator: 'Microsoft® Excel® for Microsoft 365' },
    { pdfModified: CREATED },
  ])('%j: nothing to tell', facts => {
    expect(softwareSignals(facts)).toEqual([]);
  });

  test('saved again later is told with both times', () => {
    const [signal] = softwareSignals({ pdfCreated: CREATED, pdfModified: '2026-03-01T10:00:00+01:00' });
    expect(signal!.detail).toContain(`made on ${CREATED} and last changed on 2026-03-01`);
  });
});
