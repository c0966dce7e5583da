import type { RuleSetSource } from '../../ruleset-source.ts';

export const OR_KCPA = {
  id: 'or_kcpa',
  title: 'Oregon HB4010 (2022) / ORS 475.390s',
  jurisdiction: 'US-OR',
  force: 'statute',
  appliesTo: 'kratom product',
  effectiveFrom: '2023-07-01',
  status: 'not_enacted?',
  confidence: 'low',
  notes:
    'quote from 2021 bill; 2022 act text not seen; NO cap seen in Or Laws 2022 c.41 (ORS 475.394-404) or OAR 150-475-6020(3) (microbiology only); 2% comes from 2021 HB2646. Do not judge',
  source: {
    title: 'kratomscience on HB2646 (2021)',
    url: 'https://www.kratomscience.com/2021/06/30/lets-look-at-the-oregon-kratom-consumer-protection-act/',
    quote: '7-hydroxymitragyinine that is greater than 2% of alkaloids',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'or_kcpa-01',
      analyte: '7_hydroxymitragynine',
      comparator: '<=',
      value: '2',
      unit: '%',
      basis: 'share_of_alkaloids',
      basisText: 'of total alkaloid composition (alkaloid fraction)',
    },
  ],
} satisfies RuleSetSource;
