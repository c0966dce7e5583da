/** What becomes of a transaction that fails only when it is committed. */
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { transactPatiently } from '../../src/ingest/decision.ts';
import { openTestStore, type TestStore } from '../database.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  await store.em().execute('create table once (word text unique deferrable initially deferred)');
});
afterAll(async () => {
  await store.em().execute('drop table once');
  await store.close();
});

test('says of what kind it is, and leaves nothing behind', async () => {
  const twice = store.transaction(em => em.execute(`insert into once (word) values ('a'), ('a')`));
  await expect(twice).rejects.toThrow(UniqueConstraintViolationException);
  expect(await store.em().execute('select word from once')).toEqual([]);
});

test('is tried again where somebody was faster', async () => {
  let tries = 0;
  const done = await transactPatiently(store, async em => {
    tries += 1;
    await em.execute(`insert into once (word) values ('b')`);
    // as if another had committed the same name meanwhile
    if (tries === 1) await em.execute(`insert into once (word) values ('b')`);
    return tries;
  });
  expect(done).toBe(2);
  expect(await store.em().execute('select word from once')).toEqual([{ word: 'b' }]);
});
