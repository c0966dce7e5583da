/** Results told in sentences, and sentences that tell none. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { documentOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

const rowsOf = (art: string) => transcribeAny(documentOf(pageOfText(1, art))).flatMap(({ rows }) => rows);
const said = (art: string): string[] =>
  rowsOf(art).map(row => {
    const { name, value, unit, limit } = told(row);
    return [`${name}: ${value}`, unit, limit && `[${limit}]`].filter(Boolean).join(' ');
  });

test('results in sentences, each doubted', () => {
  const art = `
Client: Example Elm
Mitragynine was found at 1.42 % w/w and 7-hydroxymitragynine at 0.012 % w/w by HPLC.
Heavy metals (ICP-MS): lead 0.12 ppm (limit 0.5 ppm); cadmium <0.01 ppm (limit 0.5 ppm).
Microbiology: Salmonella: not detected in 25 g; E. coli: <10 CFU/g. Arsenic was not detected.
The sample contained 24.1 mg/mL of CBD.`;
  expect(said(art)).toEqual([
    'Mitragynine: 1.42 % w/w',
    '7-hydroxymitragynine: 0.012 % w/w',
    'lead: 0.12 ppm [0.5 ppm]',
    'cadmium: <0.01 ppm [0.5 ppm]',
    'Salmonella: not detected in 25 g',
    'E. coli: <10 CFU/g',
    'Arsenic: not detected',
    'CBD: 24.1 mg/mL',
  ]);
  expect(rowsOf(art).every(({ doubts }) => doubts.includes('column-guessed'))).toBe(true);
});

test('two findings of one sentence, each before its name, and what could be measured in a bracket', () => {
  const art = `
The sample contained 1.42 % (w/w) mitragynine and 0.012 % (w/w) 7-hydroxymitragynine by HPLC.
Lead was found at 0.31 mg/kg and arsenic at 0.09 mg/kg; cadmium was not detected (LOD 0.005 mg/kg).`;
  expect(said(art)).toEqual([
    'mitragynine: 1.42 % (w/w)',
    '7-hydroxymitragynine: 0.012 % (w/w)',
    'Lead: 0.31 mg/kg',
    'arsenic: 0.09 mg/kg',
    'cadmium: not detected',
  ]);
  expect(rowsOf(art).at(-1)?.lod?.text).toBe('0.005 mg/kg');
});

test('what is demanded, promised, computed or could be measured is no result', () => {
  expect(
    said(`
Lead must not exceed 0.5 ppm. The LOQ of mitragynine is 0.01 %.
Total THC is calculated as 0.877 mg/g. Each serving is labelled to contain 25 mg of CBD.
Lead 0.12 ppm and 0.15 ppm in two runs. Cadmium: limit 0.5 ppm.
Permitted arsenic 1.5 ppm.`),
  ).toEqual([]);
});

test('beside a table sentences are not read', () => {
  const art = `
Analyte         Result     Unit
Lead            0.12       ppm
Cadmium         0.02       ppm
Mitragynine was found at 1.42 % w/w.`;
  expect(said(art)).toEqual(['Lead: 0.12 ppm', 'Cadmium: 0.02 ppm']);
});
