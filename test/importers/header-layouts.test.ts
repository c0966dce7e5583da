/** Headers as different laboratories lay them out, with invented names. */
import { headerFields } from '../../importers/any-laboratory/header.ts';
import { headerOf, printedHeader } from './printed-header.ts';
import { type Placed, pageOf, pageOfText } from './printed-page.ts';

test.each<[string, string, Record<string, string>]>([
  [
    'labels over their values, in a grid with gaps',
    `
                                   CERTIFICATE OF ANALYSIS
prepared for:  Example Botanicals LLC
               123 Nowhere St, Denver, CO 80202
Product Title  Kratom Capsules 500mg

Batch ID or Lot Number:      Test:                Reported:             USDA License:
BN-44921                     Potency              07Feb2023             N/A
Matrix:                      Test ID:             Started:              Sampler ID:
Unit                         T000234567           06Feb2023             N/A
                             Method(s):           Received:             Status:
                             TM14 (HPLC-DAD)      03Feb2023             Active`,
    {
      client: 'Example Botanicals LLC',
      name: 'Kratom Capsules 500mg',
      lot: 'BN-44921',
      matrix: 'Unit',
      received: '03Feb2023',
      reported: '07Feb2023',
    },
  ],
  [
    'letterhead left, report right, the lot in the name, empty fields',
    `
                 12423 NE Nowhere Way
                 Portland, OR 97230                     Report Number:         23-001234/D02.R00
                 503-254-0000                           Report Date:           02/27/2023
                                                        Purchase Order:
                                                        Received:              02/14/23 12:25

Customer:                Fictional Kratom Co
Product identity:        Maeng Da Powder Lot 5521
Client/Metrc ID:         .
Sample Date:
Laboratory ID:           23-001234-0001
Temp:                    20.1 °C

This report shall not be reproduced except in full without the written approval of Columbine Laboratories.`,
    {
      laboratory: 'Columbine Laboratories',
      reportNumber: '23-001234/D02.R00',
      client: 'Fictional Kratom Co',
      name: 'Maeng Da Powder',
      lot: '5521',
      labSampleId: '23-001234-0001',
      received: '02/14/23',
      reported: '02/27/2023',
    },
  ],
  [
    'labels and values without a mark, one blank apart',
    `
FarmaLabs San Nowhere Certificate of Analysis
3421 Nowhere St, Second Floor, San Diego, CA 92110
Sample   Red Bali Kratom 100g

 Sample ID SD230215-042 (65432)                   Matrix Kratom
 Tested for Imaginary Leaf Inc.
 Sampled -                      Received Feb 14, 2023              Reported Feb 17, 2023`,
    {
      laboratory: 'FarmaLabs San Nowhere',
      client: 'Imaginary Leaf Inc.',
      name: 'Red Bali Kratom 100g',
      labSampleId: 'SD230215-042',
      received: 'Feb 14, 2023',
      reported: 'Feb 17, 2023',
    },
  ],
  [
    'the client in its address under a code, two sample descriptions',
    `
Euphoria Scientific Inc.                                 Analytical Report
2200 Nowhere Street
Des Moines, IA 50321
Client code: MD0001234                                   AR-23-QD-012345-01
Imaginary Leaf Inc.
Attn: Q. Nobody                                          Reported on:   03/14/2023
55 Example Road                                          PO#: 7788
Nowhere, UT 84101

Sample Code:            464-2023-03080123     Received On:           03/08/2023
Sample Description:     Green Maeng Da        Sample reference:      GMD-1187
Lot Number:             GMD1187               Sampling Date:         03/01/2023`,
    {
      laboratory: 'Euphoria Scientific Inc.',
      client: 'Imaginary Leaf Inc.',
      name: 'Green Maeng Da',
      lot: 'GMD1187',
      labSampleId: '464-2023-03080123',
      sampled: '03/01/2023',
      received: '03/08/2023',
      reported: '03/14/2023',
    },
  ],
  [
    'German',
    `
                         Prüfbericht Nr. 24-01877-001
Labor Beispiel GmbH, Musterstr. 1, 20095 Hamburg
Auftraggeber:            Erfundene Kräuter GmbH
Probenbezeichnung:       Kratom Pulver grün
Charge:                  KP-2401
Probeneingang:           05.02.2024
Prüfzeitraum:            06.02.2024 - 12.02.2024
Berichtsdatum:           13.02.2024`,
    {
      laboratory: 'Labor Beispiel GmbH',
      reportNumber: '24-01877-001',
      client: 'Erfundene Kräuter GmbH',
      name: 'Kratom Pulver grün',
      lot: 'KP-2401',
      received: '05.02.2024',
      tested: '06.02.2024 - 12.02.2024',
      reported: '13.02.2024',
    },
  ],
  [
    'Spanish',
    `
Laboratorio Inventado S.L.                     INFORME DE ENSAYO Nº 2024/0042
Cliente:      Hierbas Ficticias S.L.           Fecha de recepción:   03/04/2024
Muestra:      Kratom polvo rojo                Fecha de emisión:     15/04/2024
Lote:         KR-0424`,
    {
      laboratory: 'Laboratorio Inventado S.L.',
      reportNumber: '2024/0042',
      client: 'Hierbas Ficticias S.L.',
      name: 'Kratom polvo rojo',
      lot: 'KR-0424',
      received: '03/04/2024',
      reported: '15/04/2024',
    },
  ],
  [
    'two columns without colons, the laboratory in its own sample number',
    `
Choral Science, LLC
8000 Nowhere Square, Suite 113, Austin, TX 78757
                              CERTIFICATE OF ANALYSIS
Report ID      ISO07077-01         Sample Name          Kratom Extract 2oz
Client         Invented Herbs      Lot #                MR0014
Job ID         ISO07077            Choral Sample ID     07077A
Received       2024-02-01          Completed            2024-02-09
Issued         2024-02-12          Matrix               Liquid`,
    {
      laboratory: 'Choral Science, LLC',
      reportNumber: 'ISO07077-01',
      client: 'Invented Herbs',
      name: 'Kratom Extract 2oz',
      lot: 'MR0014',
      labSampleId: '07077A',
      matrix: 'Liquid',
      received: '2024-02-01',
      tested: '2024-02-09',
      reported: '2024-02-12',
    },
  ],
  [
    'everything in running lines',
    `
                 ALCHEMY LABS
Certificate of Analysis No. 23-123-AL     Page 1 of 2
Company: Imaginary Leaf Inc.  Sample: Kratom Leaf Powder  Lot: 8841A
Date received: 6 March 2023  Date tested: 9 March 2023  Date reported: 10 March 2023`,
    {
      laboratory: 'ALCHEMY LABS',
      reportNumber: '23-123-AL',
      client: 'Imaginary Leaf Inc.',
      name: 'Kratom Leaf Powder',
      lot: '8841A',
      received: '6 March 2023',
      tested: '9 March 2023',
      reported: '10 March 2023',
    },
  ],
])('%s', (_, art, expected) => {
  expect(headerOf(art)).toEqual(expect.objectContaining(expected));
});

test.each([
  [
    'a specification without a laboratory',
    'Product Name:  Leaf Powder\nBatch No.:  MS-230901\nMfg. Date:  01 Sep 2023',
    ['laboratory', 'reportNumber', 'client', 'reported', 'tested'],
  ],
  [
    'a letter',
    'Dear Sir, the sample was received by the laboratory and the lot was tested.\nThe report will be issued on Friday.',
    ['laboratory', 'lot', 'name', 'received', 'reported', 'client', 'reportNumber'],
  ],
])('%s: nothing is invented', (_, art, absent) => {
  const found = headerOf(art);
  for (const field of absent) expect(found).not.toHaveProperty(field);
});

test('labels set to the right of their column do not take the next line along', () => {
  // each word is half its size a letter, a blank a quarter
  const right = (x: number, y: number, text: string): Placed => [
    x - 4.5 * text.replaceAll(' ', '').length - 2.52 * (text.split(' ').length - 1),
    y,
    text,
  ];
  const header = printedHeader(
    pageOf(1, [
      right(357, 40, 'Sample:'),
      [366, 40, 'Sleep Softgels'],
      right(357, 51, 'Sample ID:'),
      [366, 51, 'EX-440'],
      right(357, 62, 'Client:'),
      [366, 62, 'Example Elm'],
      right(357, 73, 'Received:'),
      [366, 73, 'Feb 1, 2024'],
    ]),
  );
  expect(header).toMatchObject({ name: 'Sleep Softgels', labSampleId: 'EX-440', client: 'Example Elm' });
});

test('of a lot and a batch of the laboratory, that in the row of the sample', () => {
  const header = headerOf(`
Work Order: 24D0145
Sample              Laboratory ID   Matrix     Batch ID    Date Received
Example Tincture    24D0145-01      Tincture   EE-T15      04/10/24

Quality Control
Batch: B24D101 - Cannabinoids
`);
  expect(header).toMatchObject({ name: 'Example Tincture', lot: 'EE-T15', labSampleId: '24D0145-01', reportNumber: '24D0145' });
});

test('numbers at a title in Indonesian and Spanish', () => {
  expect(headerOf('SERTIFIKAT HASIL UJI\nNomor : 114/LHU/II/2024\nTanggal Diterbitkan : 19 Februari 2024')).toMatchObject({
    reportNumber: '114/LHU/II/2024',
    reported: '19 Februari 2024',
  });
  expect(headerOf('INFORME DE ENSAYO IE-24/00881\nCódigo de muestra: M-24/1').reportNumber).toBe('IE-24/00881');
  expect(headerOf('TEST REPORT                    Number : EXNC00991122').reportNumber).toBe('EXNC00991122');
});

test('of what stands between a label and its value, far to the right, neither takes anything', () => {
  const header = printedHeader(
    pageOf(1, [
      [30, 100, 'SAMPLE NAME'],
      [240, 105, 'Chemical Residue'],
      [30, 110, 'Example Elm Flower 3.5g'],
      [30, 126, 'DISTRIBUTOR INFO'],
      [240, 131, 'No Analytes Detected'],
      [30, 136, 'Example Fir Corp'],
    ]),
  );
  expect(header).toMatchObject({ name: 'Example Elm Flower 3.5g', client: 'Example Fir Corp' });
});

test('days of one report of which one number is the same say which is the month', () => {
  const order = (received: string, reported: string): string =>
    headerFields({ pages: [pageOfText(1, `Sample: Kanna\nReceived: ${received}\nReported: ${reported}`)] }).dateOrder;
  expect(order('06/03/2024', '06/07/2024')).toBe('mdy');
  expect(order('03/06/2024', '07/06/2024')).toBe('dmy');
  expect(order('06/03/2024', '07/04/2024')).toBe('unknown');
  expect(order('06/03/2024', '06/03/2024')).toBe('unknown');
  expect(order('06/03/2024', '06/03/2025')).toBe('unknown');
});

test('when a browser printed the page says nothing of the order of its dates', () => {
  const order = (y: number): string =>
    headerFields({
      pages: [
        pageOf(1, [
          [20, y, '11/29/26, 10:14 AM', { size: 7 }],
          [40, 60, 'Received: 08/08/2025'],
          [40, 72, 'Reported: 11/08/2025'],
        ]),
      ],
    }).dateOrder;
  expect([order(14), order(786), order(300)]).toEqual(['dmy', 'dmy', 'mdy']);
});

test('labels beside a table, level with its headings and its rows, keep their values', () => {
  const header = printedHeader(
    pageOf(1, [
      [24, 100, 'BATCH ID', { size: 6.5 }],
      ...['Analyte', 'LOD (ug/g)', 'Result (ug/g)', 'Status'].map((text, i): Placed => [[185, 240, 330, 430][i]!, 101, text]),
      [24, 110, 'EE-T25-11'],
      ...['Lead', '0.01', '0.112', 'PASS'].map((text, i): Placed => [[185, 240, 330, 430][i]!, 121, text]),
      [24, 120, 'CLIENT INFO', { size: 6.5 }],
      [24, 131, 'Example Elm'],
      ...['Cadmium', '0.01', 'ND', 'PASS'].map((text, i): Placed => [[185, 240, 330, 430][i]!, 132, text]),
    ]),
  );
  expect(header).toMatchObject({ lot: 'EE-T25-11', client: 'Example Elm' });
});

test('further labels of numbers and days, and a department under its company', () => {
  expect(headerOf('Lab ref: EX-2401\nDate Rec. 09/16/2024\nDate Rpt. 09/24/2024')).toMatchObject({
    labSampleId: 'EX-2401',
    received: '09/16/2024',
    reported: '09/24/2024',
  });
  expect(headerOf('Batch ID:  RB-17     Test ID:   T000331204')).toMatchObject({ lot: 'RB-17', labSampleId: 'T000331204' });
  expect(headerOf('Untersuchungsbericht Nr. 24/0551').reportNumber).toBe('24/0551');
  // as recognition reads it, that knows no umlauts
  expect(headerOf('Prufbericht Nr. 24/0552').reportNumber).toBe('24/0552');
  expect(headerOf('Certificate of Analysis\nNRX-01188/24').reportNumber).toBe('NRX-01188/24');
  expect(headerOf('Example Labs\n\nExample Elm Foods\nQA Department\n77 Mill St\nFargo, ND 58102').client).toBe('Example Elm Foods');
});

test('a value that goes on below, so close behind its label that both are one line', () => {
  // where `Green` begins
  const x = 24 + 6 * 4.5 + 0.28 * 9 + 12 * 4.5 + 0.28 * 9;
  const header = printedHeader(
    pageOf(1, [
      [24, 100, 'Lot #:'],
      [x, 100, 'EX-5512'],
      [300, 100, 'Received:'],
      [380, 100, '10/06/2025'],
      [24, 112, 'Sample Description: Green Sample'],
      [x, 124, 'Leaf'],
      [24, 170, 'Analyte'],
      [200, 170, 'Result (mg/g)'],
      [24, 182, 'Mitragynine'],
      [200, 182, '14.2'],
    ]),
  );
  expect(header).toMatchObject({ lot: 'EX-5512', name: 'Green Sample Leaf' });
});
