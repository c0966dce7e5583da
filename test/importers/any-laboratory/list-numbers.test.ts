/** Numbers beside names that are no part of them: those of a list, and CAS numbers. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { documentOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

const rowsOf = (art: string): (string | undefined)[][] =>
  transcribeAny(documentOf(pageOfText(1, art))).flatMap(({ rows }) =>
    rows.map(row => {
      const { name, value, limit } = told(row);
      return [name, value, limit, ...row.doubts];
    }),
  );

test('numbers of a list are no part of the names, nor a column', () => {
  const art = `
Item                     Specification       Result
1. Appearance            Brown powder        Complies
2. Heavy metals
2.1 Lead                 NMT 0.5 mg/kg       0.08 mg/kg
2.2 Cadmium              NMT 0.3 mg/kg       0.02 mg/kg
3. Moisture              NMT 6.0 %           4.1 %
4.1 E. coli              Negative            Negative`;
  expect(rowsOf(art).map(([name]) => name)).toEqual(['Appearance', 'Lead', 'Cadmium', 'Moisture', 'E. coli']);
});

test('letters of a list are none either', () => {
  const art = `
Tests                    Specification       Results
Heavy metals
a) Lead                  NMT 3.0 ppm         0.41 ppm
b) Cadmium               NMT 0.3 ppm         0.06 ppm
c) Mercury               NMT 0.1 ppm         0.02 ppm`;
  expect(rowsOf(art)).toEqual([
    ['Lead', '0.41', 'NMT 3.0 ppm'],
    ['Cadmium', '0.06', 'NMT 0.3 ppm'],
    ['Mercury', '0.02', 'NMT 0.1 ppm'],
  ]);
});

test('amounts before names, which the table on the left ends in, stay', () => {
  const art = `
Pesticide      Result     Limit    Pesticide      Result     Limit
Abamectin      ND         0.5 Malathion      ND         0.2
Acephate       ND         1.1 Captan         ND         0.7
Bifenazate     ND         2.1 Spinosad       ND         0.1`;
  const limits = rowsOf(art).map(([name, , limit]) => [name, limit]);
  expect(limits).toContainEqual(['Acephate', '1.1']);
  expect(limits).toContainEqual(['Bifenazate', '2.1']);
});

test('CAS numbers in any brackets are no part of the name', () => {
  const art = `
Analyte                    Result     Unit
Limonene [5989-27-5]       1.24       mg/g
Linalool (78-70-6)         0.63       mg/g
Myrcene [123-35-3]         3.10       mg/g`;
  expect(rowsOf(art).map(([name]) => name)).toEqual(['Limonene', 'Linalool', 'Myrcene']);
});
