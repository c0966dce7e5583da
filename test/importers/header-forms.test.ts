/** Headers as forms, letters and grids print them: leaders, captions, two languages, lists of samples; with invented names. */
import { anyLaboratory } from '../../importers/any-laboratory/importer.ts';
import { headerOf } from './printed-header.ts';
import { documentOf, pageOfText } from './printed-page.ts';

const read = (art: string): Record<string, string>[] =>
  anyLaboratory.transcribe(documentOf(pageOfText(1, art))).map(({ sample, dates, sampling: _, ...header }) => {
    const fields = Object.entries({ ...header, ...sample, ...dates });
    return Object.fromEntries(
      fields.flatMap(([field, value]) => (typeof value === 'object' && 'text' in value ? [[field, value.text as string]] : [])),
    );
  });

const RESULTS = `
Analyte              Result        Unit
Lead                 0.12          mg/kg`;

test.each<[string, string, Record<string, string>]>([
  [
    'headings over blocks of lines are no values of each other',
    `
Customer                  Sample                    Report
Imaginary Leaf Inc.       Red Dragon Powder         R-2024-00123
55 Example Road           Lot RD2024-03             Issued 03/22/2024
Nowhere, UT 84101         ID 24-03-0456             Received 03/11/2024`,
    { client: 'Imaginary Leaf Inc.', name: 'Red Dragon Powder', lot: 'RD2024-03', received: '03/11/2024', reported: '03/22/2024' },
  ],
  [
    'a title ends the value over it; addresses on the web and numbers of registration are no names; a date before the client',
    `
Example Laboratory
721 Nowhere Dr.
Nowhere City, FL 33573
www.examplelab.com
CLIA No. 10D1094068
Kratom Extract Tablets
Sample Matrix:
Ingestible Products
Certificate of Analysis
Lot Number: KET-0921
Jun 10, 2024 | Imaginary Kratom Co.
License # 12345
10 Example Rd
Knoxville, TN, 37909, US`,
    { name: 'Kratom Extract Tablets', matrix: 'Ingestible Products', client: 'Imaginary Kratom Co.', lot: 'KET-0921' },
  ],
  [
    'a German form: what the sample is called, the days of the analysis, a laboratory without a word for one',
    `
Example Gesellschaft für Bioanalytik mbH
Prüfbericht-Nr.: 2024P612345 / 1
Auftraggeber                     Kräuter Nord GmbH
Eingangsdatum                    05.06.2024
Material                         Kratom
Kennzeichnung                    Kratom Pulver rot
Prüfbeginn / -ende               05.06.2024 - 17.06.2024`,
    {
      laboratory: 'Example Gesellschaft für Bioanalytik',
      reportNumber: '2024P612345',
      client: 'Kräuter Nord GmbH',
      name: 'Kratom Pulver rot',
      tested: '05.06.2024 - 17.06.2024',
    },
  ],
  [
    'a lot in brackets, the laboratory with its address behind a label, a date that begins with its year',
    `
Report #: 24-0098
Analyzed by: Redwood Example Labs, 5 Nowhere St, Example City, CA
Submitted by: Kratom Works LLC
Sample: White Borneo Powder (Lot #WB-19)
Received: Mon, May 20, 2024
Reported: 2024-May-29`,
    {
      laboratory: 'Redwood Example Labs',
      client: 'Kratom Works LLC',
      name: 'White Borneo Powder',
      lot: 'WB-19',
      received: 'May 20, 2024',
      reported: '2024-May-29',
    },
  ],
  [
    'a batch with an amount behind it',
    `
Sample Description: Kratom Powder - Green Malay - Batch GM240501 - 1kg
Date Reported: 05/20/2024`,
    { name: 'Kratom Powder - Green Malay', lot: 'GM240501' },
  ],
  [
    'Slovak',
    `
Protokol o skúške č. 456/2024
Objednávateľ: Bylinky SK s.r.o.
Názov vzorky: kratom zelený
Šarža: KZ-1
Dátum prijatia vzorky: 6.5.2024
Dátum vystavenia: 16.5.2024`,
    {
      reportNumber: '456/2024',
      client: 'Bylinky SK s.r.o.',
      name: 'kratom zelený',
      lot: 'KZ-1',
      received: '6.5.2024',
      reported: '16.5.2024',
    },
  ],
  [
    'Portuguese',
    `
RELATÓRIO DE ENSAIO Nº 1234/2024
Cliente: Ervas Lda
Amostra: Pó de kratom
Lote: KP-5
Data de receção: 06/05/2024
Data de emissão: 16/05/2024`,
    { reportNumber: '1234/2024', client: 'Ervas Lda', name: 'Pó de kratom', lot: 'KP-5', received: '06/05/2024', reported: '16/05/2024' },
  ],
  [
    'Czech sentences for labels; a charge behind the name in German',
    `
Protokol o zkoušce č. 12345/2024
Vzorek: kratom červený
Vzorek přijat dne: 6.5.2024
Zkoušky provedeny: 6.5.2024 - 15.5.2024
Protokol vystaven dne: 16.5.2024`,
    { name: 'kratom červený', received: '6.5.2024', tested: '6.5.2024 - 15.5.2024', reported: '16.5.2024' },
  ],
  [
    'an abbreviation within the name of a laboratory',
    `
Eurofins Dr. Example Laboratorien GmbH
Am Beispiel 4, D-21079 Hamburg
Prüfbericht-Nr.: 2024-0815-1
Probenbezeichnung: Kratom Pulver
Probeneingang: 12.08.2024`,
    { laboratory: 'Eurofins Dr. Example Laboratorien GmbH', name: 'Kratom Pulver', received: '12.08.2024' },
  ],
  [
    'dots lead to the values',
    `
MICRO EXAMPLE LABS, INC.
CLIENT........: Imaginary Leaf Inc.
PRODUCT.......: Green Maeng Da Capsules
LOT NO........: GMD-1187
RECEIVED . . . . . . .  03/08/23
REPORTED……  03/14/23`,
    { client: 'Imaginary Leaf Inc.', name: 'Green Maeng Da Capsules', lot: 'GMD-1187', received: '03/08/23', reported: '03/14/23' },
  ],
  [
    'the number of the report under the title, the company over the person in the address',
    `
Euphoria Example Testing Inc.                            Sample Registration Date: 03/08/2023
Certificate of Analysis
AR-23-QD-012345-01

Client Code:  QD0001234
Imaginary Leaf Inc.
Q. Nobody
55 Example Road
Nowhere, UT 84101

Client Sample Name:   Green Maeng Da Powder
Batch#:               GMD1187
Date Started:         03/09/2023             Date Reported:  03/14/2023`,
    {
      reportNumber: 'AR-23-QD-012345-01',
      client: 'Imaginary Leaf Inc.',
      name: 'Green Maeng Da Powder',
      lot: 'GMD1187',
      reported: '03/14/2023',
    },
  ],
  [
    'client left, laboratory right, the number behind the title, the lot in the line of the sample',
    `
Imaginary Leaf Inc.                              Example Labs LLC
55 Example Road                                  100 Nowhere Rd
Nowhere, UT 84101                                Reno, NV 89501

CERTIFICATE OF ANALYSIS  No. 2023-0118
SAMPLE:  Green Maeng Da Powder, Lot # GMD1187     Date: 03/14/2023`,
    {
      laboratory: 'Example Labs LLC',
      reportNumber: '2023-0118',
      client: 'Imaginary Leaf Inc.',
      name: 'Green Maeng Da Powder',
      lot: 'GMD1187',
    },
  ],
  [
    'captions under their values',
    `
Imaginary Leaf Inc.          Green Maeng Da            GMD1187
Client                       Product                   Lot Number


03/08/2023                   03/14/2023
Date Received                Date Reported


Example Labs LLC`,
    { client: 'Imaginary Leaf Inc.', name: 'Green Maeng Da', lot: 'GMD1187', received: '03/08/2023', reported: '03/14/2023' },
  ],
  [
    'blocks under headings',
    `
WONDER EXAMPLE LABS                        Report: 230118-R
CLIENT INFORMATION         SAMPLE INFORMATION               DATES
Imaginary Leaf Inc.        Green Maeng Da                   Received  03/08/23
55 Example Road            Lot GMD1187                      Analyzed  03/10/23
Nowhere, UT 84101          Sample ID 230118-1               Reported  March 14th, 2023`,
    {
      reportNumber: '230118-R',
      client: 'Imaginary Leaf Inc.',
      name: 'Green Maeng Da',
      lot: 'GMD1187',
      labSampleId: '230118-1',
      reported: 'March 14th, 2023',
    },
  ],
  [
    'a number of the accounts before each name',
    `
Document Print Date 14-Jan-2025
Customer        IC-C-0001         Invented Nutrition Corporation        Batch No            BN12000005207
Customer PO                                                             Manufacturing Date  13-Jul-2024
Product         03502-XX-KG0025   Copper Bisglycinate Chelate           Exp. Date           13-Jul-2027`,
    { client: 'Invented Nutrition Corporation', name: 'Copper Bisglycinate Chelate', lot: 'BN12000005207', expires: '13-Jul-2027' },
  ],
  [
    'each label in two languages',
    `
Laboratorium Przyklad Sp. z o.o.        Sprawozdanie z badań / Test report No. 4455/2023
Zleceniodawca / Client:        Imaginary Leaf Inc.
Nazwa próbki / Sample name:    Kratom Green
Nr partii / Batch No.:         GMD1187
Data przyjęcia próbki / Date of receipt:   08.03.2023
Data wystawienia / Date of issue:  14.03.2023`,
    {
      reportNumber: '4455/2023',
      client: 'Imaginary Leaf Inc.',
      name: 'Kratom Green',
      lot: 'GMD1187',
      received: '08.03.2023',
      reported: '14.03.2023',
    },
  ],
  [
    'Italian',
    `
Laboratorio Finto S.r.l.
Rapporto di prova n. 23LA01188
Committente: Foglia Immaginaria S.r.l.
Descrizione campione: Kratom verde polvere
Lotto: GMD1187
Data inizio prove: 09/03/2023   Data fine prove: 13/03/2023`,
    { reportNumber: '23LA01188', name: 'Kratom verde polvere', lot: 'GMD1187', tested: '13/03/2023' },
  ],
  [
    'Dutch',
    `
Laboratorium Verzonnen B.V.          Rapportnummer: 2023-1188
Opdrachtgever: Verzonnen Blad B.V.
Monsteromschrijving: Kratom groen
Batchnummer: GMD1187    Ontvangstdatum: 08-03-2023   Rapportagedatum: 14-03-2023`,
    { client: 'Verzonnen Blad B.V.', name: 'Kratom groen', lot: 'GMD1187', received: '08-03-2023', reported: '14-03-2023' },
  ],
  [
    'a street behind the name of a German institute',
    `
Institut Beispiel GmbH · Musterstr. 1 · 20095 Hamburg
Prüfbericht A-2023-88-1
Probe: Kratom grün          Chargen-Nr.: GMD1187`,
    { laboratory: 'Institut Beispiel GmbH', reportNumber: 'A-2023-88-1', name: 'Kratom grün', lot: 'GMD1187' },
  ],
  [
    'a laboratory with its address behind a dash, a range of days in words',
    `
RAPPORT D'ESSAI N° 24-1234-A
Laboratoire Fictif SAS - 12 rue de l'Exemple - 44000 Nantes
Client : Herboristerie Imaginaire
Date d'analyse : du 6 au 12 mars 2024
Date d'émission : 14 mars 2024`,
    { laboratory: 'Laboratoire Fictif SAS', tested: '6 au 12 mars 2024', reported: '14 mars 2024' },
  ],
  [
    'Polish: the laboratory before its street, the day the report was drawn up',
    `
SPRAWOZDANIE Z BADAŃ NR 1234/24
Laboratorium Przykładowe Sp. z o.o., ul. Przykładowa 1, 00-001 Warszawa
Próbka: Kratom zielony
Data sporządzenia sprawozdania: 16 maja 2024`,
    { laboratory: 'Laboratorium Przykładowe Sp. z o.o.', name: 'Kratom zielony', reported: '16 maja 2024' },
  ],
  [
    'Indonesian',
    `
LAPORAN HASIL UJI
Nomor Laporan : 123/LHU/V/2024
Nama Pelanggan : PT Daun Khayalan
Nama Sampel : Serbuk daun kratom
No. Batch : KRT-001
Tanggal Terima : 6 Mei 2024
Tanggal Uji : 7 - 13 Mei 2024
Tanggal Terbit : 15 Mei 2024`,
    {
      reportNumber: '123/LHU/V/2024',
      client: 'PT Daun Khayalan',
      name: 'Serbuk daun kratom',
      lot: 'KRT-001',
      received: '6 Mei 2024',
      tested: '7 - 13 Mei 2024',
      reported: '15 Mei 2024',
    },
  ],
  [
    'Danish',
    `
ANALYSERAPPORT NR. 12345-24
Fiktiv Analytik A/S
Rekvirent: Urter ApS
Prøvebetegnelse: Kratom grøn
Batch nr.: KG-1
Modtaget: 06-05-2024
Rapport dato: 16-05-2024`,
    { reportNumber: '12345-24', client: 'Urter ApS', name: 'Kratom grøn', lot: 'KG-1', received: '06-05-2024', reported: '16-05-2024' },
  ],
  [
    'a name under a heading that says it is of the sample; a street that is called like the laboratory is none',
    `
12 Wonder Road, Reno, NV 89501 | www.wonderlabs.com
SAMPLE INFORMATION
Name                      Lot #                   Sample Type            Serving Size
Red Bali Powder           RB-2201                 Powder                 2.5 g`,
    { laboratory: 'wonderlabs.com', name: 'Red Bali Powder', lot: 'RB-2201', form: 'Powder' },
  ],
])('%s', (_, art, expected) => {
  expect(read(art + RESULTS)).toEqual([expect.objectContaining(expected)]);
});

test('headings of a table are no labels: the batch of the laboratory is no lot, and the name ends before them', () => {
  const [found] = read(`
SANTA FICTA LABS
SAMPLE                 DATE RECEIVED       REPORT DATE
Green Maeng Da         03/08/2023          03/14/2023
Analyte     Result    Limits   Units     LOQ       Batch     Analyze
Arsenic     0.051     1.5      mg/kg     0.0988    2301345   02/20/23`);
  expect(found).toMatchObject({ name: 'Green Maeng Da', received: '03/08/2023', reported: '03/14/2023' });
  expect(found).not.toHaveProperty('lot');
});

test('a list of samples tells of each what stands in its line', () => {
  const found = read(`
Sample ID        Product               Lot           Matrix
F23-001-1        Green Maeng Da        GMD1187       Powder
F23-001-2        Red Bali              RB2201        Extract
Client: Imaginary Leaf Inc.

Analyte           F23-001-1     F23-001-2    Unit
Mitragynine       1.52          1.31         %
Speciogynine      0.012         0.010        %`);
  expect(found).toEqual([
    expect.objectContaining({ labSampleId: 'F23-001-1', name: 'Green Maeng Da', lot: 'GMD1187', matrix: 'Powder' }),
    expect.objectContaining({ labSampleId: 'F23-001-2', name: 'Red Bali', lot: 'RB2201', matrix: 'Extract' }),
  ]);
});

test('the laboratory is no value of another label; batches of its own controls are no lots', () => {
  const [found] = read(`
Example Analytical Services, LLC
Project:        Kratom Testing
Product Name:   Red Bali
${RESULTS}

Laboratory Quality Control Results
Metals                                                        Batch ID: 2209876
Method Blank`);
  expect(found).toMatchObject({ laboratory: 'Example Analytical Services, LLC', name: 'Red Bali' });
  expect(found).not.toHaveProperty('lot');
});

test('the number of a standard is no town, nor the heading over it a client', () => {
  const [found] = read(`
RAPPORT D'ANALYSE N° 24-1234
Paramètre                     Résultat        Unité        Méthode
Plomb                         0,31            mg/kg        NF EN 15763
Cadmium                       <0,01           mg/kg        NF EN 15763`);
  expect(found).toMatchObject({ reportNumber: '24-1234' });
  expect(found).not.toHaveProperty('client');
});

test('labels of laboratories in Asia', () => {
  expect(
    headerOf(`
安测检测技术有限公司
报告编号      GA2024-0331      样品编号      GA24-00331
委托单位      示例生物科技      样品名称      卡瓦提取物
批号          KW20240301       收样日期      2024-03-05
检测日期      2024-03-11       签发日期      2024-03-12`),
  ).toMatchObject({
    laboratory: '安测检测技术有限公司',
    reportNumber: 'GA2024-0331',
    labSampleId: 'GA24-00331',
    client: '示例生物科技',
    name: '卡瓦提取物',
    lot: 'KW20240301',
    received: '2024-03-05',
    tested: '2024-03-11',
    reported: '2024-03-12',
  });
  expect(
    headerOf(`
ห้องปฏิบัติการตัวอย่าง
เลขที่รายงาน :      TR67/00123
ชื่อลูกค้า :        บริษัท สมุนไพร
ชื่อตัวอย่าง :      ใบกระท่อมผง
รุ่นการผลิต :       KT-6701
วันที่รับตัวอย่าง :  15/02/2024`),
  ).toMatchObject({
    laboratory: 'ห้องปฏิบัติการตัวอย่าง',
    reportNumber: 'TR67/00123',
    client: 'บริษัท สมุนไพร',
    name: 'ใบกระท่อมผง',
    lot: 'KT-6701',
    received: '15/02/2024',
  });
  expect(headerOf('Tên mẫu: Bột kratom\nSố lô: KB-12\nNgày nhận mẫu: 05/03/2024')).toMatchObject({
    name: 'Bột kratom',
    lot: 'KB-12',
    received: '05/03/2024',
  });
});
