/** Laboratories without a word for a laboratory in their names, and labels in two languages. */
import { headerOf, printedHeader } from './printed-header.ts';
import { type Placed, pageOf } from './printed-page.ts';

const letter = (...lines: readonly Placed[]) => printedHeader(pageOf(1, lines));
const details: readonly Placed[] = [
  [20, 110, 'Client: Example Elm Herbals'],
  [20, 122, 'Sample: Kanna Powder'],
  [20, 134, 'Lot: EE-3'],
  [20, 146, 'Sample ID: BQ-100'],
];

describe('the name on top in large letters', () => {
  const address: Placed = [20, 62, '77 Grove Ave, Eugene, OR 97401 | (541) 555-0134'];
  test('over an address is the laboratory', () => {
    expect(letter([20, 44, 'Botaniq', { size: 22 }], address, ...details).laboratory).toBe('Botaniq');
  });
  test('also under the number of the page and beside the title of the report', () => {
    const header = letter(
      [540, 30, 'Page 1 of 2'],
      [20, 44, 'Example Ridge Montana', { size: 16 }],
      [330, 46, 'Certificate of Analysis', { size: 12 }],
      address,
      ...details,
    );
    expect(header).toMatchObject({ laboratory: 'Example Ridge Montana', name: 'Kanna Powder' });
  });
  test('is none where it is the client, or stands over no address', () => {
    expect(letter([20, 44, 'Example Elm Herbals', { size: 22 }], address, ...details).laboratory).toBeUndefined();
    expect(letter([20, 44, 'Botaniq', { size: 22 }], [20, 62, 'Plants we trust'], ...details).laboratory).toBeUndefined();
  });
  test('is no product where the web address is that name', () => {
    const header = letter(
      [20, 44, 'EXAMPLE KRATOM', { size: 22 }],
      [20, 80, 'White Borneo', { size: 11, bold: true }],
      [20, 94, 'Batch: WB-0424'],
      [20, 106, 'Tested by: Stonebridge Analytics'],
      [20, 700, 'www.examplekratom.com'],
    );
    expect(header).toMatchObject({ laboratory: 'Stonebridge Analytics', name: 'White Borneo', lot: 'WB-0424' });
  });
});

test('who tested it, in a label or a sentence', () => {
  const header = (line: string) => headerOf(`Client: Example Elm\nSample: Kratom Powder\nLot: EE-4\n\n${line}`).laboratory;
  expect(header('Tested by: Greenfield Bioassay Group')).toBe('Greenfield Bioassay Group');
  expect(header('Analysis performed by Quantis International, Tulsa, OK.')).toBe('Quantis International');
  // a person, a technique
  expect(header('Tested by: Jane Smith')).toBeUndefined();
  expect(header('Analysis performed by HPLC Method A.')).toBeUndefined();
});

test('names that say laboratory in other words', () => {
  expect(headerOf('Laboratório Aroeira Análises Ltda\nRua das Palmeiras, 220\nCliente: Example Elm').laboratory).toBe(
    'Laboratório Aroeira Análises Ltda',
  );
  expect(headerOf('Example Hills Test House Pvt. Ltd.\nPlot 14, Nashik 422007\nIssued To: Example Elm').laboratory).toBe(
    'Example Hills Test House Pvt. Ltd.',
  );
});

test('labels in two languages, and numbers under other words', () => {
  expect(
    headerOf(`
Client: Example Elm                Sample No. / No. d'échantillon: EX-99120
Received / Reçu: 2024-02-12        Reported / Émis: 2024-02-20`),
  ).toMatchObject({ labSampleId: 'EX-99120', received: '2024-02-12', reported: '2024-02-20' });
  expect(headerOf('Login Number: L24-008812     Lab Sample: 7712290\nCustomer: Example Elm')).toMatchObject({
    reportNumber: 'L24-008812',
    labSampleId: '7712290',
  });
  expect(headerOf('No. de informe: EX-24-1120     Cliente: Example Elm').reportNumber).toBe('EX-24-1120');
  expect(headerOf('LAPORAN HASIL UJI\nNo. 0871/LHU/II/2024\nNama Pelanggan: Example Elm').reportNumber).toBe('0871/LHU/II/2024');
});

test('a surveyor over an Indonesian address; the principal, and what a label is that nobody knows', () => {
  const header = letter(
    [240, 44, 'PT CONTOH SURVEYOR', { size: 16 }],
    [240, 62, 'Jl. Contoh Raya No. 1, Bekasi 17520'],
    [20, 96, 'Issuing Office'],
    [110, 96, ': Cibitung'],
    [20, 110, 'Principal'],
    [110, 110, ': PT Daun Contoh'],
    [20, 124, 'Sample'],
    [110, 124, ': Kratom Leaf Powder'],
    [20, 138, 'Batch'],
    [110, 138, ': DC/05/24'],
  );
  expect(header).toMatchObject({ laboratory: 'PT CONTOH SURVEYOR', client: 'PT Daun Contoh', name: 'Kratom Leaf Powder', lot: 'DC/05/24' });
});

test('a number under a title in two languages, the day a sample came in', () => {
  const header = headerOf(`
HASIL PENGUJIAN / RESULT OF ANALYSIS
No : CTH.III.2024.0091

Nama Pelanggan / Name of Customer     : CV Hutan Contoh
Sample Receiving Date                 : Mar. 14, 2024
Nama Contoh / Sample Name             : Bubuk Daun Kratom`);
  expect(header).toMatchObject({ reportNumber: 'CTH.III.2024.0091', client: 'CV Hutan Contoh', received: 'Mar. 14, 2024' });
});

test('a row that tells of the sample names it, whatever stands over the row', () => {
  const header = headerOf(`
Example & Rye

Lab ID        Sample            Lot      Test              Result
EFS-7712      Ground Kratom     ER-6     Coliforms         <10 CFU/g`);
  expect(header).toMatchObject({ name: 'Ground Kratom', lot: 'ER-6', labSampleId: 'EFS-7712' });
});

test('the number of a sample that begins with that of the report, before the product', () => {
  const header = headerOf(`
Example BioAnalytical

Report: EX-2024-0417
Client: Example Elm
Sample: EX-2024-0417-02 Ember Capsules 500mg
Arrival date: 17.04.2024`);
  expect(header).toMatchObject({
    laboratory: 'Example BioAnalytical',
    reportNumber: 'EX-2024-0417',
    labSampleId: 'EX-2024-0417-02',
    name: 'Ember Capsules 500mg',
    received: '17.04.2024',
  });
});
