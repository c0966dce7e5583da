import { headerFields } from '../../importers/any-laboratory/header.ts';
import { segments } from '../../importers/any-laboratory/segments.ts';
import type { Page } from '../../src/document/document.ts';
import { documentOf, type Placed, pageOf } from './printed-page.ts';

const foot = (text: string): Placed => [500, 770, text];
const numbersOf = (...pages: Page[]): number[][] => segments(documentOf(...pages)).map(segment => segment.pages.map(page => page.number));

test('consecutive pages with the same sample are one sample, although each says page 1 of 1', () => {
  const page = (number: number, id: string) => pageOf(number, [[40, 60, `Lab Number: ${id}`], [40, 72, 'Lot: L-1'], foot('Page 1 of 1')]);
  expect(numbersOf(page(1, '26020116-2'), page(2, '26020116-2'), page(3, '26020116-1'), page(4, '26020116-1'))).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

test('a number that recognition reads in two ways parts nothing; one that is printed in two ways does', () => {
  const page = (number: number, id: string, engine: Page['engine']): Page => ({
    ...pageOf(number, [[40, 60, `Lab Number: ${id}`], foot('Page 1 of 1')]),
    engine,
  });
  expect(numbersOf(page(1, 'MB-20419-1', 'ocr'), page(2, 'MB-2O4I9-1', 'ocr'))).toEqual([[1, 2]]);
  expect(numbersOf(page(1, 'MB-20419-1', 'ocr'), page(2, 'MB-20419-2', 'ocr'))).toEqual([[1], [2]]);
  expect(numbersOf(page(1, 'MB-20419-1', 'pdfium'), page(2, 'MB-2O4I9-1', 'pdfium'))).toEqual([[1], [2]]);
});

test('a page that names no sample continues the one before it', () => {
  expect(
    numbersOf(pageOf(1, [[40, 60, 'Sample ID: A-1'], foot('Page 1 of 2')]), pageOf(2, [[40, 60, 'Pesticides'], foot('Page 2 of 2')])),
  ).toEqual([[1, 2]]);
});

test('numbering that starts anew begins another report, unless both name the same lot', () => {
  const ended = pageOf(1, [[40, 60, 'Report ID: R-1'], [40, 72, 'Lot: L-1'], foot('Page 1 of 1')]);
  expect(numbersOf(ended, pageOf(2, [[40, 60, 'Certificate No: C-9'], foot('Page 1 of 2')]), pageOf(3, [foot('Page 2 of 2')]))).toEqual([
    [1],
    [2, 3],
  ]);
  expect(numbersOf(ended, pageOf(2, [[40, 60, 'Batch #: L-1'], foot('Page 1 of 2')]))).toEqual([[1, 2]]);
});

const report = (number: number, lines: readonly string[], ...others: readonly Placed[]): Page =>
  pageOf(number, [...lines.map((line, i): Placed => [40, 40 + 14 * i, line]), ...others]);

test.each<[how: string, last: readonly Placed[], first: readonly Placed[]]>([
  ['without totals', [foot('page 2')], [foot('Page 1')]],
  ['with its total set apart', [foot('strana 2'), [560, 770, 'z 2']], [foot('strana 1'), [560, 770, 'z 1']]],
  ['beside limits of measurement', [foot('Page 2 of 2'), [300, 700, '2/5']], [foot('Page 1 of 3'), [300, 700, '12/20']]],
  ['in the second report alone', [], [foot('Page 1 of 4')]],
  ['in the first report alone', [foot('Page 2 of 2')], []],
])('another report begins by its numbering %s', (_, last, first) => {
  const ended = [report(1, ['Report ID: R-1']), report(2, ['Report ID: R-1'], ...last)];
  expect(numbersOf(...ended, report(3, ['Certificate No: C-9'], ...first))).toEqual([[1, 2], [3]]);
});

test('certificates of two laboratories are two, also without numbers of pages, and of one lot where the numbers begin anew', () => {
  const first = ['Example Hill Laboratories', 'Sample ID: A-1', 'Lot: L-1'];
  expect(numbersOf(report(1, first), report(2, ['Nonesuch Analytical Inc.', 'Certificate No: C-9']))).toEqual([[1], [2]]);
  const [one, other] = [report(1, first, foot('Page 1 of 1')), ['Nonesuch Analytical Laboratory', 'Certificate No: C-9', 'Batch: L-1']];
  expect(numbersOf(one, report(2, other, foot('Page 1 of 1')))).toEqual([[1], [2]]);
  expect(numbersOf(one, report(2, ['Example Hill Laboratories', ...other.slice(1)], foot('Page 1 of 1')))).toEqual([[1, 2]]);
});

test('a page with the head of a certificate begins another where it names another lot or another product', () => {
  const first = report(1, ['Certificate of Analysis', 'Product Name: Example Root', 'Batch Number: XR-25']);
  expect(numbersOf(first, report(2, ['CERTIFICATE OF ANALYSIS', 'Product Name: Green Tea', 'Lot: SL-7']))).toEqual([[1], [2]]);
  expect(numbersOf(first, report(2, ['CERTIFICATE OF ANALYSIS', 'Material: Green Tea', 'Date of report: 2026-02-03']))).toEqual([[1], [2]]);
  expect(numbersOf(first, report(2, ['CERTIFICATE OF ANALYSIS', 'Product Name: Example', 'Date of report: 2026-02-03']))).toEqual([[1, 2]]);
  expect(numbersOf(first, report(2, ['CERTIFICATE OF ANALYSIS', 'Lot: XR-25', 'Material: Powder of leaves']))).toEqual([[1, 2]]);
});

test('where nothing numbers the first certificate, another laboratory with a number of its own begins the second', () => {
  const first = report(1, ['Example Hill Laboratories', 'Vendor Material: Example Root']);
  expect(numbersOf(first, report(2, ['Nonesuch Analytical Services', 'Lot: SL-7']))).toEqual([[1], [2]]);
  expect(numbersOf(first, report(2, ['Example Hill Laboratories', 'Lot: SL-7']))).toEqual([[1, 2]]);
});

test('a page with a number of its own goes on where it names no other laboratory', () => {
  const first = report(1, ['Example Hill Laboratories', 'Sample ID: A-1']);
  expect(numbersOf(first, report(2, ['Example Hill Laboratories', 'Lot: L-1'], [40, 400, 'Tested by Nonesuch Laboratory']))).toEqual([
    [1, 2],
  ]);
  expect(numbersOf(first, report(2, ['Pesticides', 'Lot: L-1']))).toEqual([[1, 2]]);
});

test('the title or the sentences of a certificate under another laboratory begin another', () => {
  const first = report(1, ['Example Hill Laboratories', 'Sample ID: A-1', 'Lot: L-1']);
  expect(numbersOf(first, report(2, ['Nonesuch Analytical Laboratory', 'Certificate of Analysis']))).toEqual([[1], [2]]);
  const letter = ['Re: Example Root, batch XR-25', 'The above sample, received on 6 February 2026, was examined for metals.'];
  expect(numbersOf(first, report(2, ['Nonesuch Analytical Laboratory', ...letter]))).toEqual([[1], [2]]);
  expect(numbersOf(first, report(2, ['Nonesuch Analytical Laboratory', 'Pesticides']))).toEqual([[1, 2]]);
  expect(numbersOf(first, report(2, ['Example Hill Laboratories', 'Certificate of Analysis']))).toEqual([[1, 2]]);
});

test('a head with another client and other days begins another certificate, also where it numbers nothing', () => {
  const said = (number: number, client: string, received: string, reported: string) =>
    report(number, [`Client: ${client}`, `Date Received: ${received}`, `Date Reported: ${reported}`]);
  const first = said(1, 'Example Tea Works', '2026-01-05', '2026-01-12');
  expect(numbersOf(first, said(2, 'Nonesuch Botanicals', '2026-02-03', '2026-02-09'))).toEqual([[1], [2]]);
  expect(numbersOf(first, said(2, 'Example Tea Works', '2026-01-05', '2026-01-12'))).toEqual([[1, 2]]);
  expect(numbersOf(first, said(2, 'Example Tea Works', '2026-02-03', '2026-02-09'))).toEqual([[1, 2]]);
});

test('sample numbers in the tables of quality control part nothing', () => {
  const qc = pageOf(2, [
    [40, 500, 'Sample ID: BLANK-1'],
    [40, 520, 'Sample ID: LCS-2'],
  ]);
  expect(numbersOf(pageOf(1, [[40, 60, 'Sample ID: A-1']]), qc)).toEqual([[1, 2]]);
});

test('the number of a test parts pages only where it stands for the sample', () => {
  const first = pageOf(1, [
    [40, 60, 'Lab ID: V-613'],
    [40, 72, 'Lot: L-1'],
  ]);
  const panel = (number: number, id: string) => pageOf(number, [[40, 80, `Analyzed on: 04/10/2025 Test ID: ${id}`]]);
  expect(numbersOf(first, panel(2, '2266'), panel(3, '2265'))).toEqual([[1, 2, 3]]);
  const sample = (number: number, lot: string, id: string) =>
    pageOf(number, [
      [40, 60, `Batch ID: ${lot}`],
      [240, 60, `Test ID: ${id}`],
    ]);
  expect(numbersOf(sample(1, 'RB-17', 'T331204'), sample(2, 'RB-18', 'T331205'))).toEqual([[1], [2]]);
});

test('of several numbers of tests none is taken for that of the sample', () => {
  const [segment] = segments(
    documentOf(
      pageOf(1, [
        [40, 60, 'Lot: L-1'],
        [40, 80, 'Potency Test ID: 2266'],
        [40, 200, 'Metals Test ID: 2265'],
      ]),
    ),
  );
  expect(headerFields(segment!).sample).toEqual({ lot: expect.objectContaining({ text: 'L-1' }) });
});

test('each segment has the header of its own pages', () => {
  const page = (number: number, id: string, name: string) =>
    pageOf(number, [
      [40, 60, `Sample ID: ${id}`],
      [40, 72, `Sample Name: ${name}`],
    ]);
  const names = segments(documentOf(page(1, 'A-1', 'Red'), page(2, 'A-2', 'Green'))).map(
    segment => headerFields(segment).sample.name?.text,
  );
  expect(names).toEqual(['Red', 'Green']);
});

test('what is no document of pages has no segments', () => {
  expect(segments({ ...documentOf(), content: { kind: 'json', json: {} } })).toEqual([]);
});
