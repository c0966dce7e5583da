import type { RuleSetSource } from '../../ruleset-source.ts';

export const FL_2ER25_2 = {
  id: 'fl_2er25_2',
  title: 'Florida emergency rule 2ER25-2',
  jurisdiction: 'US-FL',
  force: 'emergency rule',
  appliesTo: 'any product',
  effectiveFrom: '2025-08-13',
  effectiveTo: '2026-06-21',
  status: 'superseded',
  confidence: 'medium',
  notes:
    'first filed at 1% by total weight and amended within days to 400 ppm dry weight (Global Kratom Coalition release, eznewswire): so the 1% report was right for the first text; dry basis: moisture needed; end date inferred from 2ER26-1',
  source: {
    title: 'ACS Laboratory on 2ER25-2',
    url: 'https://www.acslab.com/kratom/florida-outlaws-concentrated-7-oh-what-national-kratom-brands-need-to-know-now',
    quote: 'exceeds 400 parts per million (ppm) on a dry-weight basis',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'fl_2er25_2-01',
      analyte: '7_hydroxymitragynine',
      comparator: '<=',
      value: '400',
      unit: 'ppm',
      basis: 'per_gram_dry',
      basisText: 'dry weight',
    },
  ],
} satisfies RuleSetSource;
