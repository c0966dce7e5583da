import fc from 'fast-check';
import { add, compare, type DecimalMark, powerOfTen, printedNumber, readNumber, shift } from '../../src/coa/quantity.ts';

const read = (text: string, mark: DecimalMark = '.'): string => {
  const found = readNumber(text, mark);
  return typeof found === 'string' ? found : [found.number.text, ...found.flags].join(' ');
};

test.each<[string, DecimalMark, string]>([
  ['0.35', '.', '0.35'],
  ['.58', '.', '0.58'],
  ['5.', '.', '5'],
  ['1,200', '.', '1200'],
  ['1,200', ',', '1.200'],
  ['1,200', 'unknown', '1200 thousands-ambiguous'],
  ['1.200', ',', '1200 thousands-ambiguous'],
  ['100,000', '.', '100000'],
  ['1,047.030', '.', '1047.030'],
  ['1,047.103', '.', '1047.103'],
  ['1.047,03', ',', '1047.03'],
  ['1.047,03', '.', '1047.03 decimal-mark-unexpected'],
  ['0,35', '.', '0.35 decimal-comma'],
  ['0,350', '.', '0.350 decimal-comma'],
  ['0,0067', ',', '0.0067'],
  ['12 500,5', ',', '12500.5 thousands-space'],
  ['10 000', '.', '10000 thousands-space'],
  ['1 000 000', '.', '1000000 thousands-space'],
  ['1.2E-05', '.', '0.000012'],
  ['1.00E+04', '.', '10000'],
  ['2.8800E-1', '.', '0.28800'],
  ['1.2 x 10^3', '.', '1200'],
  ['7.2 × 10⁴', '.', '72000'],
  ['7.2x10^4', '.', '72000'],
  ['1,0.10^3', ',', '1000'],
  ['10^5', '.', '100000'],
  ['6,3·10²', ',', '630'],
  ['3 * 10^-2', '.', '0.03'],
])('%j under %j is %s', (text, mark, wanted) => expect(read(text, mark)).toBe(wanted));

test.each<[string, DecimalMark, string]>([
  ['1,0.103', ',', 'lost-superscript'],
  ['7,2.104', ',', 'lost-superscript'],
  ['7.2.104', '.', 'lost-superscript'],
  ['7.2x104', '.', 'lost-superscript'],
  ['1.2 x 103', '.', 'lost-superscript'],
  ['0.02/0.05', '.', 'several-numbers'],
  ['1.0000 1100.0000', '.', 'several-numbers'],
  ['1 200', '.', 'several-numbers'],
  ['-1', '.', 'negative-number'],
  ['−0.02', '.', 'negative-number'],
  ['1.2.3', '.', 'garbled-number'],
  ['1,23,4', '.', 'garbled-number'],
  ['ND', '.', 'not-a-number'],
  ['2.1 mg', '.', 'not-a-number'],
])('%j under %j is refused as %s', (text, mark, wanted) => expect(read(text, mark)).toBe(wanted));

test('significant figures and decimals are those printed', () => {
  expect(printedNumber('0.350')).toEqual({ text: '0.350', significantFigures: 3, decimals: 3 });
  expect(printedNumber('1200')).toEqual({ text: '1200', significantFigures: 2, decimals: 0 });
  expect(printedNumber('007.0')).toEqual({ text: '7.0', significantFigures: 2, decimals: 1 });
  expect(readNumber('1.20E+03', '.')).toMatchObject({ number: { text: '1200', significantFigures: 3 } });
  expect(readNumber('0.000', '.')).toMatchObject({ number: { significantFigures: 1, decimals: 3 } });
});

const decimal = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.integer({ min: 0, max: 25 }))
  .map(([digits, places]) => shift(String(digits), -places));

test('a printed decimal is read back to the same digits', () => {
  fc.assert(
    fc.property(decimal, text => {
      expect(read(text)).toBe(text);
      // with a decimal comma; three places after 1 to 999 are a thousand elsewhere, never here
      expect(read(text.replace('.', ','), ',')).toBe(text);
    }),
  );
});

test('thousands marks change nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 999_999_999 }), n => {
      expect(read(n.toLocaleString('en-US'))).toBe(String(n));
    }),
  );
});

test('shifting there and back keeps every digit; it multiplies by the power of ten', () => {
  fc.assert(
    fc.property(decimal, fc.integer({ min: -12, max: 12 }), (text, places) => {
      expect(compare(shift(shift(text, places), -places), text)).toBe(0);
      expect(shift(text, places).replace(/^0\.?0*|\./g, '').length).toBeGreaterThanOrEqual(text.replace(/^0\.?0*|\./g, '').length);
    }),
  );
  expect([shift('0.350', 1), shift('1200', -3), shift('5', 0), shift('0', 4), shift('0.00', 2), shift('12.3', -5)]).toEqual([
    '3.50',
    '1.200',
    '5',
    '0',
    '0',
    '0.000123',
  ]);
});

test('sums are exact; logarithms keep the digits they carry', () => {
  expect(add(['0.1', '0.2'])).toBe('0.3');
  expect(powerOfTen('5.00')).toBe('100000');
  expect(powerOfTen('2.30')).toBe('200');
});
