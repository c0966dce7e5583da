/** `leafproof key`: API keys. */
import { createKey, type KeyRole, listKeys, revokeKey } from '../store/key.ts';
import { READ_ONLY, withStore } from './open.ts';

export async function create(name: string, options: { role: KeyRole }): Promise<number> {
  return withStore(async store => {
    const key = await createKey(store.em(), { name, role: options.role, actor: 'cli' });
    console.log(key.secret);
    console.error(`Key ${key.id} for ${key.name}, ${key.role}. It is shown only now: keep it in a safe place.`);
    return 0;
  }, READ_ONLY);
}

export async function list(options: { json?: boolean }): Promise<number> {
  return withStore(async store => {
    const keys = await listKeys(store.em());
    if (keys.length === 0 && !options.json) console.log('There are no keys; leafproof key create NAME makes one.');
    for (const key of keys) {
      const state = key.revokedAt ? `revoked ${key.revokedAt.slice(0, 10)}` : `last used ${key.lastUsedAt?.slice(0, 10) ?? 'never'}`;
      console.log(options.json ? JSON.stringify(key) : `${key.id}  ${key.prefix}…  ${key.role.padEnd(11)}  ${state}  ${key.name}`);
    }
    return 0;
  }, READ_ONLY);
}

export async function revoke(id: string): Promise<number> {
  return withStore(async store => {
    if (await revokeKey(store.em(), id, 'cli')) {
      console.log(`Key ${id} is revoked`);
      return 0;
    }
    console.error(`leafproof: there is no key ${id}; leafproof key list shows them`);
    return 1;
  }, READ_ONLY);
}
