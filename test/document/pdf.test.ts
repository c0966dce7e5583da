import type { Content, Page, Word } from '../../src/document/document.ts';
import { DocumentRefused } from '../../src/document/document.ts';
import { readDocument } from '../../src/document/read.ts';
import { encrypt } from '../documents/encrypted.ts';
import { mappedPage } from '../documents/mapped-font.ts';
import { CERTIFICATE, onePage, type PageSource, type Placed, pdfFile, stream, textContent, textPage } from '../documents/pdf-source.ts';

const FILLER: readonly Placed[] = [
  { text: 'Certificate of Analysis for the sample named below with its results', x: 50, y: 60 },
  { text: 'Report of the laboratory: limit, unit and method stand beside each result', x: 50, y: 45 },
];

async function readPage(placed: readonly Placed[], options: Omit<PageSource, 'content'> = {}): Promise<Page> {
  const { content } = await readDocument(textPage([...placed, ...FILLER], options), 'test.pdf');
  return pagesOf(content)[0]!;
}

function pagesOf(content: Content): readonly Page[] {
  if (content.kind !== 'pages') throw new Error('no pages');
  return content.pages;
}

const above = (page: Page): string[] => page.words.filter(word => word.baseline < 770).map(word => word.text);
const find = (page: Page, text: string): Word => page.words.find(word => word.text === text)!;

describe('words', () => {
  test('stand in reading order with boxes in points from the top left', async () => {
    const page = await readPage([
      { text: '0.35 mg/g', x: 300, y: 700 },
      { text: 'Second line', x: 50, y: 680 },
      { text: 'Mitragynine', x: 50, y: 700, size: 12 },
    ]);
    expect(above(page)).toEqual(['Mitragynine', '0.35', 'mg/g', 'Second', 'line']);
    const { box, baseline, fontSize } = find(page, 'Mitragynine');
    expect(baseline).toBeCloseTo(142, 1);
    expect(fontSize).toBeCloseTo(12, 1);
    expect(box[0]).toBeCloseTo(50, 0);
    // Helvetica's own widths: 5.168 em.
    expect(box[2]).toBeCloseTo(50 + 12 * 5.168, 0);
    expect(box[1]).toBeGreaterThan(128);
    expect(box[3]).toBeLessThan(147);
  });

  test('are those drawn, whatever a file has read aloud for what was found', async () => {
    const spoken = (said: string, drawn: string, x: number): string =>
      `/Span <</ActualText (${said})>> BDC BT /F1 10 Tf 1 0 0 1 ${x} 700 Tm (${drawn}) Tj ET EMC`;
    const spelled = [spoken('fi', '*', 350), spoken('Kratom', 'Cradom', 400)];
    const content = [spoken('0.10', '1.10', 50), spoken('Pass', 'Fail', 150), spoken('ND', '7.3', 250), ...spelled].join('\n');
    const bytes = onePage({ content: stream('', `${content}\n${textContent(FILLER)}`) });
    const { content: read } = await readDocument(bytes, 'spoken.pdf');
    expect(above(pagesOf(read)[0]!)).toEqual(['1.10', 'Fail', '7.3', 'fi', 'Kratom']);
  });

  test('of a cell begin where the text before is cut off, at the left of their column', async () => {
    const column = ['LOQ', 'Result', 'mg/g'].map((text, i) => ({ text, x: 100.6, y: 660 - 20 * i, size: 10 }));
    const heading = [
      // as wide as 50.6
      { text: 'Cannabinoi', x: 50, y: 700, size: 10 },
      { text: 'LOD', x: 100.6, y: 700, size: 10 },
    ];
    const page = await readPage([...heading, ...column]);
    expect(above(page).slice(0, 2)).toEqual(['Cannabinoi', 'LOD']);
    expect(find(page, 'LOD').beginsCell).toBe(true);
    expect(above(await readPage(heading))).toEqual(['CannabinoiLOD']);
  });

  test('of narrow columns stay apart', async () => {
    const page = await readPage([
      { text: '1.0000', x: 100, y: 700 },
      { text: '1100.0000', x: 132, y: 700 },
    ]);
    expect(above(page)).toEqual(['1.0000', '1100.0000']);
  });

  test('set in pieces are joined', async () => {
    const content = 'BT /F1 10 Tf 1 0 0 1 50 700 Tm [(Mitra) 20 (gy) -30 (nine)] TJ ( ) Tj (0.) Tj (35) Tj ET';
    const bytes = onePage({ content: stream('', `${content}\n${textContent(FILLER)}`) });
    const { content: read } = await readDocument(bytes, 'pieces.pdf');
    expect(read.kind === 'pages' && above(read.pages[0]!)).toEqual(['Mitragynine', '0.35']);
  });

  test('keep a hyphen that the file calls a soft one', async () => {
    const placed = [
      { text: '7-hydroxy', x: 50, y: 700 },
      { text: '26020116-2', x: 150, y: 700 },
    ];
    const bytes = mappedPage([...placed, ...FILLER], drawn => (drawn === '-' ? '\u00ad' : drawn));
    const { content } = await readDocument(bytes, 'hyphens.pdf');
    expect(above(pagesOf(content)[0]!)).toEqual(['7-hydroxy', '26020116-2']);
  });

  test('have signs and letters as they are typed where the file names others that are drawn alike', async () => {
    const named = new Map([...'/<>{}^~'].map((drawn, index) => [drawn, '\u2044\u02c2\u02c3\u0251\u0261\u02c6\u02dc'[index]!]));
    const placed = [{ text: '<0.5 m}/} >2 {-Pinene ~2x10^4', x: 50, y: 700 }];
    const bytes = mappedPage([...placed, ...FILLER], drawn => named.get(drawn) ?? drawn);
    const { content } = await readDocument(bytes, 'alike.pdf');
    expect(above(pagesOf(content)[0]!)).toEqual(['<0.5', 'mg/g', '>2', 'α-Pinene', '~2x10^4']);
  });

  test('of too few letters to tell are spaced as the rest of their type is', async () => {
    const content = 'BT /F1 10 Tf 0.9 Tc 1 0 0 1 50 700 Tm [(T) -80 (YPE)] TJ 1 0 0 1 250 700 Tm (RECEIVED) Tj ET';
    const bytes = onePage({ content: stream('', `${content}\n${textContent(FILLER)}`) });
    const { content: read } = await readDocument(bytes, 'spaced.pdf');
    expect(read.kind === 'pages' && above(read.pages[0]!)).toEqual(['TYPE', 'RECEIVED']);
  });

  test.each([
    ['by a wide letter-spacing', [{ text: 'ANALYTE', x: 50, y: 700, state: '4 Tc' }], ['ANALYTE']],
    ['by a narrow letter-spacing', [{ text: 'ANALYTE', x: 50, y: 700, state: '1.2 Tc' }], ['ANALYTE']],
    ['by blanks', [{ text: 'A N A L Y T E', x: 50, y: 700 }], ['ANALYTE']],
    ['unevenly', [{ text: 'PA S S', x: 50, y: 700 }], ['PASS']],
    ['in two words', [{ text: 'TOTAL CBD', x: 50, y: 700, state: '2 Tc' }], ['TOTAL', 'CBD']],
    [
      'in small capitals',
      [
        { text: 'E', x: 50, y: 700, size: 10 },
        { text: 'XAMPLE', x: 56.7, y: 700, size: 8 },
        { text: 'L', x: 95, y: 700, size: 10 },
        { text: 'abs', x: 100.6, y: 700, size: 8 },
      ],
      ['EXAMPLE', 'Labs'],
    ],
    ['not at all', [{ text: 'V i 1 g', x: 50, y: 700 }], ['V', 'i', '1', 'g']],
    ['not at all, in columns', ['P', 'P', 'P', 'P'].map((text, i) => ({ text, x: 50 + i * 40, y: 700 })), ['P', 'P', 'P', 'P']],
  ])('spaced %s', async (_, placed: Placed[], expected) => {
    expect(above(await readPage(placed))).toEqual(expected);
  });

  test('printed twice to look bold come once', async () => {
    const page = await readPage([
      { text: 'Lead', x: 50, y: 700 },
      { text: 'Lead', x: 50.3, y: 700 },
    ]);
    expect(above(page)).toEqual(['Lead']);
  });

  test('in bold, cut off at the edge of a cell, are no part of the plain word over them', async () => {
    const label = 'BT /F2 10 Tf 1 0 0 1 100 700 Tm (Sample I) Tj ET BT /F1 10 Tf 1 0 0 1 139 700 Tm (W24-01) Tj ET';
    const bytes = onePage({
      content: stream('', `${label}\n${textContent(FILLER)}`),
      resources: '/Font << /F1 5 0 R /F2 6 0 R >>',
      further: [{ body: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>' }],
    });
    const { content } = await readDocument(bytes, 'bold.pdf');
    expect(above(pagesOf(content)[0]!)).toEqual(['Sample', 'I', 'W24-01']);
  });

  test.each([
    ['with a ruling line between them are two', '0.5 w 140.6 690 m 140.6 720 l S', ['A-101', 'A-102']],
    ['without a line are one', '', ['A-101A-102']],
  ])('that touch, %s', async (_, line, expected) => {
    const text = `${line} BT /F1 10 Tf 1 0 0 1 114 700 Tm (A-101) Tj ET BT /F1 10 Tf 1 0 0 1 140.7 700 Tm (A-102) Tj ET`;
    const { content } = await readDocument(onePage({ content: stream('', `${text}\n${textContent(FILLER)}`) }), 'cells.pdf');
    expect(above(pagesOf(content)[0]!)).toEqual(expected);
  });

  /** A font whose glyphs are pictures, as TeX makes them: without a name, known by their codes alone. */
  const inPictures = (text: string, codes: readonly number[]) =>
    onePage({
      content: stream('', `BT /F2 10 Tf 1 0 0 1 100 700 Tm ${text} ET\n${textContent(FILLER)}`),
      resources: '/Font << /F1 5 0 R /F2 6 0 R >>',
      further: [
        {
          body:
            '<< /Type /Font /Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] /FontBBox [0 0 600 700] /FirstChar 0 /LastChar 255 ' +
            `/Widths [${'600 '.repeat(256)}] /Encoding << /Type /Encoding /Differences [${codes.map(code => `${code} /a${code}`).join(' ')}] >> ` +
            `/CharProcs << ${codes.map(code => `/a${code} 7 0 R`).join(' ')} >> >>`,
        },
        stream('', '600 0 0 0 600 700 d1 0 0 500 700 re f'),
      ],
    });
  const ASCII = Array.from({ length: 0x5f }, (_, i) => 0x20 + i);

  test.each([
    ['ligatures', '(Certi\\034cate) Tj 100 0 Td (\\035avoka) Tj', ['Certificate', 'flavoka']],
    [
      'letters of Central Europe',
      '(Zawarto\\261\\242) Tj 100 0 Td (\\212\\363d\\271) Tj 60 0 Td (O\\252\\363w) Tj',
      ['Zawartość', 'Łód¹', 'Ołów'],
    ],
    [
      'signs beside figures',
      '(1.2\\2610.1) Tj 60 0 Td (20\\260C) Tj 60 0 Td (\\265g/l) Tj 60 0 Td (cm\\262) Tj',
      ['1.2±0.1', '20°C', 'µg/l', 'cm^2'],
    ],
  ])('of fonts of pictures, as TeX makes them, have their %s', async (_, text, expected) => {
    const bytes = inPictures(text, [...ASCII, 0x1c, 0x1d, 0x8a, 0xa2, 0xaa, 0xb0, 0xb1, 0xb2, 0xb5, 0xb9, 0xf3]);
    const { content } = await readDocument(bytes, 'pictures.pdf');
    expect(above(pagesOf(content)[0]!)).toEqual(expected);
  });

  test('at an angle are kept apart from the text', async () => {
    const rotated = 'BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm (PREVIEW) Tj ET';
    const bytes = onePage({ content: stream('', `${rotated}\n${textContent(CERTIFICATE)}`) });
    const { content } = await readDocument(bytes, 'watermark.pdf');
    const page = pagesOf(content)[0]!;
    expect(page.words.some(word => /PREVIEW|^[PREVIW]$/.test(word.text))).toBe(false);
    expect(page.slanted?.map(word => word.text).join('')).toBe('PREVIEW');
  });

  test('turned by a right angle keep their direction, and lines set close stay apart', async () => {
    const turned = (x: number, text: string): string => `BT /F1 9 Tf 0 1 -1 0 ${x} 300 Tm (${text}) Tj ET`;
    const bytes = onePage({ content: stream('', `${turned(150, 'Quantitation')}\n${turned(160, 'Limit')}\n${textContent(CERTIFICATE)}`) });
    const { content } = await readDocument(bytes, 'turned.pdf');
    expect(pagesOf(content)[0]!.slanted?.map(({ text, angle }) => [text, angle])).toEqual([
      ['Quantitation', 90],
      ['Limit', 90],
    ]);
  });
});

describe('superscripts', () => {
  const raised = (base: string, mark: string, width: number, state = ''): Placed[] => [
    { text: base, x: 100, y: 700 },
    { text: mark, x: 100 + width, y: 703.5, size: 6, state },
  ];

  test.each([
    ['7,2.10', '4', 27.8, ['7,2.10^4']],
    ['1.2 x 10', '3', 37, ['1.2', 'x', '10^3']],
    ['1.0 x 10', '1', 37, ['1.0', 'x', '10^1']],
    ['<10', '2', 17, ['<10^2']],
    ['1,0.10', '-2', 27.8, ['1,0.10^-2']],
    ['cm', '2', 13.4, ['cm^2']],
    ['mg/kg', '-1', 26, ['mg/kg^-1']],
  ])('%s raised %s is a power', async (base, mark, width, expected) => {
    expect(above(await readPage(raised(base, mark, width)))).toEqual(expected);
  });

  test.each([
    ['Lead', '1', 21.2],
    ['Lead', '2)', 21.2],
    ['0.35', '2', 19.5],
    ['1100', '3', 22.3],
    ['10', '1', 11.2],
    ['0.35', 'a', 19.5],
    ['Result', '*', 28],
  ])('%s raised %s is a mark of its own', async (base, mark, width) => {
    const page = await readPage(raised(base, mark, width));
    expect(above(page)).toEqual([base, mark]);
    expect(find(page, mark).raised).toBe(true);
    expect(find(page, base).raised).toBeUndefined();
  });

  test('of ten to the first before what is counted', async () => {
    const page = await readPage([...raised('10', '1', 11.2), { text: 'CFU/g', x: 117.5, y: 700 }]);
    expect(above(page)).toEqual(['10^1', 'CFU/g']);
  });

  test('by text rise are seen too', async () => {
    const content = `BT /F1 10 Tf 1 0 0 1 100 700 Tm (6,3.10) Tj 6 0 0 6 0 0 Tm 1 0 0 1 127.8 700 Tm /F1 6 Tf 4 Ts (2) Tj ET\n${textContent(FILLER)}`;
    const { content: read } = await readDocument(onePage({ content: stream('', content) }), 'rise.pdf');
    expect(read.kind === 'pages' && above(read.pages[0]!)).toEqual(['6,3.10^2']);
  });

  test('a subscript stays in its word', async () => {
    const page = await readPage([
      { text: 'Aflatoxin B', x: 100, y: 700 },
      { text: '1', x: 151.7, y: 698, size: 6 },
    ]);
    expect(above(page).join(' ')).toMatch(/^Aflatoxin B ?1$/);
  });
});

describe('the page as displayed', () => {
  test('a turned page has its words upright', async () => {
    const turned = `q 0 1 -1 0 595 0 cm ${textContent(CERTIFICATE.map(placed => ({ ...placed, y: placed.y - 260 })))} Q`;
    const { content } = await readDocument(onePage({ content: stream('', turned), page: '/Rotate 90' }), 'turned.pdf');
    const page = pagesOf(content)[0]!;
    expect([page.width, page.height]).toEqual([842, 595]);
    const lead = find(page, 'Lead');
    const result = find(page, '0.204');
    expect(result.baseline).toBeCloseTo(lead.baseline, 1);
    expect(lead.box[0]).toBeCloseTo(50, 0);
    expect(result.box[0]).toBeGreaterThan(lead.box[2]);
  });

  test('a cropped page starts at its crop box', async () => {
    const page = await readPage([{ text: 'Lead', x: 130, y: 700 }], { page: '/CropBox [40 30 500 800]' });
    expect([page.width, page.height]).toEqual([460, 770]);
    expect(find(page, 'Lead').box[0]).toBeCloseTo(90, 0);
    expect(find(page, 'Lead').baseline).toBeCloseTo(100, 0);
  });

  test('ruling lines are found', async () => {
    const drawing = '0.5 w 50 600 m 500 600 l S 50 500 450 0.7 re f 100 300 200 50 re S';
    const { content } = await readDocument(onePage({ content: stream('', `${drawing}\n${textContent(CERTIFICATE)}`) }), 'rules.pdf');
    const { rules } = pagesOf(content)[0]!;
    const level = rules.filter(({ from, to }) => from[1] === to[1]).map(({ from }) => from[1]);
    expect(level).toHaveLength(4);
    for (const y of [242, 342, 492, 542]) expect(Math.min(...level.map(found => Math.abs(found - y)))).toBeLessThan(1);
    expect(rules.filter(({ from, to }) => from[0] === to[0])).toHaveLength(2);
  });
});

describe('doubtful text', () => {
  test('values printed over values are a problem that stops publication', async () => {
    const stamped = [...CERTIFICATE, { text: '0.900', x: 121, y: 600 }];
    const { problems } = await readDocument(textPage(stamped), 'stamped.pdf');
    expect(problems).toEqual([
      expect.objectContaining({ code: 'overlapping-text', severity: 'error', message: expect.stringContaining('0.900') }),
    ]);
  });

  test('the text layer of a scanner is read, and said to be one', async () => {
    const layer = CERTIFICATE.map(placed => ({ ...placed, state: '3 Tr' }));
    const { content, problems } = await readDocument(textPage(layer), 'recognised.pdf');
    expect(find(pagesOf(content)[0]!, '0.204')).toBeDefined();
    expect(pagesOf(content)[0]!.engine).toBe('ocr');
    expect(problems).toEqual([expect.objectContaining({ code: 'recognised-text', severity: 'error' })]);
  });

  test('what is typed into a form field is read, a signature is not', async () => {
    const { content } = await readDocument(withFields(), 'form.pdf');
    const texts = pagesOf(content)[0]!.words.map(word => word.text);
    expect(texts).toContain('7.77');
    expect(texts).not.toContain('Signed');
  });

  test('what is typed into a field that viewers have to draw themselves is read where the file asks for that', async () => {
    const field = '<< /Type /Annot /Subtype /Widget /FT /Tx /T (f) /V (6.66) /DA (/F1 9 Tf 0 g) /F 4 /Rect [400 500 500 520] /P 3 0 R >>';
    const form = (asked: boolean) =>
      textPage(CERTIFICATE, {
        catalogue: `/AcroForm << /Fields [6 0 R] /DR << /Font << /F1 5 0 R >> >> /NeedAppearances ${asked} >>`,
        page: '/Annots [6 0 R]',
        further: [{ body: field }],
      });
    const typedIn = async (asked: boolean) =>
      pagesOf((await readDocument(form(asked), 'form.pdf')).content)[0]!.words.map(word => word.text);
    expect(await typedIn(true)).toContain('6.66');
    expect(await typedIn(false)).not.toContain('6.66');
  });

  test('text beside the page is left out and said', async () => {
    const { content, problems } = await readDocument(textPage([...CERTIFICATE, { text: '88.8', x: 700, y: 500 }]), 'beside.pdf');
    expect(pagesOf(content)[0]!.words.some(word => word.text === '88.8')).toBe(false);
    expect(problems.map(problem => problem.code)).toEqual(['invisible-text']);
  });

  test('text that is not painted is left out and said', async () => {
    const { content, problems } = await readDocument(
      textPage([...CERTIFICATE, { text: '99.9', x: 300, y: 500, state: '3 Tr' }]),
      'hidden.pdf',
    );
    expect(content.kind === 'pages' && content.pages[0]!.words.some(word => word.text === '99.9')).toBe(false);
    expect(problems.map(problem => problem.code)).toEqual(['invisible-text']);
  });

  test('a plain certificate has no problem', async () => {
    const document = await readDocument(textPage(CERTIFICATE), 'plain.pdf', { crossCheck: true });
    expect(document.problems).toEqual([]);
    expect(document.facts).toMatchObject({ encrypted: false, signed: false, pageCount: 1 });
    expect(document.content.kind === 'pages' && document.content.pages[0]!.secondText).toContain('0.204');
  });

  test('a file that opens without a password is read although it is encrypted', async () => {
    const { content, facts } = await readDocument(await encrypt(textPage(CERTIFICATE), ''), 'owner.pdf', { crossCheck: true });
    expect(facts.encrypted).toBe(true);
    expect(find(pagesOf(content)[0]!, '0.204')).toBeDefined();
    expect(pagesOf(content)[0]!.secondText).toContain('0.204');
  });

  test('a file that asks for a password is refused', async () => {
    const bytes = await encrypt(textPage(CERTIFICATE), 'secret');
    await expect(readDocument(bytes, 'password.pdf')).rejects.toMatchObject({ reason: 'password-protected' });
  });

  test('a page that is only a picture is named, the others are read', async () => {
    const { content, problems } = await readDocument(withScannedPage(), 'mixed.pdf');
    expect(content.kind === 'pages' && content.pages.map(page => page.words.length > 0)).toEqual([true, false]);
    expect(problems).toEqual([expect.objectContaining({ code: 'page-without-text', message: expect.stringContaining('page 2') })]);
  });

  test.each<[string, Uint8Array, string]>([
    ['a scan', textPage([{ text: 'Page 1 of 1', x: 50, y: 40 }]), 'no-text-layer'],
    [
      'gibberish',
      textPage(Array.from({ length: 60 }, (_, i) => ({ text: `Qx${i}zv #wK!j vZ${i}q`, x: 50, y: 800 - i * 12 }))),
      'garbled-text',
    ],
  ])('%s is refused', async (_, bytes, reason) => {
    const refused = await readDocument(bytes, 'x.pdf').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DocumentRefused);
    expect(refused).toMatchObject({ reason });
  });
});

/** A certificate with a text field and a signature field, each with the appearance that viewers show. */
function withFields(): Uint8Array {
  const appearance = (text: string) =>
    stream('/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F1 5 0 R >> >>', textContent([{ text, x: 2, y: 5 }]));
  const field = (type: string, y: number, form: number) => ({
    body: `<< /Type /Annot /Subtype /Widget /FT /${type} /T (f${y}) /F 4 /Rect [400 ${y} 500 ${y + 20}] /P 3 0 R /AP << /N ${form} 0 R >> >>`,
  });
  return textPage(CERTIFICATE, {
    catalogue: '/AcroForm << /Fields [6 0 R 7 0 R] >>',
    page: '/Annots [6 0 R 7 0 R]',
    further: [field('Tx', 500, 8), field('Sig', 450, 9), appearance('7.77'), appearance('Signed')],
  });
}

/** A page of text and a page that a grey picture fills. */
function withScannedPage(): Uint8Array {
  const page = (content: number, resources: string) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << ${resources} >> >>`;
  return pdfFile([
    { body: '<< /Type /Catalog /Pages 2 0 R >>' },
    { body: '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>' },
    { body: page(5, '/Font << /F1 7 0 R >>') },
    { body: page(6, '/XObject << /I 8 0 R >>') },
    stream('', textContent(CERTIFICATE)),
    stream('', 'q 595 0 0 842 0 0 cm /I Do Q'),
    { body: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' },
    stream('/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8', '\x80'),
  ]);
}
