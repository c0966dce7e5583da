import fc from 'fast-check';
import { reportKey } from '../../src/coa/report-number.ts';
import { openTestStore, type TestStore } from '../database.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => store.close());

test('the key of a number is the same in the database, where indexes hold it', async () => {
  const parts = fc.constantFrom(
    'R',
    'A',
    'V',
    'REV',
    'REVISION',
    'VER',
    'AMENDED',
    'AMD',
    'MB',
    'B',
    '1',
    '12',
    '2041',
    '0100',
    'Ö',
    'NO',
    'ISSUE',
    'REVISIONE',
  );
  const numbers = fc.sample(
    fc.array(parts, { minLength: 1, maxLength: 6 }).map(some => some.join('')),
    500,
  );
  const found = await store
    .em()
    .execute<{ number: string; key: string }[]>(
      `select number, report_key(number) as key from unnest(array[${numbers.map(one => `'${one}'`).join(', ')}]) number`,
    );
  expect(found).toHaveLength(numbers.length);
  for (const { number, key } of found) expect([number, key]).toEqual([number, reportKey(number)]);
});

test.each([
  [
    'certificate_version_report_key',
    "select id from certificate_version v where report_key(v.report_number_normalised) in ('MB2041', 'MB2042')",
  ],
  [
    'sample_amendment',
    `select s.version_id from sample s where s.header -> 'amendment' is not null
      and (upper(regexp_replace(s.header -> 'amendment' ->> 'text', '[^[:alnum:]]+', '', 'g')) like '%MB2041%')`,
  ],
])('what related reports are looked up by is answered by the index %s', async (index, query) => {
  const plan = await store.em().transactional(async em => {
    await em.execute('set local enable_seqscan = off');
    return em.execute<Record<string, string>[]>(`explain ${query}`);
  });
  expect(plan.map(line => line['QUERY PLAN']).join('\n')).toContain(index);
});
