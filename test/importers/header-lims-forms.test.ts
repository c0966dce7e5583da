/** Heads as the systems of laboratories lay them out; all names and numbers invented. */
import { headerOf, printedHeader } from './printed-header.ts';
import { pageOf } from './printed-page.ts';

test('a label whose mark stands on its second line only, the day level with the first', () => {
  const header = printedHeader(
    pageOf(1, [
      [40, 100, 'Batch'],
      [100, 100, 'EX-4471'],
      [40, 110, 'Number:'],
      [40, 124, 'Date'],
      [100, 124, '02/24/2023'],
      [40, 134, 'Collected:'],
      [40, 148, 'Date'],
      [100, 148, '02/25/2023'],
      [40, 158, 'Received:'],
      [40, 172, 'Date'],
      [100, 172, '03/01/2023'],
      [40, 182, 'Issued:'],
    ]),
  );
  expect(header).toMatchObject({ lot: 'EX-4471', sampled: '02/24/2023', received: '02/25/2023', reported: '03/01/2023' });
});

test('neither a certification over the labels nor a label among them that nobody knows is the product', () => {
  expect(
    headerOf(`
Certification L23-118-1
Sample             Harbor Gummies Mango
Sample ID          SX230914-022
Assays ordered     CAN, RES, MIC
Lot                HG-0933`),
  ).toMatchObject({ name: 'Harbor Gummies Mango', lot: 'HG-0933' });
});

test('a kind of testing is no laboratory', () => {
  expect(headerOf('Certificate of Analysis          QA Testing\nSample: Harbor Gummies\nLot: HG-0933')).not.toHaveProperty('laboratory');
});

test('a code of many parts on the line under the title is the number of the report', () => {
  const header = printedHeader(
    pageOf(1, [
      [250, 80, 'Certificate of Analysis', { size: 16 }],
      [470, 100, 'AR-22-QX-118842-01'],
      [40, 130, 'Sample Code:'],
      [140, 130, '464-2022-1114'],
      [40, 144, 'Lot:'],
      [140, 144, '22K0441'],
    ]),
  );
  expect(header).toMatchObject({ reportNumber: 'AR-22-QX-118842-01', labSampleId: '464-2022-1114' });
});

test.each(['GDP x OG #4', 'Night Heron #7', 'Gelato #33'])('%s is the whole name of a strain', name => {
  expect(headerOf(`Client: Imaginary Gardens\nSample Name: ${name}\nLab ID: 18X0918-07`)).toMatchObject({ name });
});

test('the licence of the client beside the label of the client is another label', () => {
  expect(
    headerOf(`
Client Name         Client License     Sample Name
Imaginary Bloom     MP281999           Sour Tangie Live Resin`),
  ).toMatchObject({ client: 'Imaginary Bloom', name: 'Sour Tangie Live Resin' });
});

test('the title of a panel in large type is no product', () => {
  const header = printedHeader(
    pageOf(1, [
      [40, 60, 'Lab ID: 18X0918-07'],
      [40, 74, 'Batch ID: IG-0918'],
      [40, 88, 'Client: Imaginary Gardens'],
      [300, 120, 'Moisture and Water Activity', { size: 13 }],
      [40, 140, 'Water Activity'],
      [140, 140, '0.53 aw'],
    ]),
  );
  expect(header).not.toHaveProperty('name');
});

test('values far off their labels, all of which begin where those over and under them do', () => {
  const lines = [
    ['Certificate No.:', 'EX-2023-5521'],
    ['Client:', 'Imaginary Cannabis'],
    ['Sample Name:', 'Pink Heron'],
    ['Lot:', 'IC23-118'],
  ];
  const header = printedHeader(
    pageOf(
      1,
      lines.flatMap(([label, value], i) => [
        [40, 100 + i * 12, label!],
        [395, 100 + i * 12, value!],
      ]),
    ),
  );
  expect(header).toMatchObject({ client: 'Imaginary Cannabis', name: 'Pink Heron', lot: 'IC23-118' });
});
