/** `leafproof key`: API keys. */
import { createKey, type KeyRole, type KeyView, listKeys, type NewKey, revokeKey, rotateKey } from '../store/key.ts';
import { READ_ONLY, withStore } from './open.ts';

const inDays = (days: number | undefined): Date | undefined => (days === undefined ? undefined : new Date(Date.now() + days * 86_400_000));

function show({ secret, id, name, role, expiresAt }: NewKey): void {
  console.log(secret);
  const until = expiresAt === null ? '' : `, until ${expiresAt.slice(0, 10)}`;
  console.error(`Key ${id} for ${name}, ${role}${until}. It is shown only now: keep it in a safe place.`);
}

export async function create(name: string, { role, days }: { role: KeyRole; days?: number }): Promise<number> {
  return withStore(async store => {
    show(await createKey(store.em(), { name, role, expiresAt: inDays(days), actor: 'cli' }));
    return 0;
  }, READ_ONLY);
}

export async function list(options: { json?: boolean }): Promise<number> {
  return withStore(async store => {
    const keys = await listKeys(store.em());
    if (keys.length === 0 && !options.json) console.log('There are no keys; leafproof key create NAME makes one.');
    for (const key of keys) {
      console.log(
        options.json ? JSON.stringify(key) : `${key.id}  ${key.prefix}…  ${key.role.padEnd(11)}  ${stateOf(key).join(', ')}  ${key.name}`,
      );
    }
    return 0;
  }, READ_ONLY);
}

function stateOf({ revokedAt, expiresAt, lastUsedAt, replacedBy }: KeyView): string[] {
  if (revokedAt !== null) return [`revoked ${revokedAt.slice(0, 10)}`];
  const ends = expiresAt === null ? [] : [`${Date.parse(expiresAt) > Date.now() ? 'expires' : 'expired'} ${expiresAt.slice(0, 10)}`];
  return [`last used ${lastUsedAt?.slice(0, 10) ?? 'never'}`, ...ends, ...(replacedBy === null ? [] : [`replaced by ${replacedBy}`])];
}

export async function rotate(id: string, { overlap, days }: { overlap: number; days?: number }): Promise<number> {
  return withStore(async store => {
    const made = await rotateKey(store.em(), id, { overlapHours: overlap, expiresAt: inDays(days), actor: 'cli' });
    if (typeof made === 'string') {
      const why = made === 'no-such-key' ? `there is no key ${id}` : `key ${id} was revoked, has expired or was rotated before`;
      console.error(`leafproof: ${why}; leafproof key list shows them`);
      return 1;
    }
    show(made);
    console.error(`The old key works for another ${overlap} hours.`);
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
