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

test('values in large type over their labels, the product over `Sample`', () => {
  const header = headerOf(`
Example Row LLC      Psyllium Husk      PH-26      V-1009
Client               Sample             Lot        Lab #


2026-02-02           2026-02-11
Received             Reported`);
  expect(header).toEqual({
    client: 'Example Row LLC',
    name: 'Psyllium Husk',
    lot: 'PH-26',
    labSampleId: 'V-1009',
    received: '2026-02-02',
    reported: '2026-02-11',
    dateOrder: undefined,
  });
});

test('the number of a register of plants is the lot only where no other is told', () => {
  const plants = 'Harvest/Lot ID: 0001 3428 6430 8833';
  expect(headerOf(`Product: Example Haze\n${plants}\nBatch#: OC-0123`).lot).toBe('OC-0123');
  expect(headerOf(`Product: Example Haze\n${plants}`).lot).toBe('0001 3428 6430 8833');
});

test('a day in a sentence behind the client is not its name', () => {
  expect(headerOf('Submitted by: Example Algae Inc. on February 2, 2026, for testing').client).toBe('Example Algae Inc.');
});

test('days without signs between, where a label says that they are days', () => {
  expect(headerOf('Product: Example Tea\nDate of Receipt: 20260203\nLot: 20260118')).toMatchObject({
    received: '20260203',
    lot: '20260118',
  });
});

test('labels of Spanish, French, Swedish and Hungarian reports', () => {
  expect(
    headerOf(`
CERTIFICADO DE ANÁLISIS N° 2026-118
Peticionario      Aceites Ejemplo S.C.A.
Producto          Cacao en polvo
Código de lote    CPO-0126
Nº Registro       R-26-5512
F. Recepción      11/02/26
F. Emisión        19/02/26`),
  ).toMatchObject({
    reportNumber: '2026-118',
    client: 'Aceites Ejemplo S.C.A.',
    lot: 'CPO-0126',
    labSampleId: 'R-26-5512',
    received: '11/02/26',
    reported: '19/02/26',
  });
  expect(headerOf('Mandant      Thés Exemple Sàrl\nObjet        Thé vert Sencha\nNuméro de lot      TVS-11')).toMatchObject({
    client: 'Thés Exemple Sàrl',
    name: 'Thé vert Sencha',
  });
  expect(headerOf('Provmärkning:      Nässlor\nProvtagningsdatum:      2026-02-04').sampled).toBe('2026-02-04');
  expect(headerOf('Példa Laboratórium Kft.\nMinta megnevezése:      Csalán\nMintaszám:      117/1')).toMatchObject({
    laboratory: 'Példa Laboratórium Kft.',
    labSampleId: '117/1',
  });
});

test('the day of a stamp goes behind that of a label', () => {
  expect(headerOf('RECEIVED 03/12/26\n\nProduct: Example Nettle\nDate Received: 02/20/2026').received).toBe('02/20/2026');
});

test('who produced the results, in a sentence', () => {
  expect(
    headerOf('Client: Example Herbals\nLot: EH-1\n\nThese results were produced by Example Bay Testing and apply to the sample.')
      .laboratory,
  ).toBe('Example Bay Testing');
});

test('one of several samples is no number of a sample', () => {
  expect(headerOf('Sample 1 of 3: Example Lotus Extract\nLot: EL-9')).not.toHaveProperty('labSampleId');
});

test('when tests began and ended, behind one label', () => {
  expect(headerOf('Probe: Kamille\nPrüfbeginn/-ende: 10.02.2026 / 16.02.2026').tested).toBe('10.02.2026 / 16.02.2026');
  expect(headerOf('Sample: Buckthorn\nAnalyses performed      3 Feb – 10 Feb 2026').tested).toBe('3 Feb – 10 Feb 2026');
});

test('a Polish firm whose name says in English what it is', () => {
  expect(headerOf('Example Labs Sp. z o.o.\n\nCustomer: Baltic Example\nLot: BE-1').laboratory).toBe('Example Labs Sp. z o.o.');
});

test('further words of labels', () => {
  expect(headerOf('Item tested: Elder Gummies\nRecv’d: 02/14/26\nRptd: 02/21/26\nSender: Example Bakery')).toMatchObject({
    name: 'Elder Gummies',
    received: '02/14/26',
    reported: '02/21/26',
    client: 'Example Bakery',
  });
  expect(
    headerOf('BULLETIN D’ANALYSE N° 26/00871\nProduit analysé : Confit\nPrélèvement du : 02/02/2026\nRéception du : 03/02/2026'),
  ).toMatchObject({
    reportNumber: '26/00871',
    name: 'Confit',
    sampled: '02/02/2026',
    received: '03/02/2026',
  });
  expect(headerOf('Informe N.º      CV-118-2026\nEmpresa      Café Ejemplo S.A.\nFecha de ingreso      13-02-2026')).toMatchObject({
    reportNumber: 'CV-118-2026',
    client: 'Café Ejemplo S.A.',
    received: '13-02-2026',
  });
});
