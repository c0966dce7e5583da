/** Reports that were amended, and lots that were tested again: what was struck out or found before is no result. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { interpret } from '../../../src/coa/interpret.ts';
import { documentOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

const said = (page: ReturnType<typeof pageOfText>): string[] =>
  transcribeAny(documentOf(page)).flatMap(({ rows }) => rows.map(row => `${told(row).name}: ${told(row).value} ${told(row).unit}`));

const corrected = pageOfText(
  1,
  `
Analyte              LOQ (mg/g)     Result (mg/g)     Remark
Mitragynine          0.05           1.46 14.2         Amended
Speciogynine         0.05           2.02
Paynantheine         0.05           2.44`,
);

/** A line through words of the page, in the middle of their letters or under them. */
const ruled = (text: string, over: number, room = 0) => {
  const { box, baseline, fontSize } = corrected.words.find(word => word.text === text)!;
  const y = baseline - over * fontSize;
  return { ...corrected, rules: [{ from: [box[0] - room, y] as const, to: [box[2] + room, y] as const }] };
};

/** Further down on the page. */
const moved = (words: typeof corrected.words): typeof corrected.words =>
  words.map(word => ({ ...word, box: [word.box[0], word.box[1] + 100, word.box[2], word.box[3] + 100], baseline: word.baseline + 100 }));

test('a number that is struck out is no result', () => {
  const others = ['Speciogynine: 2.02 mg/g', 'Paynantheine: 2.44 mg/g'];
  expect(said(ruled('1.46', 0.3))).toEqual(['Mitragynine: 14.2 mg/g', ...others]);
  expect(said(ruled('2.44', 0.3))).not.toContain('Paynantheine: 2.44 mg/g');
  // a line under a number, and one of the table
  for (const page of [ruled('2.44', -0.15), ruled('2.44', 0.3, 6)]) expect(said(page)).toContain('Paynantheine: 2.44 mg/g');
});

test('what stands behind words that were struck out stands in their place', () => {
  const words = pageOfText(1, 'Example Laboratories, Inc.\n\nClient               Lot\nImaginary Kratom     EX-202 EX-220').words;
  const { box, baseline, fontSize } = words.find(({ text }) => text === 'EX-202')!;
  const y = baseline - 0.3 * fontSize;
  const page = {
    ...corrected,
    words: [...words, ...moved(corrected.words)],
    rules: [{ from: [box[0], y] as const, to: [box[2], y] as const }],
  };
  expect(transcribeAny(documentOf(page)).map(({ sample }) => sample.lot?.text)).toEqual(['EX-220']);
});

test('of an original result, a retest and what is reported the last is the result', () => {
  const page = pageOfText(
    1,
    `
Element      Limit (ppm)     Original result (ppm)     Retest result (ppm)     Reported (ppm)     Status
Arsenic      1.5             0.21                                              0.21               Pass
Cadmium      0.5             0.04                                              0.04               Pass
Lead         0.5             0.77                      0.38                    0.38               Pass`,
  );
  expect(said(page)).toEqual(['Arsenic: 0.21 ppm', 'Cadmium: 0.04 ppm', 'Lead: 0.38 ppm']);
  const results = transcribeAny(documentOf(page)).flatMap(transcript => interpret(transcript).results);
  expect(results.flatMap(({ flags }) => flags)).toEqual([]);
});

test('of a primary result, its confirmation and what is reported the last is the result', () => {
  const page = pageOfText(
    1,
    `
Cannabinoid    Primary result (%)    Confirmation result (%)    Reported (%)
THCA           21.4                  21.9                       21.6
CBGA           0.82                  0.80                       0.81`,
  );
  expect(said(page)).toEqual(['THCA: 21.6 %', 'CBGA: 0.81 %']);
});

test('where some were tested again the original result of the others is theirs', () => {
  const page = (blank: string) =>
    pageOfText(
      1,
      `
Organism                   Units     Original Result     Retest Result     Action Level     Status
Total Yeast and Mold       CFU/g     18000               6200              10000            Pass
Total Aerobic Bacteria     CFU/g     41000               ${blank.padEnd(4)}              100000           Pass
Total Coliforms            CFU/g     <10                 ${blank.padEnd(4)}              1000             Pass`,
    );
  const each = ['Total Yeast and Mold: 6200 CFU/g', 'Total Aerobic Bacteria: 41000 CFU/g', 'Total Coliforms: <10 CFU/g'];
  for (const blank of ['', '-', 'N/A']) expect(said(page(blank))).toEqual(each);
});
