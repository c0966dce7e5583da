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

test('the client close beside the laboratory, each over an address', () => {
  const header = letter(
    [20, 32, 'Auftraggeber'],
    [95.3, 32, 'Prüflabor'],
    // the first ends at 88
    [20, 42, 'Example Elm GmbH'],
    [95.3, 42, 'Institut Dr. Example GmbH'],
    [20, 52, 'Talgasse 4'],
    [95.3, 52, 'Am Ufer 3'],
    [20, 62, '97070 Würzburg'],
    [95.3, 62, '28199 Bremen'],
    [20, 90, 'Probe: Brennnessel'],
  );
  expect(header).toMatchObject({ laboratory: 'Institut Dr. Example GmbH', client: 'Example Elm GmbH' });
});

test('laboratories in Czech, and the end of the analysis in Spanish', () => {
  const czech = letter([20, 44, 'Příkladné laboratoře krmiv s.r.o.'], [20, 54, 'Dlouhá 12, 602 00 Brno'], ...details);
  expect(czech.laboratory).toBe('Příkladné laboratoře krmiv s.r.o.');
  const spanish = headerOf(`
Denominación:    Jengibre molido       Inicio de análisis:   05-05-2026
Lote:            JM-3                  Fin de análisis:      11-05-2026`);
  expect(spanish).toMatchObject({ lot: 'JM-3', tested: '11-05-2026' });
});

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
  test('goes on on the next line with the word that says what it is', () => {
    const own = letter(
      [20, 44, 'Example Creek Materials', { size: 16 }],
      [20, 63, 'Laboratory', { size: 16 }],
      [20, 78, '14 Row, Salem, OR 97301'],
      ...details,
    );
    expect(own.laboratory).toBe('Example Creek Materials Laboratory');
    const title = letter([20, 44, 'Example Creek', { size: 16 }], [20, 63, 'Laboratory', { size: 9 }], ...details);
    expect(title.laboratory).not.toBe('Example Creek Laboratory');
  });
  test('goes on in smaller capitals with what its firm does', () => {
    const header = letter(
      [20, 44, 'EXAMPLE FORK', { size: 16 }],
      [20, 58, 'ANALYTICS', { size: 9 }],
      [20, 78, 'Bend, OR 97701'],
      ...details,
    );
    expect(header.laboratory).toBe('EXAMPLE FORK ANALYTICS');
  });
  test('is the one that the web address begins with', () => {
    const header = letter([20, 44, 'Examplex', { size: 22 }], ...details, [20, 740, '1200 Harbor Way | www.examplextest.com']);
    expect(header.laboratory).toBe('Examplex');
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

describe('the name on top beside a block of the report', () => {
  const address: readonly Placed[] = [
    [20, 58, '3600 Example Dr'],
    [20, 68, 'Crete, IL 60417'],
  ];
  test('is the laboratory where what stands beside it is smaller', () => {
    const header = letter([20, 44, 'Sillow NutriServe', { size: 16 }], [400, 44, 'Analytical Report EX-24-11'], ...address, ...details);
    expect(header.laboratory).toBe('Sillow NutriServe');
  });
  test('also over a line of words and where the client has no label', () => {
    const header = letter(
      [20, 44, 'Trellow & Stone', { size: 18 }],
      ...address,
      [20, 120, 'Example Elm Inc.'],
      [20, 130, '88 Depot St'],
      [20, 140, 'Ogden, UT 84401'],
      [20, 160, 'Sample: Kanna Powder'],
    );
    expect(header).toMatchObject({ laboratory: 'Trellow & Stone', client: 'Example Elm Inc.' });
  });
});

test('where the name of a laboratory ends', () => {
  const laboratory = (line: string) => letter([20, 44, line], ...details).laboratory;
  expect(laboratory('Example Hollow Labs 85 Spruce St, Framingham, MA 01701')).toBe('Example Hollow Labs');
  expect(laboratory('Example Hollow Laboratories ISO/IEC 17025:2017 Accredited')).toBe('Example Hollow Laboratories');
  expect(laboratory('Example Hollow Labs REGULATORY COMPLIANCE TESTING')).toBe('Example Hollow Labs');
  expect(laboratory('Example Hollow Labor GmbH & Co. KG')).toBe('Example Hollow Labor GmbH & Co. KG');
  // a number of it, and where it stands
  expect(letter([20, 44, 'Lab ID EX-1102'], [20, 60, '4 Example Science Park']).laboratory).toBeUndefined();
});

describe('a letter', () => {
  const lines: readonly Placed[] = [
    [200, 40, 'EXAMPLE CONSULTING CHEMISTS', { size: 15 }],
    [200, 55, '19 Alder Lane, Bangor, ME 04401'],
    [20, 80, 'March 15, 2024'],
    [20, 100, 'Example Elm'],
    [20, 110, 'Attn: J. Poole'],
    [20, 120, '7 Wharf Road'],
    [20, 130, 'Portland, ME 04101'],
    [20, 160, 'RE: Analysis of Kratom Capsules, Lot EE-7712'],
    [20, 170, 'Our report no. EX-24-118'],
    [20, 190, 'The sample was received on March 4, 2024 and analyzed as requested.'],
  ];
  test('tells the product in its subject, the day in its head', () => {
    expect(letter(...lines)).toMatchObject({
      name: 'Kratom Capsules',
      lot: 'EE-7712',
      client: 'Example Elm',
      reportNumber: 'EX-24-118',
      received: 'March 4, 2024',
      reported: 'March 15, 2024',
    });
  });
  test('tells its number in its subject, before the product', () => {
    const subject: Placed = [20, 160, 'Re: Report EX-2024-118, Kratom Capsules, Lot EE-7712 (received March 4, 2024)'];
    expect(letter(...lines.filter(([, y]) => y < 160), subject)).toMatchObject({
      name: 'Kratom Capsules',
      lot: 'EE-7712',
      reportNumber: 'EX-2024-118',
    });
  });
  test('a day beside other words, or one of two, is not told', () => {
    const twice: Placed = [20, 70, 'March 9, 2024'];
    const worded: Placed = [20, 80, 'Harvested  March 9, 2024'];
    expect(letter(...lines, twice).reported).toBeUndefined();
    expect(letter(...lines.filter(([, y]) => y !== 80), worded).reported).toBeUndefined();
  });
});

test('addressees set to the right, and in towns of Europe', () => {
  const right = (...texts: readonly string[]): Placed[] =>
    texts.map((text, i) => [500 - 4.5 * text.replaceAll(' ', '').length - 2.52 * (text.split(' ').length - 1), 40 + 11 * i, text]);
  const header = letter([20, 40, 'Example Prüflabor GmbH'], ...right('Example Elm GmbH', 'Frau A. Beck', 'Lindenallee 4', '20095 Hamburg'));
  expect(header.client).toBe('Example Elm GmbH');
  // a number before words is no town without a street over it
  expect(letter([20, 40, 'Example Elm'], [20, 51, '20095 Kanna']).client).toBeUndefined();
});

test('the laboratory sends the letter in the small line over the address, whatever the client calls itself', () => {
  const header = letter(
    [20, 36, 'Beispiel Analytik GmbH · Hafenstr. 8 · 24103 Kiel', { size: 6 }],
    [20, 54, 'Erfundene Labs UG'],
    [20, 64, 'Am Moor 3'],
    [20, 74, '29614 Soltau'],
    [20, 100, 'Probe: Hanfblüten'],
  );
  expect(header).toMatchObject({ laboratory: 'Beispiel Analytik GmbH', client: 'Erfundene Labs UG' });
});

test('analysts are a laboratory, whose client may have `Labs` in its name', () => {
  const header = letter(
    [20, 30, 'Example Food Analysts Ltd', { size: 15 }],
    [20, 52, 'Unit 4, Mill Lane, Skipton, BD23 1PB'],
    [20, 90, 'Imaginary Wellness Labs Ltd'],
    [20, 100, 'Station Road'],
    [20, 110, 'Settle'],
    [20, 120, 'BD24 9AA'],
    [20, 150, 'Sample: Turmeric Capsules'],
  );
  expect(header).toMatchObject({ laboratory: 'Example Food Analysts Ltd', client: 'Imaginary Wellness Labs Ltd' });
});

test('a client under its label, level with lines of the sample to the right', () => {
  const header = letter(
    [20, 30, 'Example Labs', { size: 15 }],
    [217, 30, 'Prepared for'],
    [406, 30, 'Hemp Tincture 1500 mg'],
    [217, 39, 'Imaginary Hemp Co.'],
    [406, 39, 'Batch: EX-0225'],
    [217, 48, '12 Peach Way'],
    [406, 48, 'Lab ID: EX-5521'],
    [217, 57, 'Palisade, CO 81526'],
    [406, 57, 'Received: 02/10/2025'],
  );
  expect(header).toMatchObject({ client: 'Imaginary Hemp Co.', lot: 'EX-0225', labSampleId: 'EX-5521' });
});

test('the last word of a laboratory’s name over its address is no client', () => {
  const header = letter(
    [20, 40, 'Imaginary Compliance', { size: 15 }],
    [20, 57, 'Labs', { size: 15 }],
    [20, 70, '88 Harbor Way, Oak Harbor, WA 98277'],
    [300, 40, 'Sample: Blue Cartridge'],
    [300, 50, 'Lot: EX-2231'],
  );
  expect(header.client).toBeUndefined();
});

test('the weight of a capsule is a label of its own under the client', () => {
  const header = letter(
    [20, 40, 'Client', { bold: true }],
    [220, 40, 'Date Received', { bold: true }],
    [20, 50, 'Imaginary Botanicals'],
    [220, 50, '06/12/2025'],
    [20, 60, 'Capsule Weight', { bold: true }],
    [220, 60, 'Lot', { bold: true }],
    [20, 70, '600 mg'],
    [220, 70, 'EX-0612'],
  );
  expect(header).toMatchObject({ client: 'Imaginary Botanicals', lot: 'EX-0612' });
});
