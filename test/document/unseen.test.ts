/** Text of the file that nobody sees on the page. */
import { fallback, importers } from '../../importers/index.ts';
import { readDocument } from '../../src/document/read.ts';
import { readAndUnderstand } from '../../src/document/understand.ts';
import { CERTIFICATE, onePage, type PageSource, stream, textContent } from '../documents/pdf-source.ts';

/** Arsenic's result, drawn as the operators say instead of as the others. */
const ARSENIC = CERTIFICATE.find(({ text }) => text === '0.112')!;
const drawn = textContent([ARSENIC]);
const overIt = (colour: string): string => `q ${colour} ${ARSENIC.x - 3} ${ARSENIC.y - 3} 40 13 re f Q`;
const clippedTo = (rectangle: string): string => `q ${rectangle} re W n ${drawn} Q`;
const picture = `q 40 0 0 13 ${ARSENIC.x - 3} ${ARSENIC.y - 3} cm /I Do Q`;

function certificate(how: string, options: Omit<PageSource, 'content'> = {}): Uint8Array {
  const others = textContent(CERTIFICATE.filter(placed => placed !== ARSENIC));
  return onePage({ content: stream('', `${others}\n${how}`), ...options });
}

const stream1 = (colour: string, data: string) =>
  stream(`/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 ${colour}`, data);
const PICTURE = { resources: '/XObject << /I 6 0 R >>', further: [stream1('', '\xff')] };
const seenThrough = (colour: string, opacity: string) => ({
  resources: '/XObject << /I 6 0 R >>',
  further: [stream1('/SMask 7 0 R', colour), stream1('', opacity)],
});
const GRAPHICS = { resources: '/ExtGState << /Clear << /ca 0 >> /Mark << /ca 0.4 >> >>' };
const layer = (state: 'ON' | 'OFF') => ({
  catalogue: `/OCProperties << /OCGs [6 0 R] /D << /${state} [6 0 R] /Order [6 0 R] >> >>`,
  resources: '/Properties << /L 6 0 R >>',
  further: [{ body: '<< /Type /OCG /Name (Draft) >>' }],
});
const annotation = (kind: string) => ({
  page: '/Annots [6 0 R]',
  further: [
    { body: `<< /Type /Annot /Subtype /${kind} /F 4 /Rect [117 629 157 642] /P 3 0 R /AP << /N 7 0 R >> >>` },
    stream('/Type /XObject /Subtype /Form /BBox [0 0 40 13]', '1 1 1 rg 0 0 40 13 re f'),
  ],
});

async function wordsOf(how: string, options: Omit<PageSource, 'content'> = {}) {
  const { content, problems } = await readDocument(certificate(how, options), 'unseen.pdf');
  if (content.kind !== 'pages') throw new Error('no pages');
  return { words: content.pages[0]!.words.map(({ text }) => text), codes: problems.map(({ code }) => code) };
}

test.each<[string, string, Omit<PageSource, 'content'>]>([
  ['under a white box', `${drawn} ${overIt('1 g')}`, {}],
  ['under a black box', `${drawn} ${overIt('0 g')}`, {}],
  ['under a picture', `${drawn} ${picture}`, PICTURE],
  ['under a picture that hardly lets light through', `${drawn} ${picture}`, seenThrough('\xff', '\xfb')],
  ['pale under a picture that leaves nothing of it', `0.9 g ${drawn} 0 g ${picture}`, seenThrough('\xff', '\xe0')],
  ['under a square that was set on the page', drawn, annotation('Square')],
  ['white on paper', `1 g ${drawn} 0 g`, {}],
  ['nearly white on paper', `0.985 g ${drawn} 0 g`, {}],
  ['black on black', `${overIt('0 g')} ${drawn}`, {}],
  ['on a dark ground that is clipped away', `q 10 10 5 5 re W n 0 g 0 0 595 842 re f Q 1 g ${drawn} 0 g`, {}],
  ['clear as glass', `q /Clear gs ${drawn} Q`, GRAPHICS],
  ['clipped away', clippedTo('300 100 20 20'), {}],
  ['of a layer that is off', `/OC /L BDC ${drawn} EMC`, layer('OFF')],
])('%s it is left out and said', async (_, how, options) => {
  const { words, codes } = await wordsOf(how, options);
  expect(words).not.toContain('0.112');
  expect(words).toContain('0.204');
  expect(codes).toEqual(['invisible-text']);
});

test.each<[string, string, Omit<PageSource, 'content'>]>([
  ['on a white box', `${overIt('1 g')} ${drawn}`, {}],
  ['white on a dark box', `${overIt('0.2 g')} 1 g ${drawn} 0 g`, {}],
  ['under a marker that is seen through', `${drawn} q /Mark gs ${overIt('1 1 0 rg')} Q`, GRAPHICS],
  ['under a picture that is seen through', `${drawn} ${picture}`, seenThrough('\x80', '\x20')],
  ['black under a veil', `${drawn} ${picture}`, seenThrough('\xff', '\xe0')],
  ['pale under a watermark', `0.8 g ${drawn} 0 g ${picture}`, seenThrough('\x80', '\x10')],
  ['white on a dark picture', `${picture} 1 g ${drawn} 0 g`, { ...PICTURE, further: [stream1('', '\x30')] }],
  ['beside a box', `${drawn} q 1 g 200 500 300 30 re f Q`, {}],
  ['under the frame of a cell', `${drawn} q 118 629 40 13 re S Q`, {}],
  ['under a fill that is clipped to elsewhere', `${drawn} q 10 10 5 5 re W n 0 g 0 0 595 842 re f Q`, {}],
  ['clipped to its cell', clippedTo('100 620 70 30'), {}],
  ['of a layer that is on', `/OC /L BDC ${drawn} EMC`, layer('ON')],
  ['under a highlight', drawn, annotation('Highlight')],
])('%s it is read', async (_, how, options) => {
  const { words, codes } = await wordsOf(how, options);
  expect(words).toContain('0.112');
  expect(codes).toEqual([]);
});

test('a word of which a part is covered is left out whole, its line stays', async () => {
  const line = textContent([{ text: 'Batch 4.870 mg/kg', x: 300, y: 500 }]);
  const { words, codes } = await wordsOf(`${drawn} ${line} q 0 g 341 497 15 12 re f Q`);
  expect(words).toEqual(expect.arrayContaining(['Batch', 'mg/kg', '0.112']));
  expect(words.filter(word => /[48]/.test(word) && /87|4\./.test(word))).toEqual([]);
  expect(codes).toEqual(['invisible-text']);
});

test('a number whose sign is covered is left out, a word of which one letter is stays', async () => {
  const line = textContent([{ text: '<0.05 Mitragynine', x: 300, y: 500 }]);
  const { words } = await wordsOf(`${drawn} ${line} q 1 g 299 497 7 12 re f 350.5 497 5 12 re f Q`);
  expect(words).toContain('Mitragynine');
  expect(words.filter(word => word.includes('0.05'))).toEqual([]);
});

test('a page whose text all lies under its picture is one that a scanner read', async () => {
  const bytes = onePage({
    content: stream('', `${textContent(CERTIFICATE)} q 595 0 0 842 0 0 cm /I Do Q`),
    ...PICTURE,
  });
  const { content, problems } = await readDocument(bytes, 'scan.pdf');
  expect(content.kind === 'pages' && content.pages[0]!.engine).toBe('ocr');
  expect(problems.map(({ code }) => code)).toContain('recognised-text');
});

describe('a value written over another', () => {
  const understood = async (how: string) => {
    const bytes = certificate(how);
    const { understood } = await readAndUnderstand(bytes, 'over.pdf', { crossCheck: true }, { importers, fallback });
    return understood.readings[0]!.results;
  };

  test('is what the page shows, and doubted', async () => {
    const other = textContent([{ ...ARSENIC, text: '0.021' }]);
    const results = await understood(`${drawn} ${overIt('1 g')} ${other}`);
    const [arsenic, ...others] = results;
    expect(arsenic!.printed.value).toBe('0.021');
    expect(arsenic!.flags).toContain('over-hidden-text');
    expect(arsenic!.confidence).toBeLessThan(0.9);
    expect(arsenic!.confidenceReasons.join()).toContain('“0.112”');
    expect(others.flatMap(({ flags }) => flags)).toEqual([]);
  });

  test('stops publication, as values printed over values do', async () => {
    const other = textContent([{ ...ARSENIC, text: '0.021' }]);
    const { problems } = await readDocument(certificate(`${drawn} ${overIt('1 g')} ${other}`), 'over.pdf');
    expect(problems).toEqual([
      expect.objectContaining({ code: 'overlapping-text', severity: 'error', message: expect.stringContaining('0.112') }),
      expect.objectContaining({ code: 'invisible-text', severity: 'warning' }),
    ]);
  });

  test('that is the same is not', async () => {
    const results = await understood(`${drawn} ${overIt('1 g')} ${drawn}`);
    expect(results[0]!.printed.value).toBe('0.112');
    expect(results[0]!.flags).toEqual([]);
  });
});
