/** Headers of test houses and laboratories whose reports number their lines, sign for a firm, or name samples over columns. */
import { transcribeAny } from '../../importers/any-laboratory/importer.ts';
import { headerOf } from './printed-header.ts';
import { documentOf, pageOfText } from './printed-page.ts';

test('labels are numbered in two steps, below the part of whom they speak', () => {
  const header = headerOf(`
                       LABORATORY TEST REPORT            PT. Uji Contoh Nusantara
                       No : UCN.LHP.IX.2022.140077       Graha UCN, Jl. Contoh No. 20
                                                         Bogor 16113, INDONESIA
  1.   Customer
       1.1. Name               : CV. Daun Contoh
       1.2. Address            : Jl. Ahmad Yani No. 8, Pontianak
  2.   Sample
       2.1. Sample Name        : Kratom Powder (Mitragyna speciosa)
       2.2. Batch Number       : DC-0922
       2.3. Date of Received   : September 05, 2022

       Parameter               Unit       Result
       Mitragynine             %          1.52

                                          Bogor, September 16, 2022
                                          Dwi Contoh
`);
  expect(header).toMatchObject({
    laboratory: 'PT. Uji Contoh Nusantara',
    client: 'CV. Daun Contoh',
    name: 'Kratom Powder (Mitragyna speciosa)',
    lot: 'DC-0922',
    received: 'September 05, 2022',
    reported: 'September 16, 2022',
  });
});

test('the firm that a report is signed for is the laboratory', () => {
  const under = headerOf(`
  CLIENT NAME:     Example Elm Biotech Co., Ltd
  Sample Name      : Kudzu Root Extract

  Signed for and on behalf of
  Example Harbour Inspection Services (Qingdao) Co., Ltd.
`);
  expect(under.laboratory).toBe('Example Harbour Inspection Services (Qingdao) Co., Ltd.');
  const behind = headerOf(`
  Applicant:       Example Elm Holdings Limited
                   Unit 5, 88 Queensway, Hong Kong
  Item Name        : Kudzu Root Extract

  On Behalf of Example Meridian Testing Services Ltd.
`);
  expect(behind).toMatchObject({ laboratory: 'Example Meridian Testing Services Ltd.', client: 'Example Elm Holdings Limited' });
});

test('a number without a word of what it is of is that of the report where its title stands in the head of the page', () => {
  const art = (title: string) => `
  ${title}
  Applicant:     Example Elm Holdings Limited      Number:     SZEX02211877
                                                   Date:       Aug 11, 2022
  Item Name      : Kudzu Root Extract
`;
  expect(headerOf(art('TEST REPORT')).reportNumber).toBe('SZEX02211877');
  expect(headerOf(art('DELIVERY NOTE')).reportNumber).toBeUndefined();
});

test('the day a test was begun on is not that of the report', () => {
  const header = headerOf(`
  LABORATORY REPORT
  Client:     Example Elm Supplements      Date Received:            11/08/2022
  Lot #:      T22-118                      Test Started:             11/09/2022
  Product:    Turmeric Capsules            First Weighed:                 11/10/2022
`);
  expect(header.reported).toBeUndefined();
});

test('a firm small over its address, the client named elsewhere', () => {
  const header = headerOf(`
  CERTIFICATE OF ANALYSIS                  Example Front Botanical Services
                                           1301 South Quill Street Unit B, Denver, CO 80223
  Prepared for:
  Example Elm Hemp
`);
  expect(header).toMatchObject({ laboratory: 'Example Front Botanical Services', client: 'Example Elm Hemp' });
});

test('a name beside other labels, above the columns of several samples, is that of all', () => {
  const page = pageOfText(
    1,
    `
  Client: Example Elm Supplements                  Work Order: EX2211877
  Sample Name:                                     Kava powder       Tested: 08/13/2026
  Compound                 LOR        Unit         EX2211877-001     EX2211877-002
  Arsenic                  0.05       mg/kg        0.12              0.08
  Lead                     0.01       mg/kg        0.34              0.21
`,
  );
  expect(transcribeAny(documentOf(page)).map(({ sample }) => sample.name?.text)).toEqual(['Kava powder', 'Kava powder']);
});

test('names over the columns of several samples are each of its own', () => {
  const page = pageOfText(
    1,
    `
  Client: Example Elm Supplements                  Work Order: EX2211877

                           Client sample ID        Kava powder A     Kava powder B
                           Sampling date / time    01-May-2022       01-May-2022
  Compound                 LOR        Unit         EX2211877-001     EX2211877-002
  Arsenic                  0.05       mg/kg        0.12              0.08
  Lead                     0.01       mg/kg        0.34              0.21
`,
  );
  expect(transcribeAny(documentOf(page)).map(({ sample }) => [sample.name?.text, sample.labSampleId?.text])).toEqual([
    ['Kava powder A', 'EX2211877-001'],
    ['Kava powder B', 'EX2211877-002'],
  ]);
});

test('the product stands behind the number of its sample', () => {
  const header = headerOf(`
  Report To                                  Job Number: 3398171
  Example Elm Nutrition
  Sample: 3398171-1     Lions Mane Capsules     Lot: LM-0923
`);
  expect(header).toMatchObject({ name: 'Lions Mane Capsules', lot: 'LM-0923', labSampleId: '3398171-1' });
  expect(headerOf('  Sample: 3398171-1     (Powder)     Lot: LM-0923').name).toBeUndefined();
});

test('a number that goes on that of the report is the sample, the line over it its name', () => {
  const art = (more: string) => `
  Example Elm Kratom                         Report Number: P231144
  Green Malay Powder
  P231144-01 (Powder)    Sampled: 04/07/23
  ${more}
`;
  expect(headerOf(art(''))).toMatchObject({ name: 'Green Malay Powder', labSampleId: 'P231144-01' });
  expect(headerOf(art('P231144-02 (Powder)    Sampled: 04/07/23')).name).toBeUndefined();
});

test.each([
  ['  Report PL-R-119 • Issued December 8, 2022', 'PL-R-119'],
  ['  Report DVA-51002', 'DVA-51002'],
  ['  Report of Analysis\n  K-33915', 'K-33915'],
  ['  Report 12-2022 covers all lots', undefined],
])('the number of the report without a label: %s', (art, number) => {
  expect(headerOf(art).reportNumber).toBe(number);
});

test.each([
  ['  REPORT DATE: SEP.15,2023', 'reported', 'SEP.15,2023'],
  ['  Final Date: 28-Jul-2023', 'reported', '28-Jul-2023'],
  ['  Musterstadt, den 27.03.2023', 'reported', '27.03.2023'],
  ['  For: Example Elm Co, 5 Beach Rd, Hilo, HI 96720', 'client', 'Example Elm Co'],
])('%s', (art, field, text) => {
  expect(headerOf(art)[field]).toBe(text);
});

test('the number of the report on the line of a heading is no product', () => {
  const header = headerOf(`
  CLIENT                      PRODUCT                       REPORT BG-7719
  Example Elm Botanicals      Trainwreck Kratom Caps        RECEIVED 03/01/2023
  2 Creek Rd                  LOT HB-31                     REPORTED 03/08/2023
  Berea, KY 40403
`);
  expect(header).toMatchObject({ client: 'Example Elm Botanicals', lot: 'HB-31', reportNumber: 'BG-7719' });
  expect(header.name).not.toBe('REPORT BG-7719');
});

test.each([
  ['  Report of Results UB-2201', 'UB-2201'],
  ['  Certificate of Analysis OT-23-0199', 'OT-23-0199'],
])('the number behind the title: %s', (art, number) => {
  expect(headerOf(art).reportNumber).toBe(number);
});

test('words without a digit behind the label of a number are the product', () => {
  expect(headerOf('  Sample ID: Hemp Protein Bar')).toMatchObject({ name: 'Hemp Protein Bar' });
  expect(headerOf('  Sample ID: HPB-22').name).toBeUndefined();
});

test('a number of the sample looks like a state and its postcode; what was tested goes on with no name; a batch beside the units is of the analysis', () => {
  const header = headerOf(`
  Example Labs                                          Report: EX-48120
  85 Nowhere Road, Example MA 01701

  Invented Green Powder
  Sample ID 48120-1                                     Client Old Example Kratom

  Sample Description: Invented Green Powder
  QD0HN - Heavy Metals (ICP-MS)                         AOAC 2011.19

  Method: EN 15662 (mod)     Units mg/kg     Batch 2303718     Analyze 4/25/23 09:23 AM
  Analyte        Result      LOQ
  Lead           0.21        0.010
  Cadmium        <0.005      0.005
`);
  expect(header).toMatchObject({ name: 'Invented Green Powder', labSampleId: '48120-1', reportNumber: 'EX-48120' });
  expect([header.client, header.lot]).toEqual([undefined, undefined]);
  const [transcript] = transcribeAny(
    documentOf(
      pageOfText(
        1,
        `
  Heavy Metals
  Method: EN 15662 (mod)     Units mg/kg     Batch 2303718     Analyze 4/25/23 09:23 AM
  Analyte        Result      LOQ
  Lead           0.21        0.010
  Cadmium        <0.005      0.005`,
      ),
    ),
  );
  expect(transcript?.rows.map(({ unit }) => unit?.text)).toEqual(['mg/kg', 'mg/kg']);
});

test('a number whose parts stand between points, behind the title of the report', () => {
  expect(headerOf('CERTIFICATE OF ANALYSIS EX.24.05.1187\nLot Code: EX-SL-0522').reportNumber).toBe('EX.24.05.1187');
  expect(headerOf('CERTIFICATE OF ANALYSIS 10.05.2024\nLot Code: EX-SL-0522').reportNumber).toBeUndefined();
});
