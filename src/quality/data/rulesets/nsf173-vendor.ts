import type { RuleSetSource } from '../../ruleset-source.ts';

export const NSF173_VENDOR = {
  id: 'nsf173_vendor',
  title: 'NSF/ANSI 173 metals as cited on a kratom vendor CoA page',
  jurisdiction: 'US',
  force: 'private standard (second-hand)',
  appliesTo: 'dietary supplement',
  status: 'reference_only',
  confidence: 'low',
  notes: 'second-hand vendor statement mixing NSF and USP; primary text not seen',
  source: {
    title: 'Happy Go Leafy batch page 0002801',
    url: 'https://behappygoleafy.com/lab/0002801/',
    quote: 'Lead: 10 mcg/day Cadmium: 4.1 mcg/day Arsenic: 10 mcg/day Mercury: 2 mcg/day Nickel: 200 mcg/day',
    retrievedFrom: 'web page',
  },
  rules: [
    { id: 'nsf173_vendor-01', analyte: 'lead', comparator: '<=', value: '10', unit: 'ug/day', basis: 'per_day', basisText: 'per day' },
    { id: 'nsf173_vendor-02', analyte: 'cadmium', comparator: '<=', value: '4.1', unit: 'ug/day', basis: 'per_day', basisText: 'per day' },
    {
      id: 'nsf173_vendor-03',
      analyte: 'arsenic_total',
      comparator: '<=',
      value: '10',
      unit: 'ug/day',
      basis: 'per_day',
      basisText: 'per day',
    },
    {
      id: 'nsf173_vendor-04',
      analyte: 'mercury_total',
      comparator: '<=',
      value: '2',
      unit: 'ug/day',
      basis: 'per_day',
      basisText: 'per day',
    },
    { id: 'nsf173_vendor-05', analyte: 'nickel', comparator: '<=', value: '200', unit: 'ug/day', basis: 'per_day', basisText: 'per day' },
  ],
} satisfies RuleSetSource;
