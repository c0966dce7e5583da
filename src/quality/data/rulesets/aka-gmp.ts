import type { RuleSetSource } from '../../ruleset-source.ts';

export const AKA_GMP = {
  id: 'aka_gmp',
  title: 'American Kratom Association GMP standard',
  jurisdiction: 'US',
  force: 'trade programme',
  appliesTo: 'kratom product',
  effectiveFrom: '2018-08-21',
  status: 'in_force',
  confidence: 'medium',
  notes: 'programme published 2018-08-21 (PRNewswire); metals/micro numbers of AKA programme NOT found',
  source: {
    title: 'Gold Standard Analytics 7-OH page',
    url: 'https://www.goldstandardanalytics.com/7-hydroxymitragynine-testing',
    quote: 'The American Kratom Association GMP standard sets the cap at 2 % of total alkaloid content',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'aka_gmp-01',
      analyte: '7_hydroxymitragynine',
      comparator: '<=',
      value: '2',
      unit: '%',
      basis: 'share_of_alkaloids',
      basisText: 'of total alkaloid composition (alkaloid fraction)',
    },
  ],
} satisfies RuleSetSource;
