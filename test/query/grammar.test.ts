import fc from 'fast-check';
import { joinFilter } from '../../src/query/address.ts';
import { equivalents } from '../../src/query/amount.ts';
import { FIELD_NAMES, fieldOf } from '../../src/query/fields.ts';
import { FilterError } from '../../src/query/filter.ts';
import { spanOfDays } from '../../src/query/operand.ts';
import { parseFilter } from '../../src/query/parse.ts';
import { printFilter } from '../../src/query/print.ts';
import { anyFilter, withoutPlaces } from './arbitrary.ts';

const EVERYTHING =
  'analyte:lead & certainly > 0.5 mg/kg & basis:as_received & reported >= 2026-01-01 & form:powder & verdict(us_ri):fail & loq:missing';

function refusal(text: string): FilterError {
  try {
    parseFilter(text);
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
  throw new Error(`“${text}” was understood`);
}

test('a filter printed and read again is the same filter', () => {
  fc.assert(
    fc.property(anyFilter, filter => {
      const text = printFilter(filter);
      expect(withoutPlaces(parseFilter(text))).toEqual(withoutPlaces(filter));
      expect(printFilter(parseFilter(text))).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test('any text is a filter or a FilterError that points into it', () => {
  const pieces = fc.array(
    fc.oneof(fc.string(), fc.constantFrom(...'()&|!,:~<>="', ' and ', ' not ', 'lead', 'certainly', 'loq', '0.5 mg/kg', ...FIELD_NAMES)),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        pieces.map(parts => parts.join('')),
        fc.string({ unit: 'binary' }),
      ),
      text => {
        try {
          parseFilter(text);
        } catch (error) {
          if (!(error instanceof FilterError)) throw error;
          expect(error.at.from).toBeLessThanOrEqual(error.at.to);
          expect(error.at.to).toBeLessThanOrEqual(text.length);
          expect(error.part).toBe(text.slice(error.at.from, error.at.to));
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('what a newcomer would type is understood, and has one printed form', () => {
  expect(printFilter(parseFilter(EVERYTHING))).toBe(
    'analyte:lead and certainly > 0.5 mg/kg and basis:as_received and reported >= 2026-01-01 and form:powder and verdict(US-RI):fail and loq:missing',
  );
  expect(printFilter(parseFilter('possibly≥0.5ppm OR NOT (panel=metals && method~"icp ms") || lot!="AB 12"'))).toBe(
    'possibly >= 0.5 ppm or not (panel:metals and method~"icp ms") or not lot:"AB 12"',
  );
});

test('every field is understood as its example writes it', () => {
  for (const name of FIELD_NAMES) expect(printFilter(parseFilter(fieldOf(name).example))).toContain(name);
});

test.each([
  ['certainly > 5', '5', /needs a unit/],
  ['certainly > 5 foo/bar', 'foo/bar', /no unit/],
  ['certainly > 3 log CFU/g', 'log CFU/g', /no unit in which/],
  ['analyte:lead & certainly > 5 CFU/g', 'certainly > 5 CFU/g', /measured in mg\/kg/],
  ['analyte:lead & not (form:powder & possibly < 5 CFU/g)', 'possibly < 5 CFU/g', /measured in mg\/kg/],
  ['certainly:5 mg/kg', ':', /compares/],
  ['lead > 0.5 mg/kg', 'lead', /is a substance, not a field\. Write `analyte:lead`/],
  ['Pb > 0.5 mg/kg', 'Pb', /Write `analyte:lead`/],
  ['value > 0.5 mg/kg', 'value', /Write `certainly` or `possibly`/],
  ['analyt:lead', 'analyt', /Did you mean `analyte`/],
  ['analyte:Pb', 'Pb', /Did you mean `lead`/],
  ['panel:metls', 'metls', /Did you mean `metals`/],
  ['verdict(us_r):fail', 'us_r', /Did you mean `us_ri`/],
  ['verdict:not_tested', 'not_tested', /write `missing`/],
  ['panel:missing', 'missing', /never missing/],
  ['reported:2026-02-30', '2026-02-30', /calendar/],
  ['lot:AB 12', '12', /quotation marks/],
  ['lot:"AB', '"AB', /not closed/],
  ['analyte:lead basis:dry', 'basis', /without `and`/],
  ['analyte:lead and', '', /ends where a field/],
  ['(analyte:lead', '', /parenthesis/],
  ['analyte > lead', '>', /not followed/],
  ['form~powder', '~', /takes no ~/],
])('%s is refused at “%s”', (text, part, message) => {
  const error = refusal(text);
  expect(error.part).toBe(part);
  expect(error.message).toMatch(message);
  if (part !== '' && part !== '2026-02-30') expect(error.accepted.length).toBeGreaterThan(0);
});

test('an analyte told in words, or one of several, refuses no unit', () => {
  expect(() => parseFilter('analyte:salmonella and certainly > 5 CFU/g')).not.toThrow();
  expect(() => parseFilter('analyte:lead,tamc and certainly > 5 CFU/g')).not.toThrow();
  expect(() => parseFilter('analyte:mitragynine and certainly > 5 mg/capsule')).not.toThrow();
  expect(() => parseFilter('analyte:lead and has(analyte:tamc and certainly > 5 CFU/g)')).not.toThrow();
});

test('nesting, terms and length have an end', () => {
  expect(refusal(`${'('.repeat(30)}analyte:lead${')'.repeat(30)}`).message).toMatch(/nested/);
  expect(refusal(Array.from({ length: 101 }, () => 'lod:missing').join(' and ')).message).toMatch(/100 terms/);
  expect(refusal('x'.repeat(5000)).message).toMatch(/4000/);
});

test('an amount is the same amount in every unit of its kind', () => {
  const found = new Map(equivalents('0.50', 'mg/kg').flatMap(({ units, number }) => units.map(unit => [unit, number])));
  expect(found.get('mg/kg')).toBe('0.5');
  expect(found.get('ppm')).toBe('0.5');
  expect(found.get('ug/kg')).toBe('500');
  expect(found.get('%')).toBe('0.00005');
  expect(found.has('CFU/g')).toBe(false);
  expect(found.has('mg/capsule')).toBe(false);
});

test('a month and a year are all their days', () => {
  expect(spanOfDays('2026-02')).toEqual({ from: '2026-02-01', until: '2026-03-01' });
  expect(spanOfDays('2026')).toEqual({ from: '2026-01-01', until: '2027-01-01' });
  expect(spanOfDays('0099-12-31')).toEqual({ from: '0099-12-31', until: '0100-01-01' });
  expect(spanOfDays('9999')).toEqual({ from: '9999-01-01', until: '10000-01-01' });
});

test('a filter typed into an address as it is read is put together again', () => {
  const typed = 'limit=5&filter=analyte:lead%20&%20reported%20>=%202026-01-01%20&+loq:missing&cursor=x';
  const query = new URLSearchParams(joinFilter(typed));
  expect(query.get('filter')).toBe('analyte:lead & reported >= 2026-01-01 & loq:missing');
  expect([...query.keys()]).toEqual(['limit', 'filter', 'cursor']);
  expect(joinFilter('a=1&%20b=2')).toBe('a=1&%20b=2');
});
