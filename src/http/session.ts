/** Reviewers in a browser: a cookie that scripts cannot read, and a token in every form that other sites cannot know. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { verifyKey } from '../store/key.ts';
import { beginSession, endSession, findSession, SESSION_HOURS, type SessionView } from '../store/session.ts';
import type { Context } from './context.ts';
import { HttpProblem } from './errors.ts';
import { actorOf, reaches } from './keys.ts';

const SESSION = 'leafproof_review';
const SIGN_IN = 'leafproof_signin';

export interface Reviewer extends SessionView {
  /** As the log of deeds names them. */
  readonly actor: string;
  /** What every form of theirs must send back in the field `csrf`. */
  readonly csrf: string;
}

function cookie(req: Request, name: string): string | null {
  for (const part of (req.get('cookie') ?? '').split(';')) {
    const [key = '', value = ''] = part.trim().split('=', 2);
    if (key === name && /^[\w-]{20,100}$/.test(value)) return value;
  }
  return null;
}

const options = (req: Request) => ({ httpOnly: true, sameSite: 'strict', secure: req.secure, path: '/review' }) as const;

/** Bound to the session's secret, so that nothing need be stored for it. */
const csrfOf = (token: string): string => createHmac('sha256', token).update('form').digest('base64url');

/** Who is signed in; null when nobody is, or when the key was revoked or no longer suffices. */
export async function reviewerOf({ store }: Context, req: Request): Promise<Reviewer | null> {
  const token = cookie(req, SESSION);
  const session = token === null ? null : await findSession(store.em(), token);
  if (token === null || session === null || !reaches(session.key.role, 'reviewer')) return null;
  return { ...session, actor: actorOf(session.key), csrf: csrfOf(token) };
}

/** Throws unless the form came from a page of this very session. */
export function mustBeOurs(req: Request, expected: string): void {
  const given: unknown = req.body?.csrf;
  const foreign = req.get('sec-fetch-site') === 'cross-site';
  if (foreign || typeof given !== 'string' || !equal(given, expected))
    throw new HttpProblem('form-refused', 'This form is out of date or did not come from this site. Open the page again and repeat it.');
}

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The token of the sign-in form, which has no session yet: it must come back both in a cookie and in the form. */
export function signInToken(req: Request, res: Response): string {
  const token = cookie(req, SIGN_IN) ?? randomBytes(24).toString('base64url');
  res.cookie(SIGN_IN, token, { ...options(req), maxAge: 3_600_000 });
  return csrfOf(token);
}

/** Signs in with a key; false when the key is unknown or may not review. */
export async function signIn({ store }: Context, req: Request, res: Response): Promise<boolean> {
  const token = cookie(req, SIGN_IN);
  if (token === null) throw new HttpProblem('form-refused', 'Signing in needs cookies. Allow them for this site and open the page again.');
  mustBeOurs(req, csrfOf(token));
  const secret: unknown = req.body.key;
  const key = typeof secret === 'string' && secret.length < 500 ? await verifyKey(store.em(), secret.trim()) : null;
  if (key === null || !reaches(key.role, 'reviewer')) return false;
  const session = await beginSession(store.em(), key.id);
  res.clearCookie(SIGN_IN, options(req));
  res.cookie(SESSION, session, { ...options(req), maxAge: SESSION_HOURS * 3_600_000 });
  return true;
}

export async function signOut({ store }: Context, req: Request, res: Response, reviewer: Reviewer): Promise<void> {
  await endSession(store.em(), reviewer.id);
  res.clearCookie(SESSION, options(req));
}
