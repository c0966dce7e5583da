import type { RuleSetSource } from '../../ruleset-source.ts';

export const MD_KCPA = {
  id: 'md_kcpa',
  title: 'Maryland Health-General 21-2E-02',
  jurisdiction: 'US-MD',
  force: 'statute',
  appliesTo: 'kratom product',
  effectiveFrom: '2024-10-01',
  status: 'in_force',
  confidence: 'high',
  notes: 'also requires product to be recognised as dietary ingredient or approved drug by FDA (a)(2)(ii): de facto bar',
  source: {
    title: 'Md. Code HG 21-2E-02 (lexace)',
    url: 'https://lexace.ai/us/statute/maryland/HG-21-2E-02',
    section: '(b)(1)(iii)',
    quote: 'greater than 2% of the alkaloid composition of the product',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'md_kcpa-01',
      analyte: '7_hydroxymitragynine',
      comparator: '<=',
      value: '2',
      unit: '%',
      basis: 'share_of_alkaloids',
      basisText: 'of total alkaloid composition (alkaloid fraction)',
    },
  ],
} satisfies RuleSetSource;
