import type { RuleSetSource } from '../../ruleset-source.ts';

export const SC_KCPA = {
  id: 'sc_kcpa',
  title: 'South Carolina 44-53-2020',
  jurisdiction: 'US-SC',
  force: 'statute',
  appliesTo: 'kratom product',
  effectiveFrom: '2025-07-11',
  status: 'in_force',
  confidence: 'high',
  source: {
    title: 'SC Code 44-53-2020 (lexace); S221 history',
    url: 'https://lexace.ai/us/statute/south-carolina/44-53-2020',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'sc_kcpa-01',
      analyte: 'residual_solvents',
      comparator: '<=',
      value: 'USP <467>',
      basis: 'reference',
      basisText: 'per USP 467',
      refersTo: 'usp467',
      notes: 'signed 2025-05-12, 60-day effective date from memory',
      source: { section: '(A)(2)(d)', quote: 'levels of residual solvents higher than the standards set forth in Chapter 467' },
    },
    {
      id: 'sc_kcpa-02',
      analyte: '7_hydroxymitragynine',
      comparator: 'none',
      basis: 'none',
      basisText: 'NO 2% cap',
      notes: 'cap was STRUCK; only fully synthetic alkaloids barred',
      source: {
        section: 'committee amendment 2025-04-18',
        quote: 'striking ... (c) contains a level of 7-hydroxymitragynine ... greater than two percent',
      },
    },
  ],
} satisfies RuleSetSource;
