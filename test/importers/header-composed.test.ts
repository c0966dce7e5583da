/** Labels that no list holds, understood by the parts they are made of. */
import { headerOf } from './printed-header.ts';

test('what a label is of and what it tells make it', () => {
  const header = headerOf(`
Example Alder Laboratories                Certificate of Analysis
Test Certificate #:            EA-26-4471
Customer identification:       Imaginary Leaf Inc.
Internal code:                 EA-77120
Product identification:        Nettle Leaf Powder
Lot identification:            NL-2603
Sample receipt:                2026-03-02
Analysis completion date:      2026-03-09
Certificate issuance date:     2026-03-11
`);
  expect(header).toMatchObject({
    reportNumber: 'EA-26-4471',
    client: 'Imaginary Leaf Inc.',
    labSampleId: 'EA-77120',
    name: 'Nettle Leaf Powder',
    lot: 'NL-2603',
    received: '2026-03-02',
    tested: '2026-03-09',
    reported: '2026-03-11',
  });
});

test.each([
  [
    'German',
    `Berichtskennung:             AD-26-441
Kundenname:                  Kräuterkontor Beispiel
Artikelbezeichnung:          Brennnesselblätter
Chargenkennung:              BB-19
Laborkennung:                AD-441-1
Prüfung abgeschlossen am:    09.03.2026
Bericht erstellt am:         10.03.2026`,
    { reportNumber: 'AD-26-441', client: 'Kräuterkontor Beispiel', name: 'Brennnesselblätter', lot: 'BB-19', tested: '09.03.2026' },
  ],
  [
    'Spanish',
    `Folio del reporte:           LV-118-26
Nombre del cliente:          Ejemplo Verde S.A.
Denominación del producto:   Moringa en polvo
Clave del lote:              MP-26-3
Fecha de llegada de la muestra:  03/03/2026
Fecha de expedición:         12/03/2026`,
    { reportNumber: 'LV-118-26', client: 'Ejemplo Verde S.A.', name: 'Moringa en polvo', lot: 'MP-26-3', reported: '12/03/2026' },
  ],
  [
    'French',
    `Identifiant du rapport :     RX-0881
Raison sociale du client :   Exemple Tisanes SARL
Dénomination du produit :    Poudre de maca
Identification du lot :      MC-118
Date d'arrivée de l'échantillon :  02/03/2026`,
    { reportNumber: 'RX-0881', client: 'Exemple Tisanes SARL', name: 'Poudre de maca', lot: 'MC-118', received: '02/03/2026' },
  ],
])('also in %s', (_, text, expected) => {
  expect(headerOf(text)).toMatchObject(expected);
});

test('a label of the same parts that tells of nothing kept is no value of another', () => {
  const header = headerOf(`
Client                     Supplier Reference         Lot Number
                           PO-7718                    KR-119
`);
  expect(header).not.toHaveProperty('client');
  expect(header).toMatchObject({ lot: 'KR-119' });
});

test('a title over a label is no part of it', () => {
  const header = headerOf(`
                           Test Report

Client                     Product Name               Lot Number
Imaginary Leaf Inc.        White Sample Kratom        KR-119
`);
  expect(header).toMatchObject({ client: 'Imaginary Leaf Inc.', name: 'White Sample Kratom', lot: 'KR-119' });
});

test('under the name and the office of a person stands the firm', () => {
  const header = headerOf(`
Report To:
Morgan Example
Quality Manager
Imaginary Ridge Nutrition LLC
4 Example St

Lot Number: KR-119
`);
  expect(header).toMatchObject({ client: 'Imaginary Ridge Nutrition LLC', lot: 'KR-119' });
});

test('a line that says only what a firm trades in goes on with the name above', () => {
  const header = headerOf(`
Report To:
Example Hollow
Botanical Supply Company LLC
4 Example St

Lot Number: KR-119
`);
  expect(header).toMatchObject({ client: 'Example Hollow Botanical Supply Company LLC', lot: 'KR-119' });
});

test('in a sentence the firm ends behind its legal form', () => {
  expect(headerOf('Submitted by: Imaginary Leaf LLC and received on March 2, 2026\nLot: KR-119')).toMatchObject({
    client: 'Imaginary Leaf LLC',
  });
});

test('the day of a report is not its number', () => {
  const header = headerOf('Date of final report: 14 Apr 2026\nYour lot: CP-26-77');
  expect(header).toMatchObject({ reported: '14 Apr 2026', lot: 'CP-26-77' });
  expect(header).not.toHaveProperty('reportNumber');
});
