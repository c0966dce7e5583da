/** What counts as alkaloid of a kratom product, and how far a panel's sum can fall short of all of them. Raise the version with every change. */
export const COVERAGE_VERSION = 1;

export const KRATOM_ALKALOIDS: readonly string[] = [
  'mitragynine',
  '7_hydroxymitragynine',
  'speciociliatine',
  'speciogynine',
  'mitraciliatine',
  'paynantheine',
  'isopaynantheine',
  'epiallo_isopaynantheine',
  'mitragynine_n_oxide',
  'speciociliatine_n_oxide',
  'speciofoline',
  'isospeciofoleine',
  'isorotundifoleine',
  'corynoxine_a',
  'corynoxine_b',
  '3_epicorynoxine_b',
  '3_epirhynchophylline',
  'corynoxeine',
  'isocorynoxeine',
  'rhynchophylline',
  'isorhynchophylline',
  'mitraphylline',
  'isomitraphylline',
  'speciophylline',
  'ajmalicine',
  'corynantheidine',
  '9_hydroxycorynantheidine',
];

/** Counted among all alkaloids only where that favours the product: a text may not mean them. */
export const SEMI_SYNTHETIC: readonly string[] = ['mitragynine_pseudoindoxyl', 'mgm_15', 'mgm_16', '7_acetoxymitragynine'];

/** Without all of these measured nothing bounds what a longer panel would find. */
export const MAJOR_ALKALOIDS: readonly string[] = ['mitragynine', 'paynantheine', 'speciociliatine', 'speciogynine'];

/**
 * All alkaloids are at most `factor` times the sum of a panel that holds the major ones and at least `members` in all.
 * A choice of this project, on the generous side of published ten-alkaloid profiles (Sharma 2019), not a measured constant.
 */
export const COVERAGE: readonly { readonly members: number; readonly factor: string }[] = [
  { members: 20, factor: '1.1' },
  { members: 10, factor: '1.25' },
  { members: 5, factor: '1.5' },
];

/** Sums and what they are made of, for certificates that print only the parts. */
export const SUM_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  aflatoxins_total: ['aflatoxin_b1', 'aflatoxin_b2', 'aflatoxin_g1', 'aflatoxin_g2'],
  pah4_sum: ['benzo_a_pyrene', 'benz_a_anthracene', 'benzo_b_fluoranthene', 'chrysene'],
};

/** The total that stands for a species as worst case: it can pass its limit, never fail it. */
export const WORST_CASE: Readonly<Record<string, string>> = { arsenic_inorganic: 'arsenic_total', methylmercury: 'mercury_total' };

export const CLASS_3_SOLVENTS: readonly string[] = [
  'acetic_acid',
  'acetone',
  'anisole',
  '1_butanol',
  '2_butanol',
  'butyl_acetate',
  'tert_butylmethyl_ether',
  'dimethyl_sulfoxide',
  'ethanol',
  'ethyl_acetate',
  'ethyl_ether',
  'ethyl_formate',
  'formic_acid',
  'heptane',
  'isobutyl_acetate',
  'isopropyl_acetate',
  'methyl_acetate',
  '3_methyl_1_butanol',
  'methylethylketone',
  '2_methyl_1_propanol',
  'pentane',
  '1_pentanol',
  '1_propanol',
  'isopropyl_alcohol',
  'propyl_acetate',
];
