import type { RuleSetSource } from '../../ruleset-source.ts';

export const US_DEA_MP = {
  id: 'us_dea_mp',
  title: 'DEA temporary order: MP, MGM-15, MGM-16 in Schedule I (FR Doc 2026-17429, DEA-1644)',
  jurisdiction: 'US',
  force: 'federal order',
  appliesTo: 'all products',
  effectiveFrom: '2026-08-26',
  effectiveTo: '2028-08-26',
  status: 'in_force',
  confidence: 'high',
  source: {
    title: 'iKratom briefing 2026-08-25 (quotes FR docs); Nutritional Outlook 2026-07',
    url: 'https://www.federalregister.gov/documents/2026/08/26/2026-17429/',
    quote: 'This temporary order is effective ... until August 26, 2028',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'us_dea_mp-01',
      analyte: 'mitragynine_pseudoindoxyl',
      comparator: 'prohibited',
      value: '0',
      basis: 'prohibited',
      basisText: 'Schedule I, no threshold',
      source: { section: '21 CFR 1308.11(h)(89)' },
    },
    {
      id: 'us_dea_mp-02',
      analyte: 'mgm_15',
      comparator: 'prohibited',
      value: '0',
      basis: 'prohibited',
      basisText: 'Schedule I, no threshold',
      source: { section: '(h)(90)' },
    },
    {
      id: 'us_dea_mp-03',
      analyte: 'mgm_16',
      comparator: 'prohibited',
      value: '0',
      basis: 'prohibited',
      basisText: 'Schedule I, no threshold',
      source: { section: '(h)(91)' },
    },
  ],
} satisfies RuleSetSource;
