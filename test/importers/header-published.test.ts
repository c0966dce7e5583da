/** Labels in the words of certificates that laboratories and suppliers publish; all names invented. */
import { headerOf } from './printed-header.ts';

test('labels over values: an external number, where it comes from and a licence are no client', () => {
  const header = headerOf(`
Sample Name:             Product ID:        Date of Receipt:
Night Heron              412-77             2023-09-18
Type:                    External ID:       Date of Completion:
Flower, Bulk             WAX-88120          2023-09-25
Origination:             License:           Date of Harvest:
Imaginary Terrace Farm   416220             2023-08-30`);
  expect(header).toMatchObject({ name: 'Night Heron', received: '2023-09-18', tested: '2023-09-25' });
  expect(header).not.toHaveProperty('client');
});

test('the number of the laboratory itself is not that of the sample', () => {
  expect(
    headerOf(`
STATE Lab #: L-0007             Issue Date: 06/27/2024
Client: Imaginary Processing    Batch/Lot Number: IP-PC-22
Sample Number: 24-01882         Date Received: 06/18/2024`),
  ).toMatchObject({ labSampleId: '24-01882', lot: 'IP-PC-22', client: 'Imaginary Processing' });
});

test('lots, files and reports in further words', () => {
  expect(headerOf('Regulator Batch ID: LRG-001\nReceived: 02/07/2024\nSize: 4000 units')).toMatchObject({ lot: 'LRG-001' });
  expect(headerOf('File #: 2300518\nSample Name: Example Tincture\nLogin Date: 2023-06-12')).toMatchObject({ reportNumber: '2300518' });
  expect(headerOf('Sprawozdanie z badania nr 9760/2019\nNazwa próbki: Liść mielony\nNr partii: ZZ/07/19')).toMatchObject({
    reportNumber: '9760/2019',
    lot: 'ZZ/07/19',
  });
  expect(headerOf('Probenbezeichnung: Blätter, gemahlen\nCharge: 4121307\nVerpackung: Beutel\nLabor – Nr.: 13061409/1')).toMatchObject({
    lot: '4121307',
    labSampleId: '13061409/1',
  });
});

test('days with the month as a word between slashes', () => {
  expect(headerOf('Product Name: Ginger Extract\nReport Date: 27/Apr/23\nBatch #: 230418')).toMatchObject({ reported: '27/Apr/23' });
});

test('a day behind a label in a wide table is what the label says, also where the label is not known', () => {
  expect(
    headerOf(`
Nom du produit                              Extrait de noix de kola
Numéro de lot                               KN-2304
Date de fabrication                         15/04/2023
Partie utilisée                             Les fruits`),
  ).not.toHaveProperty('reported');
});

test.each([
  ['Caducidad', 'expires'],
  ['Data di scadenza', 'expires'],
  ['Mindesthaltbarkeitsdatum', 'expires'],
  ['Date de péremption', 'expires'],
  ['Data przydatności do spożycia', 'expires'],
  ['Arrived on', 'received'],
  ['Date of revision', 'amended'],
])('%s', (label, field) => {
  expect(headerOf(`Product Name: Kola Extract    Lot: KN-2304\n${label}: 15/04/2023\nQuantity: 25 kg`)).toMatchObject({
    [field]: '15/04/2023',
  });
});

test('the number under which a laboratory is accredited is not its name', () => {
  expect(headerOf('LAB N°0282 L\n\nTEST REPORT No. 19LA0110807/01\nSample: Dried leaves')).not.toHaveProperty('laboratory');
});
