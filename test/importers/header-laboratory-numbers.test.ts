/** Headers of laboratories that put their own name before the numbers they give, or have no other sign of themselves than it. */
import { headerOf, printedHeader } from './printed-header.ts';
import { type Placed, pageOf } from './printed-page.ts';

test('a number under the name of the laboratory is that of the sample or the report', () => {
  const head = (line: string) =>
    headerOf(`
  Example Heron Laboratories                ${line}
  Client: Elm Example Co                    Received: 04/06/2021
  Product: Pea Protein                      Lot: P-118
`);
  expect(head('Example ID: PA-0331-7').labSampleId).toBe('PA-0331-7');
  expect(head('EHL Sample # 231188-A').labSampleId).toBe('231188-A');
  expect(head('Example Project No.: 20193384').reportNumber).toBe('20193384');
  expect(head('EH-COA-231188').reportNumber).toBe('EH-COA-231188');
  // of another
  expect(head('Elm ID: PA-0331-7').labSampleId).toBeUndefined();
});

test('a laboratory whose name ends in its work stands large in the head, without an address', () => {
  const placed = (title: string): Placed[] => [
    [30, 40, title, { size: 16 }],
    [30, 70, 'Tested for: Elm Example Farms', { size: 8 }],
    [30, 82, 'Sample Name: Indoor Smalls', { size: 8 }],
    [30, 94, 'Harvest/Lot ID: Purple Haze 22-1', { size: 8 }],
    [30, 106, 'Received: 03/31/2022', { size: 8 }],
  ];
  expect(printedHeader(pageOf(1, placed('Example Analysis')))).toMatchObject({
    laboratory: 'Example Analysis',
    client: 'Elm Example Farms',
    lot: 'Purple Haze 22-1',
  });
  for (const title of ['Certificate of Analysis', 'Cannabinoid Analysis', 'Final Analysis'])
    expect(printedHeader(pageOf(1, placed(title))).laboratory).toBeUndefined();
});

test('a lot is no amount, no remark and no day of a list of panels', () => {
  const lot = (line: string) => headerOf(`\n  Client: Elm Example Co\n  Sample Name: Green Leaf\n  ${line}\n`).lot;
  expect(lot('Lot #: Red Vein 0422')).toBe('Red Vein 0422');
  expect(lot('Lot #: Drums of 25 kg')).toBeUndefined();
  expect(lot('Lot #: See note 2')).toBeUndefined();
  expect(lot('Batch       11/18/2022     Pass')).toBeUndefined();
  expect(lot('Batch ID: 2239041    Date/Time Extracted: 09/23/22 11:22    Instrument: HPLC')).toBeUndefined();
});

test('a firm over the person its mail is for is the client, by its trade', () => {
  const client = (first: string, second: string) =>
    headerOf(`
  Example Heron Laboratories

  ${first}
  ${second}
  118 Switchback Rd
  Roanoke, VA 24011
`).client;
  expect(client('Elm Example Hemp', 'Pat Lorne')).toBe('Elm Example Hemp');
  expect(client('Pat Lorne', 'Elm Example Hemp')).toBe('Elm Example Hemp');
});

test('licences under the name of the laboratory are no product, and a project no subject', () => {
  expect(
    headerOf(`
  Example Heron Laboratories
  ORELAP# 4133 | OLCC 010-1009
  Green Punch
  Laboratory ID: R2209041-02
  Matrix: Flower
`).name,
  ).toBe('Green Punch');
  expect(headerOf('\n  Example Heron Laboratories\n\n  RE: Project KEL-SE2201\n').name).toBeUndefined();
});

test('a number behind `Sample:` stands over the name of the product', () => {
  const header = headerOf(`
  Example Heron Laboratories
  Sample: CS2307-1184        Batch #: TT-CALM-07
  Calm 1:1 Tincture          Received: 07/05/2023
  Category: Ingestible
`);
  expect(header).toMatchObject({ labSampleId: 'CS2307-1184', name: 'Calm 1:1 Tincture', lot: 'TT-CALM-07' });
  // a wrapped name is none
  expect(headerOf('\n  Example Heron Laboratories\n  Sample: Gold Extract Strong\n  Category: Ingestible\n').name).toBe(
    'Gold Extract Strong',
  );
});

test('a code called the name of the sample says less than the product', () => {
  const header = headerOf(`
  Example Heron Laboratories
  Product     Green Leaf Powder      Sample No.   BM-23-0441-1
  Lot         RRK-11                 Received     2023-05-09

  Sample Name: BM-23-0441-1
`);
  expect(header).toMatchObject({ name: 'Green Leaf Powder', labSampleId: 'BM-23-0441-1' });
});

test('a client’s mail address makes no laboratory of it, and a laboratory’s own number no sample', () => {
  const header = headerOf(`
  Example Heron Labs                     WSLCB Lab #7
  Elm Hemp Company           Collection Date/Time: 10/04/2021 09:00
  18 Palmetto Way            Submittal Date/Time: 10/05/2021 10:20
  Stuart, FL 34994           Sample ID: Chili Powder Lot 8812
  orders@elmhemp.com
`);
  expect(header).toMatchObject({
    laboratory: 'Example Heron Labs',
    client: 'Elm Hemp Company',
    sampled: '10/04/2021',
    received: '10/05/2021',
    name: 'Chili Powder',
  });
  expect(header.labSampleId).toBeUndefined();
});

test('folios and cases number a report; the day it was published or first reported is its own, and not that of its amendment', () => {
  const head = (number: string, day: string) =>
    headerOf(`
  Example Heron Laboratories                ${number}
  Client: Elm Example Co                    ${day}
  Product: Pea Protein                      Lot: P-118
`);
  expect(head('Folio: EH-77120', 'Date Published: 04/06/2021')).toMatchObject({ reportNumber: 'EH-77120', reported: '04/06/2021' });
  expect(head('Case: EH-23-5518', 'Published 04/06/2021').reportNumber).toBe('EH-23-5518');
  expect(head('Case No. EH-23-5518', 'Original Report Date: 04/06/2021    Amended: 04/21/2021')).toMatchObject({
    reportNumber: 'EH-23-5518',
    reported: '04/06/2021',
    amended: '04/21/2021',
  });
  expect(head('Original Report Date: 04/06/2021', 'Report Date: 04/21/2021').reported).toBe('04/21/2021');
});

test('the day of completion among the days of the report needs no mark', () => {
  const tested = (line: string) => headerOf(`\n  Client: Elm Example Co\n  Received 11/07/2023\n  ${line}\n  Lot: P-118\n`).tested;
  expect(tested('Completed 11/12/2023')).toBe('11/12/2023');
  expect(tested('            Completed 11/12/2023')).toBeUndefined();
});

test('a firm in the head is the laboratory by its form in law, in large type or under its address', () => {
  const placed = (size: number, address: string): Placed[] => [
    [200, 40, address, { size: 7 }],
    [200, 52, 'EXAMPLE OSPREY USA, CORP.', { size }],
    [30, 110, 'Client: Elm Example Farms', { size: 8 }],
    [30, 122, 'Product: Indoor Smalls', { size: 8 }],
    [30, 134, 'Received: 03/31/2022', { size: 8 }],
  ];
  const laboratory = (size: number, address: string) => printedHeader(pageOf(1, placed(size, address))).laboratory;
  expect(laboratory(9, '10400 NW Example Bend, Doral, FL 33172')).toBe('EXAMPLE OSPREY USA, CORP.');
  expect(laboratory(13, 'Final')).toBe('EXAMPLE OSPREY USA, CORP.');
  expect(laboratory(9, 'Final')).toBeUndefined();
});

test('a letterhead close over the addressee is not the company of a person', () => {
  const placed: Placed[] = [
    [30, 40, 'Example Saltgrass Laboratories, Ltd.', { size: 16 }],
    [30, 64, 'Bluebonnet Elm', { size: 8 }],
    [30, 74, 'Attn: Rue Sage', { size: 8 }],
    [30, 84, '19 Mill Ct', { size: 8 }],
    [30, 94, 'Bastrop, TX 78602', { size: 8 }],
    [30, 120, 'Product: Red Leaf Capsules,', { size: 8 }],
    [145, 120, 'Lot #: BB-RB-2201', { size: 8 }],
  ];
  expect(printedHeader(pageOf(1, placed))).toMatchObject({ client: 'Bluebonnet Elm', name: 'Red Leaf Capsules', lot: 'BB-RB-2201' });
});

test('a product behind the number of its sample needs no mark, and the name of a panel in large type is none', () => {
  const placed = (first: string): Placed[] => [
    [30, 40, 'Example Heron Laboratories', { size: 14 }],
    [30, 70, first, { size: 7 }],
    [30, 80, 'Lot: P-118', { size: 7 }],
    [30, 90, 'Received: 03/31/2022', { size: 7 }],
    [30, 130, 'Elemental Impurities', { size: 11 }],
  ];
  const name = (first: string) => printedHeader(pageOf(1, placed(first))).name;
  expect(name('Sample H-22118-1 Pea Protein')).toBe('Pea Protein');
  expect(name('Sample: Pea Extract 10:1')).toBe('Pea Extract 10:1');
  expect(name('Sample 22118 Received on ice')).toBeUndefined();
});

test('a number of reference under the name of the laboratory is that of the sample', () => {
  const header = headerOf(`
  Example Heron Laboratories
  Product              : Pea Protein
  Example Ref. No.     : EH230418-002
  Client               : Elm Example Co
`);
  expect(header.labSampleId).toBe('EH230418-002');
});
