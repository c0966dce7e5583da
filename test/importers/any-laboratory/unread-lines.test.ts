/** Lines among the results that nothing came of are told; what was read, is repeated or is no result is not. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { documentOf, pageOfText } from '../printed-page.ts';

const problemsOf = (art: string) => transcribeAny(documentOf(pageOfText(1, art))).flatMap(({ problems }) => problems);
const rowsOf = (art: string) => transcribeAny(documentOf(pageOfText(1, art))).flatMap(({ rows }) => rows.map(({ name }) => name.text));

test('a line without a name, and a group whose names stand among the limits', () => {
  const art = `
Analysis Items            Specifications                    Results       Methods used
Arsenic (As)              NMT 0.5ppm                        Conforms      USP
Lead (Pb)                 NMT 0.5ppm                        0.21 ppm      USP
666                       NMT 0.1ppm                        Conforms      USP-GC
DDT                       NMT 0.5ppm                        Conforms      USP-GC
Acephate                  NMT 0.2ppm                        Conforms      USP-GC
Microbiological Data      Total Plate Count<1000cfu/g       Conforms      GB 4789.2
                          E. Coli to be absent              Absent        GB 4789.3`;
  expect(rowsOf(art)).toEqual(expect.arrayContaining(['Arsenic (As)', 'Lead (Pb)', 'DDT', 'Acephate']));
  const [problem, ...others] = problemsOf(art);
  expect(others).toEqual([]);
  expect(problem).toMatchObject({
    code: 'lines-unread',
    severity: 'warning',
    evidence: { kind: 'page', page: 1, text: expect.stringContaining('666') },
  });
  expect(problem!.message).toContain('“666 | NMT 0.1ppm | Conforms | USP-GC”');
  expect(problem!.message).toContain('E. Coli to be absent | Absent');
});

test('a table that is read whole, its headings, its legend and what is printed twice', () => {
  expect(
    problemsOf(`
Summary
Mitragynine            1.41 %
7-Hydroxymitragynine   0.02 %

Analyte                LOQ     Result   Unit
Mitragynine            0.01    1.41     %
7-Hydroxymitragynine   0.01    0.02     %
Paynantheine           0.01    ND       %
Total Alkaloids                1.43     %
ND     -      not detected     < limit of quantification    10 µg/kg
ND = Not Detected
Sample weight          1.02 g`),
  ).toEqual([]);
});

test('controls are told of elsewhere', () => {
  const codes = problemsOf(`
Analyte          Result   Unit
Lead             0.21     mg/kg
Cadmium          0.03     mg/kg
Method Blank     <0.01    mg/kg
Arsenic          0.11     mg/kg`).map(({ code }) => code);
  expect(codes).not.toContain('lines-unread');
});

const HEADED = `
Analyte          Result   Unit
Lead             0.21     mg/kg
Cadmium          0.03     mg/kg
`;

test('a whole table that was not read', () => {
  const [problem, ...others] = problemsOf(`${HEADED}


Panel that nobody explains
Mitragynine              14.1
7-Hydroxymitragynine     0.21
Speciogynine             ND`);
  expect(others).toEqual([]);
  expect(problem!.message).toContain('“Mitragynine | 14.1”, “7-Hydroxymitragynine | 0.21”, “Speciogynine | ND”');
});

test('what is read elsewhere, what the sample weighs or is like, initials and formulas are no lost table', () => {
  expect(
    problemsOf(`${HEADED}


Total THC = THCa * 0.877 + d9-THC      1.2
Lead        0.5
Moisture                 6.1 %
Net Weight               3.2 g
PB                       12`),
  ).toEqual([]);
});

test('pages of which nothing was read are told with the first sample', () => {
  const other = `
Report Number: Z-99
Panel that nobody explains
Mitragynine              14.1
Speciogynine             ND`;
  const read = transcribeAny(documentOf(pageOfText(1, `Report Number: A-1\n${HEADED}`), pageOfText(2, other)));
  expect(read).toHaveLength(1);
  expect(read[0]!.problems.map(({ message }) => message).join()).toContain('“Mitragynine | 14.1”');
});
