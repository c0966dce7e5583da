import { heldClaims, readClaim } from '../../src/quality/claim.ts';
import { factsOf, type JudgedResult } from '../../src/quality/input.ts';

test.each([
  ['45 mg per serving', { basis: 'per_serving', unit: 'mg/serving', lower: '45', upper: '45' }],
  ['1.5 %', { basis: 'per_gram', unit: 'mg/g', lower: '15', upper: '15' }],
  ['1,5%', { basis: 'per_gram', unit: 'mg/g', lower: '15', upper: '15' }],
  ['min. 14 mg/g', { basis: 'per_gram', unit: 'mg/g', lower: '14', upper: null }],
  ['up to 400 mg per bottle', { basis: 'per_container', unit: 'mg/container', lower: '0', upper: '400' }],
  ['14-16 mg/g', { basis: 'per_gram', unit: 'mg/g', lower: '14', upper: '16' }],
  ['0.4 g per container', { basis: 'per_container', unit: 'mg/container', lower: '400', upper: '400' }],
])('%s is understood', (text, expected) => {
  expect(readClaim(text)).toEqual(expected);
});

test.each(['45 mg', 'strong', '1,000 mg per serving', '2 % per serving', '16-14 mg/g', 'up to 10-20 mg/g', '30 mg per capsule', ''])(
  '%s is not one amount with its basis',
  text => expect(readClaim(text)).toBeNull(),
);

const mitragynine = (over: Partial<JudgedResult>): JudgedResult =>
  ({
    ...{ analyte: 'mitragynine', panel: 'alkaloids', kind: 'quantified', number: '15', lower: '15', upper: '15', unit: 'mg/g' },
    ...{ lowerClosed: true, upperClosed: true, basis: 'as_received', lod: null, loq: null, testPortion: null, confidence: 1, flags: [] },
    ...{ printed: { value: '15', limit: null, uncertainty: null, method: null }, further: [] },
    ...over,
  }) as unknown as JudgedResult;

const held = (text: string, results: JudgedResult[], serving: string | null) =>
  heldClaims([{ analyte: 'mitragynine', text }], { results, facts: factsOf({ serving }, results) })[0];

test('what is measured per gram is brought to the serving that is known, never to one that is not', () => {
  expect(held('45 mg per serving', [mitragynine({})], '2.4 g')).toMatchObject({ measured: { lower: '36', upper: '36' }, reason: null });
  expect(held('45 mg per serving', [mitragynine({})], null)).toMatchObject({ measured: null, reason: 'the serving size is not known' });
});

test('a bound stays a bound, and a bare “not detected” measures nothing', () => {
  const below = mitragynine({ kind: 'below_limit', number: null, lower: '0', upper: '0.06' });
  expect(held('1.5 %', [below], null)).toMatchObject({ measured: { lower: '0', upper: '0.06' } });
  const bare = mitragynine({ kind: 'not_detected', number: null, lower: '0', upper: null });
  expect(held('1.5 %', [bare], null)).toMatchObject({ measured: null, reason: 'nothing bounds the amount' });
  expect(held('1.5 %', [], null)).toMatchObject({ measured: null, reason: 'not measured' });
});
