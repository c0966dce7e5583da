/** Headers told in sentences, and values that stand for one field with equal right; all names and numbers invented. */
import { transcribeAny } from '../../importers/any-laboratory/importer.ts';
import { headerOf } from './printed-header.ts';
import { documentOf, pageOfText } from './printed-page.ts';

const RESULTS = `
Analyte              Result      Unit
Mitragynine          1.42        %
Lead                 0.02        ppm`;

test('sample, lot, client and days in one sentence', () => {
  const header = headerOf(`Harrow & Finch LLC
1422 Quarry Road, Boise, ID 83702

The sample Red Leaf Powder, lot RL-2210, received on 3 March 2025 from Fernhill Botanicals, was analysed on 5 March 2025.
${RESULTS}`);
  expect(header).toMatchObject({
    name: 'Red Leaf Powder',
    lot: 'RL-2210',
    client: 'Fernhill Botanicals',
    received: '3 March 2025',
    tested: '5 March 2025',
  });
});

test('one sample of a product from a firm, and another sentence says when it was tested', () => {
  const header = headerOf(`Harrow Finch Laboratories
We received one sample of Green Leaf powder (lot GL-118) from Fernhill Botanicals LLC on March 3, 2025.
Testing was completed on March 7, 2025.
${RESULTS}`);
  expect(header).toMatchObject({
    name: 'Green Leaf powder',
    lot: 'GL-118',
    client: 'Fernhill Botanicals LLC',
    received: 'March 3, 2025',
    tested: 'March 7, 2025',
  });
});

test('a sample identified in quotes and submitted by a firm', () => {
  const header = headerOf(`Harrow Finch Laboratories
A sample identified as "Green Leaf Powder", batch no. GL-119, was submitted by Fernhill Botanicals and received on 03/04/2025.
${RESULTS}`);
  expect(header).toMatchObject({ name: 'Green Leaf Powder', lot: 'GL-119', client: 'Fernhill Botanicals', received: '03/04/2025' });
});

test('what is said of any sample tells of none, and labels go before sentences', () => {
  const header = headerOf(`Harrow Finch Laboratories
Sample: Amber Tincture      Lot: AT-7
The sample Blue Tincture, lot BT-8, was received from Fernhill Botanicals for an earlier report.
Results relate only to the sample tested; a sample of Material is kept for thirty days.
${RESULTS}`);
  expect(header).toMatchObject({ name: 'Amber Tincture', lot: 'AT-7' });
  const bare = headerOf(`Harrow Finch Laboratories
Results relate only to the sample of Material tested and may not be reproduced.
${RESULTS}`);
  expect(bare).not.toHaveProperty('name');
});

test('the title of a Spanish report over the number of the laboratory is no product', () => {
  const header = headerOf(`Laboratorios Sierra Clara S.L.
Informe de ensayo
Ref. laboratorio: 25-00312-1
Muestra: Aceite de hoja
Lote: A-22
Fecha de informe: 09/03/2025

Parámetro            Resultado      Unidad
CBD                  10,2           %
Plomo                0,02           mg/kg`);
  expect(header).toMatchObject({ labSampleId: '25-00312-1', name: 'Aceite de hoja', lot: 'A-22', reported: '09/03/2025' });
});

const problemsOf = (art: string) =>
  transcribeAny(documentOf(pageOfText(1, `Harrow Finch Laboratories\n${art}\n${RESULTS}`))).flatMap(({ problems }) =>
    problems.map(({ code, message }) => [code, message.split('.')[0]]),
  );

test('two lots and two days of the report under labels that say the same leave a doubt', () => {
  expect(
    problemsOf(`Sample: Amber Tincture
Lot: AT-7
Lot Number: AT-9
Report Date: 03/09/2025
Date Issued: 03/11/2025`),
  ).toEqual([
    ['header-rivals', 'Several lots are printed with equal right: “AT-7”, “AT-9”'],
    ['header-rivals', 'Several days of the report are printed with equal right: “03/09/2025”, “03/11/2025”'],
  ]);
  // the same again, however it is printed, and the maker's batch beside the lot
  expect(
    problemsOf(`Sample: Amber Tincture
Lot: AT-7                    Batch: 118
Lot Number: AT 7
Report Date: 03/09/2025
Date Issued: March 9, 2025
1422 Quarry Road, Boise, ID 83702`),
  ).toEqual([]);
});
