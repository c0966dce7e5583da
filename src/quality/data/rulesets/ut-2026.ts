import type { RuleSetSource } from '../../ruleset-source.ts';

export const UT_2026 = {
  id: 'ut_2026',
  title: 'Utah Code 4-45-104 (2026: pure leaf only)',
  jurisdiction: 'US-UT',
  force: 'statute',
  appliesTo: 'kratom product',
  effectiveFrom: '2026-05-06',
  status: 'in_force',
  confidence: 'medium',
  notes: 'manufacture for export-only carve-out until 2027-03-06; definition of pure leaf (numeric) not seen; exact effective date medium',
  source: {
    title: 'lexace.ai Utah 4-45-104',
    url: 'https://lexace.ai/us/statute/utah/4-45-104',
    section: '(1)(a)',
    quote: 'may not ... sell ... a kratom product that: (a) is not pure leaf kratom',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'ut_2026-01',
      analyte: 'product_form',
      comparator: 'must_be',
      value: 'pure leaf kratom',
      basis: 'product_form',
      basisText: 'product form',
    },
  ],
} satisfies RuleSetSource;
