import fc from 'fast-check';
import { type DateOrder, inferDateOrder, readDate } from '../../src/coa/date.ts';

test.each<[string, DateOrder, string]>([
  ['2026-01-31', 'unknown', '2026-01-31'],
  ['2026/01/31', 'unknown', '2026-01-31'],
  ['2026-02-03T10:00:00Z', 'unknown', '2026-02-03'],
  ['16.1.2026', 'unknown', '2026-01-16'],
  ['3. 4. 2026', 'unknown', '2026-04-03'],
  ['02/19/26', 'unknown', '2026-02-19'],
  ['03/04/2026', 'mdy', '2026-03-04'],
  ['03/04/2026', 'dmy', '2026-04-03'],
  ['Mar 21, 2023', 'unknown', '2023-03-21'],
  ['March 3rd, 2024 at 4:15 pm', 'unknown', '2024-03-03'],
  ['21-Nov-2022', 'unknown', '2022-11-21'],
  ['27/Apr/23', 'unknown', '2023-04-27'],
  ['14-Jan-2025 10:22 AM PST', 'unknown', '2025-01-14'],
  ['5. ledna 2026', 'unknown', '2026-01-05'],
  ['12 října 2025', 'unknown', '2025-10-12'],
  ['02/19/2026 11:30', 'mdy', '2026-02-19'],
  ['2024-May-06', 'unknown', '2024-05-06'],
  ['6 maart 2024', 'unknown', '2024-03-06'],
  ['16 maja 2024', 'unknown', '2024-05-16'],
  ['8 de enero de 2026', 'unknown', '2026-01-08'],
  ['the 4th of February 2026', 'unknown', '2026-02-04'],
])('%s (%s) is %s', (text, order, date) => expect(readDate(text, order)).toEqual({ date, from: null, problem: null }));

test.each<[string, DateOrder, string, string]>([
  ['16.1.2026 - 22.1.2026', 'dmy', '2026-01-16', '2026-01-22'],
  ['19. - 26.1.2026', 'dmy', '2026-01-19', '2026-01-26'],
  ['19.1. - 26.1.2026', 'dmy', '2026-01-19', '2026-01-26'],
  ['Feb 3 - Feb 10, 2026', 'unknown', '2026-02-03', '2026-02-10'],
  ['3 Feb - 10 Feb 2026', 'unknown', '2026-02-03', '2026-02-10'],
  ['28 Dec - 12 January 2026', 'unknown', '2025-12-28', '2026-01-12'],
  ['10.02.2026 / 16.02.2026', 'dmy', '2026-02-10', '2026-02-16'],
  ['29 December 2021-09 January 2022', 'unknown', '2021-12-29', '2022-01-09'],
  ['20 Mar 2026 ~ 28 Mar 2026', 'unknown', '2026-03-20', '2026-03-28'],
  ['05/12/2026 to 05/13/2026', 'unknown', '2026-05-12', '2026-05-13'],
])('%s is a range', (text, order, from, date) => expect(readDate(text, order)).toEqual({ date, from, problem: null }));

test.each<[string, DateOrder, string]>([
  ['03/04/2026', 'unknown', 'date-ambiguous'],
  ['3.4.2026', 'unknown', 'date-ambiguous'],
  ['31.2.2026', 'dmy', 'date-impossible'],
  ['13/13/2026', 'unknown', 'date-impossible'],
  ['02/19/2026', 'dmy', 'date-impossible'],
  ['pending', 'unknown', 'date-unreadable'],
  ['', 'unknown', 'date-unreadable'],
])('%j (%s) stays unknown: %s', (text, order, problem) => expect(readDate(text, order)).toEqual({ date: null, from: null, problem }));

test('one day above twelve settles the order, a contradiction unsettles it', () => {
  expect(inferDateOrder(['03/04/2026', '02/19/26'])).toBe('mdy');
  expect(inferDateOrder(['3.4.2026', '16.1.2026'])).toBe('dmy');
  expect(inferDateOrder(['03/04/2026'])).toBe('unknown');
  expect(inferDateOrder(['13/04/2026', '04/13/2026'])).toBe('unknown');
});

test('whatever is read is a real day, and the order read is the order told', () => {
  const day = fc
    .date({ min: new Date('1995-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
    .map(d => d.toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, iso => {
      const [y, m, d] = iso.split('-') as [string, string, string];
      expect(readDate(`${d}/${m}/${y}`, 'dmy').date).toBe(iso);
      expect(readDate(`${m}/${d}/${y}`, 'mdy').date).toBe(iso);
      expect(readDate(iso, 'unknown').date).toBe(iso);
      const unsettled = readDate(`${m}/${d}/${y}`, 'unknown');
      expect([iso, null]).toContain(unsettled.date);
      if (Number(d) <= 12 && d !== m) expect(unsettled.date).toBeNull();
    }),
  );
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 40, unit: fc.constantFrom(...'0123456789./- ,:TZapmJanuryčvec') }),
      text => void readDate(text, 'unknown'),
    ),
  );
});
