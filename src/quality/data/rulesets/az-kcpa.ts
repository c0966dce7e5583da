import type { RuleSetSource } from '../../ruleset-source.ts';

export const AZ_KCPA = {
  id: 'az_kcpa',
  title: 'Arizona A.R.S. 36-795.02',
  jurisdiction: 'US-AZ',
  force: 'statute',
  appliesTo: 'kratom product',
  effectiveFrom: '2019',
  status: 'in_force',
  confidence: 'high',
  notes: '2026 SB bill: 800 ppm 7-OH narcotic threshold, age 21: enactment not seen',
  source: {
    title: 'Arizona AG consumer alert (AZFamily)',
    url: 'https://www.europesays.com/uk/623916',
    quote: '7-hydroxymitragynine greater than 2% of the alkaloid composition of the product',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'az_kcpa-01',
      analyte: '7_hydroxymitragynine',
      comparator: '<=',
      value: '2',
      unit: '%',
      basis: 'share_of_alkaloids',
      basisText: 'of total alkaloid composition (alkaloid fraction)',
    },
  ],
} satisfies RuleSetSource;
