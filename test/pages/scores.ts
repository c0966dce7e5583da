/** Scorecards of invented vendors, computed by the real model. */
import { scoreAll } from '../../src/quality/scorecard.ts';
import { type Explanation, explain } from '../../src/quality/scorecard-explain.ts';
import type { LotInput, ScoresInput, VendorInput } from '../../src/quality/scores-input.ts';

type Lead = 'pass' | 'fail' | 'undecidable';

export function scoredLot(n: number, lead: Lead = 'pass', over: Partial<LotInput> = {}): LotInput {
  const verdict = (rule: string, word: Lead, value: string) => ({ rule, verdict: word, detected: word !== 'pass', sees: true, value });
  return {
    id: `lot-${n}`,
    number: `QC-${n}`,
    product: 'product-1',
    form: 'powder',
    link: 'printed',
    tests: [
      {
        ...{ id: `certificate-${n}:0`, certificate: `certificate-${n}`, date: `2026-0${1 + (n % 8)}-01`, dateBasis: 'reported' as const },
        ...{ laboratory: { name: 'North Bench', independent: true }, original: true, verifiable: false, claims: [], retest: null },
        panel: (['alkaloids', 'arsenic', 'cadmium', 'lead', 'mercury', 'counts'] as const).map(item => ({ item, inScope: null })),
        verdicts: [
          verdict('yardstick_v1-03', lead, lead === 'fail' ? '1.8 mg/kg' : '0.3 mg/kg'),
          verdict('yardstick_v1-07', 'pass', '120000 CFU/g'),
        ],
        contents: [{ analyte: 'mitragynine' as const, amount: { lower: `${12 + n / 10}`, upper: `${12 + n / 10}` } }],
      },
    ],
    ...over,
  };
}

/** A pathogen, found. */
export const withSalmonella = (lot: LotInput): LotInput => ({
  ...lot,
  tests: lot.tests.map(test => ({
    ...test,
    verdicts: [
      ...test.verdicts,
      { rule: 'yardstick_v1-05', verdict: 'fail' as const, detected: true, sees: true, value: 'Present per 25 g' },
    ],
  })),
});

export function scored(lots: readonly LotInput[]): Explanation {
  const vendor: VendorInput = { id: 'quiet-creek', name: 'Quiet Creek Botanicals', sample: false, unlinked: 2, lots: [...lots] };
  const input: ScoresInput = { format: 'leafproof-scores-input', version: 1, model: 'scorecard_v1', asOf: '2026-09-01', vendors: [vendor] };
  if (scoreAll(input).vendors.length !== 1) throw new Error('one vendor in, one scorecard out');
  return explain(input, vendor.id)!;
}
