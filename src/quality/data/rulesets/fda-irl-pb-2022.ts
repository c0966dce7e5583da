import type { RuleSetSource } from '../../ruleset-source.ts';

export const FDA_IRL_PB_2022 = {
  id: 'fda_irl_pb_2022',
  title: 'FDA interim reference level, dietary lead (Closer to Zero)',
  jurisdiction: 'US',
  force: 'agency benchmark, not a limit',
  benchmark: true,
  appliesTo: 'all food',
  effectiveFrom: '2022-01-01',
  status: 'reference_only',
  confidence: 'high',
  notes: 'whole-diet benchmark: never a product verdict',
  source: {
    title: 'Flannery 2022 Regul Toxicol Pharmacol 133:105202',
    url: 'https://pubmed.ncbi.nlm.nih.gov/35690180/',
    section: 'abstract',
    quote: '2.2 μg/day for children and 8.8 μg/day for females of childbearing age',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'fda_irl_pb_2022-01',
      analyte: 'lead',
      comparator: '<=',
      value: '8.8',
      unit: 'ug/day',
      basis: 'per_day',
      basisText: 'total diet, females of childbearing age',
    },
    {
      id: 'fda_irl_pb_2022-02',
      analyte: 'lead',
      comparator: '<=',
      value: '2.2',
      unit: 'ug/day',
      basis: 'per_day',
      basisText: 'total diet, children',
    },
  ],
} satisfies RuleSetSource;
