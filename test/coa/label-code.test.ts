import { isTradeItem, readLabelCode } from '../../src/coa/label-code.ts';

const texts = (text: string) => readLabelCode(text).candidates.map(candidate => candidate.text);

test.each([
  ['FG2605', 'FG2605', 'whole'],
  ['LOT: FG-2605 EXP 2027-01', 'FG-2605', 'stated'],
  ['Batch No. QF/25-313', 'QF/25-313', 'stated'],
  ['https://shop.example/coa?batch=FG2605', 'FG2605', 'stated'],
  ['https://shop.example/coa/NA-26-2611.pdf', 'NA-26-2611', 'part'],
  ['(01)09506000134352(17)270131(10)FG2605', 'FG2605', 'stated'],
  ['01095060001343521727013110FG2605\u001d2112345', 'FG2605', 'stated'],
  [']d201095060001343521727013110FG2605', 'FG2605', 'stated'],
  ['https://id.example/01/09506000134352/10/FG2605?17=270131', 'FG2605', 'stated'],
])('%s names %s first', (text, expected, kind) => {
  expect(readLabelCode(text).candidates[0]).toEqual({ text: expected, kind });
});

test('what is wrapped in Base64 in an address is looked at too', () => {
  expect(texts(`https://portal.example/q?d=${Buffer.from('sample 20419-2').toString('base64url')}`)).toContain('20419-2');
});

test('the number of a trade item names a product and no lot', () => {
  expect(isTradeItem('4006381333931')).toBe(true);
  expect(isTradeItem('4006381333930')).toBe(false);
  expect(readLabelCode('4006381333931')).toMatchObject({ tradeItem: '4006381333931', candidates: [] });
  expect(readLabelCode('https://id.example/01/09506000134352/10/FG2605').tradeItem).toBe('09506000134352');
});

test('digits without a valid check digit may be a lot', () => {
  expect(texts('20260115')).toEqual(['20260115']);
});

test('words of an address without digits, and its host, are no lots', () => {
  expect(texts('https://lab123.example/verify/certificates')).toEqual([]);
});

test('broken encoding and long text are survived', () => {
  expect(texts('%E0%A4%A LOT 12345')).toContain('12345');
  expect(readLabelCode('x1 '.repeat(2000)).candidates.length).toBeLessThanOrEqual(24);
});
