/** Headers in the words and forms of further countries. */
import { transcribeAny } from '../../importers/any-laboratory/importer.ts';
import { readDate } from '../../src/coa/date.ts';
import { headerOf, printedHeader } from './printed-header.ts';
import { documentOf, pageOf, pageOfText } from './printed-page.ts';

test('a Hungarian report', () => {
  const header = headerOf(`
  Példa Élelmiszervizsgáló Laboratórium Kft.
  1107 Budapest, Minta utca 0.
                       VIZSGÁLATI JEGYZŐKÖNYV
                       Jegyzőkönyv száma:  VJ-2023/04417
  Megrendelő neve:          Példa Levél Kft.
  Megrendelő címe:          6000 Kecskemét, Fő u. 2.
  Minta megnevezése:        Kurkuma por
  Tételszám:                L2301-K
  Minta azonosítója:        23-04417-1
  Minta beérkezése:         2023.03.06.
  Vizsgálat kezdete, vége:  2023.03.06. - 2023.03.16.

  Budapest, 2023. március 17.
`);
  expect(header).toMatchObject({
    laboratory: 'Példa Élelmiszervizsgáló Laboratórium Kft.',
    reportNumber: 'VJ-2023/04417',
    client: 'Példa Levél Kft.',
    name: 'Kurkuma por',
    lot: 'L2301-K',
    labSampleId: '23-04417-1',
    received: '2023.03.06',
    tested: '2023.03.06. - 2023.03.16',
  });
  expect(readDate(header.tested!, 'unknown')).toMatchObject({ from: '2023-03-06', date: '2023-03-16' });
  expect(readDate(header.reported!, 'unknown').date).toBe('2023-03-17');
});

test('an Italian report and whom it is for', () => {
  const header = headerOf(`
  Esempio Analisi S.p.A. con socio unico
  Str. Esempio 0 - 41126 Modena (MO) Italia
                       RAPPORTO DI PROVA n° 23/000118820
  data di emissione 10/03/2023                   Spett.le
                                                 ERBORISTERIA ESEMPIO SRL
                                                 VIA DEI MILLE 3
                                                 28100 NOVARA (NO)
  Numero di accettazione      23.511877.0001
  Descrizione campione        CURCUMA LONGA ESTRATTO SECCO
`);
  expect(header).toMatchObject({
    laboratory: 'Esempio Analisi S.p.A.',
    client: 'ERBORISTERIA ESEMPIO SRL',
    reportNumber: '23/000118820',
    labSampleId: '23.511877.0001',
  });
});

test('a Spanish report and the person it is sent to', () => {
  const header = headerOf(`
  Centro Ejemplo                                   ENSAYOS Nº 00/LE000
  Parque Tecnológico
  46980 Paterna (Valencia)
                       INFORME DE ENSAYO
  Nº INFORME          I-202303881                  HERBORISTERÍA EJEMPLO, S.L.
  FECHA EMISIÓN       16/03/2023                   A/A: María Ejemplo
                                                   C/ Real 22
                                                   41001 SEVILLA
  Código muestra      202303881-01                 Fecha recepción         02/03/2023
  Descripción         Extracto de Rhodiola rosea   Fecha inicio análisis   03/03/2023
  Lote                RR-1102                      Fecha fin análisis      15/03/2023
`);
  expect(header).toMatchObject({
    reportNumber: 'I-202303881',
    client: 'HERBORISTERÍA EJEMPLO, S.L.',
    labSampleId: '202303881-01',
    name: 'Extracto de Rhodiola rosea',
    received: '02/03/2023',
    tested: '15/03/2023',
    reported: '16/03/2023',
  });
});

test('who sends a German letter stands small over the addressee, and the number of the sample behind its word', () => {
  const header = headerOf(`
  BEISPIEL
  INSTITUT BEISPIEL GmbH Im Tal 1 D-65232 Taunusstein
  Teehaus Muster GmbH & Co. KG                     Prüfbericht 5923410
  Speicherstr. 20                                  Auftrags Nr. 6512877
  20457 Hamburg

  Prüfzeitraum von 03.03.2023 bis 13.03.2023
  Probe 230214455        Probenmatrix       Pflanzenpulver
`);
  expect(header).toMatchObject({
    client: 'Teehaus Muster GmbH & Co. KG',
    reportNumber: '5923410',
    labSampleId: '230214455',
    tested: '03.03.2023 bis 13.03.2023',
  });
});

test('a Polish letterhead set to the right, and the address behind the client', () => {
  const header = headerOf(`
                                                   Przykład Polska Sp. z o.o.
                                                   81-571 Gdynia, ul. Przykładowa 0
                                                   Laboratorium Badawcze
          SPRAWOZDANIE Z BADAŃ nr 118204/23/GDY
          z dnia 13.03.2023
  Zleceniodawca:     ZIELARZ PRZYKŁAD Sp. z o.o.
                     ul. Polna 7, 60-500 Poznań
  Nr partii:         0323Z           Nr próbki:     118204/23
`);
  expect(header).toMatchObject({
    laboratory: 'Przykład Polska Sp. z o.o.',
    client: 'ZIELARZ PRZYKŁAD Sp. z o.o.',
    labSampleId: '118204/23',
    reported: '13.03.2023',
  });
});

test('the number that those of all samples go on is that of the report', () => {
  const samples = transcribeAny(
    documentOf(
      pageOfText(
        1,
        `
  Client:   Example Botanicals Limited          Lab No:          3218877
                                                Date Reported:   10-Mar-2023

             Sample Name:     Root A             Root B
             Lab Number:      3218877.1          3218877.2
  Arsenic    mg/kg dry wt     0.10               < 0.10
  Lead       mg/kg dry wt     0.37               0.22`,
      ),
    ),
  );
  expect(samples.map(({ reportNumber, sample }) => [reportNumber?.text, sample.labSampleId?.text])).toEqual([
    ['3218877', '3218877.1'],
    ['3218877', '3218877.2'],
  ]);
});

test('days of one month', () => {
  const header = headerOf(`
  Sample Name        : Kratom Leaf Powder
  Date of Analysis   : March 08 – 15, 2023
`);
  expect(header.tested).toBe('March 08 – 15, 2023');
  expect(readDate(header.tested!, 'unknown')).toMatchObject({ from: '2023-03-08', date: '2023-03-15' });
});

test('a British report: the town over its postcode, days before months, and no accreditation for a laboratory', () => {
  const header = headerOf(`
                                                   UKAS TESTING 0000
  Example Analytical Services
  Lincoln Road, High Wycombe, Bucks HP12 3QS
                       CERTIFICATE OF ANALYSIS
  Example Wellness Ltd                             Our Ref:          23-04418
  Unit 4 Riverside                                 Date Received:    01/03/2023
  Reading
  RG1 8AB
`);
  expect(header).toMatchObject({ laboratory: 'Example Analytical Services', client: 'Example Wellness Ltd' });
  const [sample] = transcribeAny(
    documentOf(
      pageOfText(
        1,
        `
  UKAS TESTING 0000          Date Received:    01/03/2023

  Determination     Result     Units
  Lead              0.28       mg/kg
  Cadmium           0.04       mg/kg`,
      ),
    ),
  );
  expect(sample!.dateOrder).toBe('dmy');
});

test('of two addresses that of a letter to a person is the client’s, and an office is no laboratory', () => {
  const header = headerOf(`
                                                   Voorbeeld Agro
                                                   Distributieweg 1
                                                   2645 EG Delfgauw
                       ANALYSERAPPORT
  Kruidenhandel Voorbeeld B.V.                     Rapportnummer    2303-118877
  T.a.v. mevr. J. Voorbeeld
  Kade 14
  1441 AB Purmerend

  Hoofd laboratorium
`);
  expect(header.client).toBe('Kruidenhandel Voorbeeld B.V.');
  expect(header.laboratory).toBeUndefined();
});

test('days that stand beside a bare label or under the words of a release', () => {
  expect(
    headerOf(`
  PRÜFBERICHT 2211877 - 455120                     Datum        21.03.2023
                                                   Kundennr.    10021177
`).reported,
  ).toBe('21.03.2023');
  expect(
    headerOf(`
  ANALYTICAL REPORT

  Authorized for release by:
  3/14/2023 4:12:07 PM
  Shawn Example, Project Manager
`).reported,
  ).toContain('3/14/2023');
  expect(
    headerOf(`
  RAPPORT D'ANALYSE
  Version du : 17/03/2023
  Désignation commerciale     SPIRULINE EXEMPLE
  Date de début d'analyse     08/03/2023
`),
  ).toMatchObject({ reported: '17/03/2023', name: 'SPIRULINE EXEMPLE' });
});

test('the one firm that tests, on whatever line, and a client after `Messrs`', () => {
  const header = headerOf(`
  Company Name                Example Greenherb Bio Co., Ltd
  shown on Report
  Sample Name                 Turmeric Extract Powder



  No. R118877021  Example River Testing International Group Co., Ltd.
`);
  expect(header).toMatchObject({
    client: 'Example Greenherb Bio Co., Ltd',
    laboratory: 'Example River Testing International Group Co., Ltd.',
  });
  const indian = headerOf(`
  Report Number : EX/T/23-24/04418                 Date : 13.04.2023
  Issued to : M/s. Example Ayur Exports,
  Plot 12, Guindy Industrial Estate
  Sample Particulars : Mitragyna speciosa Leaf Powder
`);
  expect(indian).toMatchObject({ client: 'Example Ayur Exports', name: 'Mitragyna speciosa Leaf Powder' });
});

test('a Portuguese report, and a piece of land that is no lot', () => {
  expect(
    headerOf(`
  RELATÓRIO DE ENSAIO Nº 118877/2023-1.0
  Empresa solicitante:              Ervas Exemplo Ltda.
  Identificação da amostra:         Guaraná em pó
  Data de emissão do relatório:     27/02/2023
`),
  ).toMatchObject({ client: 'Ervas Exemplo Ltda.', name: 'Guaraná em pó', reported: '27/02/2023' });
  expect(
    headerOf(`
  CLIENT             :   Example Ketum Sdn. Bhd.
                         Lot 5, Jalan Perusahaan, 93450 Kuching
  SAMPLE MARKING     :   Batch No: BK-2302
`).lot,
  ).toBe('BK-2302');
});

test('a year before a name is no part of it and no other name', () => {
  expect(
    headerOf(`
  Example Laboratories California LLC. | 100 Pioneer Street, Santa Cruz, CA 95060 | examplelabs.com
  © 2021 Example Labs all rights reserved. Trademarks referenced are trademarks of either Example Labs or their respective owners.
`).laboratory,
  ).toBe('Example Laboratories California LLC.');
});

test('an Italian report', () => {
  const header = headerOf(`
  Laboratorio Esempio S.r.l.
                       RAPPORTO DI PROVA N° 24EX03417
  Committente: Erboristeria Esempio S.n.c.
  Data emissione: 01/03/2024
  Data ricevimento: 19/02/2024
  Data campionamento: 16/02/2024
  Descrizione campione: Polvere di foglie
  Lotto: EE 24/031       Numero campione: 24EX03417-1
`);
  expect(header).toMatchObject({ sampled: '16/02/2024', received: '19/02/2024', reported: '01/03/2024', labSampleId: '24EX03417-1' });
});

test('a Portuguese report', () => {
  const header = headerOf(`
  Laboratório Exemplo, Lda.
                       RELATÓRIO DE ENSAIO Nº RE-2024-03391
  Cliente              Ervanária Exemplo        Data de colheita     17-05-2024
  Código da amostra    A-2024-07118             Data de emissão      31-05-2024
`);
  expect(header).toMatchObject({ sampled: '17-05-2024', reported: '31-05-2024', labSampleId: 'A-2024-07118' });
});

test('a French report to a person under the name of the firm, its day said in a word', () => {
  const page = pageOf(1, [
    [20, 40, 'Laboratoire Exemple SAS'],
    [320, 40, 'Herboristerie du Lac'],
    [320, 51, 'Mme Exemple'],
    [320, 62, '12 quai Fictif'],
    [320, 73, '74000 ANNECY'],
    [20, 100, "RAPPORT D'ANALYSE N° 24-02-11873"],
    [20, 112, 'Édité le 04/03/2024'],
  ]);
  expect(printedHeader(page)).toMatchObject({ client: 'Herboristerie du Lac', reported: '04/03/2024', reportNumber: '24-02-11873' });
});

test('an Indonesian number with a year and a month in it', () => {
  const header = headerOf(`
                LAPORAN HASIL UJI
                Certificate of Analysis
                No. LHU/2024/07/0552
  Nama Sampel   : Serbuk Daun
`);
  expect(header.reportNumber).toBe('LHU/2024/07/0552');
});

test('a Chinese report: its number first in the line under its title, a firm over a street without the number of a town', () => {
  const page = pageOf(1, [
    [300, 30, 'Example Inspection Services Ltd.'],
    [300, 40, 'Unit 4, Example Centre, Shanghai'],
    [265, 60, 'Test Report', { size: 14 }],
    [30, 76, 'No. EXFOOD2401188'],
    [230, 76, 'Date: Jan 19, 2024'],
    [400, 76, 'Page 1 of 1'],
    [30, 90, 'Example Elm Trading Co., Ltd.'],
    [30, 100, 'Room 12, Example Building, Kunming'],
    [30, 120, 'EX Job No.: QX24-0188'],
  ]);
  expect(printedHeader(page)).toMatchObject({
    reportNumber: 'EXFOOD2401188',
    client: 'Example Elm Trading Co., Ltd.',
    reported: 'Jan 19, 2024',
  });
});

test('a batch weighed in kilograms, over a date, is no firm with the legal form KG', () => {
  const header = printedHeader(
    pageOf(1, [
      [200, 30, 'CERTIFICATE OF ANALYSIS', { size: 14 }],
      [30, 60, 'Product Name'],
      [120, 60, 'Tulsi Extract'],
      [300, 60, 'Batch Size'],
      [380, 60, '250 kg'],
      [30, 72, 'Mfg. Date'],
      [120, 72, '04/2026'],
      [300, 72, 'Retest Date'],
      [380, 72, '03/2029'],
    ]),
  );
  expect(header.name).toBe('Tulsi Extract');
  expect(header.client).toBeUndefined();
});

test('`S. aureus` in a table is no lot, and an analyte over it no product', () => {
  const header = headerOf(`
  Sample:  Raw Leaf Powder
  Analysis         Method         Result    Units
  Yeast            AOAC 997.02    2100      CFU/g
  Mold             AOAC 997.02    300       CFU/g
  E. coli          BAM 4          <3.0      MPN/g
  S. aureus        AOAC 2003.07   <10       CFU/g
`);
  expect(header.name).toBe('Raw Leaf Powder');
  expect(header.lot).toBeUndefined();
});

test('the day behind the town over the signature, below a sentence that tells of days', () => {
  const page = pageOf(1, [
    [30, 40, 'Labornummer: L24-07-3381'],
    [30, 300, 'Datum: Die Probe entspricht den Anforderungen.'],
    [30, 312, 'Musterdorf, den 29.07.2024'],
  ]);
  expect(printedHeader(page).reported).toBe('29.07.2024');
});

test('the title of a table over the number of the sample is no product', () => {
  const header = headerOf(`
  Example Heron Laboratories

  Terpene Profile
  Sample ID: EX-22091
  Lot: EE-41
`);
  expect(header).toMatchObject({ labSampleId: 'EX-22091', lot: 'EE-41' });
  expect(header.name).toBeUndefined();
});

test.each([
  'S) zkouška provedena subdodavatelskou laboratoří',
  'Badanie wykonane w laboratorium podwykonawcy',
  'Essai réalisé par un laboratoire partenaire',
  '*) im Labor eines Partners',
])('a note of who tested is no name of the laboratory: %s', note => {
  expect(headerOf(`${note}\n\nSample ID: A-1\nLot: L-1\n`).laboratory).toBeUndefined();
});
