/** Who may do what: bearer keys and their roles. */
import type { Request } from 'express';
import { KEY_ROLES, type KeyRole, verifyKey } from '../store/key.ts';
import type { Store } from '../store/store.ts';
import { HttpProblem } from './errors.ts';
import type { Caller } from './route.ts';

export type Role = KeyRole;

/** Each role may do what those before it in the list may. */
export const reaches = (has: Role, needed: Role): boolean => KEY_ROLES.indexOf(has) >= KEY_ROLES.indexOf(needed);

const CHALLENGE = { 'WWW-Authenticate': 'Bearer realm="leafproof"' };

/** A request is counted by its key before it is answered: the key is looked up once. */
const looked = new WeakMap<Request, Promise<Caller | null>>();

/** The caller by the key of the request; null without one. Throws when the key is not good. */
export function callerOf(context: { readonly store: Pick<Store, 'em'> }, request: Request): Promise<Caller | null> {
  const known = looked.get(request) ?? lookUp(context, request);
  looked.set(request, known);
  return known;
}

async function lookUp(context: { readonly store: Pick<Store, 'em'> }, request: Request): Promise<Caller | null> {
  const header = request.get('authorization');
  if (header === undefined) return null;
  const secret = /^Bearer +(\S+) *$/i.exec(header)?.[1];
  const key = secret === undefined ? null : await verifyKey(context.store.em(), secret);
  if (key === null) throw new HttpProblem('key-invalid', 'The key is unknown, was revoked or has expired.', { headers: CHALLENGE });
  return { id: key.id, name: key.name, role: key.role };
}

export function mustReach(caller: Caller | null, role: Role): Caller {
  if (caller === null) throw new HttpProblem('key-missing', `This needs a key with the role ${role}.`, { headers: CHALLENGE });
  if (!reaches(caller.role, role)) throw new HttpProblem('role-missing', `This needs the role ${role}; the key has ${caller.role}.`);
  return caller;
}

/** The caller in the log of deeds: the key's name, which people know, and its id, which is unique. */
export function actorOf(caller: Caller | null): string {
  if (caller === null) throw new TypeError('a deed without a caller');
  return `${caller.name} (key ${caller.id})`;
}
