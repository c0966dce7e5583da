import type { RuleSetSource } from '../../ruleset-source.ts';

export const CO_SB072 = {
  id: 'co_sb072',
  title: 'Colorado SB25-072 (C.R.S. 6-1-740)',
  jurisdiction: 'US-CO',
  force: 'statute',
  appliesTo: 'kratom product',
  status: 'unverified',
  confidence: 'low',
  notes:
    'signed 2025-05-28; cap clause and effective date not read; cap seen only in summaries of the introduced bill; enacted text excerpt defines alkaloid fraction but cap clause and effective date not read. "2026" is not a date',
  source: {
    title: 'kratomanonymous overview',
    url: 'https://www.kratomanonymous.com/about-kratom/overview-of-current-7-oh-regulations-in-the-united-states-9sgxj',
    quote: 'less than 2 percent 7-OH within the total alkaloid content',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'co_sb072-01',
      analyte: '7_hydroxymitragynine',
      comparator: '<=',
      value: '2',
      unit: '%',
      basis: 'share_of_alkaloids',
      basisText: 'of total alkaloid composition (alkaloid fraction)',
    },
  ],
} satisfies RuleSetSource;
