import fc from 'fast-check';
import { type ConfidenceInput, confidenceFrom, confidenceOf } from '../../src/coa/confidence.ts';
import { evidence, printed, read, result, row } from './printed.ts';

const flags = (...args: Parameters<typeof row>): readonly string[] => result(...args).flags;

test('one result against its own limits', () => {
  expect(flags('metals', 'Lead', '0.35', { unit: 'ppm', lod: '0.02', loq: '0.05', limit: '0.5', verdict: 'PASS' })).toEqual([]);
  expect(flags('metals', 'Lead', '0.35', { unit: 'ppm', lod: '0.05', loq: '0.02' })).toEqual(['lod-above-loq']);
  expect(flags('metals', 'Lead', '0.013', { unit: 'ppm', lod: '0.02', loq: '0.05' })).toContain('below-lod');
  expect(flags('metals', 'Lead', '0.031', { unit: 'ppm', lod: '0.02', loq: '0.05' })).toEqual(['below-loq']);
  expect(flags('metals', 'Lead', '0.035', { unit: 'ppm', lod: '0.02', loq: '0.050' })).toEqual(['below-loq', 'substitution-suspected']);
  expect(flags('metals', 'Lead', '0.010', { unit: 'ppm', lod: '0.020' })).toEqual(['below-lod', 'substitution-suspected']);
});

test('printed limit, printed verdict and value', () => {
  expect(flags('metals', 'Lead', '0.7', { unit: 'ppm', limit: '0.5', verdict: 'PASS' })).toEqual(['verdict-disagrees']);
  expect(flags('metals', 'Lead', '0.3', { unit: 'ppm', limit: '0.5', verdict: 'FAIL' })).toEqual(['verdict-disagrees']);
  expect(flags('metals', 'Lead', '<0.7', { unit: 'ppm', limit: '0.5', verdict: 'PASS' })).toEqual([]);
  expect(flags('metals', 'Lead', '0.3', { unit: 'ppm', limit: '0.5', verdict: 'NT' })).toEqual([]);
  expect(flags('mycotoxins', 'Aflatoxin B1', '2.6', { unit: 'ug/kg', limit: '2.5', verdict: 'Vn' })).toEqual([]);
  expect(flags('microbes', 'Salmonella', 'Present', { limit: 'Absent in 25 g', verdict: 'Pass' })).toEqual(['verdict-disagrees']);
  expect(flags('foreign_matter', 'Foreign matter', '10', { unit: '%', limit: '>25%', verdict: 'PASS' })).toEqual([]);
});

test('amounts that cannot be', () => {
  expect(flags('alkaloids', 'Mitragynine', '101', { unit: '%' })).toEqual(['implausible-magnitude']);
  expect(flags('metals', 'Lead', '1.5', { unit: '%' })).toEqual(['implausible-magnitude']);
  expect(flags('metals', 'Calcium', '1.5', { unit: '%' })).toEqual([]);
  expect(flags('alkaloids', 'Mitragynine', '45', { unit: '%' })).toEqual([]);
  expect(flags('other', 'pH', '15', { unit: 'pH' })).toEqual(['implausible-magnitude']);
});

test('a cell that is neither number nor word is never silent', () => {
  expect(flags('alkaloids', 'Mitragynine', '1.23 mg/g (0.123%)', { unit: 'mg/g' })).toEqual(['value-unreadable']);
  expect(flags('alkaloids', 'Mitragynine', '0.580 < LOQ < LOQ', { unit: 'mg/g' })).toEqual(['value-unreadable']);
  expect(flags('alkaloids', 'Mitragynine', '1.0000 1100.0000', { unit: 'mg/g' })).toEqual(['value-unreadable']);
  expect(flags('metals', 'Lead', '<0', { unit: 'ppm' })).toEqual(['value-unreadable']);
  expect(flags('metals', 'Lead', '±', { unit: 'ppm' })).toEqual(['value-unreadable']);
  expect(flags('microbes', 'Salmonella', 'per 25 g')).toEqual(['value-unreadable']);
  expect(flags('microbes', 'Total Aerobic Microbial Count', 'W- 410 Toxin- . coli')).toEqual(['value-unreadable']);
  expect(flags('microbes', 'Total Aerobic Microbial Count', 'Spreaders present')).toEqual([]);
  expect(flags('other', 'Appearance', 'White powder')).toEqual([]);
});

test('a limit that ran together with something else', () => {
  expect(flags('metals', 'Arsenic', '0.030', { unit: 'ug/g', limit: 'Ethanol Max. 2.0 µg/g' })).toEqual(['column-guessed']);
  expect(flags('metals', 'Arsenic', '0.030', { unit: 'ug/g', limit: 'µg 20' })).toEqual(['column-guessed']);
  expect(flags('metals', 'Arsenic', '0.030', { unit: 'ug/g', limit: 'NMT 2.0 µg/g' })).toEqual([]);
  expect(flags('metals', 'Arsenic', '0.030', { unit: 'ug/g', limit: 'Report only' })).toEqual([]);
});

test('a verdict where LOD or LOQ should stand', () => {
  expect(flags('metals', 'Lead', '0.35', { unit: 'ppm', loq: 'PASS' })).toEqual(['column-guessed']);
  expect(flags('metals', 'Lead', '0.35', { unit: 'ppm', lod: 'Fail' })).toEqual(['column-guessed']);
  expect(flags('metals', 'Lead', '0.35', { unit: 'ppm', loq: '-' })).toEqual([]);
});

test('zeros are never silent', () => {
  expect(flags('alkaloids', 'Total Alkaloids', '0.000', { unit: 'mg/g' })).toEqual(['computed-zero']);
  expect(flags('metals', 'Lead', '0.00', { unit: 'ppm' })).toEqual(['zero-reported']);
});

test('percent and mg/g agree, or are flagged', () => {
  const both = (percent: string) => result('alkaloids', 'Mitragynine', '15.31', { unit: 'mg/g' }, { further: [[percent, '%']] });
  expect(both('1.53').flags).toEqual([]);
  expect(both('1.53').confidence).toBeGreaterThan(0.985);
  expect(both('1.35').flags).toEqual(['further-disagrees']);
  expect(both('1.35').confidence).toBeLessThan(0.9);
  expect(both('ND').flags).toEqual(['further-disagrees']);
  expect(both('-').flags).toEqual([]);
});

test('milligrams a tablet follow one tablet mass; the row that leaves it is flagged', () => {
  const rows = (last: string) => [
    row('alkaloids', 'Mitragynine', '15.31', { unit: 'mg/g' }, { further: [['9.19', 'mg/tablet']] }),
    row('alkaloids', 'Speciogynine', '2.10', { unit: 'mg/g' }, { further: [['1.26', 'mg/tablet']] }),
    row('alkaloids', 'Paynantheine', '3.40', { unit: 'mg/g' }, { further: [[last, 'mg/tablet']] }),
  ];
  expect(read(rows('2.04')).results.flatMap(r => r.flags)).toEqual([]);
  expect(read(rows('4.02')).results.map(r => r.flags)).toEqual([[], [], ['further-disagrees']]);
});

test('one serving of analytes that are given in several units', () => {
  const rows = (last: string) => [
    row('other', 'Ash', '2.41', { unit: 'g/100g' }, { further: [['1.21', 'g']] }),
    row('other', 'Moisture', '11.42', { unit: 'g/100g' }, { further: [['5.71', 'g']] }),
    row('other', 'Pea Strange', '31.8', { unit: 'g/kg' }, { further: [[last, 'g']] }),
  ];
  expect(read(rows('1.59')).results.flatMap(r => r.flags)).not.toContain('further-disagrees');
  expect(read(rows('15.9')).results.map(r => r.flags.includes('further-disagrees'))).toEqual([false, false, true]);
});

describe('sums', () => {
  const panel = (total: string, title = 'Alkaloids') =>
    read([
      row('alkaloids', 'Mitragynine', '15.3', { unit: 'mg/g', panelTitle: 'Alkaloids' }),
      row('alkaloids', 'Speciogynine', '2.1', { unit: 'mg/g', panelTitle: 'Alkaloids' }),
      row('alkaloids', '7-OH Mitragynine', '<LOQ', { unit: 'mg/g', loq: '0.5', panelTitle: 'Alkaloids' }),
      row('alkaloids', 'Total Alkaloids', total, { unit: 'mg/g', panelTitle: title }),
    ]).results[3]!.flags;

  test('with what was not found as nothing, or at its bound', () => {
    expect(panel('17.4')).toEqual([]);
    expect(panel('17.9')).toEqual([]);
    expect(panel('19.4')).toEqual(['sum-disagrees']);
    expect(panel('15.3')).toEqual(['sum-disagrees']);
  });

  test('a total that agrees with three parts settles the doubts of its layout, a total of two does not', () => {
    const table = (values: string[], total: string) =>
      read([
        ...values.map((value, i) => row('alkaloids', ['Mitragynine', 'Speciogynine', 'Paynantheine'][i]!, value, { unit: 'mg/g' })),
        row('alkaloids', 'Total Alkaloids', total, { unit: 'mg/g' }, { doubts: ['row-wrapped'] }),
      ]).results;
    const three = table(['15.3', '2.1', '3.4'], '20.8');
    expect(three.map(r => [r.flags, r.confidence > 0.985])).toEqual([0, 0, 0, 0].map(() => [[], true]));
    expect(three[3]!.confidenceReasons).toContain('agrees with the printed total');
    expect(table(['15.3', '2.1'], '17.4')[2]!.flags).toEqual(['row-wrapped']);
    expect(table(['15.3', '2.1', '3.4'], '22.8')[3]!.flags).toEqual(['row-wrapped', 'sum-disagrees']);
  });

  test('a total speaks of its own table only', () => expect(panel('15.3', 'Another table')).toEqual([]));

  test('by members: all must be printed', () => {
    const pah = (total: string, names: string[]) =>
      read([
        ...names.map((name, i) => row('other', name, ['0.41', '0.44', '0.32', '0.67'][i]!, { unit: 'µg/kg' })),
        row('other', 'PAH4', total, { unit: 'µg/kg' }),
      ]).results.at(-1)!.flags;
    const four = ['benzo[a]pyrene', 'benz[a]anthracene', 'benzo[b]fluoranthene', 'chrysene'];
    expect(pah('1.84', four)).toEqual([]);
    expect(pah('2.84', four)).toEqual(['sum-disagrees']);
    expect(pah('2.84', four.slice(1))).toEqual([]);
  });
});

test('one analyte twice: contradiction flagged on both, agreement on none', () => {
  const twice = (a: string, b: string) =>
    read([row('metals', 'Lead', a, { unit: 'ppm' }), row('metals', 'Pb', b, { unit: 'ppb' })]).results.map(r => r.flags);
  expect(twice('0.35', '350')).toEqual([[], []]);
  expect(twice('0.35', '530')).toEqual([['duplicate-differs'], ['duplicate-differs']]);
  expect(twice('<0.5', '350')).toEqual([[], []]);
  expect(twice('<0.1', '350')).toEqual([['duplicate-differs'], ['duplicate-differs']]);
});

test('two analytes twice, both otherwise: what stands beside them may be of another sample', () => {
  const table = (title: string, lead: string, cadmium: string, arsenic: string) =>
    [
      ['Lead', lead],
      ['Cadmium', cadmium],
      ['Arsenic', arsenic],
    ].map(([name, value]) => ({ ...row('metals', name!, value!, { unit: 'ppm' }), panelTitle: printed(title) }));
  const flags = (...second: [string, string, string]) =>
    read([...table('First', '0.35', '0.105', '0.2'), ...table('Second', ...second), ...table('Third', '0.35', '0.105', '0.2')]).results.map(
      r => r.flags,
    );
  expect(flags('0.53', '0.105', 'ND').slice(3, 6)).toEqual([['duplicate-differs'], [], []]);
  expect(flags('0.53', '0.321', 'ND').slice(0, 6)).toEqual([
    ['duplicate-differs'],
    ['duplicate-differs'],
    ['samples-mixed'],
    ['duplicate-differs'],
    ['duplicate-differs'],
    ['samples-mixed'],
  ]);
});

test('percent of a liquid may be by mass or by volume', () => {
  const rows = [
    row('alkaloids', 'Mitragynine', '1.5', { unit: '%' }),
    row('alkaloids', 'Speciogynine', '1.5', { unit: 'mg/mL' }),
    row('alkaloids', 'Paynantheine', '1.5', { unit: '% w/w' }),
  ];
  expect(read(rows, { sample: { matrix: printed('Liquid extract') } }).results.map(r => r.flags)).toEqual([['unit-ambiguous'], [], []]);
  expect(read(rows, { sample: { matrix: printed('Powder') } }).results.map(r => r.flags)).toEqual([[], [], []]);
});

test('problems name what the flags of a sample mean, and keep the evidence', () => {
  const { problems } = read([
    row('metals', 'Lead', '0.25'),
    row('metals', 'Unobtainium', '1', { unit: 'ppm' }),
    row('metals', 'Cadmium', '2', { unit: 'CFU/g' }),
  ]);
  expect(problems.map(p => [p.code, p.severity])).toEqual([
    ['analyte-unmapped', 'info'],
    ['unit-missing', 'warning'],
    ['unit-implausible', 'error'],
  ]);
  expect(problems[1]).toMatchObject({ message: 'No unit is printed: Lead.', evidence: { text: '0.25' } });
  expect(read([]).problems).toMatchObject([{ code: 'no-results', severity: 'error' }]);
});

test('dates in their order', () => {
  const codes = (received: string, reported: string) =>
    read([row('metals', 'Lead', 'ND', { unit: 'ppm' })], {
      dates: { received: printed(received), reported: printed(reported) },
    }).problems.map(p => p.code);
  expect(codes('2026-01-01', '2026-01-03')).toEqual([]);
  expect(codes('2026-01-03', '2026-01-01')).toEqual(['dates-out-of-order']);
  expect(codes('2026-01-03', '2026-01-01 - 2026-01-05')).toEqual([]);
});

describe('confidence', () => {
  const clean: ConfidenceInput = {
    match: { id: 'lead', how: 'exact', score: 1 },
    unitSource: 'printed',
    evidence: evidence('x'),
    flags: [],
    confirmedBy: [],
  };

  test('a clean row nearly 1, a cell 1; a similar name, a doubt, OCR less', () => {
    expect(confidenceOf(clean).confidence).toBeGreaterThan(0.97);
    expect(confidenceOf(clean).confidence).toBeLessThan(1);
    expect(confidenceOf({ ...clean, confirmedBy: ['x'] }).confidence).toBeGreaterThanOrEqual(confidenceOf(clean).confidence);
    expect(confidenceOf({ ...clean, match: { id: 'lead', how: 'fuzzy', score: 0.9 } }).confidence).toBeLessThan(0.95);
    expect(confidenceOf({ ...clean, evidence: { kind: 'cell', sheet: 's', cell: 'A1', text: 'x' } }).confidence).toBe(1);
    expect(confidenceOf({ ...clean, flags: ['column-guessed'] }).confidence).toBeLessThan(0.9);
    expect(
      confidenceOf({ ...clean, evidence: { kind: 'page', page: 1, box: [0, 0, 1, 1], text: 'x', method: 'ocr', ocrConfidence: 0.95 } })
        .confidence,
    ).toBeLessThan(0.9);
    expect(confidenceOf({ ...clean, match: null }).confidenceReasons).toContain('analyte not in the dictionary');
  });

  test('before anything is counted it is what is presumed; what was counted moves it, a doubt never past 0.9', () => {
    const grounds = { onPage: true, ocr: null, similar: null, reasons: [], confirmed: false };
    expect(confidenceFrom(grounds, {})).toBe(0.97);
    expect(confidenceFrom(grounds, { clean: { right: 990, of: 990 } })).toBe(0.99);
    expect(confidenceFrom(grounds, { clean: { right: 470, of: 490 } })).toBe(0.959);
    const seen = { clean: { right: 990, of: 990 }, 'row-wrapped': { right: 500, of: 500 }, 'decimal-comma': { right: 45, of: 90 } };
    const because = (...reasons: string[]) => confidenceFrom({ ...grounds, reasons }, seen);
    expect(because('row-wrapped')).toBe(0.89);
    expect(because('decimal-comma')).toBeLessThan(0.6);
    expect(because('below-loq')).toBeGreaterThan(0.9);
    expect(because('unheard-of')).toBeLessThan(0.9);
    expect(confidenceFrom({ ...grounds, onPage: false, reasons: ['decimal-comma'] }, seen)).toBe(0.95);
    expect(confidenceFrom({ ...grounds, ocr: 1 }, seen)).toBeLessThanOrEqual(0.85);
  });

  test('more doubts never raise it', () => {
    const flag = fc.constantFrom('column-guessed', 'computed-zero', 'unit-missing', 'sum-disagrees', 'below-loq', 'decimal-comma');
    fc.assert(
      fc.property(fc.uniqueArray(flag), flag, fc.boolean(), (some, more, agrees) => {
        const confirmedBy = agrees ? ['x'] : [];
        const before = confidenceOf({ ...clean, flags: some, confirmedBy }).confidence;
        const after = confidenceOf({ ...clean, flags: [...some, more], confirmedBy }).confidence;
        expect(after).toBeLessThanOrEqual(before);
        expect(after).toBeGreaterThan(0);
      }),
    );
  });

  test('every flag and every penalty is told among the reasons', () => {
    const { confidence, confidenceReasons } = result('metals', 'Lead', '0.25', {}, { doubts: ['row-wrapped'] });
    expect(confidence).toBeLessThan(0.9);
    expect(confidenceReasons).toEqual(expect.arrayContaining(['row-wrapped', 'unit-missing']));
  });
});
