/** Samples under one another on a page, each under a heading of its own. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { documentOf, pageOfText } from '../printed-page.ts';

const samplesOf = (...pages: string[]) =>
  transcribeAny(documentOf(...pages.map((art, index) => pageOfText(index + 1, art)))).map(({ sample, reportNumber, rows }) => ({
    report: reportNumber?.text,
    sample: [sample.labSampleId, sample.lot, sample.name].map(field => field?.text ?? null),
    rows: rows.map(({ name, value }) => `${name.text} ${value.text}`),
  }));

test('each table is of the sample its heading names; what stands over the first is said of all', () => {
  expect(
    samplesOf(`
Report #: R-2024-77
Sample ID: GMD-01          Description: Green Maeng Da
Analyte          Result     Unit     LOQ
Mitragynine      1.52       %        0.01
7-OH             0.02       %        0.01

Sample ID: RB-02           Description: Red Bali
Analyte          Result     Unit     LOQ
Mitragynine      1.52       %        0.01
7-OH             0.01       %        0.01`),
  ).toEqual([
    { report: 'R-2024-77', sample: ['GMD-01', null, 'Green Maeng Da'], rows: ['Mitragynine 1.52', '7-OH 0.02'] },
    { report: 'R-2024-77', sample: ['RB-02', null, 'Red Bali'], rows: ['Mitragynine 1.52', '7-OH 0.01'] },
  ]);
});

test('lots under one another, over the end of a page', () => {
  const rows = (mitragynine: string, lead: string) => `
Analyte          Result     Unit
Mitragynine      ${mitragynine}       %
Lead             ${lead}       ppm`;
  expect(
    samplesOf(
      `Report #: R-2024-78\nLot: A-11${rows('1.52', '0.12')}\nLot: A-12${rows('1.41', '0.30')}`,
      `Lot: A-13${rows('1.60', '0.25')}`,
    ),
  ).toEqual([
    { report: 'R-2024-78', sample: [null, 'A-11', null], rows: ['Mitragynine 1.52', 'Lead 0.12'] },
    { report: 'R-2024-78', sample: [null, 'A-12', null], rows: ['Mitragynine 1.41', 'Lead 0.30'] },
    { report: 'R-2024-78', sample: [null, 'A-13', null], rows: ['Mitragynine 1.60', 'Lead 0.25'] },
  ]);
});

const HEADINGS = 'Analyte                Result     Unit     LOQ';

test('the rest of a sample stands at the head of the next page, over the heading of the next sample', () => {
  const rows = ['Mitragynine            1.52       %        0.01', 'Lead                   0.12       ppm      0.01'];
  const rest = 'Arsenic                0.05       ppm      0.01';
  expect(
    samplesOf(
      ['Report #: R-2024-80', 'Sample ID: HM-301', HEADINGS, ...rows].join('\n'),
      [rest, '', 'Sample ID: HM-302', HEADINGS, ...rows, rest].join('\n'),
    ),
  ).toEqual(
    ['HM-301', 'HM-302'].map(id => ({
      report: 'R-2024-80',
      sample: [id, null, null],
      rows: ['Mitragynine 1.52', 'Lead 0.12', 'Arsenic 0.05'],
    })),
  );
});

test('a sample at the head of the next page is of the report, unless the page says that it is another one', () => {
  const table = `${HEADINGS}\nMitragynine            1.52       %        0.01\nLead                   0.12       ppm      0.01`;
  const reportsOf = (second: string) =>
    samplesOf(`Report #: R-2024-81\nSample ID: HM-301\n${table}`, `${second}\n${table}`).map(({ report }) => report);
  expect(reportsOf('Sample ID: HM-302')).toEqual(['R-2024-81', 'R-2024-81']);
  expect(reportsOf('Sample ID: 88-2-B')).toEqual(['R-2024-81', undefined]);
  expect(reportsOf('Certificate of Analysis\nSample ID: HM-302')).toEqual(['R-2024-81', undefined]);
  expect(reportsOf('Client: Example Botanicals\nSample ID: HM-302')).toEqual(['R-2024-81', undefined]);
});

test('batches of the analysis, each over the table of another test, are no samples', () => {
  expect(
    samplesOf(`
Sample ID: S-1
Batch: ALK-0314
Analyte          Result     Unit
Mitragynine      1.52       %
7-OH             0.02       %
Batch: ICP-0315
Analyte          Result     Unit
Lead             0.12       ppm
Arsenic          0.05       ppm`).map(({ rows }) => rows),
  ).toEqual([['Mitragynine 1.52', '7-OH 0.02', 'Lead 0.12', 'Arsenic 0.05']]);
});

test('the sample of the laboratory itself, to watch its quality, is none of the client’s', () => {
  expect(
    samplesOf(`
Sample ID: GMD-01
Analyte          Result     Unit
Lead             0.12       ppm
Sample ID: RB-02
Analyte          Result     Unit
Lead             0.30       ppm
Sample ID: Method Blank
Analyte          Result     Unit
Lead             <0.01      ppm`).map(({ sample: [id], rows }) => [id, ...rows]),
  ).toEqual([
    ['GMD-01', 'Lead 0.12'],
    ['RB-02', 'Lead 0.30'],
  ]);
});

describe('samples side by side, each under its own lot', () => {
  const art = (first: string, second: string) => `
Report #: R-2024-80
Red Borneo Powder                            White Thai Powder
Lot: RB-22                                   Lot: WT-23
Analyte          Result     Unit             Analyte          Result     Unit
Mitragynine      1.44       %                Mitragynine      1.61       %
${first}             0.11       ppm              ${second}             0.11       ppm

The results stand for the samples as they were received by the laboratory and for nothing else.`;

  test('each has its own name, lot and table', () => {
    expect(samplesOf(art('Lead', 'Lead'))).toEqual([
      { report: 'R-2024-80', sample: [null, 'RB-22', 'Red Borneo Powder'], rows: ['Mitragynine 1.44', 'Lead 0.11'] },
      { report: 'R-2024-80', sample: [null, 'WT-23', 'White Thai Powder'], rows: ['Mitragynine 1.61', 'Lead 0.11'] },
    ]);
  });

  test('one lot over two tables is one sample', () => {
    expect(samplesOf(art('Lead', 'Lead').replace('WT-23', 'RB-22'))).toHaveLength(1);
  });
});

test('samples two by two', () => {
  expect(
    samplesOf(`
Report #: R-2024-80
Sample ID: EE-1                        Sample ID: EE-2
Analyte       Result    Unit           Analyte       Result    Unit
Mitragynine   1.38      %              Mitragynine   1.52      %
Lead          0.42      ppm            Lead          0.37      ppm

Sample ID: EE-3                        Sample ID: EE-4
Analyte       Result    Unit           Analyte       Result    Unit
Mitragynine   1.44      %              Mitragynine   1.29      %
Lead          0.51      ppm            Lead          0.33      ppm`),
  ).toEqual(
    [
      ['EE-1', '1.38', '0.42'],
      ['EE-2', '1.52', '0.37'],
      ['EE-3', '1.44', '0.51'],
      ['EE-4', '1.29', '0.33'],
    ].map(([id, alkaloid, lead]) => ({
      report: 'R-2024-80',
      sample: [id, null, null],
      rows: [`Mitragynine ${alkaloid}`, `Lead ${lead}`],
    })),
  );
});

test('a cover with a list of the samples: whom and when it names is said of each of its pages that names the report', () => {
  const cover = `
Example Road Labs
Report Number: EX-24-118
Client: Example Elm
Date Received: 2024-04-08
Samples in this report
Lab ID      Sample Name      Lot
118-01      Red Leaf         EE-1
118-02      Green Leaf       EE-2`;
  const page = (report: string, id: string, lead: string) => `
Example Road Labs
Report ${report}      Page 2 of 3
Lab ID: ${id}
Analyte          Result     Unit
Mitragynine      1.52       %
Lead             ${lead}       ppm`;
  const read = (...reports: [string, string]) =>
    transcribeAny(
      documentOf(
        ...[cover, page(reports[0], '118-01', '0.31'), page(reports[1], '118-02', '0.28')].map((art, i) => pageOfText(i + 1, art)),
      ),
    ).map(({ reportNumber, client, dates, sample }) => [sample.labSampleId?.text, reportNumber?.text, client?.text, dates.received?.text]);
  expect(read('EX-24-118', 'EX-24-118')).toEqual([
    ['118-01', 'EX-24-118', 'Example Elm', '2024-04-08'],
    ['118-02', 'EX-24-118', 'Example Elm', '2024-04-08'],
  ]);
  // a page of another report
  expect(read('EX-24-118', 'EX-24-119')[1]?.slice(2)).toEqual([undefined, undefined]);
});
