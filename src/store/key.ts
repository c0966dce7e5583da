/** API keys: a random secret shown once, of which only the hash is kept. */
import { createHash, randomBytes } from 'node:crypto';
import { ApiKey, KEY_ROLES, type KeyRole } from './entities/people.ts';
import { newId } from './id.ts';
import { writeLog } from './log.ts';
import type { SqlEntityManager } from './sql.ts';

export { KEY_ROLES, type KeyRole };

export interface KeyView {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly role: KeyRole;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

const PREFIX_LENGTH = 7;
/** A key in constant use need not be written to at every request. */
const LAST_USED_GRAIN_MS = 60_000;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

function view(key: ApiKey): KeyView {
  const { id, name, prefix, role, createdAt, lastUsedAt, revokedAt } = key;
  return {
    id,
    name,
    prefix,
    role,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}

/** Makes a key of 256 random bits; `secret` cannot be had again. */
export async function createKey(
  em: SqlEntityManager,
  { name, role, actor = 'operator' }: { readonly name: string; readonly role: KeyRole; readonly actor?: string },
): Promise<KeyView & { readonly secret: string }> {
  const secret = `lp_${randomBytes(32).toString('base64url')}`;
  return { ...(await keep(em, secret, name, role, actor)), secret };
}

/** Sets the operator's own secret as an admin key, once; a secret that was revoked stays revoked. */
export async function ensureAdminKey(em: SqlEntityManager, secret: string): Promise<void> {
  const there = await em.findOne(ApiKey, { hash: hashOf(secret) });
  if (there === null) await keep(em, secret, 'first admin key', 'admin', 'settings');
}

async function keep(em: SqlEntityManager, secret: string, name: string, role: KeyRole, actor: string): Promise<KeyView> {
  return em.transactional(async tx => {
    const key = tx.create(ApiKey, {
      id: newId(),
      name,
      prefix: secret.slice(0, PREFIX_LENGTH),
      hash: hashOf(secret),
      role,
      createdAt: new Date(),
      lastUsedAt: null,
      revokedAt: null,
    });
    await tx.persist(key).flush();
    await writeLog(tx, { actor, action: 'key-create', subject: `key:${key.id}`, detail: { name, role } });
    return view(key);
  });
}

/** The key of a secret, null when it is unknown or revoked. The hash is looked up, so comparing leaks no timing. */
export async function verifyKey(em: SqlEntityManager, secret: string): Promise<KeyView | null> {
  const key = await em.findOne(ApiKey, { hash: hashOf(secret), revokedAt: null });
  if (key === null) return null;
  const now = new Date();
  if (key.lastUsedAt === null || key.lastUsedAt === undefined || now.getTime() - key.lastUsedAt.getTime() > LAST_USED_GRAIN_MS) {
    await em.nativeUpdate(ApiKey, { id: key.id }, { lastUsedAt: now });
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
