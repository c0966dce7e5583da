/** Forms of tables as laboratories of Europe and the Pacific print them, drawn in letters: a column for every piece parted by two blanks. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { documentOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

const transcriptsOf = (art: string) => transcribeAny(documentOf(pageOfText(1, art)));
const rowsOf = (art: string) => transcriptsOf(art).flatMap(({ rows }) => rows);

test('the method stands below each name, and the uncertainty behind each result under the same heading', () => {
  const rows = rowsOf(`
                                Valore/ Incertezza         Unità di misura     LOQ      Limiti
Piombo                          0,21      ± 0,05           mg/kg               0,010    3
Met.: UNI EN 15763:2010
Cadmio                          0,033     ± 0,008          mg/kg               0,005    1
Met.: UNI EN 15763:2010
Ricerca di Salmonella spp       Non rilevato               /25 g                        Assente
Met.: UNI EN ISO 6579-1:2020`);
  expect(rows.map(({ name, value, unit, limit, doubts }) => [name.text, value.text, unit?.text, limit?.text, doubts])).toEqual([
    ['Piombo', '0,21', 'mg/kg', '3', []],
    ['Cadmio', '0,033', 'mg/kg', '1', []],
    ['Ricerca di Salmonella spp', 'Non rilevato', '/25 g', 'Assente', []],
  ]);
});

test('the same headings again for each sample, its name and its number on lines over them', () => {
  const samples = transcriptsOf(`
   Matrice: POTRAVINA                  Název vzorku             ZELENÝ LIST 1      ČERVENÝ LIST 2
                                       Identifikace vzorku      PR2317722001       PR2317722002
                                       Datum odběru             [10.3.2023]        [10.3.2023]
   Parametr      Metoda     LOR        Jednotka                 Výsledek   NM      Výsledek   NM
   Olovo         S-MET1     0,050      mg/kg                    0,322      ± 20%   0,611      ± 20%
   Kadmium       S-MET1     0,010      mg/kg                    0,041      ± 20%   <0,010     ----
   Sušina při 105 °C   S-DRY   0,10    %                        92,7       ± 6%    93,1       ± 6%`);
  expect(samples.map(({ sample, rows }) => [sample.name?.text, sample.labSampleId?.text, rows.map(({ value }) => value.text)])).toEqual([
    ['ZELENÝ LIST 1', 'PR2317722001', ['0,322', '0,041', '92,7']],
    ['ČERVENÝ LIST 2', 'PR2317722002', ['0,611', '<0,010', '93,1']],
  ]);
  expect(samples.flatMap(({ rows }) => rows.flatMap(({ doubts }) => doubts))).toEqual([]);
});

test('numbers of samples over the columns, the units in a column before them', () => {
  const samples = transcriptsOf(`
              Sample Name:     Turmeric Root A    Turmeric Root B
              Lab Number:      3218877.1          3218877.2
   Arsenic    mg/kg dry wt     0.10               < 0.10
   Lead       mg/kg dry wt     0.37               0.22`);
  expect(
    samples.map(({ sample, rows }) => [sample.labSampleId?.text, rows.map(({ value, unit }) => `${value.text} ${unit?.text}`)]),
  ).toEqual([
    ['3218877.1', ['0.10 mg/kg dry wt', '0.37 mg/kg dry wt']],
    ['3218877.2', ['< 0.10 mg/kg dry wt', '0.22 mg/kg dry wt']],
  ]);
});

test('a column that names the laboratory of several, and units as in the sample received', () => {
  const rows = rowsOf(`
   Parameter      Einheit      Ergebnis      Bestimmungsgrenze    Methode            Lab
   Blei           mg/kg OS     0,36          0,05                 DIN EN 15763       HE
   Cadmium        mg/kg OS     < 0,02        0,02                 DIN EN 15763       HE`);
  expect(rows.map(row => [told(row), row.doubts])).toEqual([
    [{ name: 'Blei', value: '0,36', unit: 'mg/kg OS', loq: '0,05', method: 'DIN EN 15763' }, []],
    [{ name: 'Cadmium', value: '< 0,02', unit: 'mg/kg OS', loq: '0,02', method: 'DIN EN 15763' }, []],
  ]);
});

test('headings in Hungarian, German and Spanish that say what a limit is', () => {
  const hungarian = rowsOf(`
   Vizsgált jellemző    Vizsgálati módszer    Mértékegység    Mért érték    Határérték    Minősítés
   Ólom                 MSZ EN 15763          mg/kg           0,28          3,0           megfelel
   Escherichia coli     MSZ ISO 16649-2       TKE/g           <10           100           megfelel`);
  expect(hungarian.map(told)).toEqual([
    { name: 'Ólom', value: '0,28', unit: 'mg/kg', limit: '3,0', verdict: 'megfelel', method: 'MSZ EN 15763' },
    { name: 'Escherichia coli', value: '<10', unit: 'TKE/g', limit: '100', verdict: 'megfelel', method: 'MSZ ISO 16649-2' },
  ]);
  const german = rowsOf(`
   Prüfung       Resultat      ± MU      Einheit      BG      Spezifikation     Beurteilung
   Blei (Pb)     < 0.01                  mg/kg        0.01    max. 0.10         entspricht
   THC           0.08          0.01      g/100 g      0.005   < 0.20            entspricht`);
  expect(german.map(row => [row.limit?.text, row.verdict?.text])).toEqual([
    ['max. 0.10', 'entspricht'],
    ['< 0.20', 'entspricht'],
  ]);
  const spanish = rowsOf(`
   DETERMINACIÓN    RESULTADO    UNIDADES    L.C.    VALOR LÍMITE    MÉTODO / TÉCNICA
   Plomo            0,15         mg/kg       0,02    3,0             PE-MET-03 / ICP-MS
   Cadmio           < 0,02       mg/kg       0,02    1,0             PE-MET-03 / ICP-MS`);
  expect(spanish.map(({ limit }) => limit?.text)).toEqual(['3,0', '1,0']);
});

test('what the client calls each sample over its column, and the number of the laboratory over that', () => {
  const samples = transcriptsOf(`
   Lab Reg No.                    N23/004111     N23/004112
   Sample Reference    Units      B1             B2              Method
   Arsenic             mg/kg      0.11           0.08            NT2.46
   Lead                mg/kg      0.24           <0.01           NT2.46`);
  expect(samples.map(({ sample, rows }) => [sample.labSampleId?.text, rows.map(({ value }) => value.text)])).toEqual([
    ['N23/004111', ['0.11', '0.24']],
    ['N23/004112', ['0.08', '<0.01']],
  ]);
});

test('an MRL is the law’s where a number below it was reported or the laboratory’s own limit stands beside it', () => {
  const named = rowsOf(`
   Component         Gevonden gehalte (mg/kg)     MRL EU (mg/kg)     Oordeel
   Chlorpyrifos      < 0,01                       0,5                voldoet
   Azoxystrobin      < 0,01                       60                 voldoet`);
  expect(named.map(({ limit, loq, reportingLimit }) => [limit?.text, loq?.text, reportingLimit?.text])).toEqual([
    ['0,5', undefined, undefined],
    ['60', undefined, undefined],
  ]);
  const below = rowsOf(`
   Component         Result      Unit       MRL
   Chlorpyrifos      0.014       mg/kg      0.5
   Azoxystrobin      <0.01       mg/kg      60`);
  expect(below.map(({ limit }) => limit?.text)).toEqual(['0.5', '60']);
  const beside = rowsOf(`
   Component         Result      Unit       LOQ      MRL
   Chlorpyrifos      <0.01       mg/kg      0.01     0.5
   Azoxystrobin      <0.01       mg/kg      0.01     60`);
  expect(beside.map(({ limit, loq }) => [limit?.text, loq?.text])).toEqual([
    ['0.5', '0.01'],
    ['60', '0.01'],
  ]);
  const ofMethod = rowsOf(`
   Component         Result      Unit       MRL
   Chlorpyrifos      <0.01       mg/kg      0.01
   Azoxystrobin      0.25        mg/kg      0.01`);
  expect(ofMethod.map(({ limit, reportingLimit }) => [limit?.text, reportingLimit?.text])).toEqual([
    [undefined, '0.01'],
    [undefined, '0.01'],
  ]);
  const bounded = rowsOf(`
   Analyte      MRL       DL        Result      Unit
   Arsenic      0.012     0.004     <0.012      µg/g
   Cadmium      0.012     0.004     0.009       µg/g`);
  expect(bounded.map(({ limit, reportingLimit }) => [limit?.text, reportingLimit?.text])).toEqual([
    [undefined, '0.012'],
    [undefined, '0.012'],
  ]);
  const estimated = rowsOf(`
   Analyte      Result     Qualifier     MDL        MRL        Unit
   Mercury      0.0041     J             0.0010     0.0080     mg/kg
   Lead         0.212                    0.0030     0.015      mg/kg`);
  expect(estimated.map(({ limit, lod, reportingLimit }) => [limit?.text, lod?.text, reportingLimit?.text])).toEqual([
    [undefined, '0.0010', '0.0080'],
    [undefined, '0.0030', '0.015'],
  ]);
});

test('what is allowed, among the limits of measurement, leaves a doubt', () => {
  const rows = rowsOf(`
   Component        Amount     LLOQ      MDL            Evaluation
   Abamectin        N.D.       0.030     NMT 0.010      Complies
   Azoxystrobin     N.D.       0.030     0.010          Complies`);
  expect(rows.map(({ doubts }) => doubts)).toEqual([['cell-crowded'], []]);
});

test('a verdict that ran into the next table leaves a doubt', () => {
  const rows = rowsOf(`
   Component        Amount     LLOQ      Limit     Evaluation
   Abamectin        N.D.       0.030     0.5       ConformePiperonyl
   Azoxystrobin     N.D.       0.030     0.2       Conforme`);
  expect(rows.map(({ doubts }) => doubts)).toEqual([['cell-crowded'], []]);
});

test('a Slovak table, and headings of which nothing is known but a unit', () => {
  const rows = rowsOf(`
   Ukazovateľ       Jednotka    Výsledok    Neistota U [%]    Limit        Hodnotenie
   Olovo            mg/kg       0,41        15                max. 3,0     vyhovuje
   Salmonella spp.  v 25 g      negat.      -                 negat.       vyhovuje`);
  expect(rows.map(({ value, limit, verdict, doubts }) => [value.text, limit?.text, verdict?.text, doubts])).toEqual([
    ['0,41', 'max. 3,0', 'vyhovuje', []],
    ['negat.', 'negat.', 'vyhovuje', []],
  ]);
  const strange = rowsOf(`
   Ukazovateľ       Jednotka    Uvedené     Rozptyl [%]
   Olovo            mg/kg       0,41        15
   Kadmium          mg/kg       0,05        15`);
  expect(strange.every(({ doubts }) => doubts.length > 0)).toBe(true);
});

test('a description in words beside what was asked for', () => {
  const rows = rowsOf(`
   S.No.   Test Parameters       Unit     Results                     Specification               Test Method
   1       Description           -        Off white powder            Off white to pale powder    Visual
   2       Loss on Drying        %        2.84                        NMT 5.0                     IP 2018
   3       Lead (as Pb)          mg/kg    0.31                        NMT 3.0                     AOAC 2015.01`);
  expect(rows.map(({ name, value, limit }) => [name.text, value.text, limit?.text])).toEqual([
    ['Description', 'Off white powder', 'Off white to pale powder'],
    ['Loss on Drying', '2.84', 'NMT 5.0'],
    ['Lead (as Pb)', '0.31', 'NMT 3.0'],
  ]);
});

test('a sample a line, described in words, and a sentence below the limits of detection', () => {
  const samples = transcriptsOf(`
   Sample ID     Description     Lead        Cadmium     Arsenic
                                 (mg/kg)     (mg/kg)     (mg/kg)
   23-1187-1     Green Vein      0.42        0.051       0.11
   23-1187-2     Red Vein        0.37        0.044       <0.02
   Detection limit               0.02        0.005       0.02
   Method: ICP-MS after microwave digestion.`);
  expect(
    samples.map(({ sample, rows }) => [sample.labSampleId?.text, sample.name?.text, rows.map(row => [row.value.text, row.lod?.text])]),
  ).toEqual([
    [
      '23-1187-1',
      'Green Vein',
      [
        ['0.42', '0.02'],
        ['0.051', '0.005'],
        ['0.11', '0.02'],
      ],
    ],
    [
      '23-1187-2',
      'Red Vein',
      [
        ['0.37', '0.02'],
        ['0.044', '0.005'],
        ['<0.02', '0.02'],
      ],
    ],
  ]);
});

test('a summary of tests requested holds no results, and a maximum permitted in Portuguese is a limit', () => {
  const rows = rowsOf(`
   Test Requested          Conclusion
   Heavy metals            PASS
   Ethylene oxide          FAIL

   Parâmetros        Unidade     LQ        Resultado     VMP
   Cádmio            mg/kg       0,02      < 0,02        0,40
   Chumbo            mg/kg       0,02      0,09          0,60`);
  expect(rows.map(({ name, value, limit }) => [name.text, value.text, limit?.text])).toEqual([
    ['Cádmio', '< 0,02', '0,40'],
    ['Chumbo', '0,09', '0,60'],
  ]);
});

test('a line with the method over each group of rows, whose names are set in under the one heading that says what the table is of', () => {
  const rows = rowsOf(`
   RESULTS                                    Unit      (Uncertainty)   LOQ
   EX101   Aerobic plate count   Method: ISO 4833-1:2013
     Aerobic plate count      1200            cfu/g
   EX17K   E. coli   Method: ISO 16649-2:2001
     Escherichia coli         <10             cfu/g
   EX390   Salmonella   Method: EXAMPLE 71
     Salmonella               Not Detected    /25 g
   EX401   Heavy metals   Method: EN ISO 17294-2-E29
     Lead (Pb)                0.38            mg/kg     ± 0.08          0.02
     Cadmium (Cd)             0.045           mg/kg     ± 0.009         0.005`);
  expect(rows.map(({ name, value, unit, loq, doubts }) => [name.text, value.text, unit?.text, loq?.text, doubts])).toEqual([
    ['Aerobic plate count', '1200', 'cfu/g', undefined, []],
    ['Escherichia coli', '<10', 'cfu/g', undefined, []],
    ['Salmonella', 'Not Detected', '/25 g', undefined, []],
    ['Lead (Pb)', '0.38', 'mg/kg', '0.02', []],
    ['Cadmium (Cd)', '0.045', 'mg/kg', '0.005', []],
  ]);
});

test('less than a number, said in words; what is satisfactory and what may not be exceeded', () => {
  const rows = rowsOf(`
   Merkmal        Ergebnis          Einheit     Anforderung
   Blei           0,184             mg/kg       max. 3,0
   Cadmium        kleiner 0,010     mg/kg       max. 1,0`);
  expect(rows.map(({ name, value, limit, doubts }) => [name.text, value.text, limit?.text, doubts])).toEqual([
    ['Blei', '0,184', 'max. 3,0', []],
    ['Cadmium', 'kleiner 0,010', 'max. 1,0', []],
  ]);
  const counts = rowsOf(`
   Paramètre             Unité     Résultat     m       M        Conclusion
   Escherichia coli      UFC/g     <10          10      100      Conforme
   Enterobacteriaceae    UFC/g     40           100     1000     Conforme`);
  expect(counts.map(({ value, limit, doubts }) => [value.text, limit?.text, doubts])).toEqual([
    ['<10', '100', []],
    ['40', '1000', []],
  ]);
});

test('a value of reference is a limit, and no method or result', () => {
  const rows = rowsOf(`
   Ensaio      Método      Resultado     Unidade    LQ      Valor de referência
   Chumbo      EX 1        0,52          mg/kg      0,03    ≤ 3,0
   Cádmio      EX 1        0,07          mg/kg      0,01    ≤ 1,0`);
  expect(rows.map(({ value, limit, loq, doubts }) => [value.text, limit?.text, loq?.text, doubts])).toEqual([
    ['0,52', '≤ 3,0', '0,03', []],
    ['0,07', '≤ 1,0', '0,01', []],
  ]);
});

test('the second word of the heading of limits reaches further than their numbers', () => {
  const rows = rowsOf(`
   PARÁMETRO    MÉTODO     RESULTADO    UNIDADES    L.C.     VALOR MÁX.    VALORACIÓN
   Plomo        ICP-MS     <0,05        mg/kg       0,05     3,0           Conforme
   Cadmio       ICP-MS     0,08         mg/kg       0,01     1,0           Conforme`);
  expect(rows.map(({ value, limit, loq, doubts }) => [value.text, limit?.text, loq?.text, doubts])).toEqual([
    ['<0,05', '3,0', '0,05', []],
    ['0,08', '1,0', '0,01', []],
  ]);
});

test('reports in Turkish and Swedish', () => {
  const read = (art: string) =>
    transcriptsOf(art).map(({ client, dates, reportNumber, sample, rows }) => [
      [reportNumber, client, sample.name, sample.lot, dates.received, dates.reported].map(field => field?.text),
      rows.map(({ value, unit, loq, reportingLimit }) => [value.text, unit?.text, (loq ?? reportingLimit)?.text]),
      rows.flatMap(({ doubts }) => doubts),
    ]);
  expect(
    read(`
  Rapor No              : 2024/3311
  Müşteri               : Örnek Bitki Ltd.
  Numune Adı            : Yaprak Tozu
  Parti No              : EE-77
  Numune Kabul Tarihi   : 06.05.2024
  Rapor Tarihi          : 15.05.2024

  Parametre         Sonuç               Birim      LOQ      Limit
  Kurşun            0,42                mg/kg      0,02     3,0
  Kadmiyum          < 0,01              mg/kg      0,01     1,0
  Aflatoksin B1     Tespit edilmedi     µg/kg      0,5      5`),
  ).toEqual([
    [
      ['2024/3311', 'Örnek Bitki Ltd.', 'Yaprak Tozu', 'EE-77', '06.05.2024', '15.05.2024'],
      [
        ['0,42', 'mg/kg', '0,02'],
        ['< 0,01', 'mg/kg', '0,01'],
        ['Tespit edilmedi', 'µg/kg', '0,5'],
      ],
      [],
    ],
  ]);
  expect(
    read(`
  Rapportnummer:        R-24-5510
  Kund:                 Exempel AB
  Provets märkning:     Kratompulver
  Batchnummer:          EE-12
  Ankomstdatum:         2024-04-02
  Rapportdatum:         2024-04-12

  Analys            Resultat        Enhet      Rapporteringsgräns
  Bly               0,37            mg/kg      0,02
  Kadmium           <0,01           mg/kg      0,01
  Salmonella        Ej påvisad      /25 g`),
  ).toEqual([
    [
      ['R-24-5510', 'Exempel AB', 'Kratompulver', 'EE-12', '2024-04-02', '2024-04-12'],
      [
        ['0,37', 'mg/kg', '0,02'],
        ['<0,01', 'mg/kg', '0,01'],
        ['Ej påvisad', '/25 g', undefined],
      ],
      [],
    ],
  ]);
});
