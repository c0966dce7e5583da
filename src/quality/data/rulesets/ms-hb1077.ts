import type { RuleSetSource } from '../../ruleset-source.ts';

export const MS_HB1077 = {
  id: 'ms_hb1077',
  title: 'Mississippi HB 1077 (2025)',
  jurisdiction: 'US-MS',
  force: 'statute',
  appliesTo: 'kratom product',
  effectiveFrom: '2025-07-01',
  status: 'in_force',
  confidence: 'high',
  source: {
    title: 'HB1077 as sent to governor (legiplex)',
    url: 'https://app.legiplex.com/ms/legislature/2025/2025-r/bills/hb1077/drafts-compare',
    section: 's.1(a)',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'ms_hb1077-01',
      analyte: '7_hydroxymitragynine',
      comparator: '<=',
      value: '1',
      unit: '%',
      basis: 'share_of_alkaloids',
      basisText: 'of total alkaloid composition (alkaloid fraction)',
      notes:
        'percent weight basis, HPLC confirmed; DEFINITION of "kratom product", text "as sent to governor": report "does not meet the HB 1077 definition", not "illegal"',
      source: {
        quote:
          'not greater than one percent (1%) of the amount of total kratom alkaloids ... HPLC ... not to exceed one-half (0.5) milligram per container',
      },
    },
    {
      id: 'ms_hb1077-02',
      analyte: '7_hydroxymitragynine',
      comparator: '<=',
      value: '0.5',
      unit: 'mg',
      basis: 'per_container',
      basisText: 'per container',
      notes:
        'AND condition; catches almost every leaf pack (natural leaf 0.1-0.4 mg/g); DEFINITION of "kratom product", text "as sent to governor": report "does not meet the HB 1077 definition", not "illegal"',
      source: { quote: 'not to exceed one-half (0.5) milligram per container' },
    },
  ],
} satisfies RuleSetSource;
