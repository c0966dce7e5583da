/** Numbers of reports without marks, products that begin with a number, laboratories by the words of their names; with invented names. */
import { headerOf, printedHeader } from './printed-header.ts';
import { pageOf } from './printed-page.ts';

test('the number of a report behind the word, or behind its label in two languages', () => {
  const number = (line: string) => headerOf(`Example Laboratories, Inc.    ${line}\nClient: Imaginary Kratom Co.`).reportNumber;
  expect(number('Report 24W0611')).toBe('24W0611');
  expect(number('Pesticide Screen Report C-23-1188')).toBe('C-23-1188');
  expect(number('Report No. / No de rapport: EX-88214')).toBe('EX-88214');
  expect(number('Amended certificate of analysis – EX-25-0733.2 (replaces EX-25-0733.1)')).toBe('EX-25-0733.2');
  expect(number('Stability Report EX-2025-031')).toBe('EX-2025-031');
  expect(number('TEST CERTIFICATE\n                                      EX/25/11804')).toBe('EX/25/11804');
  expect(number('Report no.: EX 68/05/1133')).toBe('EX 68/05/1133');
});

test('a product that begins with a number is no number of a sample', () => {
  const read = headerOf('Example Laboratories, Inc.\nClient: Imaginary Kratom Co.\nSample: 7-OH Tablets 15 mg\nLot: EX-7-0615');
  expect(read).toMatchObject({ name: '7-OH Tablets 15 mg', lot: 'EX-7-0615' });
  expect(read).not.toHaveProperty('labSampleId');
});

test.each(['Imaginary Nutrition Analysis Center', 'Imaginary NutriScience'])('%s in large type is the laboratory', name => {
  const page = pageOf(1, [
    [20, 40, name, { size: 16 }],
    [20, 54, '100 Example Road, Nowhere, UT 84101'],
    [20, 90, 'Client: Imaginary Kratom Co.'],
    [20, 102, 'Lot: EX-7-0615'],
    [20, 114, 'Received: 02/13/2024'],
  ]);
  expect(printedHeader(page).laboratory).toBe(name);
});

test('a number that begins with COA is whole behind No.', () => {
  const page = pageOf(1, [
    [20, 40, 'Example Laboratories, Inc.'],
    [400, 40, 'TEST REPORT'],
    [400, 54, 'No. COA-2025-0099'],
    [20, 90, 'Client: Imaginary Kratom Co.'],
  ]);
  expect(printedHeader(page).reportNumber).toBe('COA-2025-0099');
});

test('the firm under the name and the office of whom the report is for, over its street and town, and over a person', () => {
  const client = (...lines: readonly string[]) =>
    printedHeader(pageOf(1, [[20, 80, 'Report To:'], ...lines.map((line, i) => [20, 94 + 12 * i, line] as const)])).client;
  expect(client('Morgan Example', 'Quality Manager', 'Kaps, Inc.', '4 Oak St', 'Nowhere, NV 89501')).toBe('Kaps, Inc.');
  expect(client('Morgan Example', 'Director', 'Blue Fern', '4 Oak St')).toBe('Blue Fern');
  expect(client('Imaginary Kratom Supply', 'Příkladná 8, 796 01 Příklad')).toBe('Imaginary Kratom Supply');
  expect(client('Imaginary Teas', 'Frau Beate Beispiel')).toBe('Imaginary Teas');
});

test('labels of two things: who grew it and ordered the report, when it was done and sent', () => {
  const read = headerOf(
    'Example Laboratories, Inc.\nProducer/Client: Imaginary Kratom Co.\nLot: EX-7-0615\nCompleted & Reported: 02/13/2024',
  );
  expect(read).toMatchObject({ client: 'Imaginary Kratom Co.', reported: '02/13/2024' });
});

test('a laboratory whose name runs on in large type, the last line with a word for what it does', () => {
  const page = pageOf(1, [
    [20, 40, 'Imaginary Valley', { size: 16 }],
    [20, 58, 'Compliance Lab', { size: 16 }],
    [20, 90, 'Client: Imaginary Kratom Co.'],
    [20, 102, 'Lot: EX-7-0615'],
    [20, 114, 'Received: 02/13/2024'],
  ]);
  expect(printedHeader(page).laboratory).toBe('Imaginary Valley Compliance Lab');
});

test('a lot that looks like a day, beside a label that says that it is a number', () => {
  const lot = (label: string) => headerOf(`Client            Imaginary Kratom Co.\n${label}      03-15-25\nSample Name       Red Leaf`).lot;
  expect(lot('Lot Number  ')).toBe('03-15-25');
  expect(lot('Batch No.   ')).toBe('03-15-25');
  expect(lot('Batch       ')).toBeUndefined();
});

test('`Sample` behind a word in another language is of the same label', () => {
  const page = pageOf(1, [
    [20, 40, 'Probenbezeichnung / Sample'],
    [300, 40, 'CBD Öl mild'],
    [20, 52, 'Chargen-Nr. / Lot No.'],
    [300, 52, 'EX-24-11A'],
    [20, 64, 'Proben-Nr. / Sample no.'],
    [300, 64, 'P-24-118'],
  ]);
  expect(printedHeader(page)).toMatchObject({ name: 'CBD Öl mild', lot: 'EX-24-11A', labSampleId: 'P-24-118' });
});

test('a number that a sentence about the accreditation names as the report’s is no number of the accreditation', () => {
  const page = pageOf(1, [
    [20, 40, 'Imaginary Cannabis Science', { size: 15 }],
    [400, 40, 'Report: 25EX881'],
    [20, 90, 'Client: Imaginary Hemp Co.'],
    [20, 102, 'Lot: EX-7'],
    [20, 400, 'Testing performed to ISO/IEC 17025 accreditation 88012. This report 25EX881 may not be reproduced.'],
  ]);
  expect(printedHeader(page).reportNumber).toBe('25EX881');
});

test('the number under a Spanish title, and `Sample Desc` for the product', () => {
  const page = pageOf(1, [
    [400, 40, 'INFORME DE ENSAYO'],
    [400, 51, 'N.º IE-25-0221'],
    [20, 90, 'Client: Imaginary Root Drinks'],
    [20, 102, 'Sample Desc: Kava Seltzer'],
    [20, 114, 'Lot: EX-7'],
  ]);
  expect(printedHeader(page)).toMatchObject({ reportNumber: 'IE-25-0221', name: 'Kava Seltzer' });
});
