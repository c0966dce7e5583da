import type { RuleSetSource } from '../../ruleset-source.ts';

export const SD_KCPA = {
  id: 'sd_kcpa',
  title: 'South Dakota SDCL 34-20B-115.1',
  jurisdiction: 'US-SD',
  force: 'statute',
  appliesTo: 'kratom product',
  effectiveFrom: '2025-07-01',
  status: 'in_force',
  confidence: 'high',
  notes: 'effective date = default July 1 (medium)',
  source: {
    title: 'SDCL 34-20B-115.1 (lexace)',
    url: 'https://lexace.ai/us/statute/south-dakota/34-20B-115.1',
    section: '(1)',
    quote: 'greater than two percent of the alkaloid composition of the product',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'sd_kcpa-01',
      analyte: '7_hydroxymitragynine',
      comparator: '<=',
      value: '2',
      unit: '%',
      basis: 'share_of_alkaloids',
      basisText: 'of total alkaloid composition (alkaloid fraction)',
    },
  ],
} satisfies RuleSetSource;
