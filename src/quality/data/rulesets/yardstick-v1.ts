import type { RuleSetSource } from '../../ruleset-source.ts';

const metal = (id: string, analyte: string, value: string) =>
  ({ id, analyte, comparator: '<', value, unit: 'mg/kg', basis: 'per_gram', notes: 'the number of Utah and Rhode Island' }) as const;

/** A published list of limits for comparing vendors; no law. Every change is a new version with a new id. */
export const YARDSTICK_V1 = {
  id: 'yardstick_v1',
  title: 'Scoring yardstick, version 1',
  jurisdiction: 'INTL',
  force: 'yardstick for comparing vendors, not a law',
  appliesTo: 'kratom product',
  status: 'yardstick',
  confidence: 'high',
  source: { title: 'Leafproof scoring yardstick', section: 'version 1', retrievedFrom: 'this project' },
  rules: [
    metal('yardstick_v1-01', 'arsenic_total', '2'),
    metal('yardstick_v1-02', 'cadmium', '0.82'),
    metal('yardstick_v1-03', 'lead', '1.2'),
    metal('yardstick_v1-04', 'mercury_total', '0.4'),
    { id: 'yardstick_v1-05', analyte: 'salmonella', comparator: 'absent', unit: 'per 25 g', basis: 'absent', portion: '25 g' },
    { id: 'yardstick_v1-06', analyte: 'e_coli', comparator: 'absent', unit: 'per 10 g', basis: 'absent', portion: '10 g' },
    { id: 'yardstick_v1-07', analyte: 'tamc', comparator: '<=', value: '10000000', unit: 'cfu/g', basis: 'per_gram' },
    { id: 'yardstick_v1-08', analyte: 'tymc', comparator: '<=', value: '100000', unit: 'cfu/g', basis: 'per_gram' },
    { id: 'yardstick_v1-09', analyte: 'total_coliforms', comparator: '<=', value: '10000', unit: 'cfu/g', basis: 'per_gram' },
    {
      id: 'yardstick_v1-10',
      analyte: 'residual_solvents',
      comparator: '<=',
      value: 'USP <467>',
      basis: 'reference',
      refersTo: 'usp467',
      forms: ['concentrate', 'extract'],
      appliesTo: 'kratom extract',
    },
    { id: 'yardstick_v1-11', analyte: '7_hydroxymitragynine', comparator: '<=', value: '0.5', unit: 'mg/g', basis: 'per_gram' },
    { id: 'yardstick_v1-12', analyte: 'mitragynine_pseudoindoxyl', comparator: 'prohibited', value: '0', basis: 'prohibited' },
    { id: 'yardstick_v1-13', analyte: 'mgm_15', comparator: 'prohibited', value: '0', basis: 'prohibited' },
    { id: 'yardstick_v1-14', analyte: 'mgm_16', comparator: 'prohibited', value: '0', basis: 'prohibited' },
  ],
} satisfies RuleSetSource;
