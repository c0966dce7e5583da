import type { RuleSetSource } from '../../ruleset-source.ts';

export const TX_KCPA = {
  id: 'tx_kcpa',
  title: 'Texas Health & Safety Code 444.003',
  jurisdiction: 'US-TX',
  force: 'statute',
  appliesTo: 'kratom product',
  effectiveFrom: '2023-09-01',
  status: 'in_force',
  confidence: 'high',
  notes: '2025 SB1868/HB291/HB227 bans introduced; enactment not seen',
  source: {
    title: 'Tex. H&S Code 444.003',
    url: 'https://app.legiplex.com/tx/legislature/2023/88-0/bills/sb497/draft-627483?id=627483',
    section: '444.003(3)',
    quote: 'greater than two percent of the overall alkaloid composition of the product',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'tx_kcpa-01',
      analyte: '7_hydroxymitragynine',
      comparator: '<=',
      value: '2',
      unit: '%',
      basis: 'share_of_alkaloids',
      basisText: 'of total alkaloid composition (alkaloid fraction)',
    },
  ],
} satisfies RuleSetSource;
