/** Several lots in one table: each has the results of its own column. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import type { Transcript } from '../../../src/coa/transcript.ts';
import type { Word } from '../../../src/document/document.ts';
import { documentOf, pageOfText } from '../printed-page.ts';
import { page, table, write } from './page.ts';

const document = (words: readonly Word[]) => documentOf(page(words));

const label = (text: string, y: number): Word[] => write({ text, x: 50, y });

const results = ({ rows }: Transcript): string[] => rows.map(({ name, value, unit }) => `${name.text} ${value.text} ${unit?.text ?? ''}`);

const lots = (headings: readonly string[]): Word[] =>
  table({
    x: [50, 200, 260, 340, 420],
    y: 160,
    rows: [
      ['Analyte', 'Unit', ...headings],
      ['Lead', 'mg/kg', '0.21', '0.34', 'ND'],
      ['Cadmium', 'mg/kg', 'ND', 'ND', '0.05'],
      ['Arsenic', 'mg/kg', '0.11', '0.12', '0.13'],
    ],
  });

test('lots side by side are samples of their own, the same finding in two of them too', () => {
  const words = [
    ...label('Report Number: R-1', 60),
    ...label('Product Name: Green Leaf', 74),
    ...lots(['Lot A-101', 'Lot A-102', 'Lot A-103']),
  ];
  const transcripts = transcribeAny(document(words));
  expect(transcripts.map(({ sample }) => [sample.name?.text, sample.lot?.text])).toEqual([
    ['Green Leaf', 'A-101'],
    ['Green Leaf', 'A-102'],
    ['Green Leaf', 'A-103'],
  ]);
  expect(transcripts.map(results)).toEqual([
    ['Lead 0.21 mg/kg', 'Cadmium ND mg/kg', 'Arsenic 0.11 mg/kg'],
    ['Lead 0.34 mg/kg', 'Cadmium ND mg/kg', 'Arsenic 0.12 mg/kg'],
    ['Lead ND mg/kg', 'Cadmium 0.05 mg/kg', 'Arsenic 0.13 mg/kg'],
  ]);
  expect(transcripts.flatMap(({ rows }) => rows.flatMap(row => row.doubts))).toEqual([]);
});

test('bare numbers of one form are samples too, with a doubt; those of the laboratory where its own number begins them', () => {
  const words = [...label('Laboratory ID: S4471', 60), ...label('Lot: various', 74), ...lots(['S4471-1', 'S4471-2', 'S4471-3'])];
  const transcripts = transcribeAny(document(words));
  expect(transcripts.map(({ sample }) => [sample.labSampleId?.text, sample.lot?.text])).toEqual([
    ['S4471-1', undefined],
    ['S4471-2', undefined],
    ['S4471-3', undefined],
  ]);
  expect(transcripts.every(({ rows }) => rows.every(row => row.doubts.includes('column-guessed')))).toBe(true);
});

test('codes beside a column of results head no samples', () => {
  const words = table({
    x: [50, 200, 260, 340, 420],
    y: 160,
    rows: [
      ['Analyte', 'Unit', 'QC-101', 'QC-102', 'Result'],
      ['Lead', 'mg/kg', '0.21', '0.34', '0.30'],
      ['Cadmium', 'mg/kg', '0.02', '0.03', '0.05'],
    ],
  });
  const [only, ...more] = transcribeAny(document(words));
  expect(more).toEqual([]);
  expect(results(only!)).toEqual(['Lead 0.30 mg/kg', 'Cadmium 0.05 mg/kg']);
});

test('`Lot` over each code of the headings is no list of samples: the product stays', () => {
  const over = [200, 260, 340, 420].slice(1).flatMap(x => write({ text: 'Lot', x, y: 150 }));
  const words = [...label('Product Name: Green Leaf', 74), ...over, ...lots(['A-101', 'A-102', 'A-103'])];
  expect(transcribeAny(document(words)).map(({ sample }) => [sample.name?.text, sample.lot?.text])).toEqual([
    ['Green Leaf', 'A-101'],
    ['Green Leaf', 'A-102'],
    ['Green Leaf', 'A-103'],
  ]);
});

test('`Sample Description` and `Lot #` over the numbers of two other samples are no list', () => {
  const head = [
    ...write({ text: 'Sample Description:', x: 225, y: 60 }),
    ...write({ text: 'Green Leaf', x: 225, y: 74 }),
    ...write({ text: 'Lot #:', x: 350, y: 60 }),
    ...write({ text: 'see columns', x: 350, y: 74 }),
    ...write({ text: 'Sample ID:', x: 50, y: 100 }),
    ...write({ text: 'S8347', x: 50, y: 114 }),
  ];
  const words = [...head, ...lots(['S8347-1', 'S8347-2', 'S8347-3'])];
  expect(transcribeAny(document(words)).map(({ sample }) => [sample.name?.text, sample.lot?.text, sample.labSampleId?.text])).toEqual([
    ['Green Leaf', undefined, 'S8347-1'],
    ['Green Leaf', undefined, 'S8347-2'],
    ['Green Leaf', undefined, 'S8347-3'],
  ]);
});

test('lots under one another, symbols of elements over their results', () => {
  const words = [
    ...label('Heavy metals (mg/kg)', 60),
    ...table({
      x: [50, 120, 280, 340, 400],
      y: 80,
      rows: [
        ['Lot', 'Product', 'Pb', 'Cd', 'As'],
        ['EX-101', 'Red Leaf', '0.31', '0.04', '0.12'],
        ['EX-102', 'Green Leaf', '0.28', '0.05', '<0.01'],
      ],
    }),
  ];
  const transcripts = transcribeAny(document(words));
  expect(transcripts.map(({ sample }) => [sample.lot?.text, sample.name?.text])).toEqual([
    ['EX-101', 'Red Leaf'],
    ['EX-102', 'Green Leaf'],
  ]);
  expect(transcripts.map(results)).toEqual([
    ['Pb 0.31 mg/kg', 'Cd 0.04 mg/kg', 'As 0.12 mg/kg'],
    ['Pb 0.28 mg/kg', 'Cd 0.05 mg/kg', 'As <0.01 mg/kg'],
  ]);
});

test('numbers of lots behind a label over their columns, with what the lines beside say of each', () => {
  const words = [
    ...label('Client: Example Elm', 60),
    ...table({
      x: [50, 220, 300, 380],
      y: 80,
      rows: [
        ['Sample Name', 'Red Leaf', 'White Leaf', 'Green Leaf'],
        ['Lot', 'EX-1', 'EX-2', 'EX-3'],
        ['Date Received', '2024-03-10', '2024-03-10', '2024-03-10'],
        ['Mitragynine (%)', '1.41', '1.55', '1.48'],
        ['7-Hydroxymitragynine (%)', '0.011', '0.012', '<0.005'],
        ['Lead (ppm)', '0.21', '0.33', '0.28'],
      ],
    }),
  ];
  const transcripts = transcribeAny(document(words));
  expect(transcripts.map(({ sample }) => [sample.lot?.text, sample.name?.text])).toEqual([
    ['EX-1', 'Red Leaf'],
    ['EX-2', 'White Leaf'],
    ['EX-3', 'Green Leaf'],
  ]);
  expect(results(transcripts[2]!)).toEqual(['Mitragynine (%) 1.48 %', '7-Hydroxymitragynine (%) <0.005 %', 'Lead (ppm) 0.28 ppm']);
  expect(transcripts.flatMap(({ rows }) => rows.flatMap(row => row.doubts))).toEqual([]);
});

test('the ordinal of the one specimen heads its results', () => {
  const words = table({
    x: [50, 200, 260, 340, 420],
    y: 160,
    rows: [
      ['Test Item(s)', 'Unit', 'LOQ', '002', 'Conclusion'],
      ['Lead', 'mg/kg', '0.01', '0.322', 'Pass'],
      ['Cadmium', 'mg/kg', '0.01', '0.188', 'Pass'],
    ],
  });
  const [transcript, ...more] = transcribeAny(document(words));
  expect(more).toEqual([]);
  expect(transcript && results(transcript)).toEqual(['Lead 0.322 mg/kg', 'Cadmium 0.188 mg/kg']);
  expect(transcript?.rows.flatMap(({ doubts }) => doubts)).toEqual([]);
});

describe('a result and a verdict for each lot', () => {
  const read = (art: string) =>
    transcribeAny(documentOf(pageOfText(1, art))).map(({ sample, rows }) => [
      sample.lot?.text,
      rows.map(({ name, value, limit, verdict }) => `${name.text} ${value.text} [${limit?.text}] ${verdict?.text}`),
    ]);
  const own = [
    ['A-101', ['Lead 0.31 [1.0] Pass', 'Cadmium 0.04 [0.5] Pass']],
    ['A-102', ['Lead 0.28 [1.0] Pass', 'Cadmium 0.62 [0.5] Fail']],
  ];
  test('under the number of the lot', () => {
    expect(
      read(`
                               Lot A-101               Lot A-102
Metal       Unit     Limit     Result     Status       Result     Status
Lead        ppm      1.0       0.31       Pass         0.28       Pass
Cadmium     ppm      0.5       0.04       Pass         0.62       Fail`),
    ).toEqual(own);
  });
  test('under the number of the lot, its heading as narrow as its results', () => {
    expect(
      read(`
                             Lot A-10B             Lot A-10C
Metal      Unit   Limit      Result      P/F       Result      P/F
Lead       ppm    1.0        0.31        Pass      0.28        Pass
Cadmium    ppm    0.5        0.04        Pass      0.62        Fail`),
    ).toEqual([
      ['A-10B', own[0]![1]],
      ['A-10C', own[1]![1]],
    ]);
  });
  test('beside the number of the lot', () => {
    expect(
      read(`
Metal       Unit     Limit     Lot A-101     Status       Lot A-102     Status
Lead        ppm      1.0       0.31          Pass         0.28          Pass
Cadmium     ppm      0.5       0.04          Pass         0.62          Fail`),
    ).toEqual(own);
  });
});

test('numbers over columns are those of the samples whose boxes of labels hold them, with all that the boxes say', () => {
  const box = (x: number, [name, lot, number]: readonly [string, string, string]): Word[] =>
    [`Name: ${name}`, `Lot: ${lot}`, `Lab No.: ${number}`, 'Received: 03 Feb 2026'].flatMap((text, i) => write({ text, x, y: 60 + 9 * i }));
  const words = [
    ...box(50, ['Red Sample', 'RS-4', 'EX-901']),
    ...box(230, ['Green Sample', 'GS-9', 'EX-902']),
    ...box(410, ['White Sample', 'WS-2', 'EX-903']),
    ...label('Client: Example Botanicals', 120),
    ...lots(['EX-901', 'EX-902', 'EX-903']),
  ];
  const transcripts = transcribeAny(document(words));
  expect(transcripts.map(({ sample }) => [sample.name?.text, sample.lot?.text, sample.labSampleId?.text])).toEqual([
    ['Red Sample', 'RS-4', 'EX-901'],
    ['Green Sample', 'GS-9', 'EX-902'],
    ['White Sample', 'WS-2', 'EX-903'],
  ]);
  expect(transcripts.flatMap(({ rows }) => rows.flatMap(row => row.doubts))).toEqual([]);
});

test('parts of a lot under one `Results` are samples of their own, with a doubt', () => {
  const words = [
    ...label('Report Number: R-1', 60),
    ...write({ text: 'Results', x: 351, y: 148, align: 'centre' }),
    ...lots(['Core A', 'Core B', 'Composite']),
  ];
  const transcripts = transcribeAny(document(words));
  expect(transcripts.map(({ sample }) => sample.name?.text)).toEqual(['Core A', 'Core B', 'Composite']);
  expect(transcripts.map(transcript => results(transcript)[0])).toEqual(['Lead 0.21 mg/kg', 'Lead 0.34 mg/kg', 'Lead ND mg/kg']);
  expect(transcripts.every(({ rows }) => rows.every(row => row.doubts.includes('column-guessed')))).toBe(true);
});

test('numbers of samples over their names and no label, over the same headings for each', () => {
  const over = (text: string, x: number, y: number) => write({ text, x, y, align: 'centre' });
  const words = [
    ...label('Client: Imaginary Springs Co.', 60),
    ...over('EX-1147-01', 245, 128),
    ...over('EX-1147-02', 345, 128),
    ...over('Kitchen Tap', 245, 139),
    ...over('Wellhead', 345, 139),
    ...table({
      x: [50, 170, 220, 270, 320, 370, 420, 470],
      y: 150,
      rows: [
        ['Parameter', 'Units', 'Result', 'Q', 'Result', 'Q', 'RL', 'MCL'],
        ['Arsenic', 'mg/L', '0.0031', '', '0.0088', '', '0.0005', '0.010'],
        ['Lead', 'mg/L', '0.0004', 'J', '<0.0005', 'U', '0.0005', '0.015'],
        ['Copper', 'mg/L', '0.212', '', '0.018', '', '0.005', '1.3'],
      ],
    }),
  ];
  const transcripts = transcribeAny(document(words));
  expect(transcripts.map(({ sample }) => [sample.labSampleId?.text, sample.name?.text])).toEqual([
    ['EX-1147-01', 'Kitchen Tap'],
    ['EX-1147-02', 'Wellhead'],
  ]);
  expect(transcripts.map(transcript => results(transcript)[2])).toEqual(['Copper 0.212 mg/L', 'Copper 0.018 mg/L']);
  expect(transcripts.flatMap(({ rows }) => rows.map(({ limit }) => limit?.text))).toEqual([
    '0.010',
    '0.015',
    '1.3',
    '0.010',
    '0.015',
    '1.3',
  ]);
});

test('what was found in all lots on average is the result of none of them', () => {
  const words = lots(['Lot A-101', 'Lot A-102', 'Mean']);
  const transcripts = transcribeAny(document(words));
  expect(transcripts.map(({ sample }) => sample.lot?.text)).toEqual(['A-101', 'A-102']);
  expect(transcripts.map(transcript => results(transcript)[0])).toEqual(['Lead 0.21 mg/kg', 'Lead 0.34 mg/kg']);
});
