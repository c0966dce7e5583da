import { aboutKratom, firmNames, namesEveryLot } from '../../src/quality/recall.ts';
import { matchRecall, SHOWN_FROM, WAITS_FROM } from '../../src/quality/recall-match.ts';
import { CASES, recall, VENDORS } from './recall-cases.ts';

const named = (match: { vendor: string; lot: string | null }) => (match.lot === null ? match.vendor : `${match.vendor} ${match.lot}`);

describe('on cases made by hand', () => {
  const counts = { shown: 0, shownTrue: 0, waiting: 0, found: 0, foundShown: 0, truths: 0 };
  test.each(CASES)('$what', ({ recall: notice, truth }) => {
    const matches = matchRecall(notice, VENDORS).filter(({ product }) => product === null || product === undefined);
    const shown = matches.filter(({ confidence }) => confidence >= SHOWN_FROM).map(named);
    // nothing is shown of whom it is not about; what is below waits for a person
    expect(shown.filter(name => !truth.includes(name))).toEqual([]);
    const all = matches.map(named);
    counts.shown += shown.length;
    counts.shownTrue += shown.filter(name => truth.includes(name)).length;
    counts.waiting += all.length - shown.length;
    counts.truths += truth.length;
    counts.found += truth.filter(name => all.includes(name)).length;
    counts.foundShown += truth.filter(name => shown.includes(name)).length;
    for (const { confidence, reasons } of matches) {
      expect(confidence).toBeGreaterThanOrEqual(WAITS_FROM);
      expect(confidence).toBeLessThan(1);
      expect(reasons.length).toBeGreaterThan(0);
    }
  });

  test('come to the quality that docs/recalls.md states', () => {
    expect(counts).toEqual({ shown: 17, shownTrue: 17, waiting: 10, found: 21, foundShown: 17, truths: 21 });
  });
});

test('a lot agrees: the name is believed more; a later report: less', () => {
  const by = (codes: string | null, initiatedOn = '2026-03-01') =>
    Object.fromEntries(
      matchRecall(recall({ firm: 'Imaginary Ivvy Botanicals', codes, initiatedOn }), VENDORS).map(m => [named(m), m.confidence]),
    );
  expect(by(null)).toEqual({ ivy: 0.6 });
  expect(by('MR0120417-9')).toEqual({ ivy: 0.92, 'ivy MR0120417-9': 0.92 });
  expect(by('MR0120417-9', '2025-03-01')['ivy MR0120417-9']).toBeLessThan(SHOWN_FROM);
});

test('the order of vendors changes nothing', () => {
  for (const { recall: notice } of CASES) expect(matchRecall(notice, VENDORS.toReversed())).toEqual(matchRecall(notice, VENDORS));
});

test('kratom is told by its words, wherever they stand but in the name of the firm', () => {
  expect(aboutKratom(recall({ product: 'Maeng Da KRATOM powder' }))).toEqual({ word: 'kratom', where: 'product' });
  expect(aboutKratom(recall({ product: 'Red Vein capsules', reason: 'contains Mitragynine' }))).toEqual({
    word: 'mitragynine',
    where: 'reason',
  });
  expect(aboutKratom(recall({ product: '7-OH tablets 15 mg' }))).toMatchObject({ word: '7-oh' });
  expect(aboutKratom(recall({ product: '7-hydroxymitragynine shots' }))).toMatchObject({ where: 'product' });
  expect(aboutKratom(recall({ firm: 'Kratom Shop', product: 'Peanut butter' }))).toBeNull();
  expect(aboutKratom(recall({ product: 'Kava drink, kratom-free, contains no kratom' }))).toBeNull();
});

test('firms go by every name that is printed', () => {
  expect(firmNames('Jane Doe dba Example Organics')).toEqual(['Jane Doe', 'Example Organics']);
  expect(firmNames('ABC, Inc. (D/B/A Example Tea)')).toEqual(['ABC, Inc.', 'Example Tea']);
  expect(firmNames('Example LLC')).toEqual(['Example LLC']);
});

test('a notice that covers everything says so', () => {
  expect(namesEveryLot(recall({ codes: 'All lots' }))).toBe(true);
  expect(namesEveryLot(recall({ codes: 'All Kratom products manufactured before 2018' }))).toBe(true);
  expect(namesEveryLot(recall({ codes: 'Lot 12' }))).toBe(false);
});
