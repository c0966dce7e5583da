import type { RuleSetSource } from '../../ruleset-source.ts';

export const NE_LB230 = {
  id: 'ne_lb230',
  title: 'Nebraska LB230 (Neb. Rev. Stat. 71-3801 ff)',
  jurisdiction: 'US-NE',
  force: 'statute',
  appliesTo: 'kratom product',
  effectiveFrom: '2025-07-01',
  status: 'in_force',
  confidence: 'high',
  notes: 'registration from 2026-01-01; CoA from ISO 17025 lab',
  source: {
    title: 'LB230 reports',
    url: 'https://test.daily8.com/en/article/6963ea207d0a37975d093a6718e32cbe',
    quote: 'no more than 2% of the total alkaloid composition',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'ne_lb230-01',
      analyte: '7_hydroxymitragynine',
      comparator: '<=',
      value: '2',
      unit: '%',
      basis: 'share_of_alkaloids',
      basisText: 'of total alkaloid composition (alkaloid fraction)',
    },
  ],
} satisfies RuleSetSource;
