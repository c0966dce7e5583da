/** Forms of result tables of laboratories of food, water and elements, and of those that print how they came to a result. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { interpret } from '../../../src/coa/interpret.ts';
import { documentOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

const transcriptsOf = (art: string) => transcribeAny(documentOf(pageOfText(1, art)));
const rowsOf = (art: string) => transcriptsOf(art).flatMap(({ rows }) => rows);
/** `name: value unit [limit] verdict` */
const said = (art: string): string[] =>
  rowsOf(art).map(row => {
    const { name, value, unit, limit, verdict } = told(row);
    return [`${name}: ${value}`, unit, limit && `[${limit}]`, verdict].filter(Boolean).join(' ');
  });
const doubts = (art: string): string[] => rowsOf(art).flatMap(row => row.doubts);

test('numbers that may all be of thousands: the language tells what the mark is', () => {
  const english = `
Micro           Result (CFU/g)       Spec
TPC             1,200                <10,000
Yeast           <10                  <1,000`;
  const german = `
PRÜFBERICHT der Probe und Einheit, Untersuchung im Labor, Datum
Parameter           Ergebnis      Einheit
Hefen               1.200         KBE/g
Schimmelpilze       2.300         KBE/g`;
  expect(transcriptsOf(english).map(({ decimalMark }) => decimalMark)).toEqual(['.']);
  expect(interpret(transcriptsOf(english)[0]!).results.map(({ number }) => number)).toEqual(['1200', null]);
  const [read] = transcriptsOf(german);
  expect(read?.decimalMark).toBe(',');
  expect(interpret(read!).results.map(({ number, flags }) => [number, flags])).toEqual([
    ['1200', ['thousands-ambiguous']],
    ['2300', ['thousands-ambiguous']],
  ]);
});

test('single runs beside their mean are no results; how far they differ makes no quality control of it', () => {
  const art = `
Analyte                Result 1     Result 2     Average     Units     Spec
Mitragynine            1.42         1.46         1.44        %         NLT 1.2
Lead                   0.31         0.33         0.32        ppm       ≤ 0.5`;
  expect(said(art)).toEqual(['Mitragynine: 1.44 % [NLT 1.2]', 'Lead: 0.32 ppm [≤ 0.5]']);
  expect(doubts(art)).toEqual([]);
  expect(
    said(`
Parameter            Rep 1      Rep 2      Rep 3     Mean      SD       %RSD
Mitragynine (mg/g)   14.2       14.5       14.3      14.33     0.15     1.07
Speciogynine (mg/g)  1.92       1.95       1.90      1.92      0.025    1.31`),
  ).toEqual(['Mitragynine (mg/g): 14.33 mg/g', 'Speciogynine (mg/g): 1.92 mg/g']);
});

test('what a daily dose amounts to is no limit, whatever its heading says', () => {
  const rows = rowsOf(`
Analyte                     Result         Units        Daily Max (ug/day)     Limit (ug/day)     P/F
Arsenic (As)                0.0231         ug/g         0.115                  10                 P
Cadmium (Cd)                0.0044         ug/g         0.022                  4.1                P
Lead (Pb)                   0.0512         ug/g         0.256                  0.5                P
Mercury (Hg)                ND             ug/g         ND                     2                  P`);
  expect(rows.map(({ limit, further }) => [limit?.text, ...further.map(({ value, unit }) => `${value.text} ${unit?.text}`)])).toEqual([
    ['10 ug/day', '0.115 ug/day'],
    ['4.1 ug/day', '0.022 ug/day'],
    ['0.5 ug/day', '0.256 ug/day'],
    ['2 ug/day', 'ND ug/day'],
  ]);
});

test('the range of a method is no limit of the analyte', () => {
  expect(
    said(`
Heavy Metals                     Dynamic Range (ppm)      Result (ppm)        Notes
Arsenic                          0.05 - 4.61              0.12
Cadmium                          0.05 - 4.56              ND`),
  ).toEqual(['Arsenic: 0.12 ppm', 'Cadmium: ND ppm']);
});

test('results of an environmental laboratory: dilutions, letters of several meanings, a line of dates over the headings', () => {
  const art = `
Analyte          Result      Qual     RL        MDL       Units     DF      Analyzed
Arsenic          0.12        J        0.20      0.050     mg/kg     5       03/12/24 14:10
Lead             0.55                 0.10      0.030     mg/kg     5       03/12/24 14:10
Mercury          0.021       JB       0.033     0.010     mg/kg     1       03/13/24 09:02`;
  expect(said(art)).toEqual(['Arsenic: 0.12 mg/kg', 'Lead: 0.55 mg/kg', 'Mercury: 0.021 mg/kg']);
  expect(doubts(art)).toEqual([]);
  expect(interpret(transcriptsOf(art)[0]!).results.map(({ finding }) => finding.kind)).toEqual(['estimated', 'quantified', 'estimated']);
  expect(
    said(`
                                                       Název vzorku                 KRATOM RED
                                                       Datum odběru/čas odběru      3.5.2024 00:00
Parametr            Metoda              LOR         Jednotka            Výsledek       NM
Kadmium             S-METAXHB1          0.10        mg/kg               0.14           ± 20.0%
Olovo               S-METAXHB1          0.50        mg/kg               0.77           ± 20.0%`),
  ).toEqual(['Kadmium: 0.14 mg/kg', 'Olovo: 0.77 mg/kg']);
});

test('a heading broken at its hyphen; an uncertainty in brackets, in a cell of its own or behind the result', () => {
  const [lead] = rowsOf(`
Parameter                    Einheit         Ergebnis        Bestimmungs-      Methode
                                                             grenze
Blei (Pb)                    mg/kg           0,62            0,05              DIN EN 15763
Cadmium (Cd)                 mg/kg           0,04            0,01              DIN EN 15763`);
  expect(told(lead!)).toEqual({ name: 'Blei (Pb)', value: '0,62', unit: 'mg/kg', loq: '0,05', method: 'DIN EN 15763' });
  const apart = rowsOf(`
Arsen (As)                        0,12         (± 0,03)        mg/kg
Cadmium (Cd)                      <0,01                        mg/kg
Blei (Pb)                         0,45         (± 0,11)        mg/kg`);
  expect(apart.map(({ value, unit, uncertainty }) => [value.text, unit?.text, uncertainty?.text])).toEqual([
    ['0,12', 'mg/kg', '(± 0,03)'],
    ['<0,01', 'mg/kg', undefined],
    ['0,45', 'mg/kg', '(± 0,11)'],
  ]);
  for (const { doubts: own } of apart) expect(own).toContain('column-guessed');
  const [transcript] = transcriptsOf(`
Parameter         Result                   Unit
Lead              0.312 ± 0.062            mg/kg
Arsenic           0.12 (± 0.02)            mg/kg`);
  expect(interpret(transcript!).results.map(({ number }) => number)).toEqual(['0.312', '0.12']);
});

test('a footnote is no part of the last name, the end of an axis no name', () => {
  expect(
    said(`
Micro           Result*        Units
Y&M             <10            CFU/g
Staph           <10            CFU/g
* per customer`),
  ).toEqual(['Y&M: <10 CFU/g', 'Staph: <10 CFU/g']);
  expect(
    said(`
ID                        Weight %      Concentration (mg/g)
Mitragynine               1.53 wt %     15.3 mg/g
7-OH-Mitragynine          0.02 wt %     0.2 mg/g
0%  Alkaloids (wt%)  1.5%`),
  ).toEqual(['Mitragynine: 1.53 wt %', '7-OH-Mitragynine: 0.02 wt %']);
});

test('a sample a line, after the number of the laboratory and what the client calls it', () => {
  const transcripts = transcriptsOf(`
Lab #        Sample ID          APC (cfu/g)     Yeast (cfu/g)     Mold (cfu/g)     Salmonella (/25g)
24-1001      Red lot 5          1200            <10               30               Negative
24-1002      Green lot 6        900             10                <10              Negative`);
  expect(transcripts.map(({ sample, rows }) => [sample.labSampleId?.text, ...rows.map(({ value }) => value.text)])).toEqual([
    ['24-1001', '1200', '<10', '30', 'Negative'],
    ['24-1002', '900', '10', '<10', 'Negative'],
  ]);
});

test('two findings in one unit that nothing tells apart leave a doubt, numbers or not', () => {
  const [row] = rowsOf(`
Test                 Result Red        Result Green
Yeast (cfu/g)        30                <10
E. coli (cfu/g)      10                <10`);
  expect(row?.doubts).toContain('cell-crowded');
});

test('names and results side by side without headings, their unit in the title: read, and doubted', () => {
  const art = `
Pesticides (ppm)
Abamectin      <0.01          Acephate       <0.01          Acequinocyl    <0.01
Bifenazate     <0.01          Bifenthrin     0.02           Boscalid       <0.01
Chlorfenapyr   <0.01          Chlorpyrifos   <0.01          Clofentezine   <0.01`;
  expect(said(art)).toHaveLength(9);
  expect(said(art)).toContain('Bifenthrin: 0.02 ppm');
  expect(said(art)).toContain('Boscalid: <0.01 ppm');
  for (const { doubts: own } of rowsOf(art)) expect(own).toContain('column-guessed');
});

test('peaks of a chromatogram and shares of a total are no second results', () => {
  const art = `
Peak #     Name                     RT (min)     Area       Height     Amount (mg/g)     % of total
1          7-Hydroxymitragynine     3.21         1210       310        0.12              0.7
3          Mitragynine              6.88         152010     31000      15.2              85.1`;
  expect(said(art)).toEqual(['7-Hydroxymitragynine: 0.12 mg/g', 'Mitragynine: 15.2 mg/g']);
  expect(doubts(art)).toEqual([]);
});

test('cells wrapped before their units and test portions', () => {
  const page = pageOfText(
    1,
    `
Test                     Specification                 Result               Method
Total Aerobic            NMT 100,000                   1,200                USP <61>
Microbial Count          CFU/g                         CFU/g
Salmonella               Absent in                     Absent in            USP <62>
species                  10 g                          10 g`,
    { line: 11 },
  );
  const rows = transcribeAny(documentOf(page)).flatMap(transcript => transcript.rows);
  expect(rows.map(told)).toEqual([
    { name: 'Total Aerobic Microbial Count', value: '1,200', unit: 'CFU/g', limit: 'NMT 100,000 CFU/g', method: 'USP <61>' },
    { name: 'Salmonella species', value: 'Absent in 10 g', limit: 'Absent in 10 g', method: 'USP <62>' },
  ]);
});

test('a blank parts thousands where decimals have a comma, and cells where they have a point', () => {
  expect(
    said(`
Parametr               Výsledek        Jednotka
CPM                    1 200           KTJ/g
Olovo                  0,31            mg/kg`),
  ).toEqual(['CPM: 1 200 KTJ/g', 'Olovo: 0,31 mg/kg']);
  const [lead] = rowsOf(`
Analyte                Result          LOD LOQ
Lead                   0.31            20 100
Cadmium                0.12            20 100`);
  expect(told(lead!)).toMatchObject({ value: '0.31', lod: '20', loq: '100' });
});

test('a method written over two lines leaves no doubt; limits and verdicts in columns of their own behind statements', () => {
  const wrapped = pageOfText(
    1,
    `
Analyte          Result        Units       Method                      Limit
Arsenic          0.12          mg/kg       AOAC 2015.01 ICP-MS         1.5
                                           (modified)
Cadmium          0.03          mg/kg       AOAC 2015.01 ICP-MS         0.5
                                           (modified)`,
    { line: 11 },
  );
  const rows = transcribeAny(documentOf(wrapped)).flatMap(transcript => transcript.rows);
  expect(rows.map(({ method, doubts: own }) => [method?.text, own])).toEqual([
    ['AOAC 2015.01 ICP-MS (modified)', []],
    ['AOAC 2015.01 ICP-MS (modified)', []],
  ]);
  expect(
    said(`
Arsenic (As): 0.12 ppm     Limit: 1.5 ppm     Pass     Nickel (Ni): 0.50 ppm     Limit: 5 ppm     Pass
Lead: 0.34 ppm             Spec:    NMT 0.5 ppm`),
  ).toEqual(['Arsenic (As): 0.12 ppm [1.5 ppm] Pass', 'Nickel (Ni): 0.50 ppm [5 ppm] Pass', 'Lead: 0.34 ppm [NMT 0.5 ppm]']);
});

test('analytes side by side over their units: each has its own', () => {
  const rows = rowsOf(`
                      APC          Yeast        E. coli       Salmonella
Result                1,200        <10          <10           Negative
Units                 CFU/g        CFU/g        CFU/g         /25 g`);
  expect(rows.map(({ value, unit }) => `${value.text} ${unit?.text}`)).toEqual(['1,200 CFU/g', '<10 CFU/g', '<10 CFU/g', 'Negative /25 g']);
});

test('letters behind numbers, classes of solvents, an uncertainty said with its factor, names in two scripts', () => {
  expect(
    said(`
Analyte            Result              Units
Mold               <10 E               CFU/g
Coliform           40 (E)              CFU/g`),
  ).toEqual(['Mold: <10 E CFU/g', 'Coliform: 40 (E) CFU/g']);
  const rows = rowsOf(`
Solvent          Class    Limit (ppm)     Result (ppm)    U (k=2) %
Acetone          3        5000            <50
Ethanol          3        5000            312             20`);
  expect(rows.map(({ uncertainty, doubts: own }) => [uncertainty?.text, own])).toEqual([
    [undefined, []],
    ['20 %', []],
  ]);
  const [transcript] = transcriptsOf(`
Items 项目             Specification 标准        Results 结果        Methods 方法
Lead (Pb) 铅          ≤3.0 ppm               0.56 ppm           ICP-MS
Arsenic (As) 砷       ≤2.0 ppm               0.32 ppm           ICP-MS`);
  expect(interpret(transcript!).results.map(({ analyte }) => analyte)).toEqual(['lead', 'arsenic_total']);
});

test('ticks are verdicts, shares of a daily value none of the result', () => {
  expect(
    said(`
Test                    Result            Meets Spec
Lead                    0.12 ppm          ✓
Cadmium                 1.2 ppm           ✗`),
  ).toEqual(['Lead: 0.12 ppm ✓', 'Cadmium: 1.2 ppm ✗']);
  const rows = rowsOf(`
Compound          Amount per serving      % DV
Calcium           12 mg                   1
Iron              0.3 mg                  2`);
  expect(rows.map(({ value, unit, further }) => [value.text, unit?.text, further.length])).toEqual([
    ['12', 'mg', 0],
    ['0.3', 'mg', 0],
  ]);
});

test('units on a line of their own under headings set wide, or between names and results side by side', () => {
  const wide = pageOfText(
    1,
    `
Analyte      Limit       LOQ         Result      Status
             ug/g        ug/g        ug/g
Arsenic      1.5         0.05        0.231       Pass
Cadmium      0.5         0.05        <LOQ        Pass`,
    { line: 19 },
  );
  const rows = transcribeAny(documentOf(wide)).flatMap(transcript => transcript.rows);
  expect(rows.map(({ value, unit }) => `${value.text} ${unit?.text}`)).toEqual(['0.231 ug/g', '<LOQ ug/g']);
  expect(
    said(`
Mitragynine      7-Hydroxymitragynine     Paynantheine      Speciogynine
(mg/g)           (mg/g)                   (mg/g)            (mg/g)
14.2             0.12                     2.1               1.9`),
  ).toEqual(['Mitragynine: 14.2 mg/g', '7-Hydroxymitragynine: 0.12 mg/g', 'Paynantheine: 2.1 mg/g', 'Speciogynine: 1.9 mg/g']);
});

test('the limit of quantitation in brackets behind each result', () => {
  const art = `
Analyte          Result
Arsenic          <0.01 mg/kg (LOQ 0.01)
Lead             0.12 mg/kg (LOQ 0.02)
Nickel           BDL (<0.05)`;
  expect(interpret(transcriptsOf(art)[0]!).results.map(({ finding, number }) => [finding.kind, number])).toEqual([
    ['below_limit', null],
    ['quantified', '0.12'],
    ['below_limit', null],
  ]);
});

test('the rest of a name read as a row, or of a portion, is doubted; a portion in a name is no result', () => {
  const apart = pageOfText(
    1,
    `
Test                     Specification                 Result
Total Plate Count        NMT 10,000 CFU/g              1,200 CFU/g
Salmonella               Absent in                     Absent in
species                  10 g                          10 g`,
    { line: 19 },
  );
  const rows = transcribeAny(documentOf(apart)).flatMap(transcript => transcript.rows);
  for (const row of rows) expect([row.name.text, row.doubts.length > 0]).toEqual([row.name.text, row.name.text !== 'Total Plate Count']);
  expect(
    said(`
Oznaczenie                 Wynik              Jednostka
Salmonella spp. w 25 g     nie wykryto
E. coli                    <10                jtk/g`),
  ).toEqual(['Salmonella spp. w 25 g: nie wykryto', 'E. coli: <10 jtk/g']);
});

test('a formula behind the name of a total does not hide what it is', () => {
  const [transcript] = transcriptsOf(`
Analyte                          Result (mg/g)     Result (%)
CBD                              25.10             2.510
Total CBD (CBDa*0.877 + CBD)     25.10             2.510`);
  expect(interpret(transcript!).results.map(({ analyte }) => analyte)).toEqual(['cbd', 'total_cbd']);
});

test('what the names are, and units over the columns', () => {
  const rows = rowsOf(`
Kavalactones         mg/g         %
Kavain               31.2         3.12
Dihydrokavain        22.1         2.21
Total Kavalactones   110.3        11.03`);
  expect(rows.map(({ name, value, unit }) => `${name.text} ${value.text} ${unit?.text}`)).toEqual([
    'Kavain 31.2 mg/g',
    'Dihydrokavain 22.1 mg/g',
    'Total Kavalactones 110.3 mg/g',
  ]);
  const [caesium] = rowsOf(`
Radionuclide      Activity (Bq/kg)      MDA (Bq/kg)
Cs-134            < 1.0                 1.0
Cs-137            2.1                   1.0`);
  expect(told(caesium!)).toEqual({ name: 'Cs-134', value: '< 1.0', unit: 'Bq/kg', lod: '1.0' });
});

test('sections of one table, each with its unit beside its title', () => {
  const rows = rowsOf(`
Analyte               Result        Limit
Heavy Metals          ppm           ppm
Arsenic               0.12          1.5
Lead                  0.33          0.5
Microbiology          CFU/g         CFU/g
TPC                   1200          10000
Yeast                 <10           1000`);
  expect(rows.map(({ name, value, unit }) => `${name.text} ${value.text} ${unit?.text}`)).toEqual([
    'Arsenic 0.12 ppm',
    'Lead 0.33 ppm',
    'TPC 1200 CFU/g',
    'Yeast <10 CFU/g',
  ]);
});

test('the concentration of a standard, or the range it spans, stands beside that of the sample and is no result', () => {
  const art = `
Analyte          Quantification Range (ug/mL)   Std Conc. (ug/mL)    Sample Conc. (mg/g)   LOQ (mg/g)
Mitragynine      0.05 - 50                      10.0                 14.2                  0.05
Paynantheine     0.05 - 50                      10.0                 1.33                  0.05`;
  expect(said(art)).toEqual(['Mitragynine: 14.2 mg/g', 'Paynantheine: 1.33 mg/g']);
  expect(doubts(art)).toEqual([]);
  expect(rowsOf(art).flatMap(({ further }) => further)).toEqual([]);
});

test('what was expected and how much of it was found again are never results', () => {
  const art = `
Compound         Expected (mg/cap)    Found (mg/cap)   Recovery (%)   LOQ (mg/cap)
Caffeine         50.0                 49.1             98.2           0.5`;
  expect(rowsOf(art).filter(({ value }) => value.text !== '49.1')).toEqual([]);
});

test('a title gives its unit with the basis of it', () => {
  expect(
    said(`
Alkaloids in Kratom by LC-MS/MS (% w/w, dry basis)
Analyte          Result     LOQ
Mitragynine      1.37       0.01
Paynantheine     0.24       0.01`),
  ).toEqual(['Mitragynine: 1.37 % w/w', 'Paynantheine: 0.24 % w/w']);
});

test('a power of ten in the heading multiplies the numbers below it; beside limits it leaves a doubt', () => {
  const numbers = (art: string) =>
    interpret(transcriptsOf(art)[0]!).results.map(({ number, interval, flags }) => [number ?? interval?.upper, flags]);
  expect(
    numbers(`
Test                    Result (×10^3 CFU/g)      Method
Aerobic Plate Count     1.2                       AOAC 966.23
Yeast                   <0.4                      AOAC 966.23
Mold                    26                        AOAC 966.23`),
  ).toEqual([
    ['1200', []],
    ['400', []],
    ['26000', []],
  ]);
  expect(
    numbers(`
Test                    Result      Unit
Aerobic Plate Count     4.1         ×10^4 CFU/g
Mold                    <10         CFU/g`),
  ).toEqual([
    ['41000', []],
    ['10', []],
  ]);
  expect(
    doubts(`
Test                    Result (x1000 CFU/g)      Limit (CFU/g)
Aerobic Plate Count     1.2                       100000
Mold                    2.6                       10000`),
  ).toEqual(['cell-crowded', 'cell-crowded']);
});

test('the days of the report with their labels below them, close over the headings, are none of these', () => {
  const [transcript] = transcriptsOf(`
  Lot: EE-2
  02/28/2024       03/04/2024        03/05/2024           03/14/2024
  Date Sampled     Date Received     Analysis Started     Date Reported
  Element          Result (ppm)                           LOQ (ppm)
  Lead             0.31                                   0.01
  Cadmium          0.04                                   0.01`);
  expect(transcript?.rows.map(({ value, unit, loq, doubts: own }) => [value.text, unit?.text, loq?.text, own])).toEqual([
    ['0.31', 'ppm', '0.01', []],
    ['0.04', 'ppm', '0.01', []],
  ]);
});

test('`Allowed` heads limits', () => {
  expect(
    said(`
Analyte      Found         Allowed
Lead         0.31 ppm      1.0 ppm
Cadmium      0.61 ppm      0.5 ppm`),
  ).toEqual(['Lead: 0.31 ppm [1.0 ppm]', 'Cadmium: 0.61 ppm [0.5 ppm]']);
});

test('the unit of each row in brackets below its name', () => {
  const rows = (second: string) =>
    rowsOf(`
Element      Result      Limit
Lead         0.31        1.0
(mg/kg)
Cadmium      0.04        0.5
${second}`).map(({ name, value, unit, limit, doubts: own }) => [name.text, value.text, unit?.text, limit?.text, own]);
  expect(rows('(mg/kg)')).toEqual([
    ['Lead (mg/kg)', '0.31', 'mg/kg', '1.0', []],
    ['Cadmium (mg/kg)', '0.04', 'mg/kg', '0.5', []],
  ]);
});

test('the reference of a specification in its heading, and below each', () => {
  expect(
    said(`
Element      Specification      Result        Conclusion
             (Reference)
Lead         NMT 1.0 ppm        0.31 ppm      Pass
             (USP <2232>)
Cadmium      NMT 0.5 ppm        0.04 ppm      Pass
             (USP <2232>)`),
  ).toEqual(['Lead: 0.31 ppm [NMT 1.0 ppm] Pass', 'Cadmium: 0.04 ppm [NMT 0.5 ppm] Pass']);
});

test('an interval beside each result is no second one', () => {
  expect(
    rowsOf(`
Analyte         Result (%)     95% CI           LOQ (%)
Kavain          2.31           2.21 - 2.41      0.05
Yangonin        1.20           1.10 - 1.30      0.05`).map(({ value, loq, doubts: own }) => [value.text, loq?.text, own]),
  ).toEqual([
    ['2.31', '0.05', []],
    ['1.20', '0.05', []],
  ]);
});

test('the unit of all results, said in a sentence below the table, and not of what has another kind of unit', () => {
  const rows = rowsOf(`
Metal         Result       LOQ
Lead          0.36         0.01
Cadmium       0.04         0.01

Test          Result
E. coli       <10

All results and limits are expressed in mg/kg on an as-received basis.`);
  expect(rows.map(({ name, unit, doubts: own }) => [name.text, unit?.text, own])).toEqual([
    ['Lead', 'mg/kg', ['unit-inherited']],
    ['Cadmium', 'mg/kg', ['unit-inherited']],
    ['E. coli', undefined, []],
  ]);
});
