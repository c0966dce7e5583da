import { createKey, ensureAdminKey, listKeys, revokeKey, verifyKey } from '../../src/store/key.ts';
import { openTestStore, type TestStore } from '../database.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => store.close());

describe('API keys', () => {
  test('are shown once, kept as a hash, and work until they are revoked', async () => {
    const key = await createKey(store.em(), { name: 'Upload', role: 'contributor' });
    expect(key.secret).toMatch(/^lp_[\w-]{43}$/);
    expect(key.prefix).toBe(key.secret.slice(0, 7));
    const stored = JSON.stringify(
      await store.em().execute('select * from api_key union all select null, null, null, null, null, null, null, null'),
    );
    expect(stored).not.toContain(key.secret);
    expect(await verifyKey(store.em(), key.secret)).toMatchObject({ id: key.id, role: 'contributor', name: 'Upload' });
    expect((await listKeys(store.em())).find(listed => listed.id === key.id)?.lastUsedAt).not.toBeNull();
    expect(await verifyKey(store.em(), `${key.secret}x`)).toBeNull();
    expect(await revokeKey(store.em(), key.id)).toBe(true);
    expect(await verifyKey(store.em(), key.secret)).toBeNull();
    expect(await revokeKey(store.em(), key.id)).toBe(true);
    expect(await revokeKey(store.em(), '0199a3c4-0000-7000-8000-000000000006')).toBe(false);
  });

  test('the operator’s own admin key is set once and stays revoked', async () => {
    const secret = 'a-secret-of-the-operator';
    await ensureAdminKey(store.em(), secret);
    await ensureAdminKey(store.em(), secret);
    const keys = (await listKeys(store.em())).filter(key => key.role === 'admin');
    expect(keys).toHaveLength(1);
    await revokeKey(store.em(), keys[0]?.id ?? '');
    await ensureAdminKey(store.em(), secret);
    expect(await verifyKey(store.em(), secret)).toBeNull();
  });
});
