/** Forms as word processors, spreadsheets, report generators and TeX print them. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { interpret } from '../../../src/coa/interpret.ts';
import { documentOf, type Placed, pageOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

const transcriptsOf = (art: string) => transcribeAny(documentOf(pageOfText(1, art)));
const rowsOf = (art: string) => transcriptsOf(art).flatMap(({ rows }) => rows);

type Cell = readonly [x: number, text: string, right?: 'right'];

/** Lines of cells that begin at `x`, or end there. */
const placed = (lines: readonly (readonly Cell[])[], top = 100): Placed[] =>
  lines.flatMap((line, row) =>
    line.map(([x, text, right]): Placed => [right ? x - text.length * 4.5 + (text.split(' ').length - 1) * 1.98 : x, top + 14 * row, text]),
  );

describe('`Result Units` set close over numbers that end where their units begin', () => {
  const lines: readonly (readonly Cell[])[] = [
    [
      [40, 'Analysis'],
      [236, 'Result Units'],
      [312.5, 'Method'],
    ],
    [
      [40, 'Sodium'],
      [263, '212', 'right'],
      [265.5, 'mg/100 g'],
      [312.5, 'AOAC 984.27'],
    ],
    [
      [40, 'Aerobic plate count'],
      [263, '180', 'right'],
      [265.5, 'CFU/g'],
      [312.5, 'FDA BAM Ch. 3'],
    ],
    [
      [40, 'Coliforms'],
      [263, '<3.0', 'right'],
      [265.5, 'MPN/g'],
      [312.5, 'FDA BAM Ch. 4'],
    ],
    [
      [40, 'Calories'],
      [263, '489', 'right'],
      [265.5, 'kcal/100 g'],
      [312.5, 'CFR 21'],
    ],
  ];
  const rows = transcribeAny(documentOf(pageOf(1, placed(lines)))).flatMap(reading => reading.rows);

  test('are two headings', () => {
    expect(rows.map(told).map(({ name, value, unit }) => [name, value, unit])).toEqual([
      ['Sodium', '212', 'mg/100 g'],
      ['Aerobic plate count', '180', 'CFU/g'],
      ['Coliforms', '<3.0', 'MPN/g'],
      ['Calories', '489', 'kcal/100 g'],
    ]);
    expect(rows.flatMap(({ doubts }) => doubts)).not.toContain('column-guessed');
  });
});

test('a result in words and the portion it was tested in stand in two columns', () => {
  const lines: readonly (readonly Cell[])[] = [
    [
      [40, 'Parameter'],
      [236, 'Ergebnis', 'right'],
      [240, 'Einheit'],
      [380, 'BG', 'right'],
      [460, 'Grenzwert', 'right'],
    ],
    [
      [40, 'Blei'],
      [236, '0,21', 'right'],
      [240, 'mg/kg'],
      [380, '0,02', 'right'],
      [460, '3,0', 'right'],
    ],
    [
      [40, 'Cadmium'],
      [236, '0,088', 'right'],
      [240, 'mg/kg'],
      [380, '0,005', 'right'],
      [460, '1,0', 'right'],
    ],
    [
      [40, 'Salmonellen'],
      [236, 'n.n.', 'right'],
      [240, 'in 25 g'],
      [460, 'n.n.', 'right'],
    ],
  ];
  const [, , last] = transcribeAny(documentOf(pageOf(1, placed(lines)))).flatMap(({ rows }) => rows.map(told));
  expect(last).toMatchObject({ name: 'Salmonellen', value: 'n.n.', unit: 'in 25 g', limit: 'n.n.' });
});

test('a list of the samples that the columns are headed by tells name and lot of each', () => {
  const readings = transcriptsOf(`
Muestra      Descripción               Lote
Muestra 1    Salsa de tomate           L2410A
Muestra 2    Pimiento asado            L2411C

Parámetro                 Unidad     Muestra 1      Muestra 2     Límite
Enterobacterias           ufc/g      <10            20            <= 1000
Escherichia coli          ufc/g      <10            <10           <= 10
Salmonella spp.           /25 g      Ausencia       Presencia     Ausencia`);
  expect(readings.map(({ sample }) => [sample.name?.text, sample.lot?.text])).toEqual([
    ['Salsa de tomate', 'L2410A'],
    ['Pimiento asado', 'L2411C'],
  ]);
});

test('the caption of a table says the unit of its results, however long it is', () => {
  const rows = rowsOf(`
Table 1. Kavalactones by UHPLC-UV, results in % (w/w) of dry matter, mean of three runs
Compound                  Content      LOD        LOQ
Methysticin               1.21         0.010      0.030
Kavain                    2.38         0.012      0.036
Yangonin                  1.46         0.009      0.027`);
  expect(rows.map(({ unit }) => unit?.text)).toEqual(['% (w/w)', '% (w/w)', '% (w/w)']);
});

test('units by the capsule and the tablet in other languages', () => {
  const [reading] = transcriptsOf(`
Paramètre        Unité            Résultat    Spécification
Magnésium        mg/gélule        152         140 - 160
Zinc             mg/comprimé      9,8         9 - 11
Cuivre           mg/Kapsel        1,1         0,9 - 1,2`).map(transcript => interpret(transcript));
  expect(reading!.results.map(({ unit }) => unit)).toEqual(['mg/capsule', 'mg/tablet', 'mg/capsule']);
});

test('`Réf. laboratoire` and `Lab sample` head the number of the sample', () => {
  const rest = `

Analyte          Result      Unit
Lead             0.12        mg/kg
Cadmium          0.02        mg/kg`;
  const numberOf = (head: string) => transcriptsOf(head + rest)[0]!.sample.labSampleId?.text;
  expect(numberOf('Réf. laboratoire :   24-05519-A')).toBe('24-05519-A');
  expect(numberOf('Client               Lab sample\nExample Elm          FH24-6120-02')).toBe('FH24-6120-02');
});

test('a line with the code, title and method of each test parts no table whose results carry their uncertainty', () => {
  const lines: readonly (readonly Cell[])[] = [
    [
      [40, 'Test'],
      [95, 'Parameter'],
      [395, 'Result (Uncertainty)', 'right'],
      [398, 'Unit'],
      [517, 'LOQ', 'right'],
    ],
    [
      [40, 'QD05C'],
      [95, 'Heavy Metals by ICP-MS'],
      [282, 'Method: AOAC 2015.01'],
    ],
    [
      [95, 'Arsenic'],
      [395, '0.018 (± 0.004)', 'right'],
      [398, 'mg/kg'],
      [517, '0.010', 'right'],
    ],
    [
      [95, 'Cadmium'],
      [395, '0.142 (± 0.021)', 'right'],
      [398, 'mg/kg'],
      [517, '0.005', 'right'],
    ],
    [
      [95, 'Mercury'],
      [395, '<0.005', 'right'],
      [398, 'mg/kg'],
      [517, '0.005', 'right'],
    ],
    [
      [40, 'ZM9K2'],
      [95, 'Aerobic Plate Count'],
      [282, 'Method: AOAC 966.23'],
    ],
    [
      [95, 'Aerobic Plate Count'],
      [395, '2,300', 'right'],
      [398, 'cfu/g'],
      [517, '10', 'right'],
    ],
  ];
  const rows = transcribeAny(documentOf(pageOf(1, placed(lines)))).flatMap(reading => reading.rows.map(told));
  expect(rows.map(({ name, value, unit, loq }) => [name, value, unit, loq])).toEqual([
    ['Arsenic', '0.018 (± 0.004)', 'mg/kg', '0.010'],
    ['Cadmium', '0.142 (± 0.021)', 'mg/kg', '0.005'],
    ['Mercury', '<0.005', 'mg/kg', '0.005'],
    ['Aerobic Plate Count', '2,300', 'cfu/g', '10'],
  ]);
});

test('the unit stands behind a comma in the title of the section', () => {
  const rows = rowsOf(`
Heavy Metals (ICP-MS), µg/g
Metal              Result       Limit      Status
Arsenic            0.091        1.5        PASS
Lead               0.164        1.0        PASS`);
  expect(rows.map(({ unit }) => unit?.text)).toEqual(['µg/g', 'µg/g']);
});

test("the client's name for a sample beside the laboratory's number, and a day behind that of the report", () => {
  const [reading] = transcriptsOf(`
Workorder:  4109982            Report Date:  5/16/2024
Lab ID:     4109982-001        Date Collected:  5/6/2024
Sample ID:  MW-1               Date Received:   5/7/2024

Parameters        Results    Units     RDL      MDL
Benzene           14.2       ug/L      0.50     0.11
Toluene           55.0       ug/L      2.5      0.65

Report ID: 4109982 - 5/16/2024`);
  expect([reading!.sample.name?.text, reading!.sample.labSampleId?.text, reading!.reportNumber?.text]).toEqual([
    'MW-1',
    '4109982-001',
    '4109982',
  ]);
});

test('a day left of a table, level with its headings, answers the label over it', () => {
  const [reading] = transcriptsOf(`
Lot                  Alkaloids (HPLC-UV)
DWK-YB-5521          Analyte            Result       Unit
Tested               Mitragynine        1.38         %
03/20/2024           Paynantheine       0.22         %
Reported             Heavy Metals (ICP-MS)
03/22/2024           Metal              Result       Limit
                     Arsenic            0.09 ppm     1.5 ppm
                     Lead               0.16 ppm     1.0 ppm`);
  expect(reading!.dates.reported?.text).toBe('03/22/2024');
});

test('counts by the litre and in 100 mL, and conductivity', () => {
  const [reading] = transcriptsOf(`
Parameter              Eenheid        Resultaat     Rapportagegrens
Escherichia coli       kve/100 ml     3             1
Legionella spp.        kve/l          < 100         100
Geleidbaarheid         mS/m           48,3          1,0`).map(transcript => interpret(transcript));
  expect(reading!.results.map(({ unit }) => unit)).toEqual(['CFU/100mL', 'CFU/L', 'mS/m']);
});

test('a heading with its unit stands over the numbers at the other edge of its cell, and over no others', () => {
  const lines: readonly (readonly Cell[])[] = [
    [
      [32, 'Analyte'],
      [170, '% w/w'],
      [236, 'LOQ %'],
    ],
    ...[
      ['beta-Myrcene', '0.412'],
      ['Limonene', '0.067'],
      ['Guaiol', '<0.010'],
    ].map(([name, value]): readonly Cell[] => [
      [32, name!],
      [225, value!, 'right'],
      [290, '0.010', 'right'],
    ]),
  ];
  const rows = transcribeAny(documentOf(pageOf(1, placed(lines)))).flatMap(reading => reading.rows.map(told));
  expect(rows.map(({ name, value, loq }) => [name, value, loq])).toEqual([
    ['beta-Myrcene', '0.412', '0.010'],
    ['Limonene', '0.067', '0.010'],
    ['Guaiol', '<0.010', '0.010'],
  ]);
});

test("the letters of a report's number are no control of the laboratory", () => {
  const [reading] = transcriptsOf(`
CERTIFICAT D'ANALYSE N° LCS-24-0912
Client : Fleurs du Vercors
Lot : FV-AMN-07

Cannabinoïde       Teneur (% m/m)     Incertitude     LQ (%)
CBD                4,82               ± 0,48          0,05
CBDA               9,37               ± 0,94          0,05
THCA               0,09               ± 0,02          0,02`);
  expect(reading!.reportNumber?.text).toBe('LCS-24-0912');
  expect(reading!.rows.map(told).map(({ name, value, loq }) => [name, value, loq])).toEqual([
    ['CBD', '4,82', '0,05'],
    ['CBDA', '9,37', '0,05'],
    ['THCA', '0,09', '0,02'],
  ]);
});

test('samples listed with the place they were taken at, and numbered over their columns', () => {
  const readings = transcriptsOf(`
Prüfbericht Nr. U24-7765
Probennummer       Entnahmestelle        Probenahme
24-7765-1          Hochbehälter Ost      13.08.2024
24-7765-2          Brunnen III           13.08.2024

Parameter      Einheit      24-7765-1     24-7765-2     Grenzwert
Blei           mg/l         < 0,001       0,002         0,010
Kupfer         mg/l         0,012         0,004         2,0
pH-Wert                     7,62          7,48          6,5 - 9,5`);
  expect(readings.map(({ sample }) => [sample.labSampleId?.text, sample.name?.text, sample.lot?.text])).toEqual([
    ['24-7765-1', 'Hochbehälter Ost', undefined],
    ['24-7765-2', 'Brunnen III', undefined],
  ]);
  expect(readings.flatMap(reading => interpret(reading).results.flatMap(({ flags }) => flags))).toEqual([]);
});

test('`Analyzed` alone is a label', () => {
  const [reading] = transcriptsOf(`
Lab ID       60218-01
Received     Apr 8, 2024
Analyzed     Apr 15, 2024
Reported     Apr 17, 2024

Analyte          Result      Unit
Lead             0.12        mg/kg
Cadmium          0.02        mg/kg`);
  expect(reading!.dates.tested?.text).toBe('Apr 15, 2024');
});

test('texts at the left edge and numbers at the right of one column, as spreadsheets set them, are of one column', () => {
  const lines: readonly (readonly Cell[])[] = [
    [
      [40, 'Test'],
      [195, 'Method'],
      [292, 'Result'],
      [372, 'Spec'],
      [460, 'Units'],
    ],
    [
      [40, 'Aerobic Plate Count'],
      [195, 'AOAC 966.23'],
      [365, '1200', 'right'],
      [445, '50000', 'right'],
      [460, 'CFU/g'],
    ],
    [
      [40, 'Coliforms'],
      [195, 'AOAC 991.14'],
      [292, '<10'],
      [445, '100', 'right'],
      [460, 'CFU/g'],
    ],
    [
      [40, 'Yeast'],
      [195, 'AOAC 2014.05'],
      [365, '30', 'right'],
      [445, '100', 'right'],
      [460, 'CFU/g'],
    ],
    [
      [40, 'Mold'],
      [195, 'AOAC 2014.05'],
      [292, '<10'],
      [445, '100', 'right'],
      [460, 'CFU/g'],
    ],
    [
      [40, 'Salmonella'],
      [195, 'AOAC 2013.01'],
      [292, 'Negative'],
      [372, 'Negative'],
      [460, '/25 g'],
    ],
  ];
  const rows = transcribeAny(documentOf(pageOf(1, placed(lines)))).flatMap(reading => reading.rows);
  expect(rows.map(told).map(({ value, limit }) => [value, limit])).toEqual([
    ['1200', '50000'],
    ['<10', '100'],
    ['30', '100'],
    ['<10', '100'],
    ['Negative', 'Negative'],
  ]);
  expect(rows.flatMap(({ doubts }) => doubts)).toEqual([]);
});

test('the number of the report behind its title in German and Swedish', () => {
  const rest = `

Analyte          Result      Unit
Lead             0.12        mg/kg
Cadmium          0.02        mg/kg`;
  const numberOf = (head: string) => transcriptsOf(head + rest)[0]!.reportNumber?.text;
  expect([numberOf('Analysenzertifikat BA-24-3391'), numberOf('Analysrapport 24-118-4402')]).toEqual(['BA-24-3391', '24-118-4402']);
});

test('so do they under the numbers of several samples', () => {
  const lines: readonly (readonly Cell[])[] = [
    [
      [40, 'Analyte'],
      [177, 'Units'],
      [266, '24-5521-1'],
      [344, '24-5521-2'],
      [422, '24-5521-3'],
    ],
    [
      [40, 'Lead'],
      [177, 'ppm'],
      [342, '0.2', 'right'],
      [344, '<0.1'],
      [498, '0.3', 'right'],
    ],
    [
      [40, 'Aflatoxin B1'],
      [177, 'ppb'],
      [266, '<1.0'],
      [420, '2.3', 'right'],
      [422, '<1.0'],
    ],
    [
      [40, 'Zearalenone'],
      [177, 'ppb'],
      [266, '<20'],
      [420, '48', 'right'],
      [422, '<20'],
    ],
    [
      [40, 'Deoxynivalenol'],
      [177, 'ppm'],
      [342, '0.4', 'right'],
      [420, '1.1', 'right'],
      [422, '<0.1'],
    ],
  ];
  const readings = transcribeAny(documentOf(pageOf(1, placed(lines))));
  expect(readings.map(({ rows }) => rows.map(({ value }) => value.text))).toEqual([
    ['0.2', '<1.0', '<20', '0.4'],
    ['<0.1', '2.3', '48', '1.1'],
    ['0.3', '<1.0', '<20', '<0.1'],
  ]);
});
