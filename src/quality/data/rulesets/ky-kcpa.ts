import type { RuleSetSource } from '../../ruleset-source.ts';

export const KY_KCPA = {
  id: 'ky_kcpa',
  title: 'Kentucky KRS 217.2202',
  jurisdiction: 'US-KY',
  force: 'statute',
  appliesTo: 'kratom product',
  effectiveFrom: '2024-07-15',
  status: 'in_force',
  confidence: 'high',
  source: { title: 'KRS 217.2202', url: 'https://courtgpt.ai/laws/kentucky/chapter-217/section-217-2202', retrievedFrom: 'web page' },
  rules: [
    {
      id: 'ky_kcpa-01',
      analyte: '7_hydroxymitragynine',
      comparator: '<=',
      value: '2',
      unit: '%',
      basis: 'share_of_alkaloids',
      basisText: 'of total alkaloid composition (alkaloid fraction)',
      notes: 'Nov 2025 CHFS move to schedule concentrated 7-OH; 2026 ban reported pending',
      source: { section: '(2)(c)', quote: 'greater than two percent (2%) of the overall alkaloid composition of the product' },
    },
    {
      id: 'ky_kcpa-02',
      analyte: 'residual_solvents',
      comparator: '<=',
      value: 'USP <467>',
      basis: 'reference',
      basisText: 'per USP 467',
      refersTo: 'usp467',
      source: {
        section: '(2)(e)',
        quote: 'residual solvents higher than those permitted under the United States Pharmacopeia Chapter 467',
      },
    },
  ],
} satisfies RuleSetSource;
