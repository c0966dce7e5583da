/** Named selections of rule sets. */
import type { RuleSet } from './ruleset.ts';
import { RULESETS, ruleSetById } from './rulesets.ts';

export interface Profile {
  readonly id: string;
  readonly title: string;
  readonly rulesets: readonly string[];
  readonly note?: string;
}

const FEDERAL = ['us_dea_mp', 'usp2232_2023', 'usp2023', 'usp467'];

export const PROFILES: readonly Profile[] = [
  { id: 'us_federal', title: 'US federal and pharmacopoeia', rulesets: FEDERAL },
  { id: 'utah', title: 'Utah', rulesets: ['ut_r70_580', 'ut_kcpa_2019', 'ut_2026', 'ut_r70_580_documents', 'us_dea_mp'] },
  { id: 'rhode_island', title: 'Rhode Island', rulesets: ['ri_21_28_12', 'us_dea_mp'] },
  { id: 'georgia', title: 'Georgia', rulesets: ['ga_hb181', 'us_dea_mp'] },
  { id: 'mississippi', title: 'Mississippi', rulesets: ['ms_hb1077', 'us_dea_mp'] },
  { id: 'texas', title: 'Texas', rulesets: ['tx_kcpa', 'us_dea_mp'] },
  { id: 'kentucky', title: 'Kentucky', rulesets: ['ky_kcpa', 'us_dea_mp'] },
  { id: 'oklahoma', title: 'Oklahoma', rulesets: ['ok_kcpa', 'us_dea_mp'] },
  { id: 'nebraska', title: 'Nebraska', rulesets: ['ne_lb230', 'ne_lb230_documents', 'us_dea_mp'] },
  {
    id: 'florida',
    title: 'Florida',
    rulesets: ['fl_2er25_2', 'fl_2er26_1', 'us_dea_mp'],
    note: 'emergency rules; the text of 2026 was not seen',
  },
  { id: 'ohio', title: 'Ohio', rulesets: ['oh_4729', 'us_dea_mp'], note: 'what followed 2026-06-10 is unknown' },
  { id: 'california_warning', title: 'California, Proposition 65', rulesets: ['prop65', 'us_dea_mp'], note: 'warning levels, not limits' },
  {
    id: 'european_union',
    title: 'European Union',
    rulesets: ['eu_2023_915'],
    note: 'kratom is a potential novel food: within these limits is not allowed to be sold',
  },
  { id: 'czechia', title: 'Czechia', rulesets: ['cz_448_2025'] },
  { id: 'herbal_trade', title: 'Herbal trade guidance (AHPA)', rulesets: ['ahpa_metals_2012', 'ahpa_micro', 'aka_gmp'] },
  { id: 'yardstick', title: 'Scoring yardstick', rulesets: ['yardstick_v1'], note: 'a list for comparing vendors, not a law' },
  {
    id: 'strictest',
    title: 'Strictest of all',
    rulesets: RULESETS.filter(set => set.rules.some(rule => rule.standing !== 'reference_only')).map(({ id }) => id),
    note: 'for the curious; never the default, never scored',
  },
];

/** What a visitor who chose nothing sees. */
export const DEFAULT_PROFILE = 'us_federal';

export const profileById = (id: string): Profile | undefined => PROFILES.find(profile => profile.id === id);

export const ruleSetsOf = (profile: Profile): RuleSet[] => profile.rulesets.map(id => ruleSetById(id)).filter(set => set !== undefined);

/** Those named and those of the profile, each once. */
export function ruleSetsFor(named: readonly string[], profile: Profile | undefined): RuleSet[] {
  const ids = new Set([...named, ...(profile?.rulesets ?? [])]);
  return RULESETS.filter(({ id }) => ids.has(id));
}
