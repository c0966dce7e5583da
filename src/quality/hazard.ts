/** What a scorecard compares vendors by: hazard groups of the scoring yardstick, and the panels a careful buyer needs. Model version 1. */
import type { Form } from '../coa/form.ts';

export const MODEL = 'scorecard_v1';
export const YARDSTICK = 'yardstick_v1';

export const HAZARD_GROUPS = ['metals', 'pathogens', 'microbial_counts', 'solvents', 'alkaloids'] as const;
/** `alkaloids`: 7-OH and synthetic alkaloids. */
export type HazardGroup = (typeof HAZARD_GROUPS)[number];

/** Overall needs metals and one of these. */
export const MICROBIAL_GROUPS = ['pathogens', 'microbial_counts'] as const satisfies readonly HazardGroup[];

const rule = (number: string) => `${YARDSTICK}-${number}`;

export const RULES_OF: Readonly<Record<HazardGroup, readonly string[]>> = {
  metals: ['01', '02', '03', '04'].map(rule),
  pathogens: ['05', '06'].map(rule),
  microbial_counts: ['07', '08', '09'].map(rule),
  solvents: ['10'].map(rule),
  alkaloids: ['11', '12', '13', '14'].map(rule),
};

/** Pathogens, and substances that must not be found at all: their failures of the last 12 months are stated on their own. */
export const RED_RULES: Readonly<Record<string, 'pathogen' | 'prohibited'>> = {
  [rule('05')]: 'pathogen',
  [rule('06')]: 'pathogen',
  [rule('12')]: 'prohibited',
  [rule('13')]: 'prohibited',
  [rule('14')]: 'prohibited',
};

export const PANEL_ITEMS = ['alkaloids', 'arsenic', 'cadmium', 'lead', 'mercury', 'salmonella', 'e_coli', 'counts', 'solvents'] as const;
export type PanelItem = (typeof PANEL_ITEMS)[number];

/** Solvents are needed of extracts only. */
export const neededItems = (form: Form | null): readonly PanelItem[] =>
  form === 'extract' || form === 'concentrate' ? PANEL_ITEMS : PANEL_ITEMS.filter(item => item !== 'solvents');

/** Lots under which nothing is scored, and under which "few lots" is said first. */
export const LEAST_LOTS = 3;
export const FEW_LOTS = 10;
/** Vendors under which the prior is Beta(1, 1). */
export const LEAST_VENDORS = 20;
export const HALF_LIFE_MONTHS = 18;
export const RED_MONTHS = 12;
export const LEVEL = 0.9;
