/** Bases × kinds of finding × comparators, on rules made for the purpose. */
import type { Limit } from '../../src/quality/compare.ts';
import { uncertaintyOf } from '../../src/quality/input.ts';
import type { RuleBasis } from '../../src/quality/ruleset-source.ts';
import { judgeOne, type Line, oneRule, results, type Situation, verdict } from './sample.ts';

const measure = (comparator: Limit['comparator'], value: string, unit: string, basis: RuleBasis = 'per_gram', analyte = 'lead') =>
  oneRule({ analyte, comparator, value, unit, basis });

describe.each([
  // value, then verdicts under < 1, <= 1, > 1, >= 1
  ['0.9', {}, ['pass', 'pass', 'fail', 'fail']],
  ['1', {}, ['fail', 'pass', 'fail', 'pass']],
  ['1.0', {}, ['fail', 'pass', 'fail', 'pass']],
  ['1.1', {}, ['fail', 'fail', 'pass', 'pass']],
  ['<0.5', {}, ['pass', 'pass', 'fail', 'fail']],
  ['<1', {}, ['pass', 'pass', 'fail', 'fail']],
  ['≤1', {}, ['undecidable', 'pass', 'fail', 'undecidable']],
  ['<2', {}, ['undecidable', 'undecidable', 'undecidable', 'undecidable']],
  ['>2', {}, ['fail', 'fail', 'pass', 'pass']],
  ['>1', {}, ['fail', 'fail', 'pass', 'pass']],
  ['≥1', {}, ['fail', 'undecidable', 'undecidable', 'pass']],
  ['>0.5', {}, ['undecidable', 'undecidable', 'undecidable', 'undecidable']],
  ['ND', {}, ['undecidable', 'undecidable', 'undecidable', 'undecidable']],
  ['ND', { lod: '0.1', loq: '0.3' }, ['pass', 'pass', 'fail', 'fail']],
  ['ND', { lod: '0.1' }, ['pass', 'pass', 'fail', 'fail']],
  ['ND', { loq: '0.3' }, ['pass', 'pass', 'fail', 'fail']],
  ['ND', { loq: '3' }, ['undecidable', 'undecidable', 'undecidable', 'undecidable']],
  ['ND', { lod: '0.5', loq: '1.5' }, ['pass', 'pass', 'fail', 'fail']],
  ['<LOQ', { loq: '0.3' }, ['pass', 'pass', 'fail', 'fail']],
  ['<LOQ', {}, ['undecidable', 'undecidable', 'undecidable', 'undecidable']],
  ['<LOD', { lod: '0.3' }, ['pass', 'pass', 'fail', 'fail']],
  ['Detected', { lod: '0.1', loq: '0.3' }, ['undecidable', 'undecidable', 'undecidable', 'undecidable']],
  ['0.5-0.8', {}, ['pass', 'pass', 'fail', 'fail']],
  ['0.8-1.2', {}, ['undecidable', 'undecidable', 'undecidable', 'undecidable']],
  ['1.2-1.5', {}, ['fail', 'fail', 'pass', 'pass']],
  ['Pass', {}, ['undecidable', 'undecidable', 'undecidable', 'undecidable']],
  ['NT', {}, ['not_tested', 'not_tested', 'not_tested', 'not_tested']],
] as const)('lead %s %o', (value, more, expected) => {
  test.each(['<', '<=', '>', '>='] as const)('against %s 1 mg/kg', comparator => {
    const position = ['<', '<=', '>', '>='].indexOf(comparator);
    expect(judgeOne([['Lead', value, 'mg/kg', more]], measure(comparator, '1', 'ppm')).verdict).toBe(expected[position]);
  });
});

test('a pass that rests on the LOD says so', () => {
  const [lodOnly, both] = [
    { lod: '0.5', loq: '1.5' },
    { lod: '0.1', loq: '0.3' },
  ];
  expect(judgeOne([['Lead', 'ND', 'mg/kg', lodOnly]], measure('<', '1', 'ppm')).caveats).toContain('rests_on_lod');
  expect(judgeOne([['Lead', 'ND', 'mg/kg', both]], measure('<', '1', 'ppm')).caveats).not.toContain('rests_on_lod');
});

describe('units', () => {
  test.each([
    ['0.5', 'mg/kg', 'pass'],
    ['0.5', 'ug/g', 'pass'],
    ['500', 'ppb', 'pass'],
    ['1500', 'ng/g', 'fail'],
    ['0.0015', 'mg/g', 'fail'],
    ['0.00005', '%', 'pass'],
    ['1.5', 'mg/L', 'undecidable'],
    ['1.5', 'CFU/g', 'undecidable'],
  ] as const)('lead %s %s against < 1 ppm: %s', (value, unit, word) => {
    expect(judgeOne([['Lead', value, unit]], measure('<', '1', 'ppm')).verdict).toBe(word);
  });

  test('without a unit nothing is compared', () => {
    expect(judgeOne([['Lead', '0.5']], measure('<', '1', 'ppm')).verdict).toBe('undecidable');
  });

  test('a most probable number is not a count of colonies', () => {
    const tamc = measure('<=', '1000', 'cfu/g', 'per_gram', 'total_coliforms');
    expect(judgeOne([['Total Coliforms', '10', 'MPN/g']], tamc).reason).toContain('most probable number');
    expect(judgeOne([['Total Coliforms', '10', 'CFU/g']], tamc).verdict).toBe('pass');
    expect(judgeOne([['Total Coliforms', '10000', 'CFU/g']], tamc).verdict).toBe('fail');
    expect(judgeOne([['Total Coliforms', 'TNTC', 'CFU/g']], tamc).verdict).toBe('undecidable');
  });
});

describe('basis', () => {
  const dry = measure('<=', '1', 'ppm', 'per_gram_dry');
  const received = measure('<=', '1', 'ppm');
  test.each([
    [dry, '0.95', 'as received', '8', 'fail'],
    [dry, '0.90', 'as received', '8', 'pass'],
    [dry, '0.95', 'dry', '8', 'pass'],
    [dry, '0.95', 'dry', undefined, 'pass'],
    [dry, '0.5', 'as received', undefined, 'undecidable'],
    [dry, '1.5', 'as received', undefined, 'fail'],
    [dry, '0.95', undefined, '8', 'undecidable'],
    [dry, '0.5', undefined, '8', 'pass'],
    [received, '1.05', 'dry', '8', 'pass'],
    [received, '1.05', 'dry', undefined, 'undecidable'],
    [received, '0.9', 'dry', undefined, 'pass'],
    [received, '1.2', 'dry', '8', 'fail'],
  ] as const)('%#: %s', (set, value, basis, moisture, word) => {
    expect(judgeOne([['Lead', value, 'mg/kg', basis ? { basis } : {}]], set, { moisture }).verdict).toBe(word);
  });

  test('moisture measured in the sample is used', () => {
    const lines: Line[] = [
      ['Lead', '0.95', 'mg/kg', { basis: 'as received' }],
      ['Moisture', '8.0', '%'],
    ];
    expect(judgeOne(lines, dry)).toMatchObject({ verdict: 'fail', derivation: { inputs: { moisture: '8 %' } } });
  });

  test.each([
    ['per_serving', { serving: '2 g' }, '20', 'mg/g', 'pass'],
    ['per_serving', { serving: '3 g' }, '20', 'mg/g', 'fail'],
    ['per_serving', { serving: '2000 mg' }, '20', 'mg/g', 'pass'],
    ['per_serving', {}, '20', 'mg/g', 'undecidable'],
    ['per_serving', {}, '45', 'mg/serving', 'pass'],
    ['per_serving', {}, '55', 'mg/serving', 'fail'],
    ['per_serving', { serving: '2 capsules' }, '20', 'mg/capsule', 'pass'],
    ['per_serving', { serving: '3 capsules' }, '20', 'mg/capsule', 'fail'],
    ['per_serving', { serving: '2 capsules' }, '20', 'mg/g', 'undecidable'],
    ['per_serving', { serving: '2 capsules (1.2 g)' }, '20', 'mg/g', 'pass'],
    ['per_serving', { serving: '10 mL' }, '6', 'mg/mL', 'fail'],
    ['per_serving', { serving: '8 mL' }, '6', 'mg/mL', 'pass'],
    ['per_container', { container: '2 g' }, '20', 'mg/g', 'pass'],
    ['per_container', { container: '1 oz' }, '20', 'mg/g', 'fail'],
    ['per_container', { container: '10 tablets' }, '6', 'mg/tablet', 'fail'],
    ['per_container', { serving: '2 g' }, '20', 'mg/g', 'undecidable'],
    ['per_day', { intake: '2 g' }, '20', 'mg/g', 'pass'],
    ['per_day', { intake: '3 g' }, '20', 'mg/g', 'fail'],
    ['per_day', { intake: '2 servings', serving: '1 g' }, '20', 'mg/g', 'pass'],
    ['per_day', { intake: '2 servings', serving: '2 g' }, '20', 'mg/g', 'fail'],
    ['per_day', { intake: '3 servings' }, '20', 'mg/serving', 'fail'],
    ['per_day', { intake: '2 servings' }, '20', 'mg/g', 'undecidable'],
    ['per_day', { serving: '2 g' }, '20', 'mg/g', 'undecidable'],
    ['per_article', {}, '60', 'mg/tablet', 'fail'],
    ['per_article', {}, '40', 'mg/tablet', 'undecidable'],
  ] as const)('%s %o: mitragynine %s %s against <= 50 mg: %s', (basis, situation: Situation, value, unit, word) => {
    const set = measure('<=', '50', basis === 'per_day' ? 'mg/day' : 'mg', basis, 'mitragynine');
    expect(judgeOne([['Mitragynine', value, unit]], set, situation).verdict).toBe(word);
  });

  test('a printing in another unit is used where the first cannot be compared', () => {
    const set = measure('<=', '0.5', 'mg/g', 'per_gram', '7_hydroxymitragynine');
    expect(judgeOne([['7-OH', '6', 'mg/tablet']], set)).toMatchObject({ verdict: 'undecidable', needs: ['unit_mass'] });
    expect(judgeOne([['7-OH', '6', 'mg/tablet']], set, { serving: '1 tablet (0.5 g)' }).verdict).toBe('fail');
  });

  test('per mL is compared with per mL only', () => {
    const set = measure('<=', '1', 'mg/mL', 'per_ml', '7_hydroxymitragynine');
    expect(judgeOne([['7-OH', '0.8', 'mg/mL']], set).verdict).toBe('pass');
    expect(judgeOne([['7-OH', '0.8', 'mg/g']], set).verdict).toBe('undecidable');
  });
});

describe('absence in 25 g', () => {
  const set = oneRule({ analyte: 'salmonella', comparator: 'absent', basis: 'absent', portion: '25 g' });
  test.each([
    ['Not detected in 25 g', undefined, {}, 'pass'],
    ['Absent', 'per 25 g', {}, 'pass'],
    ['Absent', undefined, { testPortion: '375 g' }, 'pass'],
    ['Not detected in 10 g', undefined, {}, 'undecidable'],
    ['Negative', undefined, {}, 'undecidable'],
    ['Negative', undefined, { limit: 'Absent in 25 g' }, 'pass'],
    ['Detected in 25 g', undefined, {}, 'fail'],
    ['Positive', undefined, { testPortion: '10 g' }, 'fail'],
    ['Positive', undefined, { testPortion: '100 g' }, 'undecidable'],
    ['Positive', undefined, {}, 'undecidable'],
    ['<10', 'CFU/g', {}, 'undecidable'],
    ['10', 'CFU/g', {}, 'fail'],
    ['NT', undefined, {}, 'not_tested'],
  ] as const)('%s %s %o: %s', (value, unit, more, word) => {
    expect(judgeOne([['Salmonella', value, unit, more]], set).verdict).toBe(word);
  });
});

describe('prohibited', () => {
  const set = oneRule({ analyte: 'mgm_15', comparator: 'prohibited', basis: 'prohibited' });
  test.each([
    ['0.001', {}, 'fail'],
    ['Detected', {}, 'fail'],
    ['>5', {}, 'fail'],
    ['ND', { lod: '0.2' }, 'pass'],
    ['ND', { loq: '0.2' }, 'pass'],
    ['ND', {}, 'undecidable'],
    ['<LOD', { lod: '0.2' }, 'pass'],
    ['<LOQ', { loq: '0.2' }, 'undecidable'],
    ['<0.2', {}, 'undecidable'],
    ['NT', {}, 'not_tested'],
  ] as const)('MGM-15 %s %o: %s', (value, more, word) => {
    expect(judgeOne([['MGM-15', value, 'mg/g', more]], set).verdict).toBe(word);
  });
});

describe('uncertainty', () => {
  const ways = ['simple', 'favours_product', 'guard_band'] as const;
  test.each([
    ['0.7', 'pass', 'pass', 'pass', 'pass'],
    ['0.9', 'pass', 'pass', 'undecidable', 'conditional pass'],
    ['1.1', 'fail', 'pass', 'undecidable', 'conditional fail'],
    ['1.2', 'fail', 'pass', 'undecidable', 'conditional fail'],
    ['1.3', 'fail', 'fail', 'fail', 'fail'],
  ])('lead %s ± 0.2 against <= 1', (value, simple, favours, guard, ilac) => {
    for (const [i, uncertainty] of ways.entries()) {
      const set = oneRule({ analyte: 'lead', comparator: '<=', value: '1', unit: 'ppm', basis: 'per_gram' }, { uncertainty });
      const judged = judgeOne([['Lead', `${value} ± 0.2`, 'mg/kg']], set);
      expect([judged.verdict, judged.ilac]).toEqual([[simple, favours, guard][i], ilac]);
    }
  });

  test('a fail without a printed uncertainty close to the limit says so', () => {
    const set = measure('<=', '1', 'ppm');
    expect(judgeOne([['Lead', '1.1', 'mg/kg']], set).caveats).toContain('within_typical_uncertainty');
    expect(judgeOne([['Lead', '1.3', 'mg/kg']], set).caveats).not.toContain('within_typical_uncertainty');
  });

  test('is in the unit of the value, whatever the decimal mark', () => {
    const [percent, comma] = [results([['Mitragynine', '1.5 ± 0.2', '%']])[0]!, { ...results([['Mitragynine', '1.50', 'mg/g']])[0]! }];
    expect(uncertaintyOf(percent)?.toFixed()).toBe('2');
    expect(uncertaintyOf({ ...comma, printed: { ...comma.printed, value: '1,50', uncertainty: '± 0,15' } })?.toFixed()).toBe('0.15');
    expect(uncertaintyOf({ ...comma, printed: { ...comma.printed, uncertainty: '20 %' } })?.toFixed()).toBe('0.3');
    // of a percentage it may be either
    expect(uncertaintyOf({ ...percent, printed: { ...percent.printed, value: '1.5', uncertainty: '20 %' } })).toBeNull();
  });
});

describe('species and sums', () => {
  test('total arsenic can pass, never fail, an inorganic limit; inorganic can fail, never pass, a total one', () => {
    const inorganic = measure('<=', '1', 'ppm', 'per_gram', 'arsenic_inorganic');
    expect(judgeOne([['Arsenic', '0.5', 'ppm']], inorganic)).toMatchObject({
      verdict: 'pass',
      caveats: ['basis_not_printed', 'total_stands_for_species'],
    });
    expect(judgeOne([['Arsenic', '2', 'ppm']], inorganic)).toMatchObject({ verdict: 'undecidable', needs: ['speciation'] });
    const total = measure('<=', '1', 'ppm', 'per_gram', 'arsenic_total');
    expect(judgeOne([['Inorganic arsenic', '2', 'ppm']], total).verdict).toBe('fail');
    expect(judgeOne([['Inorganic arsenic', '0.5', 'ppm']], total).verdict).toBe('undecidable');
  });

  const PARTS = ['Aflatoxin B1', 'Aflatoxin B2', 'Aflatoxin G1', 'Aflatoxin G2'];
  const parts = (...values: string[]): Line[] => values.map((value, i) => [PARTS[i]!, value, 'ug/kg', { loq: '2' }]);
  test.each([
    [parts('1', '1', '1', '1'), 'pass', 'pass'],
    [parts('3', '3', '3', '3'), 'fail', 'fail'],
    [parts('ND', 'ND', 'ND', 'ND'), 'pass', 'pass'],
    [parts('6', 'ND', 'ND', 'ND'), 'undecidable', 'pass'],
    [parts('11'), 'fail', 'fail'],
    [parts('1'), 'undecidable', 'undecidable'],
    [[['Total aflatoxins', '3', 'ug/kg'], ...parts('9', '9', '9', '9')] as Line[], 'pass', 'pass'],
  ] as const)('%#: by interval %s, with "not detected" as zero %s', (lines, byInterval, asZero) => {
    const rule = { analyte: 'aflatoxins_total', comparator: '<=', value: '10', unit: 'ug/kg', basis: 'per_gram' } as const;
    expect(judgeOne(lines, oneRule(rule)).verdict).toBe(byInterval);
    expect(judgeOne(lines, oneRule({ ...rule, notDetectedCounts: 'zero' })).verdict).toBe(asZero);
  });
});

describe('several results of one analyte', () => {
  const set = measure('<', '1', 'ppm');
  const judged = (...values: string[]) =>
    judgeOne(
      values.map(value => ['Lead', value, 'mg/kg', { loq: '2' }] as const),
      set,
    ).verdict;
  test('a later pass never erases a fail', () => expect(judged('1.5', '0.2')).toBe('fail'));
  test('a result that decides goes before one that does not', () => expect(judged('ND', '0.2')).toBe('pass'));
  test('something found without a place keeps the rest from passing', () => expect(judged('>0.5', '0.2')).toBe('undecidable'));
});

describe('forms and intake', () => {
  test.each([
    ['powder', 'pass', 'not_applicable'],
    ['raw_leaf', 'pass', 'not_applicable'],
    ['extract', 'not_applicable', 'pass'],
    ['capsule', 'not_applicable', 'not_applicable'],
    [null, 'undecidable', 'undecidable'],
  ] as const)('USP <2023> for %s: dried %s, extract %s', (form, dried, extract) => {
    const counts: Line[] = [['Total Aerobic Plate Count', '100', 'CFU/g']];
    expect([verdict(counts, 'usp2023', '01', { form }).verdict, verdict(counts, 'usp2023', '06', { form }).verdict]).toEqual([
      dried,
      extract,
    ]);
  });

  test.each([
    ['10 g', 'pass'],
    ['20 g', 'fail'],
    [undefined, 'pass'],
  ] as const)('methanol 2500 ppm at %s a day: %s', (intake, word) => {
    expect(verdict([['Methanol', '2500', 'ppm']], 'usp467', '19', { intake }).verdict).toBe(word);
  });

  test('residual solvents by reference: one over is over, a short panel is open, none is not tested', () => {
    const extract: Situation = { form: 'extract' };
    expect(verdict([['Methanol', '3500', 'ppm']], 'ri_21_28_12', '08', extract)).toMatchObject({ verdict: 'fail', standing: 'unverified' });
    expect(verdict([['Methanol', '100', 'ppm']], 'ri_21_28_12', '08', extract)).toMatchObject({ verdict: 'undecidable', needs: ['panel'] });
    expect(verdict([], 'ri_21_28_12', '08', extract).verdict).toBe('not_tested');
    expect(verdict([['Methanol', '3500', 'ppm']], 'ri_21_28_12', '08', { form: 'powder' }).verdict).toBe('not_applicable');
  });

  test('any solvent of class 3 over its limit is over', () => {
    expect(verdict([['Acetone', '6000', 'ppm']], 'usp467', '30').verdict).toBe('fail');
    expect(verdict([['Acetone', '4000', 'ppm']], 'usp467', '30').verdict).toBe('pass');
    expect(verdict([['Ethanol', '60000', 'ppm']], 'usp467', '30', { form: 'liquid' }).verdict).toBe('not_tested');
  });

  test('a ratio is reported under its numerator', () => {
    const lines: Line[] = [
      ['Mitragynine', '15', 'mg/g'],
      ['7-OH', '0.1', 'mg/g'],
    ];
    expect(verdict(lines, 'fl_2er26_1', '03')).toMatchObject({ verdict: 'pass', analyte: 'mitragynine', standing: 'unverified' });
  });
});

describe('method and reading', () => {
  test('GC cannot separate 7-OH from pseudoindoxyl, and the verdict says so', () => {
    const [result] = results([['7-OH', '0.6', 'mg/g']]);
    expect(result?.printed.method).toBeNull();
    const set = measure('<=', '0.5', 'mg/g', 'per_gram', '7_hydroxymitragynine');
    expect(judgeOne([['7-OH', '0.6', 'mg/g', { method: 'GC-MS' }]], set).caveats).toContain('gc_cannot_separate');
    expect(judgeOne([['7-OH', '0.6', 'mg/g', { method: 'HPLC-DAD' }]], set).caveats).not.toContain('gc_cannot_separate');
  });
});

describe('requirements', () => {
  const lines: Line[] = [['Lead', '0.1', 'ppm']];
  const judged = (rule: string, situation: Situation = {}) => verdict(lines, 'ut_r70_580_documents', rule, situation);
  test('what the certificate must hold', () => {
    expect(judged('01', { holds: ['lot', 'tested', 'method', 'laboratory'] }).verdict).toBe('pass');
    expect(judged('01', { holds: ['lot', 'tested'] })).toMatchObject({
      verdict: 'undecidable',
      reason: expect.stringContaining('method, laboratory'),
    });
  });
  test('panels', () => expect(judged('02')).toMatchObject({ verdict: 'not_tested', reason: expect.stringContaining('microbes') }));
  test.each([
    ['2026-03-01', '2026-09-01', 'pass'],
    ['2026-03-01', '2026-09-02', 'fail'],
    ['2025-08-31', '2026-02-28', 'pass'],
    ['2025-08-31', '2026-03-01', 'fail'],
    [null, '2026-03-01', 'undecidable'],
  ] as const)('tested %s, judged %s: %s', (tested, date, word) => expect(judged('03', { tested, date }).verdict).toBe(word));
  test('accreditation', () => {
    expect(judged('04', { accreditation: 'ISO/IEC 17025:2017' }).verdict).toBe('pass');
    expect(judged('04').verdict).toBe('undecidable');
  });
});
