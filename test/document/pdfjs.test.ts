import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFParse } from 'pdf-parse';
import { secondTexts } from '../../src/document/pdfjs.ts';

const root = join(import.meta.dirname, '../..');
const samples = globSync('importers/*/samples/*.pdf', { cwd: root }).sort();

test.each(samples)('%s: the text is that of pdf-parse with a worker of its own', async path => {
  const bytes = readFileSync(join(root, path));
  const parser = new PDFParse({ data: new Uint8Array(bytes), useSystemFonts: false });
  const { pages } = await parser.getText({ pageJoiner: '', cellThreshold: 3 });
  await parser.destroy();
  expect(await secondTexts(bytes)).toEqual(pages.map(page => page.text));
});

test('a file that pdf.js cannot open is refused, and the next one is read', async () => {
  await expect(secondTexts(new TextEncoder().encode('%PDF-1.7 nothing more'))).rejects.toThrow(/PDF/);
  expect((await secondTexts(readFileSync(join(root, samples[0]!)))).join('')).toMatch(/\d/);
});
