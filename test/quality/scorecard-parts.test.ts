import type { PanelItem } from '../../src/quality/hazard.ts';
import { scoreAll } from '../../src/quality/scorecard.ts';
import type { LotInput } from '../../src/quality/scores-input.ts';
import { inputOf, lotOf, testOf, vendorOf } from './scores.ts';

const cardOf = (lots: readonly LotInput[]) => scoreAll(inputOf([vendorOf('v', lots)])).vendors[0]!;
const panel = (items: readonly PanelItem[], inScope: boolean | null = null) => items.map(item => ({ item, inScope }));
const LEAF: readonly PanelItem[] = ['alkaloids', 'arsenic', 'cadmium', 'lead', 'mercury', 'salmonella', 'e_coli', 'counts'];

test('coverage: the share of needed panels, solvents for extracts only, confirmed by scope and original', () => {
  const card = cardOf([
    lotOf('full', [testOf([], { panel: panel(LEAF, true) })]),
    lotOf('half', [
      testOf([], { panel: panel(LEAF.slice(0, 2)), date: '2026-06-30' }),
      testOf([], { panel: panel(LEAF.slice(1, 4), false) }),
    ]),
    lotOf('extract', [testOf([], { panel: panel([...LEAF, 'solvents'], true), original: false })], { form: 'extract' }),
    lotOf('known only', []),
  ]);
  // (1 + 1/2 + 1) / 3; (1 + 0 + 0) / 3
  expect(card.coverage).toMatchObject({
    status: 'scored',
    estimate: '0.833333',
    lots: 3,
    confirmed: { estimate: '0.333333' },
    newest: '2026-06-30',
  });
  expect(card.coverage.items.solvents).toEqual({ needed: 1, tested: 1, confirmed: 0 });
  expect(card.coverage.items.arsenic).toEqual({ needed: 3, tested: 3, confirmed: 1 });
  // scipy: beta.ppf(0.05, 2.5, 1.5), beta.ppf(0.95, 3.5, 0.5)
  expect([card.coverage.lower, card.coverage.upper].map(Number)).toEqual([0.235534, 0.999397]);
});

test('openness: over all known lots, the four criteria', () => {
  const card = cardOf([
    lotOf('open', [testOf([])]),
    lotOf('no number', [testOf([], { verifiable: false })], { number: null }),
    lotOf('own laboratory', [testOf([], { laboratory: { name: 'x', independent: false }, verifiable: false })]),
    lotOf('known only', []),
  ]);
  expect(card.openness.criteria).toEqual({ certificate: 3, lotNumber: 3, independentLaboratory: 2, verifiable: 1 });
  // (4 + 2 + 2 + 1) / 4 / 4
  expect(card.openness).toMatchObject({ estimate: '0.5625', lots: 4, fewLots: true });
  expect(card.knownLots).toBe(4);
});

test('consistency: a lot measured twice counts once, and needs a product to be compared in', () => {
  const content = (value: string) => [{ analyte: 'mitragynine' as const, amount: { lower: value, upper: value } }];
  const lots = ['12', '10', '14', '11', '13'].map((value, i) => lotOf(`l${i}`, [testOf([], { contents: content(value) })]));
  const again = lots.map((lot, i) =>
    i === 0 ? { ...lot, tests: [testOf([], { contents: content('11') }), testOf([], { contents: content('13') })] } : lot,
  );
  const stray = lotOf('stray', [testOf([], { contents: content('900') })], { product: null });
  const [plain, other] = [cardOf(lots).consistency, cardOf([...again, stray]).consistency];
  expect(plain).toMatchObject({ status: 'scored', lots: 5, products: 1, hydroxymitragynine: { status: 'not_scored', estimate: null } });
  expect(other).toEqual(plain);
  expect(Number(plain.estimate)).toBeCloseTo(0.1539, 3);
});
