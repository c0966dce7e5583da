/** Words for rule sets and the places they hold in. What was not seen is unknown, never allowed. */
import { JURISDICTIONS } from '../../quality/data/jurisdictions.ts';
import type { Jurisdiction } from '../../quality/jurisdiction.ts';
import { inForce, type Rule, type RuleSet } from '../../quality/ruleset.ts';
import type { Shade } from './verdict-words.ts';
import { dateWords } from './words.ts';

const PLACES: Readonly<Record<string, string>> = {
  US: 'United States, federal',
  'US-AL': 'Alabama',
  'US-AR': 'Arkansas',
  'US-AZ': 'Arizona',
  'US-CA': 'California',
  'US-CO': 'Colorado',
  'US-CT': 'Connecticut',
  'US-DC': 'District of Columbia',
  'US-FL': 'Florida',
  'US-GA': 'Georgia',
  'US-IN': 'Indiana',
  'US-KS': 'Kansas',
  'US-KY': 'Kentucky',
  'US-LA': 'Louisiana',
  'US-MD': 'Maryland',
  'US-MO': 'Missouri',
  'US-MS': 'Mississippi',
  'US-NE': 'Nebraska',
  'US-NV': 'Nevada',
  'US-OH': 'Ohio',
  'US-OK': 'Oklahoma',
  'US-OR': 'Oregon',
  'US-RI': 'Rhode Island',
  'US-SC': 'South Carolina',
  'US-SD': 'South Dakota',
  'US-TN': 'Tennessee',
  'US-TX': 'Texas',
  'US-UT': 'Utah',
  'US-VA': 'Virginia',
  'US-VT': 'Vermont',
  'US-WA': 'Washington',
  'US-WI': 'Wisconsin',
  'US-WV': 'West Virginia',
  'US/INTL': 'United States and international',
  CZ: 'Czechia',
  EU: 'European Union',
  HK: 'Hong Kong',
  ID: 'Indonesia',
  INTL: 'International',
  TH: 'Thailand',
  UK: 'United Kingdom',
};

export const placeWords = (id: string): string => PLACES[id] ?? id;

export const jurisdictionOf = (id: string): Jurisdiction | undefined => JURISDICTIONS.find(each => each.id === id);

/** Kinds of text by how far they bind. */
export const FORCES = [
  'statute',
  'regulation',
  'emergency',
  'order',
  'pharmacopoeia',
  'guidance',
  'standard',
  'proposed',
  'other',
] as const;
export type Force = (typeof FORCES)[number];

export const FORCE_WORDS: Record<Force, string> = {
  statute: 'Statutes',
  regulation: 'Regulations',
  emergency: 'Emergency rules',
  order: 'Federal orders',
  pharmacopoeia: 'Pharmacopoeias',
  guidance: 'Guidance and benchmarks',
  standard: 'Private and trade standards',
  proposed: 'Proposals',
  other: 'Other lists',
};

const KINDS: readonly (readonly [Force, RegExp])[] = [
  ['proposed', /proposed/],
  ['statute', /^statute/],
  ['emergency', /emergency/],
  ['regulation', /^regulation/],
  ['order', /order/],
  ['pharmacopoeia', /pharmacop/],
  ['guidance', /guid|benchmark/],
  ['standard', /standard|programme/],
];

export const forceOf = ({ force }: Pick<RuleSet, 'force'>): Force => KINDS.find(([, words]) => words.test(force))?.[0] ?? 'other';

/** How a rule stands on a day. */
export function stateOn(rule: Pick<Rule, 'status' | 'effectiveFrom' | 'effectiveTo'>, day: string): { shade: Shade; words: string } {
  const none: Shade = 'not_applicable';
  if (rule.status === 'reference_only') return { shade: none, words: 'a benchmark, never decides' };
  if (rule.status === 'yardstick') return { shade: none, words: 'a yardstick, not a law' };
  if (rule.status === 'proposed') return { shade: 'undecidable', words: 'only proposed' };
  if (rule.status.startsWith('not_enacted')) return { shade: 'undecidable', words: 'never seen enacted' };
  if (inForce(rule, day)) {
    if (rule.status === 'unverified') return { shade: 'undecidable', words: 'unknown: not verified' };
    return { shade: 'pass', words: rule.effectiveFrom === null ? 'in force, first day not known' : 'in force' };
  }
  const later = rule.effectiveFrom !== null && rule.effectiveFrom > day;
  return later
    ? { shade: none, words: `not yet: from ${partialDate(rule.effectiveFrom)}` }
    : { shade: none, words: `ended ${partialDate(rule.effectiveTo)}` };
}

const MONTH = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `2012-07` → `July 2012`; a year stays one. */
export function partialDate(iso: string | null | undefined): string {
  if (!iso) return 'not known';
  return /^\d{4}-\d{2}$/.test(iso) ? MONTH.format(new Date(`${iso}-01T00:00:00Z`)) : dateWords(iso);
}

export function spanWords({ effectiveFrom, effectiveTo }: Pick<Rule, 'effectiveFrom' | 'effectiveTo'>): string {
  if (effectiveFrom === null && effectiveTo === null) return 'first day not known';
  if (effectiveTo === null) return `since ${partialDate(effectiveFrom)}`;
  return `${partialDate(effectiveFrom)} to ${partialDate(effectiveTo)}`;
}

export const CONFIDENCE_WORDS: Record<string, string> = {
  high: 'the text itself was seen',
  medium: 'seen second-hand or in part',
  low: 'not verified',
};

/** What a rule may say in public. */
export const STANDING_SENTENCES: Record<Rule['standing'], string> = {
  public: 'Its text was seen, so a value over it is shown as over.',
  unverified: 'Its text was not verified, so a value over it is shown as such, and counted apart.',
  reference_only: 'It is a benchmark: values are compared with it, and it never decides.',
};

export type PlaceKind = 'regulated' | 'banned' | 'unknown' | 'other';

export const PLACE_KINDS: Record<PlaceKind, string> = {
  regulated: 'Regulated',
  banned: 'Banned',
  unknown: 'Unknown',
  other: 'Something else',
};

export function placeKind({ status }: Pick<Jurisdiction, 'status'>): PlaceKind {
  if (/^unknown|no state law seen/.test(status)) return 'unknown';
  if (/^banned/.test(status)) return 'banned';
  return /regulated/.test(status) ? 'regulated' : 'other';
}

/** The status in the words of the data; one that says “legal” says instead what makes it so. */
export const placeStatus = ({ status }: Pick<Jurisdiction, 'status'>): string =>
  status
    .replace(/^legal, /, 'under ')
    .replace(/: show as unknown.*$/, '')
    .replaceAll(/\d{4}-\d{2}-\d{2}/g, dateWords);

export const isWebAddress = (url: string): boolean => /^https?:\/\//.test(url);

/** Texts that came before or after this one: of the same place, or of the same line of a national text. */
export function otherVersions(set: RuleSet, all: readonly RuleSet[]): RuleSet[] {
  const national = /^(US|INTL|US\/INTL)$/.test(set.jurisdiction);
  const line = (id: string) =>
    id
      .split('_')
      .slice(0, /^(us|fda)_/.test(id) ? 2 : 1)
      .join('_');
  return all
    .filter(other => other.id !== set.id && other.jurisdiction === set.jurisdiction && (!national || line(other.id) === line(set.id)))
    .toSorted((a, b) => ((a.rules[0]?.effectiveFrom ?? '') < (b.rules[0]?.effectiveFrom ?? '') ? -1 : 1));
}
