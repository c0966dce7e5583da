import fc from 'fast-check';
import type { Reading } from '../../src/coa/reading.ts';
import { crossCheck, inSecondText } from '../../src/document/cross-check.ts';
import type { Page } from '../../src/document/document.ts';
import { pdfDate } from '../../src/document/facts.ts';
import { legibility } from '../../src/document/legible.ts';

const page = (secondText: string | undefined, engine: Page['engine'] = 'pdfium'): Page => ({
  number: 1,
  width: 595,
  height: 842,
  words: [],
  rules: [],
  engine,
  secondText,
});

test.each([
  ['0.05', 'Lead <0.05 mg/kg', true],
  ['<0.05', 'Lead < 0.05 mg/kg', true],
  ['0.05', 'Lead 10.05', false],
  ['0.05', 'Lead 0.053', false],
  ['0.05', 'Lead 0.5', false],
  ['1', 'Lead 1.5', false],
  ['5', 'Lead 1.5', false],
  ['1,200 mg', '1,200 \tmg', true],
  ['7,2.10^4', '7,2.104', true],
  ['7,2.10^4', '7,2.10 4', true],
  ['1.2 x 10^3', '1.2 x 103', true],
  ['-0.5', '\u22120.5', true],
  ['0.350', '0 . 3 5 0', true],
  ['ND', '', true],
  ['Absent in 25 g', 'Absent in 25 g', true],
])('is %j printed in %j: %j', (text, second, expected) => {
  expect(inSecondText(page(second), text)).toBe(expected);
});

test('any text is found in itself, and none breaks the search', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,-+*^()[]\\/%$<>|{}? eE') }), text => {
      expect(inSecondText(page(`x ${text} y`), text)).toBe(true);
    }),
  );
});

test('nothing is said without an independent second text', () => {
  expect(inSecondText(page(undefined), '0.05')).toBeNull();
  expect(inSecondText(page('other', 'pdfjs'), '0.05')).toBeNull();
});

test('a value that the second engine does not print is flagged and doubted, the others are left alone', () => {
  const result = (value: string, loq: string | null = null) => ({
    printed: { name: 'Lead', value, lod: null, loq, limit: null },
    evidence: { kind: 'page', page: 1, box: [0, 0, 1, 1], text: value, method: 'text' },
    confidence: 0.97,
    confidenceReasons: [],
    flags: [],
  });
  const reading = { results: [result('0.204'), result('0.031'), result('ND', '0.009')] } as unknown as Reading;
  const [checked] = crossCheck({ kind: 'pages', pages: [page('Lead 0.204 Cadmium 0.037')] }, [reading]);
  expect(checked!.results.map(({ flags, confidence }) => [flags, confidence < 0.9])).toEqual([
    [[], false],
    [['engines-disagree'], true],
    [['engines-disagree'], true],
  ]);
  const [fallback] = crossCheck({ kind: 'pages', pages: [page('Lead 0.204', 'pdfjs')] }, [reading]);
  expect(fallback!.results.map(({ flags }) => flags)).toEqual(Array(3).fill(['fallback-engine']));
});

const result = (printed: object, analyte: string | null) => ({
  analyte,
  printed: { value: 'ND', lod: null, loq: null, limit: null, ...printed },
  evidence: { kind: 'page', page: 1, box: [0, 0, 1, 1], text: '', method: 'text' },
  confidence: 0.97,
  confidenceReasons: [],
  flags: [],
});

test('limits put together from two places are looked for one by one', () => {
  const reading = (limit: string) => ({ results: [result({ name: 'Lead', limit }, 'lead')] }) as unknown as Reading;
  const flags = (limit: string, second: string): readonly string[] =>
    crossCheck({ kind: 'pages', pages: [page(second)] }, [reading(limit)])[0]!.results[0]!.flags;
  expect(flags('0.5 µg/day', 'Lead limit (µg/day) ND 0.5')).toEqual([]);
  expect(flags('0.5 µg/day', 'Lead limit (µg/g) ND 0.5')).toEqual(['engines-disagree']);
  expect(flags('180 mg - 240 mg', 'Lead 180 mg 240 mg ND')).toEqual([]);
  expect(flags('180 mg - 240 mg', 'Lead 180 mcg 240 mcg ND')).toEqual(['engines-disagree']);
  expect(flags('1.2 - 2.0', 'Min 1.2 Max 2.0 Lead ND')).toEqual([]);
  expect(flags('1.2 - 2.0', 'Min 1.2 Max 20 Lead ND')).toEqual(['engines-disagree']);
});

test('a limit of measurement may stand in an appendix, if the page of the result does not print it', () => {
  const reading = { results: [result({ name: 'Lead', lod: '0.005' }, 'lead')] } as unknown as Reading;
  const flags = (first: Partial<Page>, appendix: string): readonly string[] => {
    const pages = [
      { ...page('Lead ND'), ...first },
      { ...page(appendix), number: 2 },
    ];
    return crossCheck({ kind: 'pages', pages }, [reading])[0]!.results[0]!.flags;
  };
  expect(flags({}, 'Lead 0.005')).toEqual([]);
  expect(flags({}, 'Lead 0.006')).toEqual(['engines-disagree']);
  const printed = { words: [{ text: '0.005' }] } as unknown as Pick<Page, 'words'>;
  expect(flags(printed, 'Lead 0.005')).toEqual(['engines-disagree']);
});

const words = (text: string) => text.split(' ').map(word => ({ text: word }));

test.each([
  ['certificate', 'Certificate of Analysis Sample Lot Result Unit LOQ Lead 0.1 mg/kg '.repeat(4), 'legible'],
  ['Czech', 'Výsledek rozšířená nejistota jednotky olovo 0,35 % hm. vzorek zkoušky '.repeat(4), 'legible'],
  ['letter-spaced', [...'CERTIFICATE ANALYSIS RESULTS LABORATORY'.repeat(3)].join(' '), 'legible'],
  ['Cyrillic', 'Протокол испытаний образец результат единица метод '.repeat(6), 'legible'],
  [
    'a table of names',
    'Mitragynine 0.35 Paynantheine 0.10 Speciogynine 0.02 Speciociliatine 0.11 Corynantheidine 0.01 '.repeat(5),
    'legible',
  ],
  ['Finnish', 'Näytteen kosteus määritettiin laitoksen ohjeen mukaisesti kuivaamalla '.repeat(5), 'legible'],
  ['shifted letters', 'Fhuwlilfdwh ri Dqdobvlv Vdpsoh Orw Uhvxow Xqlw '.repeat(5), 'garbled'],
  ['numbered glyphs', '9:*;#`1#3`1*/`2"&+*/3`4 <`=8>67`<!<?@.4A<?` BCDEB.` F"::"G` a #H is Rx& '.repeat(4), 'garbled'],
  ['unknown glyphs', '\ufffd\ufffd\ufffd\ufffd 0.1 the \ufffd\ufffd\ufffd '.repeat(8), 'garbled'],
  ['a stamp', 'Page 1 of 1', 'too-short-to-say'],
])('%s text is %s', (_, text, expected) => {
  expect(legibility(words(text.trim()))).toBe(expected);
});

test.each([
  ["D:20260131101500+01'00'", '2026-01-31T10:15:00+01:00'],
  ['D:20260131101500Z', '2026-01-31T10:15:00Z'],
  ['D:20260131', '2026-01-31'],
  ['D:2026', '2026'],
  ['D:20261399', undefined],
  ['yesterday', undefined],
])('the PDF date %s is %s', (text, iso) => {
  expect(pdfDate(text)).toBe(iso);
});

test('a name that no dictionary knows is believed only where the second engine prints its words', () => {
  const reading = {
    results: [result({ name: 'ydrox 7-H' }, null), result({ name: 'New Compound' }, null), result({ name: 'ydrox' }, 'x')],
  } as unknown as Reading;
  const [checked] = crossCheck({ kind: 'pages', pages: [page('7-Hydroxymitragynine ND New  Compound ND')] }, [reading]);
  expect(checked!.results.map(({ flags }) => flags)).toEqual([['engines-disagree'], [], []]);
});

test.each([
  ['Ar seni (As) c', 'Arsenic (As) ND', ['engines-disagree']],
  ['Arsenic (As)', 'Arsenic ND 0.5\n(As)', []],
  ['Arse-nic (As)', 'Arse-\nnic (As) ND', []],
])('a known name %j where the second engine prints %j', (name, text, flags) => {
  const reading = { results: [result({ name }, 'arsenic_total')] } as unknown as Reading;
  const [checked] = crossCheck({ kind: 'pages', pages: [page(text)] }, [reading]);
  expect(checked!.results[0]!.flags).toEqual(flags);
});

test.each([
  // words of a heading beside the table
  ['Report Results Unit', 'Report No. 7\nLead ND NMT 10 ppm\nResults Unit', ['engines-disagree']],
  ['LOD 100', 'LOD\nLead ND 100', ['engines-disagree']],
  ['NMT 10 ppm', 'Lead ND NMT\n10 ppm', []],
  ['≤ 10 µg/g', 'Lead ND £ 10 g/g', []],
  ['≤ 100', 'Lead ND 100', []],
])('a limit %j where the second engine prints %j', (limit, text, flags) => {
  const reading = { results: [result({ name: 'Lead', limit }, 'lead')] } as unknown as Reading;
  const [checked] = crossCheck({ kind: 'pages', pages: [page(text)] }, [reading]);
  expect(checked!.results[0]!.flags).toEqual(flags);
});

test('nothing is believed of a file that only one engine could read', () => {
  const reading = { results: [result({ name: 'Lead' }, 'lead')] } as unknown as Reading;
  const problem = { code: 'second-engine-failed', severity: 'info' as const, message: '' };
  const [checked] = crossCheck({ kind: 'pages', pages: [page(undefined)] }, [reading], [problem]);
  expect(checked!.results[0]).toMatchObject({ flags: ['second-engine-failed'], confidence: 0.85 });
});

test('nothing is believed of a page that the second engine does not find in the file', () => {
  const reading = { results: [result({ name: 'Lead' }, 'lead')] } as unknown as Reading;
  const second = { ...page('Lead ND'), number: 2 };
  const [checked] = crossCheck({ kind: 'pages', pages: [page(undefined), second] }, [reading]);
  expect(checked!.results[0]).toMatchObject({ flags: ['second-engine-failed'], confidence: 0.85 });
  // it was not asked
  expect(crossCheck({ kind: 'pages', pages: [page(undefined)] }, [reading])[0]!.results[0]!.flags).toEqual([]);
});

test.each([
  ['Salmonella Not Detected per 25 g', ['engines-disagree']],
  ['Salmonella Not\nDetected', ['engines-disagree']],
  ['Salmonella Not Detected, E. coli Detected', []],
])('`Detected` where the second engine prints %j', (text, flags) => {
  const reading = { results: [result({ name: 'Salmonella', value: 'Detected' }, 'salmonella')] } as unknown as Reading;
  expect(crossCheck({ kind: 'pages', pages: [page(text)] }, [reading])[0]!.results[0]!.flags).toEqual(flags);
});

describe('a value in letters', () => {
  const flagged = (value: string, second: string | undefined, engine?: Page['engine']) => {
    const reading = { results: [result({ name: 'Lead', value }, 'lead')] } as unknown as Reading;
    const [checked] = crossCheck({ kind: 'pages', pages: [page(second, engine)] }, [reading]);
    return checked!.results[0]!.flags.includes('engines-disagree');
  };
  test.each([
    ['ND', 'Lead ND', false],
    ['N.D.', 'Lead n. d.', false],
    ['Not Detected', 'Lead not\ndetected', false],
    ['Absent', 'Salmonella \uf03f\u0003\uf0a3', true],
    ['ND', 'LANDED', true],
    ['ND', '', true],
    ['-', 'Lead', false],
  ])('%j beside the second text %j is doubted: %j', (value, second, expected) => {
    expect(flagged(value, second)).toBe(expected);
  });
  test('without a second text nothing is said', () => {
    expect(flagged('ND', undefined)).toBe(false);
  });
});

test.each([
  ['Aflatoxin B1', 'A\ufffdatoxin B1 ND', []],
  ['Aflatoxin B1', 'A\u0000atoxin B1 ND', []],
  ['Aflatoxin B1', 'Atoxin B1 ND', ['engines-disagree']],
  ['A\ufffdatoxin B1', 'A\ufffdatoxin B1 ND', ['engines-disagree']],
])('a name with a ligature, read %j, where the second engine prints %j', (name, text, flags) => {
  const reading = { results: [result({ name }, 'aflatoxin_b1')] } as unknown as Reading;
  const [checked] = crossCheck({ kind: 'pages', pages: [page(text)] }, [reading]);
  expect(checked!.results[0]!.flags).toEqual(flags);
});
