/** Headers of forms printed from web pages; names are invented. */
import { headerOf, printedHeader } from './printed-header.ts';
import { pageOf } from './printed-page.ts';

test.each<[string, string, Record<string, string>]>([
  [
    'two batches of the trade: the one of the harvest',
    `
METRC Batch ID:      1A4000000000000000000417
Harvest Batch ID:    HB-2025-0417`,
    { lot: 'HB-2025-0417' },
  ],
  ['the number of a test certificate', 'Test Certificate #: 122077-002', { reportNumber: '122077-002' }],
  [
    'labels in English and French, without marks, close before their values',
    `
Certificate No. / N° de certificat B24-03391
Product / Produit         Ginseng Root Extract
Sample ID / N° d’échantillon     B24-03391-01`,
    { reportNumber: 'B24-03391', name: 'Ginseng Root Extract', labSampleId: 'B24-03391-01' },
  ],
  ['the last day of a range with a tilde', 'Testing Period   : 20 Mar 2024 ~ 28 Mar 2024', { tested: '20 Mar 2024 ~ 28 Mar 2024' }],
  [
    'a town under the client that its number follows',
    `
Client
Heather Ridge Co-op
Examplewilliam 8135`,
    { client: 'Heather Ridge Co-op' },
  ],
  [
    'a laboratory called so in German',
    `
Analytikzentrum Beispiel GmbH · Deichstr. 5 · 26000 Musterhafen

Auftraggeber:      Muster Naturwaren KG`,
    { laboratory: 'Analytikzentrum Beispiel GmbH', client: 'Muster Naturwaren KG' },
  ],
  [
    'the form of a firm behind a comma, and the sign before its name',
    `
✚ Zkušební laboratoř Příklad, a.s.

Zákazník:      Ukázka s.r.o.`,
    { laboratory: 'Zkušební laboratoř Příklad, a.s.', client: 'Ukázka s.r.o.' },
  ],
  [
    'Spanish: the number behind the title, and that of the sample',
    `
INFORME DE RESULTADOS LMA-24-3381
No. de muestra:    24-3381-2`,
    { reportNumber: 'LMA-24-3381', labSampleId: '24-3381-2' },
  ],
  ['a number behind a dash', 'Certificate of Analysis — TSN-4471', { reportNumber: 'TSN-4471' }],
  [
    'a number behind its word, in a line of such',
    'Lot IL-CC-09 | Report MTA-0907 | Client: Imaginary Hemp',
    { reportNumber: 'MTA-0907', client: 'Imaginary Hemp' },
  ],
  [
    'a licence between a firm and its address',
    `
Sample ID: SMT-88101-01

Imaginary Cultivation
OMMA GAAA-0000-0000
88 Example Rd
Nowhere, OK 73044`,
    { client: 'Imaginary Cultivation' },
  ],
  [
    'a sample in words goes before a code that is called a name',
    `
Vzorek:              CBD olej 10 %
Označení vzorku:     V-2024-0448`,
    { name: 'CBD olej 10 %' },
  ],
])('%s', (_, art, expected) => {
  expect(headerOf(art)).toMatchObject(expected);
});

test('the client over an address beside the number of the sample is no product', () => {
  const { name, labSampleId } = headerOf(`
Sample: DA40611004-002             Imaginary Leaf Provisions
Batch#: IL-KL-2207                 License # N/A
                                   221 Example Sq
                                   Nowhere, FL 33040`);
  expect([name, labSampleId]).toEqual([undefined, 'DA40611004-002']);
});

test('in rows of labels over their values one that nobody knows is no value', () => {
  const cell = (x: number, y: number, label: string, value: string) =>
    [
      [x, y, label, { size: 6 }],
      [x, y + 8, value, { size: 8 }],
    ] as const;
  const page = pageOf(1, [
    ...cell(52, 100, 'BATCH ID', 'IL-WB-24-19'),
    ...cell(223, 100, 'TEST ID', 'T000241877'),
    ...cell(394, 100, 'REPORTED', '21 May 2024'),
    ...cell(52, 130, 'CLIENT', 'Imaginary Leaf Botanicals'),
    ...cell(223, 130, 'HANDED IN', '13 May 2024'),
    ...cell(394, 130, 'METHOD', 'TM14 (HPLC-DAD)'),
  ]);
  expect(printedHeader(page)).toMatchObject({ client: 'Imaginary Leaf Botanicals', lot: 'IL-WB-24-19', reported: '21 May 2024' });
});

test('a label close behind a value, as far from it as from its own, is one', () => {
  const page = pageOf(1, [
    [38, 91, 'Probe', { size: 9 }],
    [105, 91, 'Tee Nr. 4', { size: 9 }],
    [38, 105, 'Los', { size: 9 }],
    [105, 105, 'KE-4-2024', { size: 9 }],
    [240, 105, 'Eingang', { size: 9 }],
    [307, 105, '18.09.2024', { size: 9 }],
    [38, 118, 'Auftraggeber', { size: 9 }],
    [105, 118, 'Beispielhof Emmental GmbH', { size: 9 }],
    [225.2, 118, 'Berichtsdatum', { size: 9 }],
    [307, 118, '27.09.2024', { size: 9 }],
  ]);
  expect(printedHeader(page)).toMatchObject({
    client: 'Beispielhof Emmental GmbH',
    lot: 'KE-4-2024',
    received: '18.09.2024',
    reported: '27.09.2024',
  });
});

test('labels at one margin, their values at the other, the dots between them drawn', () => {
  const line = (y: number, label: string, value: string) =>
    [
      [34, y, label, { size: 9 }],
      [578 - (value.length - value.split(' ').length + 1) * 4.5 - (value.split(' ').length - 1) * 2.52, y, value, { size: 9 }],
    ] as const;
  const page = pageOf(1, [
    ...line(108, 'Report number', '24-0719'),
    ...line(120, 'Client', 'Imaginary Leaf Teas'),
    ...line(132, 'Sample', 'Peppermint leaf'),
    ...line(144, 'Lot', 'ILT-24-19'),
    ...line(156, 'Received', 'June 3, 2024'),
  ]);
  expect(printedHeader(page)).toMatchObject({
    reportNumber: '24-0719',
    client: 'Imaginary Leaf Teas',
    name: 'Peppermint leaf',
    lot: 'ILT-24-19',
    received: 'June 3, 2024',
  });
});

test('the laboratory by its sign over its whole name, the client over the other address', () => {
  const page = pageOf(1, [
    [38, 46, 'EXAMPLON CTS', { size: 14 }],
    [38, 62, 'Examplon CTS Arizona LLC', { size: 6 }],
    [38, 70, '7 Nowhere Way, Phoenix, AZ 85013', { size: 6 }],
    [38, 100, 'Batch#: IL-0325-AD', { size: 7 }],
    [443, 100, 'Imaginary Cultivation', { size: 7 }],
    [443, 109, '90 Example Rd', { size: 7 }],
    [443, 118, 'Nowhere, AZ 85122', { size: 7 }],
    [38, 140, 'Sampled: 03/18/2025', { size: 7 }],
  ]);
  expect(printedHeader(page)).toMatchObject({ laboratory: 'Examplon CTS Arizona LLC', client: 'Imaginary Cultivation' });
});

test('a laboratory in large type, its town in small print on the same line', () => {
  const page = pageOf(1, [
    [34, 46, 'Exampletail Trace Metals', { size: 14 }],
    [500, 46, 'Elko, NV 89801', { size: 7 }],
    [34, 80, 'Client: Imaginary Leaf', { size: 8 }],
    [34, 92, 'Sample: Spirulina Tablets', { size: 8 }],
    [34, 104, 'Lot: IL-408', { size: 8 }],
    [34, 116, 'Date Reported: 05/15/2024', { size: 8 }],
  ]);
  expect(printedHeader(page)).toMatchObject({ laboratory: 'Exampletail Trace Metals', client: 'Imaginary Leaf' });
});

test('a laboratory on two lines of a letterhead, and one behind the year of its rights', () => {
  const letterhead = pageOf(1, [
    [34, 46, 'Nowhere Lakes Nutra', { size: 13 }],
    [34, 62, 'Science Center, Inc.', { size: 13 }],
    [34, 100, 'Client: Imaginary Leaf', { size: 8 }],
    [34, 112, 'Lot: IL-7', { size: 8 }],
    [34, 124, 'Report Date: 09-Jul-2024', { size: 8 }],
  ]);
  expect(printedHeader(letterhead).laboratory).toBe('Nowhere Lakes Nutra Science Center, Inc.');
  expect(headerOf('Client: Imaginary Leaf\n\n© 2024 Laguna Example Labs all rights reserved.').laboratory).toBe('Laguna Example Labs');
});
