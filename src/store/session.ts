/** Sessions of reviewers in a browser: a random secret in a cookie, of which only the hash is kept. */
import { createHash, randomBytes } from 'node:crypto';
import { databaseNow } from './clock.ts';
import { ApiKey, type KeyRole } from './entities/people.ts';
import { ReviewSession } from './entities/review.ts';
import { newId } from './id.ts';
import { isGood } from './key.ts';
import type { SqlEntityManager } from './sql.ts';

export const SESSION_HOURS = 10;

export interface SessionView {
  readonly id: string;
  readonly key: { readonly id: string; readonly name: string; readonly role: KeyRole };
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Begins a session for a key; the token cannot be had again. */
export async function beginSession(em: SqlEntityManager, keyId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = (await databaseNow(em)).getTime();
  const times = { createdAt: new Date(now), expiresAt: new Date(now + SESSION_HOURS * 3_600_000), endedAt: null };
  await em.insert(ReviewSession, { id: newId(), tokenHash: hashOf(token), keyId, ...times });
  return token;
}

/** Null when there is no such session, when it is over, or when its key was revoked or has expired. */
export async function findSession(em: SqlEntityManager, token: string): Promise<SessionView | null> {
  const session = await em.findOne(ReviewSession, { tokenHash: hashOf(token), endedAt: null });
  if (session === null) return null;
  const now = await databaseNow(em);
  if (session.expiresAt <= now) return null;
  const key = await em.findOne(ApiKey, { id: session.keyId, revokedAt: null });
  return key === null || !isGood(key, now) ? null : { id: session.id, key: { id: key.id, name: key.name, role: key.role } };
}

export async function endSession(em: SqlEntityManager, id: string): Promise<void> {
  await em.nativeUpdate(ReviewSession, { id, endedAt: null }, { endedAt: new Date() });
}
