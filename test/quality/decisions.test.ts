/** The cases of the published decision vectors, retyped. */

import { compareWith, ilacStatement, uspLimit, uspRounded } from '../../src/quality/compare.ts';
import { exact, point } from '../../src/quality/range.ts';
import { judgeLines, type Line, type Situation, verdict } from './sample.ts';

test.each([
  ['>=', '98.0', '97.96', '98.0', true],
  ['>=', '98.0', '97.92', '97.9', false],
  ['>=', '98.0', '97.95', '98.0', true],
  ['<=', '101.5', '101.55', '101.6', false],
  ['<=', '101.5', '101.46', '101.5', true],
  ['<=', '101.5', '101.45', '101.5', true],
  ['<=', '0.02', '0.025', '0.03', false],
  ['<=', '0.02', '0.015', '0.02', true],
  ['<=', '0.02', '0.027', '0.03', false],
  ['<=', '0.0003', '0.00035', '0.0004', false],
  ['<=', '0.0003', '0.00025', '0.0003', true],
  ['<=', '0.0003', '0.00028', '0.0003', true],
] as const)('USP 7.20: %s %s, %s rounds to %s, conforms: %s', (comparator, limit, value, rounded, conforms) => {
  expect(uspRounded(value, limit)).toBe(rounded);
  expect(compareWith(point(exact(value)), uspLimit(comparator, limit))).toBe(conforms ? 'within' : 'over');
});

test.each([
  ['0.9', 'pass'],
  ['1.0', 'conditional pass'],
  ['1.1', 'conditional pass'],
  ['1.2', 'conditional fail'],
  ['1.3', 'conditional fail'],
  ['1.4', 'conditional fail'],
  ['1.5', 'fail'],
] as const)('ILAC-G8 4.2.3: %s against < 1.2 with U 0.2 is %s', (value, statement) => {
  expect(ilacStatement(exact(value), exact('0.2'), { comparator: '<', value: exact('1.2') })).toBe(statement);
});

test('ILAC-G8: at an inclusive limit a value is a conditional pass', () => {
  expect(ilacStatement(exact('1.2'), exact('0.2'), { comparator: '<=', value: exact('1.2') })).toBe('conditional pass');
});

const FULL: Line[] = [
  ['7-Hydroxymitragynine', '0.30', 'mg/g', { basis: 'as received' }],
  ['Mitragynine', '13.0', 'mg/g'],
  ['Paynantheine', '2.0', 'mg/g'],
  ['Speciociliatine', '1.5', 'mg/g'],
  ['Speciogynine', '1.2', 'mg/g'],
  ['Total alkaloids', '18.0', 'mg/g'],
];
const LEAF: Situation = { form: 'powder', serving: '2.4 g', container: '50 g', moisture: '8' };

describe('plain leaf, full panel', () => {
  test.each([
    ['ut_kcpa_2019', '01', '2026-01-01', 'pass'],
    ['tx_kcpa', '01', '2026-09-01', 'pass'],
    ['ky_kcpa', '01', '2026-09-01', 'pass'],
    ['ms_hb1077', '01', '2026-09-01', 'fail'],
    ['ms_hb1077', '02', '2026-09-01', 'fail'],
    ['ga_hb181', '02', '2026-09-01', 'pass'],
    ['ri_21_28_12', '02', '2026-09-01', 'pass'],
    ['ga_hb181', '03', '2026-09-01', 'pass'],
    ['ri_21_28_12', '03', '2026-09-01', 'pass'],
    ['us_dea_7oh_noi', '01', '2026-09-01', 'pass'],
    ['fl_2er25_2', '01', '2026-01-01', 'pass'],
  ] as const)('%s-%s on %s: %s', (set, rule, date, word) => {
    expect(verdict(FULL, set, rule, { ...LEAF, date }).verdict).toBe(word);
  });

  test('quantities are shown with formula and inputs', () => {
    expect(verdict(FULL, 'tx_kcpa', '01', LEAF).value?.upper).toMatch(/^1\.6666/);
    expect(verdict(FULL, 'ms_hb1077', '02', LEAF).value).toEqual({ lower: '15', upper: '15', unit: 'mg' });
    expect(verdict(FULL, 'ga_hb181', '03', LEAF)).toMatchObject({ value: { upper: '0.72' }, derivation: { inputs: { serving: '2.4 g' } } });
    expect(verdict(FULL, 'us_dea_7oh_noi', '01', LEAF).value?.upper).toMatch(/^0\.03260/);
    expect(verdict(FULL, 'fl_2er25_2', '01', { ...LEAF, date: '2026-01-01' }).value?.upper).toMatch(/^326\.08/);
  });

  test('without moisture the dry limits, without sizes the others are undecidable, and say what would decide', () => {
    const bare: Situation = { form: 'powder', date: '2026-01-01' };
    expect(verdict(FULL, 'fl_2er25_2', '01', bare)).toMatchObject({ verdict: 'undecidable', needs: ['moisture'] });
    expect(verdict(FULL, 'us_dea_7oh_noi', '01', bare)).toMatchObject({ verdict: 'undecidable', needs: ['moisture'] });
    expect(verdict(FULL, 'ga_hb181', '03', bare)).toMatchObject({ verdict: 'undecidable', needs: ['serving_size'] });
    expect(verdict(FULL, 'ms_hb1077', '02', bare)).toMatchObject({ verdict: 'undecidable', needs: ['container_size'] });
  });

  test('a panel of five does not fail what a complete one may bring under', () => {
    const near: Line[] = [['7-OH', '0.20', 'mg/g'], ...FULL.slice(1, 5)];
    expect(verdict(near, 'ms_hb1077', '01', LEAF)).toMatchObject({ verdict: 'undecidable', needs: ['alkaloid_panel'] });
  });
});

describe('metals', () => {
  const lead: Line[] = [['Lead', '1.1', 'ppm']];
  const day = { intake: '9.6 g' };
  test.each([
    ['ri_21_28_12', '06', '2026-09-01', 'pass', 'public'],
    ['ut_r70_580', '03', '2026-09-01', 'pass', 'unverified'],
    ['usp2232_2023', '03', '2026-09-01', 'fail', 'public'],
    ['usp2232_old', '03', '2023-01-01', 'fail', 'public'],
    ['ahpa_metals_2012', '03', '2026-09-01', 'not_applicable', 'public'],
    ['prop65', '01', '2026-09-01', 'warning', 'public'],
    ['eu_2023_915', '01', '2026-09-01', 'pass', 'public'],
    ['ichq3d', '02', '2026-09-01', 'not_applicable', 'reference_only'],
  ] as const)('lead 1.1 ppm at 9.6 g a day, %s-%s on %s: %s', (set, rule, date, word, standing) => {
    expect(verdict(lead, set, rule, { ...day, date })).toMatchObject({ verdict: word, standing });
  });

  test('the daily amount is exact, a benchmark compares without deciding', () => {
    expect(verdict(lead, 'usp2232_2023', '03', day).value).toEqual({ lower: '10.56', upper: '10.56', unit: 'ug/day' });
    expect(verdict(lead, 'ichq3d', '02', day).comparison).toBe('over');
  });

  test('cadmium over, and at a limit whose text contradicts itself', () => {
    expect(verdict([['Cadmium', '0.83', 'ppm']], 'ri_21_28_12', '05').verdict).toBe('fail');
    expect(verdict([['Cadmium', '0.83', 'ppm']], 'ut_r70_580', '02').verdict).toBe('fail');
    expect(verdict([['Cadmium', '0.82', 'ppm']], 'ri_21_28_12', '05')).toMatchObject({ verdict: 'undecidable', needs: ['rule_text'] });
    expect(verdict([['Cadmium', '0.82', 'ppm']], 'ut_r70_580', '02').verdict).toBe('undecidable');
  });

  test('not detected with an LOQ above the limit decides nothing', () => {
    const nd: Line[] = [['Lead', 'ND', 'ppm', { loq: '2' }]];
    expect(verdict(nd, 'ri_21_28_12', '06')).toMatchObject({ verdict: 'undecidable', needs: ['lower_limit_of_quantification'] });
    expect(verdict(nd, 'ut_r70_580', '03').verdict).toBe('undecidable');
  });

  test('USP rounds the daily amount to the decimals of its limit', () => {
    expect(verdict([['Lead', '0.54', 'ppm']], 'usp2232_2023', '03', { intake: '10 g' }).verdict).toBe('pass');
    expect(verdict([['Lead', '0.55', 'ppm']], 'usp2232_2023', '03', { intake: '10 g' }).verdict).toBe('fail');
  });
});

describe('microbes', () => {
  const salmonella: Line[] = [['Salmonella', 'Not detected in 10 g']];
  test.each([
    ['usp2023', '04', 'pass'],
    ['ahpa_micro', '05', 'undecidable'],
    ['ut_r70_580', '08', 'undecidable'],
  ] as const)('Salmonella negative in 10 g, %s-%s: %s', (set, rule, word) => {
    expect(verdict(salmonella, set, rule, { form: 'powder' }).verdict).toBe(word);
  });

  const counts: Line[] = [
    ['Total Aerobic Plate Count', '2000000', 'CFU/g'],
    ['Total Yeast & Mold', '20000', 'CFU/g'],
  ];
  test.each([
    ['ahpa_micro', '01', 'pass'],
    ['ahpa_micro', '02', 'pass'],
    ['ut_r70_580', '05', 'pass'],
    ['ut_r70_580', '06', 'pass'],
    ['usp2023', '01', 'fail'],
    ['usp2023', '02', 'fail'],
    ['usp2023', '06', 'not_applicable'],
  ] as const)('counts on dried leaf, %s-%s: %s', (set, rule, word) => {
    expect(verdict(counts, set, rule, { form: 'raw_leaf' }).verdict).toBe(word);
  });

  test('a count below 10 does not show absence in 10 g; a count above 0 breaks it', () => {
    expect(verdict([['E. coli', '<10', 'CFU/g']], 'usp2023', '05', { form: 'powder' }).verdict).toBe('undecidable');
    expect(verdict([['E. coli', '20', 'CFU/g']], 'usp2023', '05', { form: 'powder' }).verdict).toBe('fail');
  });
});

describe('prohibited substances', () => {
  test('pseudoindoxyl found: no federal limit the day before the order, over on its day', () => {
    const found: Line[] = [['Mitragynine pseudoindoxyl', '0.001', '%']];
    expect(verdict(found, 'us_dea_mp', '01', { date: '2026-08-25' }).verdict).toBe('not_applicable');
    expect(verdict(found, 'us_dea_mp', '01', { date: '2026-08-26' }).verdict).toBe('fail');
  });

  test('MGM-15 in a tablet, and not detected with its limit in words', () => {
    expect(verdict([['MGM-15', '12', 'mg/tablet']], 'us_dea_mp', '02', { form: 'tablet', date: '2026-08-26' }).verdict).toBe('fail');
    const nd = verdict([['MGM-15', 'ND', 'mg/g', { lod: '0.2' }]], 'us_dea_mp', '02');
    expect(nd).toMatchObject({ verdict: 'pass', reason: 'not detected (LOD 0.2 mg/g)' });
    expect(verdict([['MGM-15', '<LOQ', 'mg/g', { loq: '0.5' }]], 'us_dea_mp', '02').verdict).toBe('undecidable');
    expect(verdict([['MGM-15', 'ND', 'mg/g']], 'us_dea_mp', '02').verdict).toBe('undecidable');
  });
});

describe('two alkaloids only', () => {
  test.each([
    ['0.4', 'undecidable'],
    ['0.1', 'pass'],
  ] as const)('7-OH %s beside mitragynine 15 mg/g: %s', (value, word) => {
    const lines: Line[] = [
      ['7-OH', value, 'mg/g'],
      ['Mitragynine', '15', 'mg/g'],
    ];
    expect(verdict(lines, 'tx_kcpa', '01').verdict).toBe(word);
  });
});

test('without a result a rule says not tested, never pass', () => {
  for (const each of judgeLines([], 'ri_21_28_12', { form: 'extract' })) expect(each.verdict).toBe('not_tested');
});
