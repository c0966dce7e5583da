import fc from 'fast-check';
import { type ReportFacts, relationOf } from '../../src/coa/amendment.ts';
import { readReportNumber, reportKey, reportsNamed } from '../../src/coa/report-number.ts';
import { normaliseCode } from '../../src/coa/text.ts';

const LABORATORY = { id: null, printed: 'Made-up Botanics s.r.o.' };
const report = (
  parts: Partial<ReportFacts> & { lot?: string | null; id?: string | null; panels?: ReportFacts['samples'][0]['panels'] },
) => {
  const { lot = 'L-1', id = null, panels = ['metals'], ...facts } = parts;
  const empty = { laboratory: LABORATORY, number: 'MB-2041', statements: [], reported: null, amended: null };
  return { ...empty, recordedAt: '2026-05-01', digest: 'a', samples: [{ lot, labSampleId: id, panels }], ...facts } satisfies ReportFacts;
};

test.each([
  ['R-123', 'R123', null, true],
  ['R-123 Rev. 1', 'R123', 1, true],
  ['R-123, revision B', 'R123', 2, true],
  ['R-123 (Rev 0)', 'R123', 0, true],
  ['R-123 Version 1', 'R123', 0, true],
  ['R-123 V2', 'R123', 1, false],
  ['R-123-A1', 'R123', 1, false],
  ['R-123 AMENDED', 'R123', 1, true],
  ['R-123 Rev.02.01', 'R123', 2.01, true],
  ['R-123, Rev. No. 3', 'R123', 3, true],
  ['R-123 Issue 2', 'R123', 1, true],
  ['R-123 révision 2', 'R123', 2, true],
  ['REV-2041', 'REV2041', null, true],
  ['NA-24-1041', 'NA241041', null, true],
  ['R-123-1', 'R1231', null, true],
  ['R-A1', 'RA1', null, true],
])('%s is %s, revision %s', (printed, base, revision, surely) => {
  expect(readReportNumber(printed)).toMatchObject({ base, revision, surely });
});

test.each(['', 'n/a', '7', 'Rev 1', 'none'])('%j is no number of a report', printed => expect(readReportNumber(printed)).toBeNull());

test.each([
  ['This report supersedes report R-123 of 2 March 2026.', ['R123']],
  ['Revision 2 of R-123', ['R123']],
  ['This certificate replaces the previously issued Certificate of Analysis no. MB/2041-17.', ['MB204117']],
  ['Tento protokol nahrazuje protokol o zkoušce č. 2041/26.', ['204126']],
  ['Dieser Bericht ersetzt den Prüfbericht Nr. 2041-26 vom 2.3.2026.', ['204126']],
  ["Ce rapport annule et remplace le rapport d'essai n° RA-2041", ['RA2041']],
  ['Amended report', []],
  ['This report replaces the report of 2026-03-02', []],
  ['It amends all earlier versions', []],
  ['It was superseded by R-124', []],
])('%s names %j', (sentence, numbers) => expect(reportsNamed(sentence).map(({ whole }) => whole)).toEqual(numbers));

test('a number has the key of its base, which is what is looked up', () => {
  const base = fc.stringMatching(/^[A-Z]{0,3}-?[0-9]{2,7}(?:-[0-9]{2})?$/);
  const suffix = fc.constantFrom(
    '',
    ' Rev. 1',
    '-A1',
    ' (revision B)',
    ' amended',
    '-V2',
    ' reissue 12',
    '/REV 3',
    ' Rev.01.00',
    ' Rev. No. 2',
    ', issue 2',
    ' révision 3',
  );
  fc.assert(
    fc.property(base, suffix, (number, revision) => {
      const read = readReportNumber(`${number}${revision}`);
      expect(read?.base).toBe(normaliseCode(number));
      expect(reportKey(read!.whole)).toBe(reportKey(normaliseCode(number)));
    }),
  );
});

test.each<[string, Partial<Parameters<typeof report>[0]>, Partial<Parameters<typeof report>[0]>, ReturnType<typeof relationOf>]>([
  [
    'the later day of two of one number and lot',
    { reported: '2026-03-09' },
    { reported: '2026-03-02' },
    { kind: 'amends', basis: 'report-number-and-lot', order: 'reported' },
  ],
  ['a revision after the number', { number: 'MB-2041 Rev. 1', digest: 'b' }, {}, { kind: 'amends', basis: 'printed', order: 'printed' }],
  [
    'a revision after the number of the same report in another file',
    { number: 'MB-2041 Rev.01.00' },
    {},
    { kind: 'same-report-number', basis: 'report-number-and-lot', order: null },
  ],
  ['a headline', { statements: ['AMENDED REPORT'], digest: 'b' }, {}, { kind: 'amends', basis: 'printed', order: 'printed' }],
  [
    'a headline that another file of the same report leaves out',
    { statements: ['AMENDED REPORT'], reported: '2026-03-02' },
    { reported: '2026-03-02' },
    { kind: 'same-report-number', basis: 'report-number-and-lot', order: null },
  ],
  [
    'a revision that may be a sample’s number is no more than the lot',
    { number: 'MB-2041-A1', reported: '2026-03-09' },
    { reported: '2026-03-02' },
    { kind: 'amends', basis: 'report-number-and-lot', order: 'reported' },
  ],
  [
    'a report that another one names',
    { number: 'MB-3000', statements: ['This report supersedes report MB-2041.'] },
    {},
    { kind: 'amends', basis: 'printed', order: 'printed' },
  ],
  [
    'a date of amendment',
    { amended: '2026-03-09', reported: '2026-03-02' },
    { reported: '2026-03-02' },
    { kind: 'amends', basis: 'printed', order: 'printed' },
  ],
  [
    'printed to be later and dated earlier',
    { number: 'MB-2041 Rev. 1', reported: '2026-03-01' },
    { reported: '2026-03-02' },
    { kind: 'same-report-number', basis: 'printed', order: null },
  ],
  [
    'of one day',
    { reported: '2026-03-02', recordedAt: '2026-06-01', digest: 'b' },
    { reported: '2026-03-02' },
    { kind: 'same-report-number', basis: 'report-number-and-lot', order: null },
  ],
  [
    'undated, recorded later, with other values',
    { recordedAt: '2026-06-01', digest: 'b' },
    {},
    { kind: 'amends', basis: 'report-number-and-lot', order: 'recorded' },
  ],
  [
    'undated, recorded later, with the same values: one report in two files',
    { recordedAt: '2026-06-01' },
    {},
    { kind: 'same-report-number', basis: 'report-number-and-lot', order: null },
  ],
  [
    'the second panel of an order in a file of its own',
    { reported: '2026-03-09', panels: ['microbes'] },
    { reported: '2026-03-02' },
    { kind: 'same-report-number', basis: 'report-number-and-lot', order: null },
  ],
  [
    'two that may be samples as well as revisions',
    { number: 'MB-2041-A2', reported: '2026-03-09' },
    { number: 'MB-2041-A1', reported: '2026-03-02' },
    { kind: 'same-report-number', basis: 'report-number-and-lot', order: null },
  ],
  [
    'a sample whose lot was corrected',
    { lot: 'L-2', id: 'S-77120', reported: '2026-03-09' },
    { id: 'S-77120', reported: '2026-03-02' },
    { kind: 'amends', basis: 'report-number-and-sample-id', order: 'reported' },
  ],
  ['another lot', { lot: 'L-2', reported: '2026-03-09' }, { reported: '2026-03-02' }, null],
  ['another lot, whatever is printed', { lot: 'L-2', number: 'MB-2041 Rev. 1' }, {}, null],
  ['two samples of one lot', { id: 'S-77121' }, { id: 'S-77120' }, null],
  ['no lot, and nothing that says so', { lot: null }, { lot: null }, null],
  ['a word in place of a lot', { lot: 'none' }, { lot: 'none' }, null],
  ['no lot, and a short number', { number: '204 Rev. 1', lot: null }, { number: '204', lot: null }, null],
  [
    'no lot, and a number that is hardly another’s',
    { number: 'MB-2041 Rev. 1', lot: null, digest: 'b' },
    { lot: null },
    { kind: 'amends', basis: 'printed', order: 'printed' },
  ],
  [
    'the first sample of two reports numbered anew each year',
    { number: '204', lot: null, id: '204-1' },
    { number: '204', lot: null, id: '204-1' },
    null,
  ],
  [
    'another laboratory',
    { laboratory: { id: null, printed: 'Nonesuch Analytics' }, reported: '2026-03-09' },
    { reported: '2026-03-02' },
    null,
  ],
  ['another number', { number: 'MB-2042', reported: '2026-03-09' }, { reported: '2026-03-02' }, null],
])('%s', (_, one, other, relation) => expect(relationOf(report(one), report(other))).toEqual(relation));

const MIRRORED = { amends: 'amended-by', 'amended-by': 'amends', 'same-report-number': 'same-report-number' } as const;

test('what one is to another, the other is to it; and never across laboratories, numbers and samples', () => {
  const facts = fc.record({
    laboratory: fc.constantFrom(
      LABORATORY,
      { id: null, printed: 'MADE-UP BOTANICS, SRO' },
      { id: null, printed: 'Nonesuch' },
      { id: null, printed: null },
    ),
    number: fc.constantFrom('MB-2041', 'mb 2041 rev 1', 'MB-2041-A1', 'MB-2042', '204', '204 Rev. B', null),
    statements: fc.constantFrom([], ['Amended report'], ['This report replaces MB-2041.'], ['Supersedes MB-2042']),
    reported: fc.constantFrom(null, '2026-03-02', '2026-03-09'),
    amended: fc.constantFrom(null, '2026-03-09'),
    recordedAt: fc.constantFrom('2026-05-01', '2026-06-01'),
    digest: fc.constantFrom('a', 'b'),
    samples: fc.array(
      fc.record({
        lot: fc.constantFrom('L-1', 'l 1', 'L-2', 'none', null),
        labSampleId: fc.constantFrom('S-77120', 'S-77121', '204-1', '1', null),
        panels: fc.constantFrom<ReportFacts['samples'][0]['panels']>(['metals'], ['microbes'], ['metals', 'microbes']),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  });
  fc.assert(
    fc.property(facts, facts, (one, other) => {
      const [there, back] = [relationOf(one, other), relationOf(other, one)];
      expect(back).toEqual(there && { ...there, kind: MIRRORED[there.kind] });
      if (there === null) return;
      expect(one.laboratory.printed).not.toBeNull();
      const lots = (report: ReportFacts) => report.samples.map(({ lot }) => normaliseCode(lot ?? ''));
      const ids = (report: ReportFacts) => report.samples.map(({ labSampleId }) => labSampleId);
      const common =
        lots(one).some(lot => /\d/.test(lot) && lots(other).includes(lot)) || ids(one).some(id => id !== null && ids(other).includes(id));
      if (there.basis !== 'printed') expect(common).toBe(true);
      if (there.order === null) expect(there.kind).toBe('same-report-number');
    }),
    { numRuns: 2000 },
  );
});
