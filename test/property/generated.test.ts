/** What has to hold for any certificate, tried on drawn ones: nothing of a page but its words and their places matters, and words never become numbers. */
import fc from 'fast-check';
import { PDFDocument, rgb } from 'pdf-lib';
import { fallback } from '../../importers/index.ts';
import { readCell } from '../../src/coa/read-finding.ts';
import type { Box } from '../../src/coa/transcript.ts';
import type { Document, Page, Word } from '../../src/document/document.ts';
import { readDocument } from '../../src/document/read.ts';
import { understand } from '../../src/document/understand.ts';
import { generate, type LayoutId } from '../generator/generate.ts';
import { printedAgain, type Reprint } from '../generator/printed-again.ts';
import { random } from '../generator/random.ts';

const LAYOUT_IDS: readonly LayoutId[] = [
  'random-columns',
  'random-pages',
  'random-forms',
  'random-sections',
  'supplier-sheets',
  'environmental-sheets',
  'side-by-side',
  'two-limits',
  'letter-spaced',
];

const drawn = async (layout: LayoutId): Promise<Document> => readDocument((await generate({ seed: 900, layout })).pdf, 'drawn.pdf');

/** Every value with what stands beside it, without its place. */
const said = (document: Document): string[] =>
  understand(document, { importers: [], fallback }).readings.flatMap(({ results }) =>
    results.map(({ printed, analyte, interval }) => JSON.stringify([analyte, printed, interval])),
  );

function withPages(document: Document, change: (page: Page) => Page): Document {
  if (document.content.kind !== 'pages') throw new Error('A drawn certificate has pages');
  return { ...document, content: { ...document.content, pages: document.content.pages.map(change) } };
}

describe.each(LAYOUT_IDS)('%s', layout => {
  test('words in any order say the same', async () => {
    const document = await drawn(layout);
    const shuffled = withPages(document, page => ({ ...page, words: random(7).shuffle(page.words) }));
    expect(said(shuffled)).toEqual(said(document));
  });

  test('a page of another size says the same', async () => {
    const document = await drawn(layout);
    const scale = 1.37;
    const word = (one: Word): Word => ({
      ...one,
      box: [one.box[0] * scale, one.box[1] * scale, one.box[2] * scale, one.box[3] * scale],
      fontSize: one.fontSize * scale,
      baseline: one.baseline * scale,
    });
    const scaled = withPages(document, page => ({
      ...page,
      width: page.width * scale,
      height: page.height * scale,
      words: page.words.map(word),
      slanted: (page.slanted ?? []).map(word),
      rules: page.rules.map(rule => ({
        ...rule,
        from: [rule.from[0] * scale, rule.from[1] * scale],
        to: [rule.to[0] * scale, rule.to[1] * scale],
      })),
    }));
    expect(said(scaled)).toEqual(said(document));
  });

  test.each<Reprint>(['smaller', 'across', 'upside-down', 'turned'])('printed again, %s, it says the same', async how => {
    const { pdf } = await generate({ seed: 900, layout });
    const again = await readDocument(await printedAgain(pdf, how), 'again.pdf');
    expect(said(again)).toEqual(said(await readDocument(pdf, 'drawn.pdf')));
  });
});

test.each(LAYOUT_IDS)('%s: what a patch covers is not read, in black or in white', async layout => {
  const { pdf } = await generate({ seed: 900, layout });
  const places = placesOf(await readDocument(pdf, 'drawn.pdf'));
  const covered = places.filter((_, index) => index % 3 === 0);
  expect(covered.length).toBeGreaterThan(0);
  const patched = await PDFDocument.load(pdf);
  covered.forEach(({ page: number, box: [left, top, right, bottom] }, index) => {
    const page = patched.getPage(number - 1);
    const light = index % 2;
    page.drawRectangle({
      ...{ x: left, y: page.getHeight() - bottom, width: right - left, height: bottom - top },
      color: rgb(light, light, light),
    });
  });
  const read = placesOf(await readDocument(new Uint8Array(await patched.save()), 'patched.pdf'));
  const onPatch = read.filter(place => covered.some(patch => patch.page === place.page && meets(patch.box, place.box)));
  expect(onPatch).toEqual([]);
});

/** Where each value of one word stands. */
const placesOf = (document: Document): { readonly page: number; readonly box: Box; readonly value: string }[] =>
  understand(document, { importers: [], fallback }).readings.flatMap(({ results }) =>
    results.flatMap(({ evidence, printed: { value } }) =>
      evidence.kind === 'page' && !value.includes(' ') ? [{ page: evidence.page, box: evidence.box, value }] : [],
    ),
  );

const meets = (a: Box, b: Box): boolean =>
  Math.min(a[2], b[2]) - Math.max(a[0], b[0]) > 1 && Math.min(a[3], b[3]) - Math.max(a[1], b[1]) > 1;

const QUALIFIERS = [
  'ND',
  'N.D.',
  'Not Detected',
  '<LOQ',
  '<LOD',
  'BLQ',
  'BQL',
  'n.d.',
  'Absent',
  'Negative',
  'TNTC',
  'NT',
  'Not Tested',
  'N/A',
  'nedetekováno',
];

test('no word for a result becomes a number, however it is written', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...QUALIFIERS),
      fc.constantFrom(
        (text: string) => text,
        (text: string) => text.toUpperCase(),
        (text: string) => text.toLowerCase(),
      ),
      fc.constantFrom('', ' ', '  ', '\u00a0'),
      (word, cased, blank) => {
        const { finding } = readCell(`${blank}${cased(word)}${blank}`, { decimalMark: '.' });
        expect('number' in finding ? finding.number : null).toBeNull();
        expect(['quantified', 'estimated']).not.toContain(finding.kind);
      },
    ),
  );
});

test('a bound never becomes an amount', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('<', '< ', '≤', '>', '≥'),
      fc.integer({ min: 1, max: 99999 }),
      fc.integer({ min: 0, max: 4 }),
      (sign, digits, decimals) => {
        const { finding } = readCell(`${sign}${(digits / 10 ** decimals).toFixed(decimals)}`, { decimalMark: '.' });
        expect(['quantified', 'estimated']).not.toContain(finding.kind);
      },
    ),
  );
});
