import type { RuleSetSource } from '../../ruleset-source.ts';

export const UT_KCPA_2019 = {
  id: 'ut_kcpa_2019',
  title: 'Utah Code 4-45-104 (2019 text)',
  jurisdiction: 'US-UT',
  force: 'statute',
  appliesTo: 'kratom product',
  effectiveFrom: '2019-05-14',
  effectiveTo: '2026-05-05',
  status: 'superseded',
  confidence: 'high',
  notes: 'end date = 2026 amendment eff. 05/06/2026 (bill XML); SB45 final effective date not seen',
  source: {
    title: 'Utah Code 4-45-104 enacted ch 329 2019',
    url: 'https://law.uslawyerdatabase.com/section-104-kratom-processor-requirements-criminal-penalty',
    section: '(1)(c)',
    quote: '7-hydroxymitragynine in the alkaloid fraction that is greater than 2% of the alkaloid composition',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'ut_kcpa_2019-01',
      analyte: '7_hydroxymitragynine',
      comparator: '<=',
      value: '2',
      unit: '%',
      basis: 'share_of_alkaloids',
      basisText: 'of total alkaloid composition (alkaloid fraction)',
    },
  ],
} satisfies RuleSetSource;
