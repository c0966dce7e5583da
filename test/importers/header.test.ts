import fc from 'fast-check';
import { type Header, headerFields } from '../../importers/any-laboratory/header.ts';
import type { Printed } from '../../src/coa/transcript.ts';
import type { Page, Word } from '../../src/document/document.ts';
import { type Placed, pageOf } from './printed-page.ts';

/** Texts alone, for reading the expectation at a glance. */
const texts = (header: Header) => {
  const text = (field: Printed | undefined): string | undefined => field?.text;
  return {
    laboratory: text(header.laboratory),
    report: text(header.reportNumber),
    client: text(header.client),
    manufacturer: text(header.manufacturer),
    name: text(header.sample.name),
    lot: text(header.sample.lot),
    id: text(header.sample.labSampleId),
    ...Object.fromEntries(Object.entries(header.dates).map(([field, date]) => [field, date.text])),
  };
};
const read = (...lines: Placed[]) => texts(headerFields({ pages: [pageOf(1, lines)] }));
const given = (expected: object) => expect.objectContaining(expected);

describe('labels and their values', () => {
  test('value behind the colon, label and value each in a column, label over its value', () => {
    expect(read([40, 60, 'Sample ID: SA-220608-9792'], [40, 72, 'Batch: #C9030'])).toEqual(given({ id: 'SA-220608-9792', lot: '#C9030' }));
    expect(read([40, 60, 'Customer:'], [140, 60, 'Invented Herbs LLC'], [40, 72, 'Sample Name:'], [140, 72, 'Green Powder'])).toEqual(
      given({ client: 'Invented Herbs LLC', name: 'Green Powder' }),
    );
    expect(
      read([40, 60, 'SAMPLE NAME', { size: 6 }], [40, 69, 'Red Capsules'], [40, 84, 'BATCH ID', { size: 6 }], [40, 93, 'B-77']),
    ).toEqual(given({ name: 'Red Capsules', lot: 'B-77' }));
  });

  test('several labels in one line of text', () => {
    expect(read([40, 60, 'SAMPLE ID: 398339 | REPORT ID: COA-00457140'])).toEqual(given({ id: '398339', report: 'COA-00457140' }));
    expect(read([40, 60, 'Completed : 03/21/23 Expires: 03/21/24'])).toEqual(given({ tested: '03/21/23', expires: '03/21/24' }));
  });

  test('labels that share a value run', () => {
    expect(read([40, 60, 'COLLECTED, RECEIVED', { size: 6 }], [40, 69, '11/02/2021 15:06, 11/03/2021 08:48'])).toEqual(
      given({ sampled: '11/02/2021', received: '11/03/2021' }),
    );
  });

  test('a table of labels with the values wrapped under them, closer together than blanks allow', () => {
    const header = read(
      [120, 60, 'Sample ID #', { bold: true }],
      [206, 60, 'Sample Name', { bold: true }],
      [300, 60, 'Batch', { bold: true }],
      [386, 60, 'Received', { bold: true }],
      [452, 60, 'Date Tested', { bold: true }],
      [120, 76, 'MCX-S21-'],
      [206, 76, 'JOINT GROUND -'],
      [294, 76, 'SCC-2110-'],
      [382, 76, '28 December'],
      [440, 76, '29 December 2021-'],
      [125, 88, '78664'],
      [222, 88, 'F18835'],
      [304, 88, '138-J'],
      [392, 88, '2021'],
      [448, 88, '09 January 2022'],
    );
    expect(header).toEqual(
      given({ id: 'MCX-S21-78664', name: 'JOINT GROUND - F18835', lot: 'SCC-2110-138-J', received: '28 December 2021' }),
    );
    expect(header).toHaveProperty('tested', '29 December 2021-09 January 2022');
  });

  test('a label over two lines of its cell', () => {
    expect(
      read(
        [330, 100, 'Received'],
        [338, 110, 'Date'],
        [330, 124, '02/19/26'],
        [400, 100, 'Analysis'],
        [405, 110, 'Date'],
        [400, 124, '02/20/26'],
      ),
    ).toEqual(given({ received: '02/19/26', tested: '02/20/26' }));
  });

  test('a value that would not fit its line goes on in the next; the next label does not', () => {
    const header = read(
      [40, 60, 'Business Name: REDWOOD SAMPLE'],
      [40, 70, 'DISTRIBUTION, LLC.'],
      [40, 80, 'License Number: C11-0000000-LIC'],
      [40, 48, 'DISTRIBUTOR'],
    );
    expect(header.client).toBe('REDWOOD SAMPLE DISTRIBUTION, LLC.');
  });

  test('a wrapped product goes on with its size, a wrapped client not with its street', () => {
    expect(
      read(
        [40, 60, 'Sample Name:'],
        [140, 60, 'Green Kratom Extract'],
        [140, 71, '500 mg Capsules'],
        [40, 90, 'Client:'],
        [140, 90, 'Invented Herbs'],
        [140, 101, '500 Nowhere Drive'],
      ),
    ).toEqual(given({ name: 'Green Kratom Extract 500 mg Capsules', client: 'Invented Herbs' }));
  });

  test('nothing is taken where nothing is printed', () => {
    const header = read(
      [40, 60, 'Batch Number:'],
      [200, 60, 'Date Collected:'],
      [40, 72, 'Sample ID: 211104M007'],
      [200, 72, 'Lot: N/A'],
      [200, 84, 'Serving Size:'],
    );
    expect(header.lot).toBeUndefined();
    expect(header).not.toHaveProperty('sampled');
    expect(header.name).toBeUndefined();
    expect(header.laboratory).toBeUndefined();
  });

  test('a bold label behind a value that ran up to it', () => {
    expect(read([40, 60, 'Address: 5 Example Road'], [146, 60, 'Lab ID:', { bold: true }], [190, 60, 'S6774-1'])).toEqual(
      given({ id: 'S6774-1' }),
    );
  });

  test('a bold label without a mark, close behind a value and before one of its own', () => {
    const header = read(
      [40, 60, 'Submitted by', { bold: true }],
      [120, 60, 'Sparrow Botanicals Inc.'],
      [227, 60, 'Product', { bold: true }],
      [290, 60, 'Red Maeng Da Powder'],
    );
    expect([header.client, header.name]).toEqual(['Sparrow Botanicals Inc.', 'Red Maeng Da Powder']);
  });
});

describe('what is not what it looks like', () => {
  test("the laboratory's own batch, an order and a licence are no lot and no report number", () => {
    const header = read(
      [40, 60, 'Analytical Batch : DA057550POT'],
      [40, 72, 'Lab Batch: 2620027'],
      [40, 84, 'Order # TRU230504-190001'],
      [40, 96, 'Batch Date: 2023-05-03'],
    );
    expect(header.lot).toBeUndefined();
    expect(header.report).toBeUndefined();
  });

  test('the number of the accreditation is no report number', () => {
    expect(
      read([40, 700, 'ISO/IEC 17025:2017 Accredited A2LA Certificate Number 4849.02'], [400, 720, 'Certificate #4849.02']).report,
    ).toBeUndefined();
  });

  test('a lot outranks a batch', () => {
    expect(read([40, 60, 'Batch#: 9335 6375 1131 1120'], [40, 72, 'Harvest/Lot ID: HYB-BD-031623-C0082']).lot).toBe('HYB-BD-031623-C0082');
  });

  test('dates of single panels are the date of the whole only where they agree', () => {
    const panel = (y: number, date: string): Placed => [40, y, `Date Analyzed: ${date}`];
    expect(read(panel(300, '05/12/2026'), panel(500, '05/13/2026'))).not.toHaveProperty('tested');
    expect(read(panel(300, '05/12/2026'), panel(500, '05/12/2026'))).toEqual(given({ tested: '05/12/2026' }));
  });
});

describe('without a label', () => {
  test('the product over its own details, the client over its address, the report number that begins the sample id', () => {
    const header = read(
      [200, 40, 'Certificate of Analysis', { size: 14 }],
      [250, 60, 'T6E0349'],
      [40, 80, 'Invented Leaf'],
      [40, 91, '5909 Nowhere Avenue'],
      [40, 102, 'Nowhere, FL 33572'],
      [40, 140, 'Green Flower - 3.5g', { bold: true }],
      [40, 151, 'Sample ID: T6E0349-01'],
      [40, 162, 'Matrix: Flower'],
    );
    expect(header).toEqual(given({ name: 'Green Flower - 3.5g', client: 'Invented Leaf', report: 'T6E0349', id: 'T6E0349-01' }));
  });

  test('a lot at the end of a Czech product name', () => {
    const header = read(
      [40, 60, 'Označení vzorků zákazníkem:'],
      [200, 60, 'Rurut Kratom prášek - Bílý Slon, Zelený Rurut Nano,'],
      [200, 71, 'L08202504'],
      [40, 90, 'Datum příjmu vzorků laboratoří:'],
      [200, 90, '16.1.2026'],
    );
    expect(header).toEqual(given({ name: 'Rurut Kratom prášek - Bílý Slon, Zelený Rurut Nano', lot: 'L08202504', received: '16.1.2026' }));
  });

  test('the date on the line of whoever signed', () => {
    expect(read([200, 700, 'A. Nobody - Laboratory Director - 02/19/26'])).toEqual(given({ reported: '02/19/26' }));
    expect(read([40, 700, 'Generated By: R. Nobody'], [40, 711, 'Commercial Director'], [40, 722, 'Date: 07/01/2022'])).toEqual(
      given({ reported: '07/01/2022' }),
    );
    expect(read([500, 700, '03/21/23'], [500, 724, 'Signed On', { size: 7 }])).toEqual(given({ reported: '03/21/23' }));
    expect(read([40, 700, 'Reviewed By: 1236 Date: 2023-05-06'])).not.toHaveProperty('reported');
  });
});

describe('the laboratory', () => {
  const filler: Placed[] = [[40, 300, 'Mitragynine 1.2 %']];
  test.each<[string, Placed[], string]>([
    ['in the letterhead', [[200, 30, 'Makebelieve Laboratories', { size: 12 }]], 'Makebelieve Laboratories'],
    [
      'in the footer',
      [[40, 760, 'SQ Laboratories California LLC. | 100 Nowhere Street, Santa Cruz, CA 95060 | sqlabs.com']],
      'SQ Laboratories California LLC.',
    ],
    [
      'in a sentence of its own',
      [[40, 700, 'Results are based solely on calculated numbers. Imaginary Consulting makes no Statements of conformity.']],
      'Imaginary Consulting',
    ],
    [
      'by whom nothing may be copied',
      [[40, 700, 'This report shall not be reproduced, without written approval, from AXS Laboratory. The results relate']],
      'AXS Laboratory',
    ],
    [
      'spelled like its web address',
      [
        [40, 60, 'Lab: 508-465-3470 email: lab@ma.cliffhill.com'],
        [40, 500, 'Cliff Hill Massachusetts is an Independent Testing Laboratory accredited to ISO/IEC 17025:2017'],
      ],
      'Cliff Hill Massachusetts',
    ],
    [
      'under its label',
      [
        [40, 60, 'ANALYZED BY:', { size: 7 }],
        [40, 70, 'Anyresco Laboratories'],
      ],
      'Anyresco Laboratories',
    ],
    [
      'in Czech',
      [
        [150, 40, 'Metrologická a zkušební laboratoř VŠX Praha', { bold: true }],
        [150, 52, 'zkušební laboratoř č. 1316.2 akreditovaná ČIA'],
      ],
      'Metrologická a zkušební laboratoř VŠX Praha',
    ],
    [
      'only by its web address, its ligature lost',
      [[40, 760, 'Terms: https://www.green\u2003scienti\uFFFDclabs.com/terms'.replace('\u2003', '')]],
      'greenscientificlabs.com',
    ],
  ])('%s', (_, lines, name) => {
    expect(read(...lines, ...filler).laboratory).toBe(name);
  });

  test('its people, batches and methods are not it', () => {
    expect(
      read([40, 60, 'Laboratory Director'], [40, 72, 'Lab Batch: 12'], [40, 84, 'Regulatory Compliance Testing']).laboratory,
    ).toBeUndefined();
  });
});

describe('evidence and invariance', () => {
  const lines: Placed[] = [
    [200, 30, 'Makebelieve Laboratories', { size: 12 }],
    [40, 60, 'Sample Name: Green Powder'],
    [300, 60, 'Date Received: 01/31/2026'],
    [40, 72, 'Lot #: GP-0042'],
    [300, 72, 'Report ID: R-77'],
    [40, 84, 'Client:'],
    [120, 84, 'Invented Herbs LLC'],
  ];
  const page = pageOf(1, lines);
  const expected = texts(headerFields({ pages: [page] }));

  test('every value has the page and a box within the words that print it', () => {
    const header = headerFields({ pages: [page] });
    expect(header.sample.lot?.evidence).toMatchObject({ kind: 'page', page: 1, text: 'GP-0042', method: 'text' });
    const evidence = header.sample.name?.evidence;
    if (evidence?.kind !== 'page') throw new Error('no page evidence');
    const [first, last] = page.words.filter(word => word.text === 'Green' || word.text === 'Powder');
    expect(evidence.box).toEqual([first!.box[0], first!.box[1], last!.box[2], last!.box[3]]);
    expect(expected).toEqual(
      given({ name: 'Green Powder', lot: 'GP-0042', report: 'R-77', client: 'Invented Herbs LLC', received: '01/31/2026' }),
    );
  });

  test('a lot cut from the end of the name has a box of its own, on its own line', () => {
    const header = headerFields({
      pages: [
        pageOf(1, [
          [40, 60, 'Název:'],
          [100, 60, 'Zelený Rurut Nano,'],
          [100, 71, 'L08202504'],
        ]),
      ],
    });
    expect(header.sample.lot).toMatchObject({
      text: 'L08202504',
      evidence: { text: 'L08202504', box: [100, expect.closeTo(63.8), 140.5, expect.closeTo(72.8)] },
    });
    expect(header.sample.name).toMatchObject({
      text: 'Zelený Rurut Nano',
      evidence: { box: [100, expect.closeTo(52.8), expect.any(Number), expect.closeTo(61.8)] },
    });
  });

  test('the order of the words in the file and the scale of the page do not matter', () => {
    const scaled = (factor: number, words: Page['words']): Page => ({
      ...page,
      width: page.width * factor,
      height: page.height * factor,
      words: words.map(word => ({
        ...word,
        box: [word.box[0] * factor, word.box[1] * factor, word.box[2] * factor, word.box[3] * factor],
        fontSize: word.fontSize * factor,
        baseline: word.baseline * factor,
      })),
    });
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...page.words], { minLength: page.words.length }),
        fc.double({ min: 0.6, max: 2.5, noNaN: true }),
        (words, factor) => {
          expect(texts(headerFields({ pages: [scaled(factor, words)] }))).toEqual(expected);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('words a little off their place change nothing', () => {
    const jitter = fc.array(fc.double({ min: -0.3, max: 0.3, noNaN: true }), {
      minLength: page.words.length,
      maxLength: page.words.length,
    });
    fc.assert(
      fc.property(jitter, jitter, (right, down) => {
        const words = page.words.map((word, index): Word => {
          const [x, y] = [right[index]!, down[index]!];
          return { ...word, box: [word.box[0] + x, word.box[1] + y, word.box[2] + x, word.box[3] + y], baseline: word.baseline + y };
        });
        expect(texts(headerFields({ pages: [{ ...page, words }] }))).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  test('whatever part of a page is left, nothing is read that it does not print', () => {
    const words = pageOf(1, [
      ...lines,
      [40, 120, 'COLLECTED, RECEIVED'],
      [40, 131, '11/02/2021, 11/03/2021'],
      [300, 120, 'Sample ID #'],
      [370, 120, 'Batch'],
      [300, 131, 'MCX-S21-'],
      [370, 131, 'B-7'],
      [304, 142, '78664'],
      [40, 700, 'Approved by A. Nobody, Laboratory Director - 02/19/26'],
      [40, 720, 'Makebelieve Laboratories is accredited to ISO/IEC 17025, certificate number 77.01 | makebelieve.com'],
    ]).words;
    const squash = (text: string): string => text.replace(/\s+/g, '');
    fc.assert(
      fc.property(fc.subarray([...words]), left => {
        const printed = new Set(left.flatMap(word => [word.text]));
        const header = headerFields({ pages: [{ ...page, words: left }] });
        for (const text of Object.values(texts(header)))
          for (const word of text?.split(' ') ?? [])
            expect([...printed].some(other => squash(word).split(other).length > 1 || other.includes(word))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
