/** Forms of laboratories and suppliers over the world: headings in their languages, several lots in one table, labels set close, codes in two words. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { interpret } from '../../../src/coa/interpret.ts';
import { headerOf, printedHeader } from '../printed-header.ts';
import { documentOf, type Placed, pageOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

const transcriptsOf = (art: string) => transcribeAny(documentOf(pageOfText(1, art)));
const rowsOf = (art: string) => transcriptsOf(art).flatMap(({ rows }) => rows);
/** `name: value unit (lod/loq) [limit] verdict` */
const said = (rows: readonly ReturnType<typeof rowsOf>[number][]): string[] =>
  rows.map(row => {
    const { name, value, unit, limit, verdict } = told(row);
    const least = row.loq?.text ?? row.reportingLimit?.text ?? row.lod?.text;
    return [`${name}: ${value}`, unit, least && `(${least})`, limit && `[${limit}]`, verdict].filter(Boolean).join(' ');
  });

describe('headings', () => {
  test('Dutch: a limit of reporting as two letters, and a norm that is a limit', () => {
    const art = `
Bepaling        Eenheid     Resultaat     RG        Norm     Beoordeling     Methode
Lood            mg/kg       0,25          0,05      3,0      Voldoet         W-0112
Cadmium         mg/kg       < 0,02        0,02      1,0      Voldoet         W-0112
Kwik            mg/kg       < 0,005       0,005     0,10     Voldoet         W-0113`;
    expect(said(rowsOf(art))).toEqual([
      'Lood: 0,25 mg/kg (0,05) [3,0] Voldoet',
      'Cadmium: < 0,02 mg/kg (0,02) [1,0] Voldoet',
      'Kwik: < 0,005 mg/kg (0,005) [0,10] Voldoet',
    ]);
  });

  test('a norm with names of standards is a method', () => {
    const art = `
Parametr        Jednostka     Wynik       Norma
Kadm            mg/kg         0,061       PN-EN 15763
Rtęć            mg/kg         0,005       PN-EN 15764`;
    expect(rowsOf(art).map(row => [row.value.text, row.limit?.text, row.method?.text])).toEqual([
      ['0,061', undefined, 'PN-EN 15763'],
      ['0,005', undefined, 'PN-EN 15764'],
    ]);
  });

  test('French criteria and how they are met', () => {
    const art = `
Détermination     Méthode            Résultat     Unité     Critère      Appréciation
Plomb             NF EN 15763        0,41         mg/kg     3            Conforme
Cadmium           NF EN 15763        0,08         mg/kg     1            Conforme
Levures           NF V 08-036        < 100        UFC/g     < 10 000     Satisfaisant`;
    expect(said(rowsOf(art))).toEqual([
      'Plomb: 0,41 mg/kg [3] Conforme',
      'Cadmium: 0,08 mg/kg [1] Conforme',
      'Levures: < 100 UFC/g [< 10 000] Satisfaisant',
    ]);
  });

  test('German, shortened', () => {
    const art = `
Parameter       Einheit     Ergebnis     Messunsich.     Best.-Gr.     Methode
Blei (Pb)       mg/kg       0,43         +/- 0,11        0,05          ISO 17294-2
Arsen (As)      mg/kg       0,21         +/- 0,05        0,1           ISO 17294-2
Cadmium (Cd)    mg/kg       <0,05                        0,05          ISO 17294-2`;
    expect(said(rowsOf(art))).toEqual(['Blei (Pb): 0,43 mg/kg (0,05)', 'Arsen (As): 0,21 mg/kg (0,1)', 'Cadmium (Cd): <0,05 mg/kg (0,05)']);
    expect(rowsOf(art).map(row => row.uncertainty?.text)).toEqual(['+/- 0,11', '+/- 0,05', undefined]);
  });

  test('a result and its uncertainty under one heading', () => {
    const art = `
Badana cecha          Jednostka     Wynik badania ± niepewność     Wymagania
Zawartość kadmu       mg/kg         0,061 ± 0,013                  ≤ 1,0
Zawartość rtęci       mg/kg         < 0,005                        ≤ 0,10
Wilgotność            %             8,1 ± 0,4                      ≤ 12`;
    expect(said(rowsOf(art))).toEqual([
      'Zawartość kadmu: 0,061 ± 0,013 mg/kg [≤ 1,0]',
      'Zawartość rtęci: < 0,005 mg/kg [≤ 0,10]',
      'Wilgotność: 8,1 ± 0,4 % [≤ 12]',
    ]);
  });

  test('a determination, its repetition, and a heading on two lines', () => {
    const rows = transcribeAny(
      documentOf(
        pageOf(1, [
          [20, 40, 'Parameter'],
          [120, 40, 'Unit'],
          [180, 40, 'Simplo'],
          [240, 40, 'Duplo'],
          [300, 40, 'Limit Of'],
          [298, 49, 'Detection'],
          ...['Lead', 'Cadmium', 'Arsenic'].flatMap((name, i): Placed[] => [
            [20, 62 + i * 14, name],
            [120, 62 + i * 14, 'mg/kg'],
            [180, 62 + i * 14, ['0.42', '0.06', '0.10'][i]!],
            [240, 62 + i * 14, ['0.44', '0.05', '0.11'][i]!],
            [304, 62 + i * 14, ['0.003', '0.0002', '0.0004'][i]!],
          ]),
        ]),
      ),
    ).flatMap(({ rows }) => rows);
    expect(said(rows)).toEqual(['Lead: 0.42 mg/kg (0.003)', 'Cadmium: 0.06 mg/kg (0.0002)', 'Arsenic: 0.10 mg/kg (0.0004)']);
    expect(rows.flatMap(({ doubts }) => doubts)).toEqual([]);
  });

  test('what stands under an unknown heading and is written as a limit is one', () => {
    const art = `
Test Item     Result     Unit      Xyz.
Lead          0.233      mg/kg     ≤ 10
Cadmium       0.031      mg/kg     ≤ 0.3
Arsenic       0.085      mg/kg     ≤ 5`;
    expect(said(rowsOf(art))).toEqual(['Lead: 0.233 mg/kg [≤ 10]', 'Cadmium: 0.031 mg/kg [≤ 0.3]', 'Arsenic: 0.085 mg/kg [≤ 5]']);
  });
});

describe('lots one under the other, two analytes', () => {
  const art = `
Client: Example Elm
Alkaloid Content
Strain              Lot #        Mitragynine (%)     7-OH Mitragynine (%)
Red Bali            RB-1142      1.48                0.018
Green Maeng Da      GMD-1150     1.62                <0.01
White Borneo        WB-1147      1.39                ND

Microbial (CFU/g)
Strain              Lot #        Total Aerobic     Yeast & Mold     E. coli      Salmonella
Red Bali            RB-1142      1,200             80               Negative     Negative
Green Maeng Da      GMD-1150     950               <10              Negative     Negative
White Borneo        WB-1147      3,400             210              Negative     Negative`;

  test('each has its results, its name and its lot', () => {
    expect(
      transcriptsOf(art).map(({ sample, rows }) => [sample.name?.text, sample.lot?.text, rows.map(({ value }) => value.text)]),
    ).toEqual([
      ['Red Bali', 'RB-1142', ['1.48', '0.018', '1,200', '80', 'Negative', 'Negative']],
      ['Green Maeng Da', 'GMD-1150', ['1.62', '<0.01', '950', '<10', 'Negative', 'Negative']],
      ['White Borneo', 'WB-1147', ['1.39', 'ND', '3,400', '210', 'Negative', 'Negative']],
    ]);
  });

  test('two names without numbers of samples below are no such table', () => {
    const values = rowsOf(`
Report            Lot #        Mitragynine (%)     Paynantheine (%)
Result of all     pending      1.48                0.018`);
    expect(values).toEqual([]);
  });
});

describe('header', () => {
  test('a label close behind a value', () => {
    const header = printedHeader(
      pageOf(1, [
        [20, 40, 'Client:'],
        [70, 40, 'Example Sycamore Foods plc'],
        [193, 40, 'Date Received:'],
        [262, 40, '24 February 2026'],
        [20, 54, 'Produto:'],
        [70, 54, 'EXTRATO DE FOLHAS'],
        [152, 54, 'Lote:'],
        [182, 54, '26C0441'],
      ]),
    );
    expect(header).toMatchObject({
      client: 'Example Sycamore Foods plc',
      received: '24 February 2026',
      name: 'EXTRATO DE FOLHAS',
      lot: '26C0441',
    });
  });

  test('codes that begin with a few capitals of their own', () => {
    const lotOf = (lot: string) => headerOf(`Product: Kratom powder\nPartijnummer: ${lot}\nMonsternummer: 260308-1`).lot;
    expect(lotOf('WK 55120')).toBe('WK 55120');
    expect(lotOf('PKB 26/07')).toBe('PKB 26/07');
    expect(lotOf('EXP 12/2027')).toBeUndefined();
  });

  test('in Portuguese, French, German and English', () => {
    expect(headerOf('Produto: EXTRATO\nLote: 26C0441\nValidade: 01/03/2028\nData da análise: 09/03/2026')).toMatchObject({
      name: 'EXTRATO',
      lot: '26C0441',
      expires: '01/03/2028',
      tested: '09/03/2026',
    });
    expect(headerOf('N° échantillon : 26L118834-001')).toMatchObject({ labSampleId: '26L118834-001' });
    expect(headerOf('Analysennr.     811543\nEnde der Prüfungen: 11.05.2026')).toMatchObject({
      labSampleId: '811543',
      tested: '11.05.2026',
    });
    expect(headerOf('Issued To: Example Banyan Herbals\nDate of release: 16.03.2026')).toMatchObject({
      client: 'Example Banyan Herbals',
      reported: '16.03.2026',
    });
  });

  test('the company over a department is the client, and laboratories by their words', () => {
    const address = ['EXEMPLE FRÊNE SARL', 'Service Qualité', '3 avenue du Parc', '31000 TOULOUSE'];
    const letter = pageOf(1, [[20, 30, 'Chêne Laboratories'], ...address.map((text, i): Placed => [300, 60 + 10 * i, text])]);
    expect(printedHeader(letter).client).toBe('EXEMPLE FRÊNE SARL');
    expect(headerOf('LABORATORIOS ENCINA, S.L.\n\nINFORME').laboratory).toMatch(/^LABORATORIOS ENCINA/);
    expect(headerOf('Prüfinstitut Beispielbuche GmbH\n\nPrüfbericht').laboratory).toBe('Prüfinstitut Beispielbuche GmbH');
    expect(headerOf('ALX Environmental Pty Ltd\n\nReport').laboratory).toBe('ALX Environmental Pty Ltd');
  });
});

describe('samples side by side under numbers', () => {
  const samples = (art: string) =>
    transcriptsOf(art).map(({ sample, rows }) => [
      sample.labSampleId?.text,
      sample.name?.text,
      sample.lot?.text,
      rows.map(({ value }) => value.text).join(' '),
      [...new Set(rows.flatMap(({ doubts }) => doubts))].join(' '),
    ]);

  test('`001` and `002` end the numbers of the list of samples', () => {
    expect(
      samples(`
Test Report No. CANEC2601234501

Specimen No.     Sample ID                 Description
SN1              CAN26-003321.001          Green powder
SN2              CAN26-003321.002          Red powder

Test Item(s)           Unit       MDL       001       002       Limit
Cadmium (Cd)           mg/kg      0.02      0.05      0.11      0.5
Lead (Pb)              mg/kg      0.05      0.62      ND        5.0
Total Arsenic (As)     mg/kg      0.02      0.27      0.19      3.0`),
    ).toEqual([
      ['CAN26-003321.001', 'Green powder', undefined, '0.05 0.62 0.27', ''],
      ['CAN26-003321.002', 'Red powder', undefined, '0.11 ND 0.19', ''],
    ]);
  });

  test('without a list such columns are doubted', () => {
    const rows = samples(`
Test Item(s)           Unit       MDL       001       002
Cadmium (Cd)           mg/kg      0.02      0.05      0.11
Lead (Pb)              mg/kg      0.05      0.62      ND`);
    expect(rows.map(row => row.slice(3))).toEqual([
      ['0.05 0.62', 'column-guessed'],
      ['0.11 ND', 'column-guessed'],
    ]);
  });

  test('numbers that the report lists are not doubted', () => {
    expect(
      samples(`
Probennummer     Probenbezeichnung     Charge
26-1101-1        Kratom rot            R 110
26-1101-2        Kratom weiß           W 112

Parameter      Einheit        26-1101-1     26-1101-2
Mitragynin     g/100 g        1,31          1,28
Blei           mg/kg          0,24          1,12`),
    ).toEqual([
      ['26-1101-1', 'Kratom rot', 'R 110', '1,31 0,24', ''],
      ['26-1101-2', 'Kratom weiß', 'W 112', '1,28 1,12', ''],
    ]);
  });

  test('each over `Result`, the day of sampling above', () => {
    expect(
      samples(`
                              Sampling date / time       02-Mar-2026 00:00     02-Mar-2026 00:00
Compound     CAS Number       LOR        Unit            EB2604417-001         EB2604417-002
                                                         Result                Result
Arsenic      7440-38-2        0.05       mg/kg           0.11                  <0.05
Cadmium      7440-43-9        0.01       mg/kg           0.06                  0.04
Lead         7439-92-1        0.05       mg/kg           0.57                  0.33`),
    ).toEqual([
      ['EB2604417-001', undefined, undefined, '0.11 0.06 0.57', ''],
      ['EB2604417-002', undefined, undefined, '<0.05 0.04 0.33', ''],
    ]);
  });
});

test('labels in two scripts', () => {
  expect(
    headerOf(`
报告编号 Report No.: ETG2603118807E
委托单位 Applicant:     Example Camphor Biotech Co., Ltd.
样品名称 Sample Name: Herbal extract powder
批号 Batch No.:     CB260301
签发日期 Date of Issue:     2026-03-18`),
  ).toMatchObject({
    reportNumber: 'ETG2603118807E',
    client: 'Example Camphor Biotech Co., Ltd.',
    name: 'Herbal extract powder',
    lot: 'CB260301',
    reported: '2026-03-18',
  });
});

test('dots that lead over half the page, a number and its unit a little apart', () => {
  const line = (y: number, name: string, sign: string, number: string, unit: string): Placed[] => [
    [40, y, name],
    [115, y, '.'.repeat(60)],
    ...(sign ? [[388, y, sign] as const] : []),
    [396, y, number],
    ...(unit ? [[396 + 4.5 * number.length + 6, y, unit] as const] : []),
  ];
  const rows = transcribeAny(
    documentOf(
      pageOf(1, [
        ...line(60, 'Mitragynine', '', '1.47', '%'),
        ...line(74, 'Speciogynine', '', '0.21', '%'),
        ...line(88, 'Cadmium', '<', '0.05', 'ppm'),
        ...line(102, 'E. coli', '', 'Negative', ''),
      ]),
    ),
  ).flatMap(({ rows }) => rows);
  expect(said(rows)).toEqual(['Mitragynine: 1.47 %', 'Speciogynine: 0.21 %', 'Cadmium: < 0.05 ppm', 'E. coli: Negative']);
});

test('a name and its method on two lines each are sure where only the whole name is one', () => {
  const row = (y: number, name: string, value: string, unit: string, method: string): Placed[] => [
    [20, y, name],
    [120, y, value],
    [190, y, unit],
    [240, y, method],
  ];
  const rows = transcribeAny(
    documentOf(
      pageOf(1, [
        ...row(40, 'Ukazatel', 'Výsledek', 'Jednotka', 'Metoda'),
        ...row(56, 'Olovo', '0,212', 'mg/kg', 'SOP 8.55'),
        ...row(72, 'Kadmium', '0,034', 'mg/kg', 'SOP 8.55'),
        ...row(88, 'Celkový počet', '25 000', 'KTJ/g', 'ČSN EN ISO'),
        [20, 98, 'mikroorganismů'],
        [240, 98, '4833-1'],
        ...row(114, 'Plísně', '< 10', 'KTJ/g', 'ČSN ISO'),
      ]),
    ),
  ).flatMap(({ rows }) => rows);
  expect(rows.map(({ name, value, doubts }) => [name.text, value.text, doubts])).toEqual([
    ['Olovo', '0,212', []],
    ['Kadmium', '0,034', []],
    ['Celkový počet mikroorganismů', '25 000', []],
    ['Plísně', '< 10', []],
  ]);
});

test('names behind words for a content or a search, units of dry matter, bounds with the name of a limit', () => {
  const art = `
Badana cecha                       Jednostka      Wynik
Zawartość ołowiu                   mg/kg          0,38
Q Cadmium                          mg/kg          <0,05 (BG)
Lead (as Pb)                       mg/kg MS       0,52
Mercury                            mg/kg TS       Detected < 0,030
Ricerca di Salmonella spp.         /25 g          Non rilevato
Arsen                              mg/kg          <0,01 (NWG)
Chlorpyrifos                       mg/kg          <L.C.
Naphthalin                         mg/kg          0,0154 x)`;
  const results = transcriptsOf(art).flatMap(transcript => interpret(transcript).results);
  expect(results.map(({ analyte, finding, number, basis }) => [analyte, finding.kind, number, basis])).toEqual([
    ['lead', 'quantified', '0.38', 'unknown'],
    ['cadmium', 'below_limit', null, 'unknown'],
    ['lead', 'quantified', '0.52', 'dry'],
    ['mercury_total', 'below_limit', null, 'dry'],
    ['salmonella', 'not_detected', null, 'unknown'],
    ['arsenic_total', 'below_limit', null, 'unknown'],
    ['chlorpyrifos', 'below_limit', null, 'unknown'],
    ['naphthalene', 'quantified', '15.4', 'unknown'],
  ]);
});

describe('forms of headers', () => {
  test('labels under numbered parts, a range of days of two months, a number under the title', () => {
    const line = (y: number, label: string, value = ''): Placed[] => [[40, y, label], ...(value ? [[160, y, `: ${value}`] as const] : [])];
    const header = printedHeader(
      pageOf(1, [
        [240, 40, 'RESULT OF ANALYSIS'],
        [230, 52, 'No : SIG.LHP.III.2026.1114578'],
        ...line(80, 'I. Customer'),
        ...line(92, '1. Name', 'PT Contoh Borneo Herbal'),
        ...line(104, 'II. Sample'),
        ...line(116, '1. Sample Name', 'Kratom Powder Red Vein'),
        ...line(128, '2. Batch Number', 'RV-0226-03'),
        ...line(140, '3. Date of Analysis', 'February 24 - March 5, 2026'),
      ]),
    );
    expect(header).toMatchObject({
      reportNumber: 'SIG.LHP.III.2026.1114578',
      client: 'PT Contoh Borneo Herbal',
      name: 'Kratom Powder Red Vein',
      lot: 'RV-0226-03',
      tested: 'February 24 - March 5, 2026',
    });
  });

  test('who took the sample is not the label of a client; a day alone in the head is that of the report', () => {
    const header = headerOf(`
                                        Datum 11.05.2026
                                        Kundennr. 27001234
PRÜFBERICHT 3412207
Analysennr.                  811543
Probenehmer                  Auftraggeber
Kunden-Probenbezeichnung     Kratom Mix Charge 77-A`);
    expect(header).toMatchObject({ labSampleId: '811543', name: 'Kratom Mix', lot: '77-A', reported: '11.05.2026' });
    expect(header.client).toBeUndefined();
  });
});

test('the number of an accredited laboratory is not that of the sample', () => {
  const art = (laboratory: string) => `
Laboratorio Esempio S.r.l.     ${laboratory}
Lotto: GL-2401
Analita         Unità       Risultato     LOQ
Piombo          mg/kg       0,25          0,05
Cadmio          mg/kg       < 0,02        0,02`;
  const idIn = (laboratory: string) => transcriptsOf(art(laboratory))[0]!.sample.labSampleId?.text;
  expect(idIn('LAB N° 0123 L')).toBeUndefined();
  expect(idIn('LAB N° 26-01234')).toBe('26-01234');
});

test('limits whose word stands behind the number, under a heading that says nothing', () => {
  const rows = rowsOf(`
Analysis               Food grade          Result

Mitragynine            45% min             45.8%
Loss on Drying         5.0 % max.          3.1 %
Lead                   1 ppm max           0.11 ppm`);
  expect(said(rows)).toEqual(['Mitragynine: 45.8 % [45% min]', 'Loss on Drying: 3.1 % [5.0 % max.]', 'Lead: 0.11 ppm [1 ppm max]']);
  expect(rows.flatMap(({ doubts }) => doubts)).toEqual([]);
});

test('what brackets in a heading hold is not taken apart; a spread of the runs leaves no doubt whose results they are', () => {
  const rows = rowsOf(`
Analyte                   Mass fraction / (mg/g)      U (k = 2) / (mg/g)      RSD (%)

Mitragynine                    301.2                       9.1                0.4
7-Hydroxymitragynine           4.12                        0.13               0.9
Paynantheine                   41.7                        1.3                0.7`);
  expect(rows.map(told).map(({ value, unit, uncertainty }) => [value, unit, uncertainty])).toEqual([
    ['301.2', 'mg/g', '9.1'],
    ['4.12', 'mg/g', '0.13'],
    ['41.7', 'mg/g', '1.3'],
  ]);
  expect(rows.flatMap(({ doubts, further }) => [...doubts, ...further])).toEqual([]);
});

test('a name of many words that begins with an analyte is one', () => {
  const rows = rowsOf(`
Test                                                                               Specification    Result

Mitragynine content by high performance liquid chromatography on dried basis       NLT 1.3 %        1.51 %
Loss on drying                                                                     NMT 10.0 %       6.9 %
Lead                                                                               NMT 3 ppm        0.4 ppm`);
  expect(rows.map(({ value }) => value.text)).toEqual(['1.51', '6.9', '0.4']);
});

test('a verdict and what it is of in one cell', () => {
  const rows = rowsOf(`
Test             Limit (ppm)      Result
Lead             0.5              Complies (0.22 ppm)
Cadmium          0.5              <0.01 ppm (Pass)
Arsenic          1.5              Complies (0.12 ppm)`);
  expect(said(rows)).toEqual(['Lead: 0.22 ppm [0.5] Complies', 'Cadmium: <0.01 ppm [0.5] Pass', 'Arsenic: 0.12 ppm [1.5] Complies']);
});

test('headings in Thai', () => {
  const rows = rowsOf(`
ลำดับ      รายการทดสอบ      ผลการทดสอบ      หน่วย       เกณฑ์กำหนด      วิธีทดสอบ
1         Lead             0.31            mg/kg       10             ICP-MS
2         Cadmium          0.04            mg/kg       0.3            ICP-MS
3         Arsenic          0.22            mg/kg       5              ICP-MS`);
  expect(said(rows)).toEqual(['Lead: 0.31 mg/kg [10]', 'Cadmium: 0.04 mg/kg [0.3]', 'Arsenic: 0.22 mg/kg [5]']);
  expect(rows.flatMap(({ doubts }) => doubts)).toEqual([]);
});

test('what stands under a heading of methods names no analyte, though it is the name of one', () => {
  const rows = rowsOf(`
Item            Specification            Result                 Method           Conclusion
Appearance      Brown powder             Brown powder           Visual           Complies
Odor            Characteristic           Characteristic         Organoleptic     Complies
Ash             5.0 %                    2.87 %                 USP 561          Complies
Lead            3.0 ppm                  0.62 ppm               ICP-MS           Complies`);
  expect(said(rows)).toEqual([
    'Appearance: Brown powder [Brown powder] Complies',
    'Odor: Characteristic [Characteristic] Complies',
    'Ash: 2.87 % [5.0 %] Complies',
    'Lead: 0.62 ppm [3.0 ppm] Complies',
  ]);
});

test('units under a word of uncertainty, which is of the results before them, are units', () => {
  const rows = rowsOf(`
Analyte          Result                (uncertainty)    LOQ
Mitragynine      14.6 (± 1.5)             mg/g           0.1
Lead             0.43 (± 0.09)            mg/kg          0.05
Cadmium          0.062 (± 0.012)          mg/kg          0.01`);
  expect(rows.map(({ unit }) => unit?.text)).toEqual(['mg/g', 'mg/kg', 'mg/kg']);
});

describe('specifications in several lines', () => {
  const row = (y: number, name: string, limit: readonly string[], result: string): Placed[] => [
    [40, y, name],
    ...limit.map((text, i): Placed => [160, y + 10 * (i - (limit.length - 1) / 2), text]),
    [300, y, result],
    [420, y, 'In house'],
  ];
  const page = pageOf(1, [
    [40, 100, 'PARAMETERS', { bold: true }],
    [160, 100, 'SPECIFICATION', { bold: true }],
    [300, 100, 'RESULT', { bold: true }],
    [420, 100, 'METHOD', { bold: true }],
    ...row(122, 'Odor and taste', ['Characteristic odor and', 'taste'], 'Complies'),
    ...row(144, 'Loss on drying', ['Not more than 5.0%'], '3.01%'),
    ...row(162, 'Lead', ['Not more than: 1.0 ppm'], '0.31 ppm'),
    ...row(180, 'Yeast & Moulds', ['Not more than: 100 cfu/gm'], '<10 cfu/gm'),
  ]);

  test('the rest of one that says the name again begins no table', () => {
    expect(said(transcribeAny(documentOf(page)).flatMap(({ rows }) => rows))).toEqual([
      'Odor and taste: Complies [Characteristic odor and taste]',
      'Loss on drying: 3.01 % [Not more than 5.0%]',
      'Lead: 0.31 ppm [Not more than: 1.0 ppm]',
      'Yeast & Moulds: <10 cfu/gm [Not more than: 100 cfu/gm]',
    ]);
  });

  test('a chapter of a pharmacopoeia, alone on its line, is no day', () => {
    const head = (text: string) =>
      printedHeader(
        pageOf(1, [
          [40, 60, 'Loss on drying'],
          [300, 60, 'USP <731> / EP'],
          [300, 72, text],
        ]),
      );
    expect(head('2.2.32')).not.toHaveProperty('reported');
    expect(head('12.2.2024')).toHaveProperty('reported');
  });
});
