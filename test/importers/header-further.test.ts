/** Labels that only what stands around them tells: numbers of orders and forms, labels nobody knows, labels on two lines. */
import { headerOf } from './printed-header.ts';

test('a label on two lines that are labels themselves, where others are wrapped so', () => {
  const header = headerOf(`
Customer       Example Fen Teas
Name
Customer Lot   EFT-88
Number
Laboratory     EX-6611
Sample Number
Date Sample    11-Feb-2026
Received`);
  expect(header).toMatchObject({ client: 'Example Fen Teas', lot: 'EFT-88', labSampleId: 'EX-6611', received: '11-Feb-2026' });
  expect(header).not.toHaveProperty('name');
});

test('the name and number of the sample under one heading, those of the client under another', () => {
  const header = headerOf(`
CLIENT INFORMATION              SAMPLE INFORMATION
Name: Example Roots Farm        Name: Lavender Oil
ID: C-77120                     ID: EGB-20260118-5
                                Lot: ELO-3`);
  expect(header).toMatchObject({ client: 'Example Roots Farm', name: 'Lavender Oil', labSampleId: 'EGB-20260118-5', lot: 'ELO-3' });
});

test('a label nobody knows, its value where others have theirs, is no name', () => {
  const header = headerOf(`
Submitted By        Example Seed Co.
Submitter Code      ESC-01
Lab Number          EX-5518`);
  expect(header).toMatchObject({ client: 'Example Seed Co.', labSampleId: 'EX-5518' });
  expect(header).not.toHaveProperty('name');
});

test('the number before the word', () => {
  const header = headerOf(`
No. Certificate   : EN-26-00315
No. Sample        : 0315.1
No. Batch         : RB-05`);
  expect(header).toMatchObject({ reportNumber: 'EN-26-00315', labSampleId: '0315.1', lot: 'RB-05' });
});

test('an order is the report where samples are called by it', () => {
  const order = (sample: string) => headerOf(`Order #: EV-20931\nSample #: ${sample}\nLot: FST-2201`).reportNumber;
  expect(order('20931-02')).toBe('EV-20931');
  expect(order('77120-02')).toBeUndefined();
});

test('the number of a form is none of the report', () => {
  const form = (beside: string) =>
    headerOf(`
Document No.        ${beside}            Page
COA-1182            03                  1 of 1
Certificate of Analysis
Product: Green Coffee Extract`).reportNumber;
  expect(form('Revision')).toBeUndefined();
  expect(form('Issue   ')).toBe('COA-1182');
});
