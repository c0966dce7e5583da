import type { RuleSetSource } from '../../ruleset-source.ts';

export const CZ_448_2025 = {
  id: 'cz_448_2025',
  title: 'Czech Decree 448/2025 Sb. (psychomodulatory substances)',
  jurisdiction: 'CZ',
  force: 'regulation',
  appliesTo: 'kratom powder',
  effectiveFrom: '2025-11-12',
  status: 'in_force',
  confidence: 'medium',
  source: {
    title: 'plodyzeme.cz (vendor) on Decree 448/2025 & Reg 456/2025; novyepis.cz contents',
    url: 'https://www.plodyzeme.cz/en/nase-novinky/age-restriction-kratom-sales-18-plus/',
    section: 'Annex 1',
    quote: 'maximum of 1,250 mg of mitragynine and 50 mg of 7-hydroxymitragynine per 50g package',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'cz_448_2025-01',
      analyte: 'mitragynine',
      comparator: '<=',
      value: '1250',
      unit: 'mg',
      basis: 'per_container',
      basisText: 'per 50 g package',
      forms: ['powder'],
      per: '50 g',
      notes:
        '= 2.5% w/w; decree eff. 2025-11-08, kratom listed by Reg. 456/2025 eff. 2025-11-12; Annex 3 chem/micro limits & Annex 5 max doses exist but numbers NOT seen',
    },
    {
      id: 'cz_448_2025-02',
      analyte: '7_hydroxymitragynine',
      comparator: '<=',
      value: '50',
      unit: 'mg',
      basis: 'per_container',
      basisText: 'per 50 g package',
      forms: ['powder'],
      per: '50 g',
      notes: '= 0.1% w/w',
    },
  ],
} satisfies RuleSetSource;
