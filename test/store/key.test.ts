import { createKey, ensureAdminKey, listKeys, revokeKey, rotateKey, verifyKey } from '../../src/store/key.ts';
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
    const stored = JSON.stringify(await store.em().execute('select * from api_key'));
    expect(stored).toContain(key.id);
    expect(stored).not.toContain(key.secret);
    expect(await verifyKey(store.em(), key.secret)).toMatchObject({ id: key.id, role: 'contributor', name: 'Upload' });
    expect((await listKeys(store.em())).find(listed => listed.id === key.id)?.lastUsedAt).not.toBeNull();
    expect(await verifyKey(store.em(), `${key.secret}x`)).toBeNull();
    expect(await revokeKey(store.em(), key.id)).toBe(true);
    expect(await verifyKey(store.em(), key.secret)).toBeNull();
    expect(await revokeKey(store.em(), key.id)).toBe(true);
    expect(await revokeKey(store.em(), '0199a3c4-0000-7000-8000-000000000006')).toBe(false);
  });

  test('end by themselves, and remember no more than the day they were used', async () => {
    const soon = await createKey(store.em(), { name: 'Short', role: 'reader', expiresAt: new Date(Date.now() + 60_000) });
    const over = await createKey(store.em(), { name: 'Over', role: 'reader', expiresAt: new Date(Date.now() - 1) });
    expect(await verifyKey(store.em(), soon.secret)).toMatchObject({ role: 'reader', expiresAt: soon.expiresAt });
    expect(await verifyKey(store.em(), over.secret)).toBeNull();
    const listed = await listKeys(store.em());
    expect(listed.find(({ id }) => id === soon.id)?.lastUsedAt).toMatch(/T00:00:00\.000Z$/);
    expect(listed.find(({ id }) => id === over.id)?.lastUsedAt).toBeNull();
  });

  test('are rotated once, with the same rights and lifetime, and the old one ends after the overlap', async () => {
    const year = 365 * 86_400_000;
    const old = await createKey(store.em(), { name: 'Laboratory', role: 'contributor', expiresAt: new Date(Date.now() + year) });
    const made = await rotateKey(store.em(), old.id, { overlapHours: 2 });
    if (typeof made === 'string') throw new Error(made);
    expect(made).toMatchObject({ name: 'Laboratory', role: 'contributor', replacedBy: null });
    expect(Date.parse(made.expiresAt ?? '') - Date.now()).toBeGreaterThan(year - 60_000);
    expect(await verifyKey(store.em(), made.secret)).toMatchObject({ id: made.id });
    const ending = await verifyKey(store.em(), old.secret);
    expect(ending).toMatchObject({ id: old.id, replacedBy: made.id });
    expect(Date.parse(ending?.expiresAt ?? '') - Date.now()).toBeLessThanOrEqual(2 * 3_600_000);
    expect(await rotateKey(store.em(), old.id, { overlapHours: 2 })).toBe('not-in-use');
    expect(await rotateKey(store.em(), '0199a3c4-0000-7000-8000-000000000006', { overlapHours: 0 })).toBe('no-such-key');
    const last = await rotateKey(store.em(), made.id, { overlapHours: 0 });
    expect(typeof last).toBe('object');
    expect(await verifyKey(store.em(), made.secret)).toBeNull();
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
