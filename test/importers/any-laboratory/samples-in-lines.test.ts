/** Samples under one another in one table, a line for each analyte of each; and a line for each sample, analytes beside one another. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import type { Transcript } from '../../../src/coa/transcript.ts';
import type { Page } from '../../../src/document/document.ts';
import { documentOf, pageOfText } from '../printed-page.ts';

const results = ({ rows }: Transcript): string[] => rows.map(({ name, value, unit }) => `${name.text} ${value.text} ${unit?.text ?? ''}`);
const samplesOf = (...pages: readonly Page[]) =>
  transcribeAny(documentOf(...pages)).map(({ sample: { labSampleId, lot, name }, ...transcript }) => ({
    sample: [labSampleId?.text, lot?.text, name?.text].filter(Boolean).join(' | '),
    results: results({ ...transcript, sample: {} }),
  }));

test('each line says of which sample it is, by its number or its name', () => {
  const art = (heading: string, first: string, second: string) => `
  ${heading}   Analyte   Basis   Result   Qualifier   MDL      MRL     Unit
  ${first}     Arsenic   wet     41.2                 0.010    0.050   mg/kg
  ${first}     Cadmium   wet     0.388                0.0020   0.010   mg/kg
  ${second}     Arsenic   wet     9.91                 0.010    0.050   mg/kg
  ${second}     Cadmium   wet     0.104                0.0020   0.010   mg/kg
`;
  expect(samplesOf(pageOfText(1, art('Sample ID   ', '2207114-01', '2207114-02')))).toEqual([
    { sample: '2207114-01', results: ['Arsenic 41.2 mg/kg', 'Cadmium 0.388 mg/kg'] },
    { sample: '2207114-02', results: ['Arsenic 9.91 mg/kg', 'Cadmium 0.104 mg/kg'] },
  ]);
  expect(samplesOf(pageOfText(1, art('Sample      ', 'Kelp      ', 'Dulse     '))).map(({ sample }) => sample)).toEqual(['Kelp', 'Dulse']);
});

test('a sample printed once heads the lines below it, and those of the next page', () => {
  const pages = [
    pageOfText(
      1,
      `
  Lab ID         Parameter   Result   Units
  77120-1        Lead        0.21     mg/kg
                 Cadmium     0.03     mg/kg
  77120-2        Lead        0.34     mg/kg
                 Cadmium     0.05     mg/kg
`,
    ),
    pageOfText(
      2,
      `
  Lab ID         Parameter   Result   Units
  77120-3        Lead        0.11     mg/kg
                 Cadmium     0.02     mg/kg
`,
    ),
  ];
  expect(samplesOf(...pages)).toEqual([
    { sample: '77120-1', results: ['Lead 0.21 mg/kg', 'Cadmium 0.03 mg/kg'] },
    { sample: '77120-2', results: ['Lead 0.34 mg/kg', 'Cadmium 0.05 mg/kg'] },
    { sample: '77120-3', results: ['Lead 0.11 mg/kg', 'Cadmium 0.02 mg/kg'] },
  ]);
});

test('one sample in all lines, and one analyte twice in a sample, are no samples of lines', () => {
  const art = (second: string) => `
  Sample ID      Analyte     Result   Units
  77120-1        Lead        0.21     mg/kg
  77120-1        ${second}     0.03     mg/kg
  77120-1        Arsenic     0.34     mg/kg
`;
  expect(samplesOf(pageOfText(1, art('Cadmium')))).toHaveLength(1);
  expect(samplesOf(pageOfText(1, art('Lead   ')))).toHaveLength(1);
});

test('a sentence under a line for each sample is no label of the last one', () => {
  const art = `
  Lab No.     Sample Description   Lot #    Aerobic Plate Count   Yeast & Mold   E. coli   Salmonella
                                            CFU/g                 CFU/g          CFU/g     /25 g
  118821-1    Cumin Ground         CG-771   88,000                1,200          <10       NEG
  118821-2    Paprika              PP-110   4,300                 60             <10       NEG
  Methods: AOAC 966.23; FDA BAM; AOAC 991.14; AOAC 2013.01. NEG = Negative.
`;
  expect(samplesOf(pageOfText(1, art))).toEqual([
    {
      sample: '118821-1 | CG-771 | Cumin Ground',
      results: ['Aerobic Plate Count 88,000 CFU/g', 'Yeast & Mold 1,200 CFU/g', 'E. coli <10 CFU/g', 'Salmonella NEG /25 g'],
    },
    {
      sample: '118821-2 | PP-110 | Paprika',
      results: ['Aerobic Plate Count 4,300 CFU/g', 'Yeast & Mold 60 CFU/g', 'E. coli <10 CFU/g', 'Salmonella NEG /25 g'],
    },
  ]);
});

test('the name and the lot stand beside the number of the sample', () => {
  const art = (lot: string) => `
  Lab No.     Sample Description    Lot No.    Analysis    Result    Units
  3382-1      Flaxseed Elm Oil      EX-F-11    Lead        0.21      mg/kg
                                    ${lot}   Cadmium     0.03      mg/kg
  3382-2      Hemp Elm Oil          EX-H-07    Lead        0.34      mg/kg
                                               Cadmium     0.05      mg/kg
`;
  expect(samplesOf(pageOfText(1, art('       '))).map(({ sample }) => sample)).toEqual([
    '3382-1 | EX-F-11 | Flaxseed Elm Oil',
    '3382-2 | EX-H-07 | Hemp Elm Oil',
  ]);
  // of two it is not said which
  expect(samplesOf(pageOfText(1, art('EX-F-12'))).map(({ sample }) => sample)[0]).toBe('3382-1 | Flaxseed Elm Oil');
});

const ofSamples = (art: string) =>
  transcribeAny(documentOf(pageOfText(1, art))).map(({ sample, rows }) => [
    sample.labSampleId?.text,
    sample.name?.text,
    sample.lot?.text,
    ...rows.map(({ name, value, unit }) => `${name.text} ${value.text} ${unit?.text}`),
  ]);

test('number, name and lot of a sample on lines of one cell, the analytes its columns', () => {
  expect(
    ofSamples(`
Sample                        Lead (mg/kg)      Nickel (mg/kg)      Cadmium (mg/kg)
24-0117-01                    0.412             1.33                0.021
Example Leaf Capsules
Lot: ZL0923
24-0117-02                    1.207             2.91                0.044
Invented Gold Powder
Lot: BG-118A
24-0117-03                    <0.05             0.22                <0.02
Sample Green Shot
Lot: none`),
  ).toEqual([
    ['24-0117-01', 'Example Leaf Capsules', 'ZL0923', 'Lead 0.412 mg/kg', 'Nickel 1.33 mg/kg', 'Cadmium 0.021 mg/kg'],
    ['24-0117-02', 'Invented Gold Powder', 'BG-118A', 'Lead 1.207 mg/kg', 'Nickel 2.91 mg/kg', 'Cadmium 0.044 mg/kg'],
    ['24-0117-03', 'Sample Green Shot', undefined, 'Lead <0.05 mg/kg', 'Nickel 0.22 mg/kg', 'Cadmium <0.02 mg/kg'],
  ]);
});

test('name and lot of a sample in columns beside its number, the analytes further columns', () => {
  expect(
    ofSamples(`
Lab #       Sample Description        Code/Lot      Lead      Nickel     Cadmium
                                                    (mg/kg)   (mg/kg)    (mg/kg)
77120-1     Example Root Powder       2309-44       0.412     1.33       0.021
77120-2     Invented Root Powder      2309-51       1.207     2.91       0.044`),
  ).toEqual([
    ['77120-1', 'Example Root Powder', '2309-44', 'Lead 0.412 mg/kg', 'Nickel 1.33 mg/kg', 'Cadmium 0.021 mg/kg'],
    ['77120-2', 'Invented Root Powder', '2309-51', 'Lead 1.207 mg/kg', 'Nickel 2.91 mg/kg', 'Cadmium 0.044 mg/kg'],
  ]);
});

describe('a line across the table over the results of each sample', () => {
  const results = (lines: readonly string[]) => `
Analysis                Result        Unit        LOQ        Limit        P/F
${lines[0]}
Mitragynine             1.38          %           0.02
Lead                    0.52          ppm         0.01       10           Pass
Salmonella              Negative                             Negative     Pass
${lines[1]}
Mitragynine             1.61          %           0.02
Lead                    0.52          ppm         0.01       10           Pass
Salmonella              Negative                             Negative     Pass
`;
  test('with its number, its name and its lot', () => {
    expect(ofSamples(results(['90114-01 Example Red Leaf Lot EX-R-10', '90114-02 Example Green Leaf Lot EX-G-10']))).toEqual([
      ['90114-01', 'Example Red Leaf', 'EX-R-10', 'Mitragynine 1.38 %', 'Lead 0.52 ppm', 'Salmonella Negative undefined'],
      ['90114-02', 'Example Green Leaf', 'EX-G-10', 'Mitragynine 1.61 %', 'Lead 0.52 ppm', 'Salmonella Negative undefined'],
    ]);
  });
  test('with its name and its lot', () => {
    const samples = ofSamples(results(['Example Red Leaf - Lot EX-R-10', 'Example Green Leaf - Lot EX-G-10']));
    expect(samples.map(([, name, lot]) => [name, lot])).toEqual([
      ['Example Red Leaf', 'EX-R-10'],
      ['Example Green Leaf', 'EX-G-10'],
    ]);
  });
  test('the rest of a table on the next page is of the last one, until another begins', () => {
    const first = pageOfText(1, results(['90114-01 Example Red Leaf Lot EX-R-10', '90114-02 Example Green Leaf Lot EX-G-10']));
    const second = pageOfText(
      2,
      `
Analysis                Result        Unit        LOQ        Limit        P/F
Arsenic                 0.11          ppm         0.01       10           Pass
Cadmium                 0.02          ppm         0.01       4.1          Pass
90114-03 Example White Leaf Lot EX-W-10
Mitragynine             1.19          %           0.02
Lead                    0.61          ppm         0.01       10           Pass
`,
    );
    const samples = transcribeAny(documentOf(first, second)).map(({ sample, rows }) => [
      sample.labSampleId?.text,
      sample.lot?.text,
      rows.map(({ name }) => name.text).join(),
    ]);
    expect(samples).toEqual([
      ['90114-01', 'EX-R-10', 'Mitragynine,Lead,Salmonella'],
      ['90114-02', 'EX-G-10', 'Mitragynine,Lead,Salmonella,Arsenic,Cadmium'],
      ['90114-03', 'EX-W-10', 'Mitragynine,Lead'],
    ]);
  });
  test('numbers over different tests are of no samples', () => {
    const [above, below] = results(['LM012 Heavy Metals', 'LM013 Other Tests']).split('LM013');
    const others = below!.replace('Mitragynine', 'Moisture   ').replace('Lead ', 'Ash  ').replace('Salmonella', 'E. coli   ');
    expect(ofSamples(`${above}LM013${others}`)).toHaveLength(1);
  });
});

test('numbers of samples under a heading in two languages, over names of analytes', () => {
  const page = pageOfText(
    1,
    `
No. éch. / Sample ID     Description         Lead      Cadmium     Arsenic     Mercury
                                             mg/kg     mg/kg       mg/kg       mg/kg
EX-01                    Reishi Powder       0.31      0.09        0.20        0.02
EX-02                    Chaga Powder        0.08      0.03        0.05        <0.01`,
  );
  const transcripts = transcribeAny(documentOf(page));
  expect(transcripts.map(({ sample, rows }) => [sample.labSampleId?.text, sample.name?.text, rows.map(({ value }) => value.text)])).toEqual(
    [
      ['EX-01', 'Reishi Powder', ['0.31', '0.09', '0.20', '0.02']],
      ['EX-02', 'Chaga Powder', ['0.08', '0.03', '0.05', '<0.01']],
    ],
  );
});

test('an uncertainty and a verdict among names of analytes are none of them; a unit set apart from its name is of it', () => {
  const art = `
Lab Sample No.     Sample Name     Total THC (%)     MU ±     Δ9-THC  (%)     Total CBD (%)     Moisture (%)     Compliance
EX-0912-1          Field A         0.241             0.04     0.031           7.21              9.8              Pass
EX-0912-2          Field B         0.287             0.04     0.022           8.02              10.4             Pass`;
  const { words } = pageOfText(1, art);
  // as close as the words of one heading
  const unit = words.findIndex(({ text }, i) => text === '(%)' && words[i - 1]!.text === 'Δ9-THC');
  const [left, top, right, bottom] = words[unit]!.box;
  const by = left - words[unit - 1]!.box[2] - 3;
  const close = words.map((word, i) => (i === unit ? { ...word, box: [left - by, top, right - by, bottom] as const } : word));
  const transcripts = transcribeAny(documentOf({ ...pageOfText(1, art), words: close }));
  expect(transcripts.map(({ rows }) => rows.map(({ name, value, unit: own }) => `${name.text} ${value.text} ${own?.text}`))).toEqual([
    ['Total THC 0.241 %', 'Δ9-THC 0.031 %', 'Total CBD 7.21 %', 'Moisture 9.8 %'],
    ['Total THC 0.287 %', 'Δ9-THC 0.022 %', 'Total CBD 8.02 %', 'Moisture 10.4 %'],
  ]);
});
