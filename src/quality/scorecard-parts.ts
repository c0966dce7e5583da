/** The parts beside safety: what is tested, and how open a vendor is about it. */
import { shareInterval } from './beta-binomial.ts';
import { rounded } from './canonical-json.ts';
import { FEW_LOTS, LEAST_LOTS, LEVEL, neededItems, PANEL_ITEMS, type PanelItem } from './hazard.ts';
import { type JudgedVendor, monthsBetween } from './scorecard-market.ts';
import type { CoveragePart, OpennessPart, Part } from './scorecard-shape.ts';
import type { LotInput } from './scores-input.ts';

/** The mean of what each lot has of what it should have, with an interval that takes lots as the independent things. */
function meanShare(shares: readonly number[], of: string): Part {
  const lots = shares.length;
  const found = { lots, fewLots: lots < FEW_LOTS };
  if (lots < LEAST_LOTS)
    return { status: 'not_scored', reason: `${lots} ${of}, fewer than ${LEAST_LOTS}`, estimate: null, lower: null, upper: null, ...found };
  const sum = shares.reduce((total, share) => total + share, 0);
  const [lower, upper] = shareInterval(sum, lots, LEVEL);
  return { status: 'scored', reason: null, estimate: rounded(sum / lots), lower: rounded(lower), upper: rounded(upper), ...found };
}

/** Over lots with a certificate. */
export function coverageOf({ lots }: JudgedVendor, asOf: string): CoveragePart {
  const tested = lots.filter(({ lot }) => lot.tests.length > 0).map(({ lot }) => lot);
  const share = (covers: (lot: LotInput, item: PanelItem) => boolean) =>
    meanShare(
      tested.map(lot => {
        const needed = neededItems(lot.form);
        return needed.filter(item => covers(lot, item)).length / needed.length;
      }),
      'lots with a certificate',
    );
  const items = Object.fromEntries(
    PANEL_ITEMS.map(item => {
      const needing = tested.filter(lot => neededItems(lot.form).includes(item));
      const count = (covers: typeof isTested) => needing.filter(lot => covers(lot, item)).length;
      return [item, { needed: needing.length, tested: count(isTested), confirmed: count(isConfirmed) }];
    }),
  );
  const newest = newestTest(tested, asOf);
  const { estimate, lower, upper } = share(isConfirmed);
  return {
    ...share(isTested),
    items,
    confirmed: { estimate, lower, upper },
    newest,
    months: newest === null ? null : rounded(monthsBetween(newest, asOf)),
  };
}

const isTested = ({ tests }: LotInput, item: PanelItem): boolean => tests.some(({ panel }) => panel.some(each => each.item === item));

const isConfirmed = ({ tests }: LotInput, item: PanelItem): boolean =>
  tests.some(({ panel, original }) => original && panel.some(each => each.item === item && each.inScope === true));

function newestTest(lots: readonly LotInput[], asOf: string): string | null {
  const dates = lots.flatMap(({ tests }) => tests.map(({ date }) => (date > asOf ? asOf : date)));
  return dates.reduce<string | null>((newest, date) => (newest === null || date > newest ? date : newest), null);
}

const CRITERIA: Readonly<Record<keyof OpennessPart['criteria'], (lot: LotInput) => boolean>> = {
  certificate: ({ tests }) => tests.some(({ original }) => original),
  lotNumber: ({ number }) => number !== null && number.trim() !== '',
  independentLaboratory: ({ tests }) => tests.some(({ laboratory }) => laboratory?.independent === true),
  verifiable: ({ tests }) => tests.some(({ verifiable }) => verifiable),
};

/** Over all known lots, those without a certificate included. */
export function opennessOf({ lots }: JudgedVendor): OpennessPart {
  const criteria = Object.entries(CRITERIA);
  const met = ({ lot }: JudgedVendor['lots'][number]) => criteria.filter(([, meets]) => meets(lot)).length / criteria.length;
  const counts = criteria.map(([name, meets]) => [name, lots.filter(({ lot }) => meets(lot)).length]);
  return { ...meanShare(lots.map(met), 'known lots'), criteria: Object.fromEntries(counts) as OpennessPart['criteria'] };
}
