import type { RuleSetSource } from '../../ruleset-source.ts';

export const WHO_2007 = {
  id: 'who_2007',
  title: 'WHO guidelines contaminants & residues in herbal medicines',
  jurisdiction: 'INTL',
  force: 'guideline',
  appliesTo: 'herbal materials',
  status: 'in_force',
  confidence: 'low',
  notes: 'memory',
  source: {
    title: 'WHO 2007 (numeric table not seen)',
    url: 'https://www.scribd.com/document/393446335/who-guidelines-for-herbal-medicines-pdf',
    retrievedFrom: 'memory',
  },
  rules: [
    {
      id: 'who_2007-01',
      analyte: 'lead',
      comparator: '<=',
      value: '10',
      unit: 'mg/kg',
      basis: 'per_gram_dry',
      basisText: 'dry',
      forms: ['raw_leaf', 'powder'],
    },
    {
      id: 'who_2007-02',
      analyte: 'cadmium',
      comparator: '<=',
      value: '0.3',
      unit: 'mg/kg',
      basis: 'per_gram_dry',
      basisText: 'dry',
      forms: ['raw_leaf', 'powder'],
    },
  ],
} satisfies RuleSetSource;
