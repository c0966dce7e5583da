/** What a product is specified to hold is not what was measured: such sheets are refused, or wait for a person. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { interpret } from '../../../src/coa/interpret.ts';
import { documentOf, pageOfText } from '../printed-page.ts';

const readingsOf = (art: string) => transcribeAny(documentOf(pageOfText(1, art))).map(interpret);

const BOUNDS = `
Moisture: < 10.0%
Tapped density: 0.50-0.70 g/mL
Lead: < 2.0 ppm
Cadmium (Cd): < 2.0 ppm
Salmonella: Negative`;

test('bounds of no lot, no report and no day: all doubted, and the file waits', () => {
  const [reading] = readingsOf(`Mushroom Extract D 8:1\nProduct Code: MXD8-O\n${BOUNDS}`);
  expect(reading!.results.map(({ flags }) => flags.includes('specification-suspected'))).toEqual([true, true, true, true, true]);
  expect(reading!.problems).toContainEqual(expect.objectContaining({ code: 'specification-suspected', severity: 'error' }));
});

test.each([
  ['a lot', `Mushroom Extract\nLot: MX-2204\n${BOUNDS}`],
  ['a value', `Mushroom Extract D 8:1\n${BOUNDS}\nMercury: 0.012 ppm`],
  [
    'limits beside the bounds',
    '\nAnalyte      Result       Limit\nLead         <0.01 ppm    0.5 ppm\nCadmium      <0.01 ppm    0.5 ppm\nMercury      <0.01 ppm    0.1 ppm',
  ],
])('with %s they are results', (_, art) => {
  expect(readingsOf(art).flatMap(({ results }) => results.flatMap(({ flags }) => flags))).not.toContain('specification-suspected');
});

test('a page that calls itself a specification, with amounts that it calls typical', () => {
  const sheet = (title: string) =>
    readingsOf(`
${title}
Product: Red Leaf Extract      Item code: RLE-45

Mitragynine: 45.0 %
Moisture: 3.0 %
Lead: 0.5 ppm`).flatMap(({ results }) => results.map(({ flags }) => flags.includes('specification-suspected')));
  expect(sheet('PRODUCT SPECIFICATION')).toEqual([true, true, true]);
  expect(sheet('Technical Data Sheet')).toEqual([true, true, true]);
  expect(sheet('Product Specification & Certificate of Analysis')).toEqual([false, false, false]);
});

test('temperatures and portions in names are no results', () => {
  expect(
    readingsOf(`
Characteristic              Specification
Relative density @ 25 °C    0.850 to 0.858
Refractive index @ 20°C     1.473 to 1.476
Salmonella/ 25g             Negative
E. coli/ 10 g               Negative`).flatMap(({ results }) => results),
  ).toEqual([]);
});

test('a result and its verdict in one cell, behind a comma', () => {
  const results = readingsOf(`
Product: Lactobacillus powder          Batch: LF230512
Test Items                    Test standards    Single item judgment
Moisture content (g/100g)     ≤7.0              4.1, Qualified
Salmonella (/25g)             n=5, c=0, m=0     Negative, Qualified
Mold and yeast (CFU/g)        ≤50               <10,Qualified`).flatMap(reading => reading.results);
  expect(results.map(({ printed }) => [printed.value, printed.limit, printed.verdict])).toEqual([
    ['4.1', '≤7.0', 'Qualified'],
    ['Negative', 'n=5, c=0, m=0', 'Qualified'],
    ['<10', '≤50', 'Qualified'],
  ]);
});

test('a specification bound to a certificate names no product of it, and its amounts alone are doubted', () => {
  const certificate = `
Certificate of Analysis
Product: Green Leaf Powder      Lot: GL-77
Analyte      Result       Unit
Lead         0.12         ppm
Cadmium      0.03         ppm`;
  const sheet = `
Product Specification
Product: Red Leaf Extract      Item code: RLE-45

Mitragynine: 45.0 %
Moisture: 3.0 %
Arsenic: 0.5 ppm`;
  for (const pages of [
    [certificate, sheet],
    [sheet, certificate],
  ]) {
    const readings = transcribeAny(documentOf(...pages.map((art, i) => pageOfText(i + 1, art)))).map(interpret);
    const named = readings.filter(({ results }) => results.some(({ printed }) => printed.name === 'Lead'));
    expect(named.map(({ sample }) => [sample.name?.text, sample.lot?.text])).toEqual([['Green Leaf Powder', 'GL-77']]);
    const doubted = readings.flatMap(({ results }) => results).filter(({ flags }) => flags.includes('specification-suspected'));
    expect(doubted.map(({ printed }) => printed.name)).toEqual(expect.not.arrayContaining(['Lead', 'Cadmium']));
    expect(doubted).toHaveLength(3);
  }
});
