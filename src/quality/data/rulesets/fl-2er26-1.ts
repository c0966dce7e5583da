import type { RuleSetSource } from '../../ruleset-source.ts';

export const FL_2ER26_1 = {
  id: 'fl_2er26_1',
  title: 'Florida emergency rule 2ER26-1',
  jurisdiction: 'US-FL',
  force: 'emergency rule',
  effectiveFrom: '2026-06-22',
  status: 'unverified',
  confidence: 'low',
  source: {
    title: 'antikratom.org Florida page',
    url: 'https://antikratom.org/states/florida.html',
    quote: 'no more than 1 mg/g (solid) or 1 mg/mL (liquid) ... ratio of mitragynine to 7-OH is at least 100:1',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'fl_2er26_1-01',
      analyte: '7_hydroxymitragynine',
      comparator: '<=',
      value: '1',
      unit: 'mg/g',
      basis: 'per_gram',
      basisText: 'solid product (7-OH and six related compounds)',
      appliesTo: 'solid',
      forms: ['raw_leaf', 'powder', 'capsule', 'tablet', 'tea_bag', 'gummy'],
      unsureForms: ['concentrate', 'extract'],
      notes:
        'advocacy source; whether limit is per compound or sum not seen; single advocacy page; the 100:1 ratio would fail most plain leaf (15 mg/g MG, 0.2-0.4 mg/g 7-OH); never decide publicly until the rule text is read; emergency rule: expiry unknown',
    },
    {
      id: 'fl_2er26_1-02',
      analyte: '7_hydroxymitragynine',
      comparator: '<=',
      value: '1',
      unit: 'mg/mL',
      basis: 'per_ml',
      basisText: 'liquid product',
      appliesTo: 'liquid',
      forms: ['liquid'],
      unsureForms: ['concentrate', 'extract'],
      notes:
        'single advocacy page; the 100:1 ratio would fail most plain leaf (15 mg/g MG, 0.2-0.4 mg/g 7-OH); never decide publicly until the rule text is read; emergency rule: expiry unknown',
    },
    {
      id: 'fl_2er26_1-03',
      analyte: 'ratio_mitragynine_to_7oh',
      comparator: '>=',
      value: '100',
      unit: 'ratio',
      basis: 'ratio',
      basisText: 'mitragynine : 7-OH',
      appliesTo: 'all',
      numerator: 'mitragynine',
      denominator: '7_hydroxymitragynine',
      notes:
        'single advocacy page; the 100:1 ratio would fail most plain leaf (15 mg/g MG, 0.2-0.4 mg/g 7-OH); never decide publicly until the rule text is read; emergency rule: expiry unknown',
    },
  ],
} satisfies RuleSetSource;
