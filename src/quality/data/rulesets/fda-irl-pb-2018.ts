import type { RuleSetSource } from '../../ruleset-source.ts';

export const FDA_IRL_PB_2018 = {
  id: 'fda_irl_pb_2018',
  title: 'FDA interim reference level, lead (2018)',
  jurisdiction: 'US',
  force: 'agency benchmark',
  benchmark: true,
  appliesTo: 'all food',
  effectiveFrom: '2018',
  effectiveTo: '2022',
  status: 'superseded',
  confidence: 'high',
  source: { title: 'Dolan 2020 Regul Toxicol Pharmacol 111:104579', url: 'https://www.pubmed.gov/31945454/', retrievedFrom: 'web page' },
  rules: [
    {
      id: 'fda_irl_pb_2018-01',
      analyte: 'lead',
      comparator: '<=',
      value: '12.5',
      unit: 'ug/day',
      basis: 'per_day',
      basisText: 'total diet, women of childbearing age / adults',
      source: { quote: 'interim reference level (IRL) for lead of 3 μg/day in children and 12.5 μg/day' },
    },
    {
      id: 'fda_irl_pb_2018-02',
      analyte: 'lead',
      comparator: '<=',
      value: '3',
      unit: 'ug/day',
      basis: 'per_day',
      basisText: 'total diet, children',
      source: { quote: 'IRL for lead of 3 μg/day in children' },
    },
  ],
} satisfies RuleSetSource;
