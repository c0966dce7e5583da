/** API keys: a random secret shown once, of which only the hash is kept. */
import { createHash, randomBytes } from 'node:crypto';
import { databaseNow } from './clock.ts';
import { ApiKey, KEY_ROLES, type KeyRole } from './entities/people.ts';
import { newId } from './id.ts';
import { writeLog } from './log.ts';
import { type SqlEntityManager, sql } from './sql.ts';

export { KEY_ROLES, type KeyRole };

export interface KeyView {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly role: KeyRole;
  readonly createdAt: string;
  /** To the day: when within it is nobody's business. */
  readonly lastUsedAt: string | null;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  /** Identifier of the key that took its place. */
  readonly replacedBy: string | null;
}

export type NewKey = KeyView & { readonly secret: string };

const PREFIX_LENGTH = 7;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const newSecret = (): string => `lp_${randomBytes(32).toString('base64url')}`;

function view(key: ApiKey): KeyView {
  const { id, name, prefix, role, createdAt, lastUsedAt, expiresAt, revokedAt, replacedBy } = key;
  return {
    ...{ id, name, prefix, role },
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    replacedBy: replacedBy ?? null,
  };
}

export interface KeyWish {
  readonly name: string;
  readonly role: KeyRole;
  /** Null or absent: until it is revoked. */
  readonly expiresAt?: Date | null | undefined;
  readonly actor?: string;
}

/** Makes a key of 256 random bits; `secret` cannot be had again. */
export async function createKey(em: SqlEntityManager, wish: KeyWish): Promise<NewKey> {
  const secret = newSecret();
  return { ...(await em.transactional(tx => keep(tx, secret, wish))), secret };
}

/** Sets the operator's own secret as an admin key, once; a secret that was revoked stays revoked. */
export async function ensureAdminKey(em: SqlEntityManager, secret: string): Promise<void> {
  const there = await em.findOne(ApiKey, { hash: hashOf(secret) });
  if (there === null) await em.transactional(tx => keep(tx, secret, { name: 'first admin key', role: 'admin', actor: 'settings' }));
}

async function keep(tx: SqlEntityManager, secret: string, wish: KeyWish): Promise<KeyView> {
  const { name, role, expiresAt = null, actor = 'operator' } = wish;
  const key = tx.create(ApiKey, {
    ...{ id: newId(), name, prefix: secret.slice(0, PREFIX_LENGTH), hash: hashOf(secret), role },
    ...{ createdAt: new Date(), lastUsedAt: null, expiresAt, revokedAt: null, replacedBy: null },
  });
  await tx.persist(key).flush();
  const detail = { name, role, expiresAt: expiresAt?.toISOString() ?? null };
  await writeLog(tx, { actor, action: 'key-create', subject: `key:${key.id}`, detail });
  return view(key);
}

/** That the key opens anything at the moment. */
export const isGood = ({ revokedAt, expiresAt }: Pick<ApiKey, 'revokedAt' | 'expiresAt'>, now: Date): boolean =>
  !revokedAt && (!expiresAt || expiresAt > now);

/** The key of a secret, null when it is unknown, revoked or expired. The hash is looked up, so comparing leaks no timing. */
export async function verifyKey(em: SqlEntityManager, secret: string): Promise<KeyView | null> {
  const key = await em.findOne(ApiKey, { hash: hashOf(secret), revokedAt: null });
  if (key === null) return null;
  const now = await databaseNow(em);
  if (!isGood(key, now)) return null;
  const today = new Date(`${now.toISOString().slice(0, 10)}T00:00:00Z`);
  // once a day: a key in constant use need not be written to at every request
  if (!key.lastUsedAt || key.lastUsedAt < today) {
    await em.nativeUpdate(ApiKey, { id: key.id }, { lastUsedAt: today });
  }
  return view(key);
}

export async function listKeys(em: SqlEntityManager): Promise<KeyView[]> {
  return (await em.findAll(ApiKey, { orderBy: { createdAt: 'asc', id: 'asc' } })).map(view);
}

/** False when there is no such key. Revoking again changes nothing. */
export async function revokeKey(em: SqlEntityManager, id: string, actor = 'operator'): Promise<boolean> {
  return em.transactional(async tx => {
    const key = await tx.findOne(ApiKey, { id });
    if (key === null) return false;
    if (key.revokedAt === null || key.revokedAt === undefined) {
      key.revokedAt = new Date();
      await writeLog(tx, { actor, action: 'key-revoke', subject: `key:${id}` });
    }
    return true;
  });
}

export interface Rotation {
  /** How long the old secret keeps working, so that programs can change over. */
  readonly overlapHours: number;
  /** Of the new key; absent: as long as the old one was to last from its making. */
  readonly expiresAt?: Date | null | undefined;
  readonly actor?: string;
}

/**
 * Makes a key of the same name and role in the place of another, which expires after the overlap.
 * `no-such-key`; `not-in-use`: it was revoked, has expired, or was rotated before.
 */
export async function rotateKey(em: SqlEntityManager, id: string, rotation: Rotation): Promise<NewKey | 'no-such-key' | 'not-in-use'> {
  const { overlapHours, actor = 'operator' } = rotation;
  return em.transactional(async tx => {
    await tx.execute(sql`select 1 from api_key where id = ${id} for update`);
    const old = await tx.findOne(ApiKey, { id });
    if (old === null) return 'no-such-key';
    const moment = await databaseNow(tx);
    if (!isGood(old, moment) || old.replacedBy) return 'not-in-use';
    const now = moment.getTime();
    const lifetime = old.expiresAt ? old.expiresAt.getTime() - old.createdAt.getTime() : null;
    const expiresAt = rotation.expiresAt === undefined ? (lifetime === null ? null : new Date(now + lifetime)) : rotation.expiresAt;
    const secret = newSecret();
    const made = await keep(tx, secret, { name: old.name, role: old.role, expiresAt, actor });
    const end = now + overlapHours * 3_600_000;
    old.expiresAt = new Date(Math.min(end, old.expiresAt?.getTime() ?? end));
    old.replacedBy = made.id;
    await tx.flush();
    await writeLog(tx, { actor, action: 'key-rotate', subject: `key:${id}`, detail: { by: made.id, until: old.expiresAt.toISOString() } });
    return { ...made, secret };
  });
}
