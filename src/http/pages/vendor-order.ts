/** How the list of vendors can be ordered. Vendors without a figure stand last whatever the order; sample data has a list of its own. */
import type { VendorItem } from '../../store/views.ts';

export const ORDERS = ['safety', 'coverage', 'consistency', 'openness', 'lots', 'latest', 'name'] as const;
export type VendorOrder = (typeof ORDERS)[number];

export const ORDER_WORDS: Readonly<Record<VendorOrder, string>> = {
  safety: 'Safety record',
  coverage: 'Coverage',
  consistency: 'Consistency',
  openness: 'Openness',
  lots: 'Lots',
  latest: 'Latest',
  name: 'Name',
};

/** What is surely reached comes first: the lower end of a share, the upper end of a spread. Equal ones by name. */
const KEYS: Readonly<Record<VendorOrder, (item: VendorItem) => number>> = {
  safety: ({ scorecard }) => downward(scorecard.safety.lower),
  coverage: ({ scorecard }) => downward(scorecard.coverage.lower),
  openness: ({ scorecard }) => downward(scorecard.openness.lower),
  consistency: ({ scorecard }) => (scorecard.consistency.upper === null ? Number.POSITIVE_INFINITY : Number(scorecard.consistency.upper)),
  lots: ({ lots }) => -lots,
  latest: ({ latest }) => (latest === null ? Number.POSITIVE_INFINITY : -Date.parse(latest)),
  name: () => 0,
};

const downward = (figure: string | null): number => (figure === null ? Number.POSITIVE_INFINITY : -Number(figure));

export function inOrder(items: readonly VendorItem[], order: VendorOrder): VendorItem[] {
  const key = KEYS[order];
  const tie = ({ scorecard }: VendorItem) => (order === 'safety' ? (scorecard.tie ?? Number.POSITIVE_INFINITY) : 0);
  return items.toSorted((a, b) => compare(tie(a), tie(b)) || compare(key(a), key(b)) || a.name.localeCompare(b.name, 'en'));
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
