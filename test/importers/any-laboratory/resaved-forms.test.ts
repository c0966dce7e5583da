/** What becomes of certificates that another program saved again: letters set too far apart, ligatures and letters of symbol fonts without their code. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { roleOfHeader } from '../../../importers/any-laboratory/roles.ts';
import { interpret } from '../../../src/coa/interpret.ts';
import { documentOf, pageOfText } from '../printed-page.ts';

const resultsOf = (art: string) =>
  transcribeAny(documentOf(pageOfText(1, art)))
    .flatMap(transcript => interpret(transcript).results)
    .map(({ printed, finding, analyte, flags }) => ({ name: printed.name, value: printed.value, kind: finding.kind, analyte, flags }));

test.each([
  ['V ýsledek*', 'value'],
  ['Lim itní hodnota', 'limit'],
  ['A nalyt', 'name'],
  ['m etoda', 'method'],
  ['U nit', 'unit'],
  ['L OQ', 'loq'],
  // both parts are words of their own
  ['Det Limit', 'lod'],
  ['In Unit', 'unit'],
  ['Total mg', null],
])('a heading whose letters stand apart, %s: %s', (heading, role) => {
  expect(roleOfHeader(heading)).toBe(role);
});

test('dashes below a heading that says values do not stand for the amounts beside them', () => {
  const found = resultsOf(`
    Analyte          Zjišťování    Uncert    Unit     Lim value
    aflatoxin B1     <2.0          -         µg/kg    -
    aflatoxin B2     <2.0          -         µg/kg    -
    aflatoxin G1     <5.0          -         µg/kg    -
    `);
  expect(found.map(({ value, kind }) => [value, kind])).toEqual([
    ['<2.0', 'below_limit'],
    ['<2.0', 'below_limit'],
    ['<5.0', 'below_limit'],
  ]);
  expect(found.every(({ flags }) => flags.includes('column-guessed'))).toBe(true);
});

test('a dash below Result is doubted where an amount stands in a column that nothing is known of', () => {
  const found = resultsOf(`
    Analyte     Result    Zjišťování    Unit
    Lead        0.45      -             mg/kg
    Cadmium     -         0.02          mg/kg
    Arsenic     0.11      -             mg/kg
    `);
  const doubted = (name: string) => found.find(each => each.name === name)?.flags.includes('column-guessed');
  expect([doubted('Lead'), doubted('Cadmium'), doubted('Arsenic')]).toEqual([false, true, false]);
});

test('a lost ligature is spelled out where one alone makes a known name', () => {
  const found = resultsOf(`
    Analyte                Result    Unit     LOQ
    A\ufffdatoxin B1           <LOQ      µg/kg    2.0
    Tri\ufffdoxystrobin        <LOQ      µg/kg    2.0
    Bu\ufffdalin               <LOQ      µg/kg    2.0
    Cadmium                <LOQ      µg/kg    2.0
    `);
  expect(found.map(({ name, analyte }) => [name, analyte])).toEqual([
    ['Aflatoxin B1', 'aflatoxin_b1'],
    ['Trifloxystrobin', 'trifloxystrobin'],
    ['Bu\ufffdalin', null],
    ['Cadmium', 'cadmium'],
  ]);
});

test('the letter of a symbol font is named as it is drawn', () => {
  const found = resultsOf(`
    Cannabinoid     Result    Unit     LOQ
    Ä9-THC          0.12      mg/g     0.05
    Ä8-THC          ND        mg/g     0.05
    CBD             0.31      mg/g     0.05
    `);
  expect(found.map(({ name, analyte }) => [name, analyte])).toEqual([
    ['Δ9-THC', 'thc_delta_9'],
    ['Δ8-THC', 'thc_delta_8'],
    ['CBD', 'cbd'],
  ]);
});
