import fc from 'fast-check';
import type { Interval } from '../../src/coa/reading.ts';
import { printed, read, result, row } from './printed.ts';

const bounds = ({ interval }: { interval: Interval }): string =>
  `${interval.lowerClosed ? '[' : '('}${interval.lower ?? '-∞'}, ${interval.upper ?? '∞'}${interval.upperClosed ? ']' : ')'}`;

const LIMITS = { unit: 'ppm', lod: '0.02', loq: '0.05' };

test.each([
  ['0.35', LIMITS, '[0.35, 0.35]'],
  ['0.03', LIMITS, '[0.03, 0.03]'],
  ['ND', LIMITS, '[0, 0.02)'],
  ['ND', { unit: 'ppm', loq: '0.05' }, '[0, 0.05)'],
  ['ND', { unit: 'ppm', reportingLimit: '0.1' }, '[0, 0.1)'],
  ['ND', { unit: 'ppm' }, '[0, ∞)'],
  ['<LOQ', LIMITS, '[0, 0.05)'],
  ['<LLOQ', LIMITS, '[0, 0.05)'],
  ['BLQ', LIMITS, '[0, 0.05)'],
  ['<LOD', LIMITS, '[0, 0.02)'],
  ['<LOQ', { unit: 'ppm' }, '[0, ∞)'],
  ['<0.5', LIMITS, '[0, 0.5)'],
  ['≤0.5', LIMITS, '[0, 0.5]'],
  ['ND (<0.5)', LIMITS, '[0, 0.5)'],
  ['Detected <LOQ', LIMITS, '[0.02, 0.05)'],
  ['>5', LIMITS, '(5, ∞)'],
  ['≥5', LIMITS, '[5, ∞)'],
  ['ND', { unit: 'ppm', lod: '0.00', loq: '0.05' }, '[0, 0.05)'],
  ['ND', { unit: 'ppm', lod: '0' }, '[0, ∞)'],
  ['<0', LIMITS, '[0, ∞)'],
  ['TNTC', LIMITS, '(-∞, ∞)'],
  ['1.0-1.5', LIMITS, '[1.0, 1.5]'],
  ['NT', LIMITS, '(-∞, ∞)'],
  ['Pass', LIMITS, '(-∞, ∞)'],
  ['1.2.3', LIMITS, '(-∞, ∞)'],
  ['0.35', {}, '(-∞, ∞)'],
])('lead %s with %j lies in %s', (value, texts, wanted) => expect(bounds(result('metals', 'Lead', value, texts))).toBe(wanted));

test('values, LOD and LOQ are kept in the canonical unit, digits unchanged', () => {
  expect(result('alkaloids', 'mitragynin', '1.50', { unit: '% hm.' })).toMatchObject({
    analyte: 'mitragynine',
    number: '15.0',
    unit: 'mg/g',
    printed: { value: '1.50', unit: '% hm.' },
  });
  expect(result('metals', 'Lead', '350', { unit: 'ppb', lod: '20', loq: '50' })).toMatchObject({
    number: '0.350',
    unit: 'mg/kg',
    lod: '0.020',
    loq: '0.050',
  });
  expect(result('mycotoxins', 'Aflatoxin B1', '<2.0', { unit: 'µg/kg' })).toMatchObject({
    number: null,
    unit: 'ug/kg',
    interval: { lower: '0', upper: '2.0' },
  });
  expect(result('microbes', 'TAMC', '4.0', { unit: 'log CFU/g' })).toMatchObject({ number: '10000', unit: 'CFU/g' });
});

test('LOD and LOQ in a unit of their own', () => {
  expect(result('cannabinoids', 'CBD', 'ND', { unit: '%', lod: '0.27', limitOfMeasurementUnit: 'mg/g' })).toMatchObject({
    interval: { upper: '0.27' },
    unit: 'mg/g',
  });
  expect(result('cannabinoids', 'CBD', 'ND', { unit: '%', lod: '0.027 %' })).toMatchObject({ interval: { upper: '0.27' } });
  const other = { unit: '%', lod: '0.27', loq: '0.8', limitOfMeasurementUnit: 'mg/g' };
  expect(result('cannabinoids', 'CBD', '0.24', other)).toMatchObject({
    finding: { kind: 'quantified' },
    number: '2.4',
    loq: '0.8',
    flags: [],
  });
  expect(result('cannabinoids', 'CBD', '0.05', other)).toMatchObject({ finding: { kind: 'estimated' }, number: '0.5' });
  expect(result('cannabinoids', 'CBD', '<LOQ', other)).toMatchObject({
    finding: { bound: { text: '0.08' } },
    interval: { lower: '0', upper: '0.8' },
  });
  expect(result('cannabinoids', 'CBD', '<LOQ', { unit: 'mg/unit', loq: '0.8', limitOfMeasurementUnit: 'mg/g' })).toMatchObject({
    finding: { bound: null },
    interval: { upper: null },
  });
  expect(result('metals', 'Lead', '0.25', { lod: '0.01', limitOfMeasurementUnit: 'µg/g' })).toMatchObject({
    number: '0.25',
    unit: 'mg/kg',
    flags: ['unit-inferred'],
  });
});

test('a count beside no more than `/g` is of colonies, what is weighed is not', () => {
  expect(result('microbes', 'Yeast', '40', { unit: '/g' })).toMatchObject({ number: '40', unit: 'CFU/g', flags: ['unit-inferred'] });
  expect(result('metals', 'Lead', '0.2', { unit: '/g' })).toMatchObject({ number: null, unit: null, flags: ['unit-unknown'] });
});

test('a unit is never invented; water activity has none to print', () => {
  expect(result('metals', 'Lead', '0.25')).toMatchObject({
    number: null,
    unit: null,
    flags: ['unit-missing'],
    finding: { kind: 'quantified' },
  });
  expect(result('metals', 'Lead', '0.25', { unit: 'blorbs' })).toMatchObject({ number: null, unit: null, flags: ['unit-unknown'] });
  expect(result('moisture', 'Water activity', '0.55')).toMatchObject({ number: '0.55', unit: 'aw', flags: [] });
  expect(result('metals', 'Lead', '0.25 ppm')).toMatchObject({ number: '0.25', unit: 'mg/kg', flags: [] });
  expect(result('metals', 'Lead', '0.25 ppb', { unit: 'ppm' }).flags).toEqual(['unit-conflict']);
  expect(result('microbes', 'E. coli', '10', { unit: 'per 25 g' })).toMatchObject({
    number: null,
    flags: ['unit-unknown'],
    testPortion: '25 g',
  });
  expect(result('metals', 'Lead', '10', { unit: 'CFU/g' }).flags).toEqual(['unit-implausible']);
  expect(result('microbes', 'TAMC', '10', { unit: 'ppm' }).flags).toEqual(['unit-implausible']);
});

test('presence and absence carry their test portion, wherever it is printed', () => {
  expect(result('microbes', 'Salmonella', 'Absent in 25 g')).toMatchObject({
    finding: { kind: 'absent' },
    testPortion: '25 g',
    unit: null,
    flags: [],
  });
  expect(result('microbes', 'Salmonella', 'negativní', { unit: 'v 25 g' })).toMatchObject({ testPortion: '25 g', flags: [] });
  expect(result('microbes', 'r. Salmonella [v 25 g]', 'negativní')).toMatchObject({ analyte: 'salmonella', testPortion: '25 g' });
  expect(result('microbes', 'E. coli', 'Absent', { testPortion: '10 grams' }).testPortion).toBe('10 g');
});

test('LOD and LOQ of a decimal comma document, in the unit of the value', () => {
  const [lead] = read([row('metals', 'olovo', '<LOQ', { unit: 'mg/kg', lod: '0,020', loq: '1,500' })], { decimalMark: ',' }).results;
  expect(lead).toMatchObject({ lod: '0.020', loq: '1.500', interval: { upper: '1.500' }, flags: [] });
});

test('a basis is what is printed, else unknown', () => {
  expect(result('alkaloids', 'Mitragynine', '15', { unit: 'mg/g' }).basis).toBe('unknown');
  expect(result('alkaloids', 'Mitragynine', '15', { unit: 'mg/g', basis: 'Dry weight' }).basis).toBe('dry');
  expect(result('alkaloids', 'Mitragynine', '15', { unit: 'mg/g', basis: 'as_received' }).basis).toBe('as_received');
  expect(result('alkaloids', 'Mitragynine', '15', { unit: 'mg/tablet' })).toMatchObject({
    basis: 'per_unit',
    unit: 'mg/tablet',
    number: '15',
  });
  expect(result('cannabinoids', 'TOTAL THC (DRY)', '15', { unit: '%' }).basis).toBe('dry');
});

test('further printings are read on their own', () => {
  const [value] = read([
    row(
      'alkaloids',
      'MGM-15',
      '5.157',
      { unit: 'mg/g', lod: '0.222' },
      {
        further: [
          ['0.516', '%'],
          ['3.251', 'mg/Tablet'],
        ],
      },
    ),
  ]).results;
  expect(value!.further.map(f => [f.number, f.unit, f.basis])).toEqual([
    ['5.16', 'mg/g', 'unknown'],
    ['3.251', 'mg/tablet', 'per_unit'],
  ]);
  expect(value!.flags).toEqual([]);
  expect(value!.confidence).toBeGreaterThan(0.985);
});

test('the uncertainty of a column belongs to the number, a relative one does not', () => {
  const of = (text: string) => read([{ ...row('metals', 'Lead', '0.64', { unit: 'ppm' }), uncertainty: printed(text) }]).results[0]!;
  expect(of('±0.08').finding).toMatchObject({ kind: 'quantified', uncertainty: { text: '0.08' } });
  expect(of('12 %').finding).not.toHaveProperty('uncertainty');
  expect(of('N/A').finding).not.toHaveProperty('uncertainty');
  expect(of('12 %').printed.uncertainty).toBe('12 %');
});

test('a decimal comma document', () => {
  const reading = read(
    [
      row('microbes', 'CPM', '1,0.10^3', { unit: '[cfu/g]' }),
      row('metals', 'olovo', '0,64', { unit: 'mg/kg', limit: '3', verdict: 'V' }),
      row('microbes', 'plísně', '1,0.103', { unit: 'cfu/g' }),
    ],
    { decimalMark: ',', dates: { reported: printed('3.4.2026') } },
  );
  expect(reading.results.map(r => [r.analyte, r.number, r.flags])).toEqual([
    ['tamc', '1000', []],
    ['lead', '0.64', []],
    ['mold', null, ['lost-superscript']],
  ]);
  expect(reading.dates.reported?.date).toBe('2026-04-03');
});

test('ambiguous dates stay unknown with a problem; one date settles the others', () => {
  const alone = read([row('metals', 'Lead', 'ND', { unit: 'ppm' })], { dates: { reported: printed('03/04/2026') } });
  expect(alone.dates.reported).toMatchObject({ date: null, printed: { text: '03/04/2026' } });
  expect(alone.problems.map(p => p.code)).toEqual(['date-ambiguous']);
  const settled = read([row('metals', 'Lead', 'ND', { unit: 'ppm' })], {
    dates: { received: printed('02/19/26'), reported: printed('03/04/2026') },
  });
  expect(settled.dates.reported?.date).toBe('2026-03-04');
});

test('whatever stands in a cell, bounds are ordered and a number lies in its bounds', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12, unit: fc.constantFrom(...'0123456789.,<>=≤~±- xE^NDLOQ') }),
    fc.double({ min: 0, max: 1e6, noNaN: true }).map(n => n.toFixed(3)),
    fc.constantFrom('ND', '<LOQ', 'TNTC', 'Absent', '1.0-1.5', '<0.05'),
  );
  fc.assert(
    fc.property(cell, cell, cell, fc.constantFrom('ppm', '%', 'CFU/g', 'mg/g', 'nonsense'), (value, lod, loq, unit) => {
      const { interval, number, finding, lod: detection, loq: quantitation } = result('metals', 'Lead', value, { unit, lod, loq });
      const { lower, upper } = interval;
      // a "detected below LOQ" of a row whose LOD and LOQ are exchanged is flagged, not repaired
      if (lower !== null && upper !== null && !(finding.kind === 'detected_not_quantified' && detection !== null && quantitation !== null))
        expect(Number(lower)).toBeLessThanOrEqual(Number(upper));
      if (lower !== null && lower === upper) expect([interval.lowerClosed, interval.upperClosed]).toEqual([true, true]);
      if (number !== null) expect([lower, upper]).toEqual([number, number]);
      if (finding.kind !== 'quantified' && finding.kind !== 'estimated') expect(number).toBeNull();
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['Complies', {}, 'pass'],
  ['Does not conform', {}, 'fail'],
  ['Brown powder', {}, null],
  ['Complies', { verdict: 'Fail' }, 'fail'],
  ['0.12', { unit: 'ppm' }, null],
] as const)('a result in words that are a verdict (%s, %j) is one: %s', (value, texts, wanted) => {
  expect(result('other', 'Appearance', value, texts).printedVerdict).toBe(wanted);
});
