/** What is refused of pictures, and that files with text are not recognised. Reading itself takes seconds a page. */
import { PNG } from 'pngjs';
import { readDocument } from '../../src/document/read.ts';
import { renderPage } from '../../src/document/render.ts';
import { CERTIFICATE, textPage } from '../documents/pdf-source.ts';

const ocr = { milliseconds: 60_000, maxPages: 20 };
const small = () => Buffer.from(PNG.sync.write(new PNG({ width: 40, height: 60 })));

test('a PDF with text is never recognised', async () => {
  let started = 0;
  const document = await readDocument(textPage(CERTIFICATE), 'text.pdf', { ocr: { ...ocr, onStart: () => started++ } });
  expect(started).toBe(0);
  expect(document.facts.recognisedPages).toBeUndefined();
});

test('a picture is refused where nothing is to be recognised', async () => {
  await expect(readDocument(small(), 'a.png')).rejects.toMatchObject({ reason: 'no-text-layer' });
});

test.each([
  ['png', small().subarray(0, 45)],
  ['jpg', Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')],
  ['tif', Buffer.from('II*\0\x08\0\0\0\xff\xff\0\0', 'latin1')],
])('a damaged %s is refused', async (kind, bytes) => {
  await expect(readDocument(bytes, `broken.${kind}`, { ocr })).rejects.toMatchObject({ reason: 'broken-file' });
});

test('a picture that would not fit into memory is refused before it is decoded', async () => {
  const huge = small();
  huge.writeUInt32BE(60_000, 16);
  huge.writeUInt32BE(60_000, 20);
  await expect(readDocument(huge, 'huge.png', { ocr })).rejects.toMatchObject({ reason: 'too-large' });
});

test('pages of pictures are drawn for the browser', async () => {
  expect(await renderPage(small(), 1, 20)).toMatchObject({ width: 20, height: 30 });
  await expect(renderPage(small(), 2, 20)).rejects.toMatchObject({ reason: 'broken-file' });
});
