/** Short ways to write scores inputs in tests. */
import type { LotInput, RuleVerdict, ScoresInput, TestInput, VendorInput } from '../../src/quality/scores-input.ts';

const RULES: Readonly<Record<string, string>> = { lead: '03', salmonella: '05', e_coli: '06', mould: '08', seven: '11', pseudo: '12' };

/** `'lead pass'`, `'salmonella fail'`, `'lead undecidable'`; `'lead fail blind'` by a test that could not see the limit. */
export function verdictOf(text: string): RuleVerdict {
  const [name = '', verdict = 'pass', sees] = text.split(' ');
  return {
    rule: `yardstick_v1-${RULES[name]}`,
    verdict: verdict as RuleVerdict['verdict'],
    detected: verdict === 'fail' || sees === 'detected',
    sees: sees === 'blind' ? false : verdict !== 'undecidable',
    value: text,
  };
}

let count = 0;

export function testOf(verdicts: readonly string[], more: Partial<TestInput> = {}): TestInput {
  const id = `test-${++count}`;
  return {
    ...{ id, certificate: `${id}-certificate`, date: '2026-06-01', dateBasis: 'reported' },
    laboratory: { name: 'Invented laboratory', independent: true },
    ...{ original: true, verifiable: true, panel: [], contents: [], claims: [], retest: null },
    verdicts: verdicts.map(verdictOf),
    ...more,
  };
}

export function lotOf(id: string, tests: readonly TestInput[], more: Partial<LotInput> = {}): LotInput {
  return { id, number: id, product: 'product', form: 'powder', link: 'printed', tests: [...tests], ...more };
}

/** A lot of one test of metals and yeast and mould. */
export const simpleLot = (id: string, outcome: 'pass' | 'fail' | 'undecidable', date = '2026-06-01'): LotInput =>
  lotOf(id, [{ ...testOf([`lead ${outcome}`, 'mould pass'], { date }), id: `${id}-test`, certificate: `${id}-certificate` }]);

export const vendorOf = (id: string, lots: readonly LotInput[], more: Partial<VendorInput> = {}): VendorInput => ({
  ...{ id, name: id, sample: false, unlinked: 0, lots: [...lots] },
  ...more,
});

export const inputOf = (vendors: readonly VendorInput[], asOf = '2026-07-01'): ScoresInput => ({
  ...{ format: 'leafproof-scores-input', version: 1, model: 'scorecard_v1', asOf },
  vendors: [...vendors],
});
