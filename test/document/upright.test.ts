/** Pages that lie on their side, and pages set into others. */

import { degrees, PDFDocument, PDFName, StandardFonts } from 'pdf-lib';
import { fallback } from '../../importers/index.ts';
import type { Page, Word } from '../../src/document/document.ts';
import { readDocument } from '../../src/document/read.ts';
import { renderRaster } from '../../src/document/render.ts';
import { understand } from '../../src/document/understand.ts';
import { generate } from '../generator/generate.ts';
import { printedAgain, type Reprint } from '../generator/printed-again.ts';

async function pagesOf(bytes: Uint8Array): Promise<readonly Page[]> {
  const { content } = await readDocument(bytes, 'page.pdf');
  if (content.kind !== 'pages') throw new Error('no pages');
  return content.pages;
}

const placed = ({ text, box }: Word) => [text, ...box.map(edge => Math.round(edge))];

describe('a page that is shown on its side', () => {
  test.each<Reprint>(['turned', 'across', 'upside-down'])(
    '%s: words stand where they stand on the upright one, and so does its picture',
    async how => {
      const { pdf } = await generate({ seed: 901 });
      const again = await printedAgain(pdf, how);
      const [upright, turned] = [(await pagesOf(pdf))[0]!, (await pagesOf(again))[0]!];
      expect([turned.width, turned.height].map(Math.round)).toEqual([upright.width, upright.height].map(Math.round));
      expect(turned.words.map(placed)).toEqual(upright.words.map(placed));
      const [one, other] = [await renderRaster(pdf, 1, 300), await renderRaster(again, 1, 300)];
      expect([other.width, other.height]).toEqual([one.width, one.height]);
      let unlike = 0;
      for (let at = 0; at < one.data.length; at += 4) if (Math.abs(one.data[at]! - other.data[at]!) > 64) unlike += 1;
      expect(unlike / (one.width * one.height)).toBeLessThan(0.01);
    },
  );

  test('with a table on its side below an upright letter it stays as it is', async () => {
    const pdf = await PDFDocument.create();
    const font = await pdf.embedFont(StandardFonts.Helvetica);
    const page = pdf.addPage([595, 842]);
    const lines = ['Certificate of Analysis', 'The results of the sample stand in the table below', 'Example laboratory, Example Street 1'];
    for (const [row, text] of lines.entries()) page.drawText(text, { x: 50, y: 780 - 14 * row, size: 10, font });
    for (const [row, text] of [...lines, ...lines].entries())
      page.drawText(text, { x: 200 + 14 * row, y: 100, size: 10, font, rotate: degrees(90) });
    const [read] = await pagesOf(await pdf.save());
    expect([read!.width, read!.height]).toEqual([595, 842]);
    expect(read!.words.map(({ text }) => text).join(' ')).toContain('Certificate of Analysis');
  });
});

test('a page set into the middle of another says the same, of the same places', async () => {
  const { pdf } = await generate({ seed: 902, layout: 'random-pages' });
  const said = async (bytes: Uint8Array) =>
    understand(await readDocument(bytes, 'page.pdf'), { importers: [], fallback }).readings.map(
      ({ laboratory, reportNumber, client, sample, results }) => ({
        head: [laboratory, reportNumber, client, sample.name, sample.lot].map(printed => printed?.text),
        places: results.map(({ evidence }) => (evidence.kind === 'page' ? evidence.box : [])),
      }),
    );
  const [whole, smaller] = [await said(pdf), await said(await printedAgain(pdf, 'smaller'))];
  expect(smaller.map(({ head }) => head)).toEqual(whole.map(({ head }) => head));
  const { width, height } = (await pagesOf(pdf))[0]!;
  const set = ([left, top, right, bottom]: readonly number[]) => [
    0.18 * width + 0.63 * left!,
    0.17 * height + 0.63 * top!,
    0.18 * width + 0.63 * right!,
    0.17 * height + 0.63 * bottom!,
  ];
  const [wanted, found] = [whole.flatMap(({ places }) => places.flatMap(set)), smaller.flatMap(({ places }) => places.flat())];
  expect(found).toHaveLength(wanted.length);
  for (const [at, edge] of found.entries()) expect(Math.abs(edge - wanted[at]!)).toBeLessThan(0.5);
});

/** Each `fi` and `fl` is a piece of text for itself, of which the file says which letters it is. */
async function withLigatures(lines: readonly string[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const { context } = pdf;
  const page = pdf.addPage([595, 842]);
  page.node.setFontDictionary(PDFName.of('F1'), context.register(context.obj({ Type: 'Font', Subtype: 'Type1', BaseFont: 'Courier' })));
  const piece = (text: string) =>
    /^f[il]$/.test(text) ? `/Span << /ActualText (${text}) >> BDC (${text}) Tj EMC` : text === '' ? '' : `(${text}) Tj`;
  const content = lines
    .map(
      (text, row) =>
        `BT /F1 12 Tf 40 ${780 - 30 * row} Td ${text
          .split(/(f[il])/)
          .map(piece)
          .join(' ')} ET`,
    )
    .join('\n');
  page.node.addContentStream(context.register(context.flateStream(content)));
  return pdf.save();
}

test('ligatures of a page that is set into another stand in their words', async () => {
  const lines = [
    'Aflatoxin B1 and Trifloxystrobin',
    'certified, on the first shelf',
    'Certificate of Analysis of one sample',
    'Results: fluoride',
  ];
  const whole = await withLigatures(lines);
  const words = (await pagesOf(whole))[0]!.words.map(({ text }) => text);
  expect(words.join(' ')).toBe(lines.join(' '));
  for (const how of ['smaller', 'across'] as const)
    expect((await pagesOf(await printedAgain(whole, how)))[0]!.words.map(({ text }) => text)).toEqual(words);
});
