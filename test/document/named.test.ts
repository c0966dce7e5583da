import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import type { Reading } from '../../src/coa/reading.ts';
import type { Printed } from '../../src/coa/transcript.ts';
import { type CodeOnPage, readBarcodes, readLinks } from '../../src/document/barcode.ts';
import { codeSignals } from '../../src/document/named.ts';
import { CERTIFICATE, onePage, stream, textContent, textPage } from '../documents/pdf-source.ts';

const printed = (text: string): Printed => ({ text, evidence: { kind: 'json', pointer: '/', text } });
const code = (text: string, form = 'QRCode'): CodeOnPage => ({ form, text, page: 1, box: [0, 0, 10, 10] });
const reading = {
  reportNumber: printed('RP-2026-0117'),
  sample: { labSampleId: printed('DA30318004-001'), lot: printed('RV-0042') },
} as Reading;
const PRINTED = 'Report RP-2026-0117 sample DA30318004-001 order DA30318004-777';

describe('what a code names', () => {
  test.each([
    ['a printed identifier', 'https://lab.example/verify?id=DA30318004-001', 'supports'],
    ['one written otherwise', 'https://lab.example/rp20260117.pdf', 'supports'],
    ['one in escapes', 'https://lab.example/?r=RP%2D2026%2D0117', 'supports'],
    ['one in Base64', `https://lab.example/qr?salt=${Buffer.from('DA30318004-001_77_2026').toString('base64')}`, 'supports'],
    ['one of the same form that is printed nowhere', 'https://lab.example/verify?id=DA30318004-002', 'contradicts'],
    ['another report', 'RP-2026-0118', 'contradicts'],
    ['one of the same form that is printed elsewhere', 'https://lab.example/order/DA30318004-777', 'inconclusive'],
    ['an address alone', 'https://lab.example/r/68bcb967c0f2b39d', 'inconclusive'],
    ['a stray percent sign', '100 % kratom', 'inconclusive'],
  ])('%s', (_, text, outcome) => {
    const [signal, ...others] = codeSignals([code(text), code(text)], [reading], PRINTED);
    expect(others).toEqual([]);
    expect(signal).toMatchObject({ kind: 'barcode', outcome, facts: { text } });
    expect(signal!.detail).toContain('It was not followed.');
  });

  test('short identifiers and bare years are no evidence', () => {
    const short = { reportNumber: printed('2026'), sample: { lot: printed('A1'), labSampleId: printed('12345') } } as Reading;
    expect(codeSignals([code('https://lab.example/2026/54321')], [short], '2026 A1 12345')[0]!.outcome).toBe('inconclusive');
  });

  test('links that name nothing are told in one', () => {
    const links = ['https://a.example', 'https://b.example', 'mailto:lab@c.example', 'https://lab.example/DA30318004-001'];
    expect(
      codeSignals(
        links.map(text => code(text, 'link')),
        [reading],
        PRINTED,
      ),
    ).toMatchObject([
      { kind: 'link', outcome: 'supports' },
      { kind: 'link', outcome: 'inconclusive', facts: { links: links.slice(0, 3) } },
    ]);
  });
});

/** The code as black squares of the given size, its lower left corner at 400, 60. */
async function drawn(text: string, format: 'QRCode' | 'Code128', module: number): Promise<string> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'));
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
  const { symbol } = await writeBarcode(text, { format, addQuietZones: true });
  const height = format === 'QRCode' ? module : 40 / symbol.height;
  return Array.from(symbol.data, (value, index) => {
    const [column, row] = [index % symbol.width, Math.floor(index / symbol.width)];
    return value > 0 ? '' : `${400 + column * module} ${60 + (symbol.height - row) * height} ${module} ${height} re f`;
  }).join('\n');
}

describe('codes and links of a file', () => {
  test.each(['QRCode', 'Code128'] as const)('%s drawn on the page is read where it stands', async format => {
    const text = 'DA30318004-001';
    const content = `${textContent(CERTIFICATE)}\n${await drawn(text, format, format === 'QRCode' ? 3 : 1)}\n${'0 0 1 1 re\n'.repeat(200)} n`;
    const { codes, pagesLeft } = await readBarcodes(onePage({ content: stream('', content) }), 20_000);
    expect(pagesLeft).toBe(0);
    expect(codes).toEqual([expect.objectContaining({ form: format, text, page: 1 })]);
    const [left, top, right, bottom] = codes[0]!.box;
    expect(left).toBeGreaterThan(395);
    expect(right).toBeLessThan(595);
    expect(top).toBeGreaterThan(650);
    expect(bottom).toBeLessThan(800);
  });

  test('no code is looked for where nothing is drawn', async () => {
    expect(await readBarcodes(textPage(CERTIFICATE), 20_000)).toEqual({ codes: [], pagesLeft: 0 });
  });

  test('links are read with their place', async () => {
    const address = 'https://lab.example/verify/RP-2026-0117';
    const bytes = textPage(CERTIFICATE, {
      page: '/Annots [6 0 R 7 0 R]',
      further: [
        { body: `<< /Type /Annot /Subtype /Link /Rect [50 700 150 712] /A << /S /URI /URI (${address}) >> >>` },
        { body: '<< /Type /Annot /Subtype /Link /Rect [50 600 150 612] /Dest [3 0 R /Fit] >>' },
      ],
    });
    expect(await readLinks(bytes)).toEqual([{ form: 'link', text: address, page: 1, box: [50, 130, 150, 142] }]);
  });
});
