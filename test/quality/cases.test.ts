/** Verdicts by kind of rule: what is printed, what is known of the product, and the word that follows. */
import { compareWith, type Limit, uspLimit } from '../../src/quality/compare.ts';
import { exact, point } from '../../src/quality/range.ts';
import { judgeLines, judgeOne, type Line, oneRule, type Situation, verdict } from './sample.ts';

const limit = (analyte: string, text: string, basis: Parameters<typeof oneRule>[0]['basis'] = 'per_gram', more = {}) => {
  const [comparator, value, ...unit] = text.split(' ');
  return oneRule({ analyte, comparator: comparator as Limit['comparator'], value: value!, unit: unit.join(' '), basis, ...more });
};

describe('counts of microbes', () => {
  const tamc = limit('tamc', '<= 10000 cfu/g');
  test.each([
    ['9999', 'CFU/g', {}, 'pass'],
    ['10000', 'CFU/g', {}, 'pass'],
    ['10001', 'CFU/g', {}, 'fail'],
    ['1.0x10^4', 'CFU/g', {}, 'pass'],
    ['1.1x10^4', 'CFU/g', {}, 'fail'],
    ['<10', 'CFU/g', {}, 'pass'],
    ['<10000', 'CFU/g', {}, 'pass'],
    ['<100000', 'CFU/g', {}, 'undecidable'],
    ['>1000', 'CFU/g', {}, 'undecidable'],
    ['>10000', 'CFU/g', {}, 'fail'],
    ['≥10000', 'CFU/g', {}, 'undecidable'],
    ['ND', 'CFU/g', { loq: '10' }, 'pass'],
    ['ND', 'CFU/g', {}, 'undecidable'],
    ['TNTC', 'CFU/g', {}, 'undecidable'],
    ['500', 'MPN/g', {}, 'undecidable'],
    ['500', 'CFU/mL', {}, 'undecidable'],
    ['Absent', undefined, {}, 'undecidable'],
    ['500', undefined, {}, 'undecidable'],
    ['NT', 'CFU/g', {}, 'not_tested'],
  ] as const)('aerobic plate count %s %s %o against <= 10 000 CFU/g: %s', (value, unit, more, word) => {
    expect(judgeOne([['Total Aerobic Plate Count', value, unit, more]], tamc).verdict).toBe(word);
  });

  test('per mL only where the text says "g or mL"', () => {
    const either = limit('tamc', '<= 10000 cfu/g or mL');
    expect(judgeOne([['Total Aerobic Plate Count', '500', 'CFU/mL']], either).verdict).toBe('pass');
  });
});

describe('absence in 10 g', () => {
  const absent = oneRule({ analyte: 'e_coli', comparator: 'absent', basis: 'absent', portion: '10 g' });
  test.each([
    ['Absent in 10 g', undefined, {}, 'pass'],
    ['Absent in 25 g', undefined, {}, 'pass'],
    ['Absent in 1 g', undefined, {}, 'undecidable'],
    ['Absent', undefined, { limit: 'Absent in 10 g' }, 'pass'],
    ['Absent', undefined, { limit: 'Absent in 1 g' }, 'undecidable'],
    ['ND', undefined, { testPortion: '10 g' }, 'pass'],
    ['ND', undefined, {}, 'undecidable'],
    ['<10', 'CFU/g', {}, 'undecidable'],
    ['<10', 'CFU/g', { limit: 'Absent in 10 g' }, 'undecidable'],
    ['ND', 'CFU/g', { limit: 'Absent in 10 g' }, 'undecidable'],
    ['ND', 'CFU/g', { loq: '10', limit: 'Absent in 10 g' }, 'undecidable'],
    ['ND', 'CFU/g', { testPortion: '10 g' }, 'pass'],
    ['0', 'CFU/g', {}, 'undecidable'],
    ['1', 'CFU/g', {}, 'fail'],
    ['3', 'MPN/g', {}, 'fail'],
    ['<3', 'MPN/g', {}, 'undecidable'],
    ['>100', 'CFU/g', {}, 'fail'],
    ['Present in 10 g', undefined, {}, 'fail'],
    ['Present in 1 g', undefined, {}, 'fail'],
    ['Present in 25 g', undefined, {}, 'undecidable'],
    ['Present', undefined, {}, 'undecidable'],
    ['Pass', undefined, {}, 'undecidable'],
  ] as const)('E. coli %s %s %o: %s', (value, unit, more, word) => {
    expect(judgeOne([['E. coli', value, unit, more]], absent).verdict).toBe(word);
  });
});

describe('prohibited without threshold', () => {
  test.each([
    ['<0.2', { lod: '0.2' }, 'pass'],
    ['<0.2', { lod: '0.2', loq: '0.5' }, 'pass'],
    ['<0.5', { lod: '0.2', loq: '0.5' }, 'undecidable'],
    ['<0.2', { lod: '0.2', loq: '0.2' }, 'undecidable'],
    ['≤0.2', { lod: '0.2' }, 'undecidable'],
    ['ND', { lod: '0.2', loq: '0.5' }, 'pass'],
    ['Not Detected', { loq: '0.5' }, 'pass'],
    ['Absent', {}, 'undecidable'],
    ['0', {}, 'undecidable'],
    ['0.00', { lod: '0.2' }, 'undecidable'],
    ['0.3', { lod: '0.2', loq: '0.5' }, 'fail'],
    ['Present', {}, 'fail'],
    ['Positive', {}, 'fail'],
    ['>10', {}, 'fail'],
    ['0.1-0.2', {}, 'fail'],
    ['Pass', {}, 'undecidable'],
    ['', {}, 'undecidable'],
  ] as const)('MGM-16 “%s” %o: %s', (value, more, word) => {
    expect(verdict([['MGM-16', value || '?', 'mg/g', more]], 'us_dea_mp', '03').verdict).toBe(word);
  });
});

describe('shares of alkaloids', () => {
  const MAJOR: Line[] = [
    ['Mitragynine', '13.0', 'mg/g'],
    ['Paynantheine', '2.0', 'mg/g'],
    ['Speciociliatine', '1.5', 'mg/g'],
    ['Speciogynine', '1.2', 'mg/g'],
  ];
  test.each([
    [[['7-OH', '0.3', 'mg/g']], MAJOR, 'pass'],
    [[['7-OH', '0.36', 'mg/g']], MAJOR, 'pass'],
    [[['7-OH', '0.37', 'mg/g']], MAJOR, 'undecidable'],
    [[['7-OH', '0.54', 'mg/g']], MAJOR, 'undecidable'],
    [[['7-OH', '0.56', 'mg/g']], MAJOR, 'fail'],
    [[['7-OH', '5', 'mg/g']], MAJOR.slice(0, 1), 'undecidable'],
    [[['7-OH', '5', 'mg/g']], [], 'undecidable'],
    [[['7-OH', 'ND', 'mg/g', { loq: '0.3' }]], MAJOR, 'pass'],
    [[['7-OH', 'ND', 'mg/g', { loq: '0.9' }]], MAJOR, 'undecidable'],
    [[['7-OH', 'ND', 'mg/g']], MAJOR, 'undecidable'],
    [[['7-OH', '0.03', '%']], MAJOR, 'undecidable'],
    [[['7-OH', '0.3', 'mg/g']], [['Mitragynine', '1.5', '%']], 'pass'],
    [[['7-OH', '2', 'mg/capsule']], [['Mitragynine', '120', 'mg/capsule']], 'pass'],
    [[['7-OH', '2', 'mg/capsule']], [['Mitragynine', '120', 'mg/g']], 'undecidable'],
    [[['7-OH', 'NT', 'mg/g']], MAJOR, 'not_tested'],
    // of two results the one that is over counts
    [
      [
        ['7-OH', '0.3', 'mg/g'],
        ['7-OH', '0.9', 'mg/g'],
      ],
      MAJOR,
      'fail',
    ],
    [
      [
        ['7-OH', '0.9', 'mg/g'],
        ['7-OH', '0.3', 'mg/g'],
      ],
      MAJOR,
      'fail',
    ],
    [
      [
        ['7-OH', '0.3', 'mg/g'],
        ['7-OH', '0.4', 'mg/g'],
      ],
      MAJOR,
      'undecidable',
    ],
    // an undecided second mitragynine widens the whole
    [
      [['7-OH', '0.3', 'mg/g']],
      [
        ['Mitragynine', '16', 'mg/g'],
        ['Mitragynine', '8', 'mg/g'],
      ],
      'undecidable',
    ],
    [
      [['7-OH', '0.3', 'mg/g']],
      [
        ['Mitragynine', 'NT', 'mg/g'],
        ['Mitragynine', '16', 'mg/g'],
      ],
      'pass',
    ],
  ] as [Line[], Line[], string][])('%#: %j beside %j against 2 %%: %s', (own, others, word) => {
    const expected = word === 'undecidable' && own[0]![2] === '%' ? 'pass' : word;
    expect(verdict([...own, ...others], 'tx_kcpa', '01').verdict).toBe(expected);
  });

  test('of several per cents of the whole', () => {
    const bare = verdict([['7-OH', 'ND', 'mg/g'], ...MAJOR], 'tx_kcpa', '01');
    expect(bare).toMatchObject({ verdict: 'undecidable', needs: ['limit_of_detection'], analyte: '7_hydroxymitragynine' });
  });
});

describe('a ratio of mitragynine to 7-OH of at least 100', () => {
  test.each([
    ['15', '0.1', {}, 'pass'],
    ['15', '0.15', {}, 'pass'],
    ['15', '0.2', {}, 'fail'],
    ['15', 'ND', { loq: '0.1' }, 'pass'],
    ['15', 'ND', { loq: '0.2' }, 'undecidable'],
    ['15', 'ND', {}, 'undecidable'],
    ['ND', '0.2', { loq: '0.3' }, 'fail'],
    ['NT', '0.2', {}, 'not_tested'],
    ['15', 'NT', {}, 'undecidable'],
  ] as const)('%s to %s %o: %s', (above, below, more, word) => {
    const lines: Line[] = [
      ['Mitragynine', above, 'mg/g', more],
      ['7-OH', below, 'mg/g', more],
    ];
    expect(verdict(lines, 'fl_2er26_1', '03').verdict).toBe(word);
  });
});

describe('sums', () => {
  const NAMES = ['Aflatoxin B1', 'Aflatoxin B2', 'Aflatoxin G1', 'Aflatoxin G2'];
  const sum = (notDetectedCounts?: 'zero') =>
    limit('aflatoxins_total', '<= 10 ug/kg', 'per_gram', notDetectedCounts ? { notDetectedCounts } : {});
  const of = (...values: string[]): Line[] => values.map((value, i) => [NAMES[i % 4]!, value, 'ug/kg', { loq: '2' }]);
  test.each([
    [of('2', '2', '2', '2'), 'pass', 'pass'],
    [of('2.5', '2.5', '2.5', '2.5'), 'pass', 'pass'],
    [of('2.5', '2.5', '2.5', '2.6'), 'fail', 'fail'],
    [of('5', '<2', '<2', 'ND'), 'undecidable', 'pass'],
    [of('4', '<2', '<2', 'ND'), 'pass', 'pass'],
    [of('NT', 'NT', 'NT', 'NT'), 'not_tested', 'not_tested'],
    [of('1', '1', '1', 'NT'), 'undecidable', 'undecidable'],
    [of('11', 'NT', 'NT', 'NT'), 'fail', 'fail'],
    [of('1', '1', '1', '1', '9'), 'undecidable', 'undecidable'],
    [of('9', '1', '1', '1', '8'), 'fail', 'fail'],
  ] as const)('%#: by interval %s, "not detected" as zero %s', (lines, interval, zero) => {
    const words = [judgeOne(lines, sum()).verdict, judgeOne(lines, sum('zero')).verdict];
    expect(words).toEqual([interval, zero]);
  });

  test('what was not tested is a missing part, not a small value', () => {
    expect(judgeOne(of('1', '1', '1', 'NT'), sum())).toMatchObject({ needs: ['panel'], derivation: { inputs: { measured: '3 of 4' } } });
  });
});

describe('total and inorganic arsenic', () => {
  const [inorganic, total] = [limit('arsenic_inorganic', '<= 1 ppm'), limit('arsenic_total', '<= 1 ppm')];
  test.each([
    [[['Arsenic', '0.5', 'ppm']], 'pass', 'pass'],
    [[['Arsenic', '1.5', 'ppm']], 'undecidable', 'fail'],
    [[['Arsenic', 'ND', 'ppm', { loq: '0.1' }]], 'pass', 'pass'],
    [[['Arsenic', 'ND', 'ppm']], 'undecidable', 'undecidable'],
    [[['Inorganic arsenic', '0.5', 'ppm']], 'pass', 'undecidable'],
    [[['Inorganic arsenic', '1.5', 'ppm']], 'fail', 'fail'],
    [
      [
        ['Arsenic', '1.5', 'ppm'],
        ['Inorganic arsenic', '0.5', 'ppm'],
      ],
      'pass',
      'fail',
    ],
    [
      [
        ['Arsenic', '0.5', 'ppm'],
        ['Arsenic', '1.5', 'ppm'],
      ],
      'undecidable',
      'fail',
    ],
    [[['Arsenic', 'NT', 'ppm']], 'not_tested', 'not_tested'],
  ] as [Line[], string, string][])('%j: inorganic %s, total %s', (lines, first, second) => {
    expect([judgeOne(lines, inorganic).verdict, judgeOne(lines, total).verdict]).toEqual([first, second]);
  });
});

describe('at the limit itself', () => {
  test.each([
    ['1.19', {}, 'pass'],
    ['1.2', {}, 'undecidable'],
    ['1.20', {}, 'undecidable'],
    ['1.200001', {}, 'fail'],
    ['<1.2', {}, 'pass'],
    ['≤1.2', {}, 'undecidable'],
    ['>1.2', {}, 'fail'],
    ['≥1.2', {}, 'undecidable'],
    ['1200', { unit: 'ppb' }, 'undecidable'],
    ['0.00012', { unit: '%' }, 'undecidable'],
  ] as const)('lead %s %o where the text contradicts itself: %s', (value, { unit = 'ppm' }: { unit?: string }, word) => {
    expect(verdict([['Lead', value, unit]], 'ri_21_28_12', '06').verdict).toBe(word);
  });

  test.each([
    ['<', '5.0', '4.94', 'within'],
    ['<', '5.0', '4.95', 'over'],
    ['<=', '5.0', '5.04', 'within'],
    ['<=', '5.0', '5.05', 'over'],
    ['>', '5.0', '5.04', 'over'],
    ['>', '5.0', '5.05', 'within'],
    ['>=', '5.0', '4.94', 'over'],
    ['>=', '5.0', '4.95', 'within'],
  ] as const)('rounded as USP does, %s %s: %s is %s', (comparator, written, value, outcome) => {
    expect(compareWith(point(exact(value)), uspLimit(comparator, written))).toBe(outcome);
  });

  test.each([
    ['4.3', 'pass'],
    ['4.4', 'conditional pass'],
    ['5', 'conditional pass'],
    ['5.3', 'conditional fail'],
    ['5.7', 'fail'],
  ] as const)('ILAC-G8 beside USP is against the limit as written: %s ± 0.6 a day, %s', (value, statement) => {
    expect(verdict([['Lead', `${value} ± 0.6`, 'ug/day']], 'usp2232_2023', '03', { intake: '1 g' }).ilac).toBe(statement);
  });
});

describe('uncertainty', () => {
  test.each([
    // at exactly U from the limit: over less U is not over; within plus U is not below
    ['<', '1.2', 'fail', 'pass', 'undecidable'],
    ['<=', '1.2', 'fail', 'pass', 'undecidable'],
    ['<', '0.8', 'pass', 'pass', 'undecidable'],
    ['<=', '0.8', 'pass', 'pass', 'undecidable'],
    ['<', '1.0', 'fail', 'pass', 'undecidable'],
    ['<=', '1.0', 'pass', 'pass', 'undecidable'],
    ['<=', '1.21', 'fail', 'fail', 'fail'],
    ['<=', '0.79', 'pass', 'pass', 'pass'],
    ['>=', '0.8', 'fail', 'pass', 'undecidable'],
    ['>=', '0.79', 'fail', 'fail', 'fail'],
    ['>=', '1.21', 'pass', 'pass', 'pass'],
  ] as const)('against %s 1: %s ± 0.2 simple %s, in favour %s, guarded %s', (comparator, value, ...words) => {
    const judged = (['simple', 'favours_product', 'guard_band'] as const).map(
      uncertainty =>
        judgeOne(
          [['Lead', `${value} ± 0.2`, 'mg/kg']],
          oneRule({ analyte: 'lead', comparator, value: '1', unit: 'ppm', basis: 'per_gram' }, { uncertainty }),
        ).verdict,
    );
    expect(judged).toEqual(words);
  });

  test('a pass that the uncertainty makes says so', () => {
    expect(verdict([['Lead', '3.1 ± 0.4', 'mg/kg']], 'eu_2023_915', '01')).toMatchObject({
      verdict: 'pass',
      reason: expect.stringContaining('by no more than its uncertainty'),
    });
  });
});

describe('servings, packages and days', () => {
  const per = (basis: Parameters<typeof oneRule>[0]['basis'], unit = 'mg') => limit('mitragynine', `<= 150 ${unit}`, basis);
  test.each([
    ['per_serving', { serving: '10 g' }, '15', 'mg/g', 'pass', []],
    ['per_serving', { serving: '10.1 g' }, '15', 'mg/g', 'fail', []],
    ['per_serving', { serving: '1-2 capsules' }, '15', 'mg/g', 'undecidable', ['serving_size']],
    ['per_serving', { serving: '0 g' }, '15', 'mg/g', 'undecidable', ['serving_size']],
    ['per_serving', { serving: '1/2 tablet' }, '200', 'mg/tablet', 'undecidable', ['serving_size']],
    ['per_serving', { serving: '1 tablet' }, '200', 'mg/tablet', 'fail', []],
    ['per_serving', { serving: '1,000 mg' }, '151', 'mg/g', 'fail', []],
    ['per_serving', { container: '10 g' }, '15', 'mg/g', 'undecidable', ['serving_size']],
    ['per_serving', {}, '<20', 'mg/serving', 'pass', []],
    ['per_serving', { serving: '10 g' }, '<15', 'mg/g', 'pass', []],
    ['per_serving', { serving: '10 g' }, '<16', 'mg/g', 'undecidable', ['lower_limit_of_quantification']],
    ['per_container', { container: '10 servings' }, '15', 'mg/serving', 'pass', []],
    ['per_container', { container: '11 servings' }, '15', 'mg/serving', 'fail', []],
    ['per_container', {}, '151', 'mg/bottle', 'fail', []],
    ['per_container', { container: '60 capsules, 500 mg each' }, '5', 'mg/g', 'pass', []],
    ['per_container', { container: '60 capsules, 500 mg each' }, '6', 'mg/g', 'fail', []],
    ['per_container', { container: '60 mL' }, '2.5', 'mg/mL', 'pass', []],
    ['per_container', { container: '60 mL' }, '2.6', 'mg/mL', 'fail', []],
    ['per_container', { container: '60 mL' }, '2', 'mg/g', 'undecidable', ['container_size']],
    ['per_day', { intake: '10 g' }, '15', 'mg/g', 'pass', []],
    ['per_day', { intake: '3 capsules' }, '51', 'mg/capsule', 'fail', []],
    ['per_day', { intake: '3 capsules', serving: '1 capsule (1 g)' }, '50', 'mg/g', 'pass', []],
    ['per_day', { intake: '30 mL' }, '5.1', 'mg/mL', 'fail', []],
    ['per_day', { intake: '30 g' }, '5', 'mg/mL', 'undecidable', ['daily_intake']],
    ['per_day', {}, '151', 'mg/day', 'fail', []],
    ['per_day', {}, '15', 'mg/g', 'undecidable', ['daily_intake']],
  ] as [Parameters<typeof oneRule>[0]['basis'], Situation, string, string, string, string[]][])(
    '%s %o: %s %s is %s',
    (basis, situation, value, unit, word, needs) => {
      const judged = judgeOne([['Mitragynine', value, unit]], per(basis, basis === 'per_day' ? 'mg/day' : 'mg'), situation);
      expect([judged.verdict, judged.needs]).toEqual([word, needs]);
    },
  );
});

describe('dry weight', () => {
  const dry = limit('lead', '<= 1 ppm', 'per_gram_dry');
  test.each([
    ['0.9', 'as received', '10', 'pass', []],
    ['0.91', 'as received', '10', 'fail', []],
    ['1.1', undefined, '10', 'fail', []],
    ['0.95', undefined, '10', 'undecidable', ['basis']],
    ['0.95', undefined, undefined, 'undecidable', ['moisture']],
    ['0.95', 'as received', '<10', 'undecidable', ['moisture']],
    ['0.5', 'as received', '<10', 'pass', []],
    ['1.1', 'dry', undefined, 'fail', []],
  ] as const)('%s %s at moisture %s: %s', (value, basis, moisture, word, needs) => {
    const lines: Line[] = [['Lead', value, 'mg/kg', basis ? { basis } : {}]];
    if (moisture) lines.push(['Moisture', moisture, '%']);
    const judged = judgeOne(lines, dry);
    expect([judged.verdict, judged.needs]).toEqual([word, needs]);
  });
});

describe('forms', () => {
  const lines: Line[] = [
    ['Total Aerobic Plate Count', '5000', 'CFU/g'],
    ['Lead', '0.1', 'ppm'],
    ['7-OH', '0.04', '%', { basis: 'dry' }],
  ];
  test.each([
    ['usp2023', '01', 'powder', {}, 'pass'],
    ['usp2023', '01', 'capsule', {}, 'not_applicable'],
    ['usp2023', '06', 'concentrate', {}, 'pass'],
    ['usp2023', '10', 'liquid', {}, 'undecidable'],
    ['usp2023', '16', 'capsule', {}, 'pass'],
    ['usp2023', '16', 'powder', {}, 'not_applicable'],
    ['usp2023', '20', 'tea_bag', {}, 'pass'],
    ['ahpa_micro', '01', 'raw_leaf', {}, 'pass'],
    ['ahpa_micro', '01', 'extract', {}, 'not_applicable'],
    ['ahpa_micro', '06', 'extract', {}, 'pass'],
    ['eu_2023_915', '01', 'powder', {}, 'pass'],
    ['eu_2023_915', '01', 'gummy', {}, 'pass'],
    ['eu_2023_915', '03', 'powder', {}, 'not_applicable'],
    ['usp2232_2023', '03', 'powder', { intake: '5 g' }, 'pass'],
    ['usp2232_2023', '03', 'raw_leaf', { intake: '5 g' }, 'pass'],
    ['usp2232_2023', '03', 'powder', { serving: '2.4 g' }, 'undecidable'],
    ['us_dea_7oh_noi', '01', 'powder', {}, 'pass'],
    ['us_dea_7oh_noi', '01', 'extract', {}, 'not_applicable'],
    ['us_dea_7oh_noi', '01', 'capsule', {}, 'undecidable'],
    ['us_dea_7oh_noi', '02', 'powder', {}, 'not_applicable'],
    ['hkcmms', '03', 'powder', {}, 'pass'],
    ['hkcmms', '03', 'tablet', {}, 'not_applicable'],
    ['ahpa_metals_2012', '03', 'powder', { intake: '5 g' }, 'pass'],
    ['ahpa_metals_2012', '03', 'powder', { intake: '5.1 g' }, 'not_applicable'],
    ['ahpa_metals_2012', '03', 'powder', {}, 'undecidable'],
    ['usp2023', '01', 'other', {}, 'undecidable'],
  ] as const)('%s-%s for %s %o: %s', (set, rule, form, situation, word) => {
    expect(verdict(lines, set, rule, { form, ...situation }).verdict).toBe(word);
  });

  test.each([
    ['0.4', 'pass'],
    ['0.6', 'fail'],
  ] as const)('%s mg/mL against 0.05 %% w/v: %s', (value, word) => {
    expect(judgeOne([['7-OH', value, 'mg/mL']], limit('7_hydroxymitragynine', '<= 0.05 % w/w, w/v or v/v')).verdict).toBe(word);
  });
});

describe('solvents by daily exposure', () => {
  test.each([
    ['3000', undefined, 'pass'],
    ['3000.4', undefined, 'pass'],
    ['3001', undefined, 'fail'],
    ['3001', '1 g', 'fail'],
    ['3000', '10 g', 'pass'],
    ['3000', '10.1 g', 'fail'],
    ['2900', '10.1 g', 'pass'],
    ['1000', '30 g', 'pass'],
    ['1002', '30 g', 'fail'],
  ] as const)('methanol %s ppm at %s a day: %s', (value, intake, word) => {
    expect(verdict([['Methanol', value, 'ppm']], 'usp467', '19', { intake }).verdict).toBe(word);
  });
});

describe('what never decides', () => {
  test.each([
    ['ichq3d', '02', '2026-09-01', 'over'],
    ['fda_irl_pb_2022', '01', '2026-09-01', 'over'],
    ['fda_irl_pb_2018', '01', '2020-01-01', 'over'],
    ['nsf173_vendor', '01', '2026-09-01', 'over'],
  ] as const)('%s-%s on %s is not applicable, and says that the value is %s', (set, rule, date, comparison) => {
    expect(verdict([['Lead', '9', 'ppm']], set, rule, { intake: '9.6 g', date })).toMatchObject({
      verdict: 'not_applicable',
      standing: 'reference_only',
      comparison,
    });
  });

  test('a level of warning is no limit', () => {
    const over = verdict([['Lead', '1.1', 'ppm']], 'prop65', '01', { intake: '9.6 g' });
    expect(over).toMatchObject({ verdict: 'warning', comparison: 'over', reason: expect.stringContaining('above safe-harbour level') });
    expect(verdict([['Lead', '0.01', 'ppm']], 'prop65', '01', { intake: '9.6 g' })).toMatchObject({
      verdict: 'pass',
      comparison: 'within',
    });
  });

  test('what expired does not read as if nothing applied', () => {
    const [after] = judgeLines([['7-OH', '5', 'mg/g']], 'oh_4729', { form: 'tablet', date: '2026-06-11' });
    expect(after).toMatchObject({ verdict: 'not_applicable', reason: expect.stringContaining('what followed is unknown') });
  });
});
