import { factsOf } from '../../src/quality/input.ts';
import { againstYardstick } from '../../src/quality/yardstick.ts';
import { type Line, results, type Situation } from './sample.ts';

const test_ = (lines: readonly Line[], label: Situation = { form: 'powder' }) => {
  const judged = results(lines);
  return againstYardstick({ results: judged, facts: factsOf(label, judged) });
};
const rule = (lines: readonly Line[], id: string, label?: Situation) =>
  test_(lines, label).verdicts.find(each => each.rule === `yardstick_v1-${id}`);

test.each<[string, Line, string, object]>([
  [
    'a value with a limit of quantification below the limit',
    ['Lead', '1.5', 'mg/kg', { loq: '0.05' }],
    '03',
    { verdict: 'fail', sees: true, detected: true },
  ],
  ['a fail by a laboratory that would not have seen a pass', ['Lead', '5', 'mg/kg', { loq: '2' }], '03', { verdict: 'fail', sees: false }],
  ['nothing found, limit too high', ['Lead', 'ND', 'mg/kg', { loq: '2' }], '03', { verdict: 'undecidable', sees: false, detected: false }],
  ['nothing found, limit low enough', ['Lead', 'ND', 'mg/kg', { lod: '0.01', loq: '0.05' }], '03', { verdict: 'pass', sees: true }],
  ['the LOD is enough', ['Lead', '0.9', 'mg/kg', { lod: '0.5', loq: '2' }], '03', { verdict: 'pass', sees: true }],
  ['a value with no limit printed', ['Lead', '1.5', 'mg/kg'], '03', { verdict: 'fail', sees: null }],
  ['nothing found, nothing printed', ['Lead', 'ND', 'mg/kg'], '03', { verdict: 'undecidable', sees: null }],
  [
    'found in the portion of the rule',
    ['Salmonella', 'Present', 'per 25 g', { testPortion: '25 g' }],
    '05',
    { verdict: 'fail', sees: true },
  ],
  [
    'not found in a smaller portion',
    ['Salmonella', 'Absent', 'per 10 g', { testPortion: '10 g' }],
    '05',
    { verdict: 'undecidable', sees: false },
  ],
  [
    'a count of E. coli: too few would not have shown absence',
    ['E. coli', '200', 'CFU/g', { loq: '10' }],
    '06',
    { verdict: 'fail', sees: false },
  ],
])('%s', (_, line, id, expected) => {
  expect(rule([line], id)).toMatchObject(expected);
});

test('the panel is what was tested; contents are those per gram as received', () => {
  const { tested, contents } = test_([
    ['Mitragynine', '14.2', 'mg/g'],
    ['7-Hydroxymitragynine', '<0.1', 'mg/g'],
    ['Lead', 'ND', 'ppm', { loq: '0.05' }],
    ['Arsenic', 'NT'],
    ['Salmonella', 'Absent', 'per 25 g', { testPortion: '25 g' }],
    ['Total Aerobic Microbial Count', '1200', 'CFU/g'],
  ]);
  expect(tested).toEqual(['alkaloids', 'lead', 'salmonella']);
  expect(contents).toEqual([
    { analyte: 'mitragynine', amount: { lower: '14.2', upper: '14.2' } },
    { analyte: '7_hydroxymitragynine', amount: { lower: '0', upper: '0.1' } },
  ]);
});
