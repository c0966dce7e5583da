import type { PGlite } from '@electric-sql/pglite';
import { raw } from '@mikro-orm/postgresql';
import fc from 'fast-check';
import { createMemory, type Orm, openOn, openOrm } from '../../src/store/orm.ts';
import { parameterized } from '../../src/store/prepared.ts';
import { all, type Fragment, list, packed, planned, row, rows, sql } from '../../src/store/sql.ts';
import { freshPostgres, TEST_DATABASE_URL } from '../database.ts';

describe('values set apart from the text of a query', () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const fragment = fc.letrec<{ leaf: Fragment; bare: Fragment; both: Fragment; any: Fragment }>(tie => ({
    leaf: fc.tuple(fc.constantFrom('a =', 'coalesce(b, 1) >', ''), value).map(([text, given]) => raw(`${text} ?`, [given])),
    bare: fc.constantFrom(raw('true'), raw("c is null and d ? 'key'")),
    both: fc
      .tuple(tie('any'), tie('any'), fc.boolean())
      .map(([left, right, operator]) => raw(operator ? "(?) and e \\? 'x' and (?)" : '(?) or (?)', [left, right])),
    any: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('bare'), tie('both')),
  })).any;

  test('put back where they stood they give what MikroORM writes', async () => {
    const memory = await createMemory();
    const orm = await openOn(memory);
    const platform = orm.em.getPlatform();
    fc.assert(
      fc.property(fragment, query => {
        const { text, values } = parameterized(query)!;
        const whole = text.replaceAll(/\$(\d+)/g, (_, place: string) => String(platform.quoteValue(values[Number(place) - 1])));
        expect(whole).toBe(platform.formatQuery(query.sql, query.params));
      }),
    );
    await orm.close();
    await memory.close();
  });
  test('what is no plain value, and names, are left to MikroORM', () => {
    expect(parameterized(raw('a = ?', [new Date(0)]))).toBeNull();
    expect(parameterized(raw('select ?? from b', ['a']))).toBeNull();
    expect(parameterized(raw('a in (?)', [['x', 'y']]))).toBeNull();
  });
  test('a list is planned while it is short: of each length it is another text', () => {
    const asked = (length: number) => parameterized(sql`a in ${list(Array.from({ length }, () => 'x'))}`);
    expect(asked(2)).toEqual({ text: 'a in ($1, $2)', values: ['x', 'x'] });
    expect(asked(9)).toBeNull();
  });
});

describe('on the connections of a pool', () => {
  const onPostgres = TEST_DATABASE_URL === '' ? test.skip : test;

  onPostgres('each is told what a statement is before its first call there', async () => {
    const { url, drop } = await freshPostgres();
    const orm = await openOrm({ kind: 'postgresql', url });
    const asked = (n: number) => planned`select pg_sleep(0.05)::text as slept, ${n}::int + 1 as n, pg_backend_pid() as at`;
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => row<{ n: number; at: number }>(orm.em.fork(), asked(n))));
    expect(answers.map(answer => answer!.n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(new Set(answers.map(answer => answer!.at)).size).toBeGreaterThan(1);
    // the connection is asked, and told again, after the failure of what stood before
    const lost = orm.em.fork().transactional(async em => {
      await expect(row(em, sql`select 1 / 0 as n`)).rejects.toThrow('division by zero');
      await expect(row(em, planned`select ${1}::int as first`)).rejects.toThrow('aborted');
      throw new Error('given up');
    });
    await expect(lost).rejects.toThrow('given up');
    for (let time = 0; time < 12; time++) expect(await row(orm.em.fork(), planned`select ${time}::int as first`)).toEqual({ first: time });
    await orm.close();
    await drop();
  });
  onPostgres('without plans it is asked as it is', async () => {
    const { url, drop } = await freshPostgres();
    const orm = await openOrm({ kind: 'postgresql', url, plans: false });
    expect(await row(orm.em.fork(), planned`select ${1}::int as n`)).toEqual({ n: 1 });
    expect(await rows(orm.em.fork(), sql`select name from pg_prepared_statements`)).toEqual([]);
    await orm.close();
    await drop();
  });
});

describe('on the embedded database', () => {
  let memory: PGlite;
  let orm: Orm;
  beforeAll(async () => {
    memory = await createMemory();
    orm = await openOn(memory);
  });
  afterAll(async () => {
    await orm.close();
    await memory.close();
  });

  const known = async () => (await rows<{ name: string }>(orm.em.fork(), sql`select name from pg_prepared_statements`)).length;
  const counting = (n: number) => planned`select ${n}::int + 1 as n, ${'a?$1'}::text as word where ${all([sql`${n}::int > 0`, null])}`;

  test('a planned query gives what it gives otherwise, with each of its values', async () => {
    const em = orm.em.fork();
    const before = await known();
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) expect(await row(em, counting(n))).toEqual({ n: n + 1, word: 'a?$1' });
    expect(await row(em, counting(-1))).toBeNull();
    expect(await packed(em, planned`select n from generate_series(1, ${2}::int) as s (n)`)).toEqual([{ n: 1 }, { n: 2 }]);
    expect(await known()).toBe(before + 2);
  });
  test('a table that has grown is read by a plan for its size, a minute later', async () => {
    const em = orm.em.fork();
    await em.execute('create table grown (id int primary key)');
    const ask = () => row(em, planned`select id from grown where id = ${5}::int`);
    for (let time = 0; time < 8; time++) await ask();
    const { name } = (await row<{ name: string }>(
      em,
      sql`select name from pg_prepared_statements where statement like ${'%from grown%'}`,
    ))!;
    const plan = async () => JSON.stringify(await em.execute(`explain execute ${name}(5)`));
    await em.execute('insert into grown select * from generate_series(1, 20000)');
    const small = await plan();
    const now = performance.now();
    const clock = jest.spyOn(performance, 'now').mockReturnValue(now + 61_000);
    expect(await ask()).toEqual({ id: 5 });
    clock.mockRestore();
    const large = await plan();
    expect([small.includes('rows=20000'), large]).toEqual([false, expect.stringContaining('Index')]);
    expect(large).not.toBe(small);
  });
  test('asked at once and within a transaction nobody waits for the other', async () => {
    const ask = (n: number) => planned`select ${n}::int * 2 as n`;
    const within = orm.em.fork().transactional(async em => {
      const other = row(orm.em.fork(), ask(1));
      return { mine: await row(em, ask(2)), other };
    });
    const { mine, other } = await within;
    expect([mine, await other]).toEqual([{ n: 4 }, { n: 2 }]);
  });
  test('a transaction that is rolled back leaves what it prepared usable', async () => {
    const ask = (n: number) => planned`select ${n}::int * 3 as n`;
    const failing = orm.em.fork().transactional(async em => {
      await row(em, ask(1));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await row(orm.em.fork(), ask(2))).toEqual({ n: 6 });
  });
  test('texts without end are not kept without end', async () => {
    const em = orm.em.fork();
    const texts = Array.from({ length: 200 }, (_, length) => planned`select 'a' in ${list(Array.from({ length }, () => 'a'))} as found`);
    for (const text of texts) await rows(em, text);
    expect(await known()).toBeLessThanOrEqual(150);
    expect(await row(em, texts[7]!)).toEqual({ found: true });
  });
  test('a mistake is that of the query', async () => {
    await expect(row(orm.em.fork(), planned`select no_such_column from pg_class`)).rejects.toThrow('no_such_column');
  });
});
