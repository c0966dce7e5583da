import fc from 'fast-check';
import { compare } from '../../src/coa/quantity.ts';
import { canonicalUnit, convert, parseUnit, readUnit, UNITS, UnitMismatch, unitByCode } from '../../src/coa/unit.ts';

test.each([
  ['%', '%'],
  ['wt%', '%'],
  ['% w/w', '%'],
  ['%(w/w)', '%'],
  ['% (m/m)', '%'],
  ['% hm.', '%'],
  ['weight %', '%'],
  ['% by wt', '%'],
  ['%..', '%'],
  ['% w/v', '% w/v'],
  ['% v/v', '% v/v'],
  ['% of total alkaloids', '% of alkaloids'],
  ['mg/g', 'mg/g'],
  ['MG/G', 'mg/g'],
  ['µg/g', 'ug/g'],
  ['μg/g', 'ug/g'],
  ['mcg/g', 'ug/g'],
  ['PPM', 'ppm'],
  ['ppm_', 'ppm'],
  ['(ppb)', 'ppb'],
  ['mg/kg', 'mg/kg'],
  ['mg.kg⁻¹', 'mg/kg'],
  ['mg kg-1', 'mg/kg'],
  ['µg/kg', 'ug/kg'],
  ['ng/g', 'ng/g'],
  ['mg/mL', 'mg/mL'],
  ['mg/Tablet', 'mg/tablet'],
  ['MG/UNIT', 'mg/unit'],
  ['mg/serv', 'mg/serving'],
  ['mg per 3.0 g Serving', 'mg/serving'],
  ['mg/capsule', 'mg/capsule'],
  ['MG/PACKAGE', 'mg/package'],
  ['mg/Container', 'mg/container'],
  ['[cfu/g]', 'CFU/g'],
  ['CFU/gram', 'CFU/g'],
  ['KTJ/g', 'CFU/g'],
  ['CFU/mL', 'CFU/mL'],
  ['MPN/g', 'MPN/g'],
  ['NMP/g', 'MPN/g'],
  ['log10 CFU/g', 'log CFU/g'],
  ['mg/svg', 'mg/serving'],
  ['mg/sachet', 'mg/sachet'],
  ['g/100 ml', 'g/100mL'],
  ['mg/dL', 'mg/100mL'],
  ['µg/100 g', 'ug/100g'],
  ['pg/g', 'pg/g'],
  ['% weight', '%'],
  ['Bq/kg', 'Bq/kg'],
  ['EU/mL', 'EU/mL'],
  ['IU/g', 'IU/g'],
  ['µS/cm', 'uS/cm'],
  ['meq O2/kg', 'meq/kg'],
  ['mg KOH/g', 'mg KOH/g'],
  ['aW', 'aw'],
  ['pH_1', 'pH'],
  ['g/cc', 'g/mL'],
  ['mcg/day', 'ug/day'],
  ['mg', 'mg'],
])('%s is %s', (text, code) => expect(parseUnit(text)?.code).toBe(code));

test('what is no unit is none', () => {
  for (const text of ['', 'foo', 'LOD', 'Pass', '25', 'ppq']) expect(parseUnit(text)).toBeNull();
});

test('basis and test portion that a unit names', () => {
  expect(readUnit('% dry weight')).toMatchObject({ unit: { code: '%' }, basis: 'dry' });
  expect(readUnit('mg/g (as received)')).toMatchObject({ unit: { code: 'mg/g' }, basis: 'as_received' });
  expect(readUnit('mg/tablet').basis).toBe('per_unit');
  expect(readUnit('v 25 g')).toEqual({ unit: null, basis: null, testPortion: '25 g' });
  expect(readUnit('/10g').testPortion).toBe('10 g');
  expect(readUnit('mg/g').basis).toBeNull();
});

test.each([
  ['1.5', '%', 'mg/g', '15'],
  ['0.04', '%', 'ppm', '400'],
  ['0.05', '%', 'mg/kg', '500'],
  ['0.5', 'mg/g', 'ug/g', '500'],
  ['1', 'mg/g', 'mg/kg', '1000'],
  ['1.2', 'ug/g', 'ppm', '1.2'],
  ['800', 'ug/kg', 'ppb', '800'],
  ['0.8', 'ppm', 'ppb', '800'],
  ['115', 'ng/g', 'ppb', '115'],
  ['1', 'mg/mL', '% w/v', '0.1'],
  ['5', 'log CFU/g', 'CFU/g', '100000'],
  ['0.350', '%', 'mg/g', '3.50'],
])('%s %s is %s', (value, from, to, wanted) => expect(compare(convert(value, from, to), wanted)).toBe(0));

test.each([
  ['ppm', 'CFU/g'],
  ['% w/w', 'mg/g'],
  ['%', '% w/v'],
  ['% of alkaloids', '%'],
  ['mg/mL', 'mg/g'],
  ['mg/tablet', 'mg/g'],
  ['mg/tablet', 'mg/capsule'],
  ['mg/unit', 'mg/serving'],
  ['MPN/g', 'CFU/g'],
  ['CFU/mL', 'CFU/g'],
  ['CFU/g', 'log CFU/g'],
  ['mg', 'mg/g'],
])('%s never becomes %s', (from, to) => {
  expect(() => convert('1', from, to)).toThrow(UnitMismatch);
});

test('conversion goes through or throws by dimension alone, there and back without loss', () => {
  const plain = UNITS.filter(u => u.power !== 'log');
  fc.assert(
    fc.property(fc.constantFrom(...plain), fc.constantFrom(...plain), fc.integer({ min: 1, max: 10 ** 9 }), (a, b, n) => {
      const value = String(n);
      if (a.dimension !== b.dimension) expect(() => convert(value, a.code, b.code)).toThrow(UnitMismatch);
      else if (a.dimension !== 'mass_per_unit' && a.dimension !== 'mass_per_container')
        expect(compare(convert(convert(value, a.code, b.code), b.code, a.code), value)).toBe(0);
    }),
  );
});

test('canonical units: by analyte, else by panel, else the printed one', () => {
  const of = (printed: string, panel: Parameters<typeof canonicalUnit>[1], own?: string) => canonicalUnit(unitByCode(printed)!, panel, own);
  expect(of('%', 'alkaloids', 'mg/g')).toBe('mg/g');
  expect(of('ppb', 'metals', 'mg/kg')).toBe('mg/kg');
  expect(of('ppm', 'mycotoxins')).toBe('ug/kg');
  expect(of('%', 'moisture', '%')).toBe('%');
  expect(of('ug/g', 'other')).toBe('mg/kg');
  expect(of('mg/tablet', 'alkaloids', 'mg/g')).toBe('mg/tablet');
  expect(of('MPN/g', 'microbes', 'CFU/g')).toBe('MPN/g');
  expect(of('log CFU/g', 'microbes', 'CFU/g')).toBe('CFU/g');
  expect(canonicalUnit(null, 'metals', 'mg/kg')).toBeNull();
});

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('%s is a word like any other, and no unit', word => {
  expect(parseUnit(word)).toBeNull();
});
