import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFParse } from 'pdf-parse';
import { secondTexts } from '../../src/document/pdfjs.ts';
import { forText } from '../../src/document/text-only.ts';

const root = join(import.meta.dirname, '../..');
const samples = globSync(['importers/*/samples/*.pdf', 'samples/*.pdf'], { cwd: root }).sort();

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

test('the installed pdf.js has the one place at which it repairs fonts, and fonts of two-byte codes are among the samples', () => {
  const source = readFileSync(join(root, 'node_modules/pdfjs-dist/legacy/build/pdf.worker.mjs'), 'utf8');
  expect(forText(source)).not.toBe(source);
  expect(source.split('this.checkAndRepair(')).toHaveLength(2);
  expect(samples.some(path => readFileSync(join(root, path), 'latin1').includes('/CIDFontType2'))).toBe(true);
});

test('a worker that is put together in another way is left as it is', () => {
  expect(forText('data = repaired(file);')).toBe('data = repaired(file);');
});
