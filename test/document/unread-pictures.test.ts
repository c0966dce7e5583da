/** A table pasted as a picture below a table of text is no photograph and no chart. */
import { readDocument } from '../../src/document/read.ts';
import { renderRaster } from '../../src/document/render.ts';
import { besideWords, FINENESS, holdsLines } from '../../src/document/unread-pictures.ts';
import { CERTIFICATE, onePage, type Placed, stream, textContent, textPage } from '../documents/pdf-source.ts';

const WIDTH = 595;
const HEIGHT = 260;
const BOX = [0, 0, WIDTH, HEIGHT] as const;

const PASTED: readonly Placed[] = ['Moisture', 'Total Ash', 'Salmonella', 'Escherichia coli', 'Total Yeast and Mold', 'Nickel'].flatMap(
  (name, row) => [name, '0.418', '5.0 % w/w', '0.05', 'PASS'].map((text, i) => ({ text, x: 50 + i * 110, y: 230 - row * 18 })),
);

const drawn = (content: string) =>
  renderRaster(onePage({ content: stream('', content), mediaBox: `[0 0 ${WIDTH} ${HEIGHT}]` }), 1, Math.round(WIDTH * FINENESS));

const table = () => drawn(textContent(PASTED));
/** A peak over axes with their numbers. */
const chart = () =>
  drawn(`60 40 m 560 40 l S 60 40 m 60 240 l S 60 50 m 250 50 l 270 220 l 290 50 l 560 50 l S
${textContent([0, 1, 2, 3, 4, 5].map(i => ({ text: `${i}.0`, x: 60 + i * 90, y: 25 })))}`);

test('lines of type are told from a chart and from what is dark throughout', async () => {
  expect(holdsLines(await table())).toBe(true);
  expect(holdsLines(await chart())).toBe(false);
  expect(holdsLines(await drawn(`0.4 g 0 0 ${WIDTH} ${HEIGHT} re f 0 g\n${textContent(PASTED)}`))).toBe(false);
});

test('what lies below the words of the page is a ground', () => {
  const words = [0, 1, 2, 3].map(i => ({
    text: 'Lead',
    box: [50, 20 * i, 80, 20 * i + 9] as const,
    fontSize: 9,
    bold: false,
    baseline: 20 * i + 8,
  }));
  expect(besideWords([BOX, [0, 300, WIDTH, 500]], words)).toEqual([[0, 300, WIDTH, 500]]);
});

/** The certificate with a picture below its table. */
async function withPicture(picture: ReturnType<typeof table>): Promise<Uint8Array> {
  const { width, height, data } = await picture;
  const grey = Uint8Array.from({ length: width * height }, (_, i) => data[4 * i]!);
  return onePage({
    content: stream('', `${textContent(CERTIFICATE)}\nq ${WIDTH} 0 0 ${HEIGHT} 0 200 cm /P Do Q`),
    resources: '/XObject << /P 6 0 R >>',
    further: [stream(`/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8`, grey)],
  });
}

test('a pasted table that is not read is told of, a chart and a page without pictures are not', async () => {
  const codes = async (bytes: Uint8Array) => (await readDocument(bytes, 'pasted.pdf')).problems.map(({ code }) => code);
  expect(await codes(await withPicture(table()))).toEqual(['picture-unread']);
  expect(await codes(await withPicture(chart()))).toEqual([]);
  expect(await codes(textPage(CERTIFICATE))).toEqual([]);
});

test('where text is recognised it is read beside the text of the page', async () => {
  const { content, problems } = await readDocument(await withPicture(table()), 'pasted.pdf', {
    ocr: { milliseconds: 60_000, maxPages: 5 },
  });
  const words = content.kind === 'pages' ? content.pages.flatMap(page => page.words.map(({ text }) => text)) : [];
  expect(words).toEqual(expect.arrayContaining(['Arsenic', 'Moisture', 'Salmonella']));
  expect(problems.map(({ code }) => code)).not.toContain('picture-unread');
}, 120_000);
