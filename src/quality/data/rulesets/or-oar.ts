import type { RuleSetSource } from '../../ruleset-source.ts';

export const OR_OAR = {
  id: 'or_oar',
  title: 'Oregon OAR 150-475-6020',
  jurisdiction: 'US-OR',
  force: 'regulation',
  appliesTo: 'kratom products',
  effectiveFrom: '2023-07-01',
  status: 'in_force',
  confidence: 'high',
  notes: 'text of 333-007-0390 not retrieved; other sub-items of (3) cut off',
  source: {
    title: 'OAR 150-475-6020 (Cornell LII)',
    url: 'https://www.law.cornell.edu/regulations/oregon/Or-Admin-Code-SS-150-475-6020',
    section: '(3)(a)',
    quote: 'Microbiological contaminants under the standards in OAR 333-007-0390',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'or_oar-01',
      analyte: 'microbes',
      comparator: 'per_ref',
      value: 'OAR 333-007-0390',
      basis: 'reference',
      basisText: 'per batch; 0.5% by volume sampled; unfinished batch <=1000 lb',
    },
  ],
} satisfies RuleSetSource;
