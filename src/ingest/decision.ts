/** What people decide, and the transaction it takes place in: two who decide at once do it one after the other. */
import { DeadlockException, UniqueConstraintViolationException } from '@mikro-orm/core';
import { isId } from '../store/id.ts';
import { type SqlEntityManager, sql } from '../store/sql.ts';
import type { Store } from '../store/store.ts';

export interface Decision {
  readonly actor: string;
  readonly reason: string;
}

export type Refusal =
  | 'not-found'
  /** A decision without a reason. */
  | 'no-reason'
  /** What was decided holds already, or says nothing. */
  | 'nothing-to-decide'
  /** A second person is needed, and this is the first one. */
  | 'same-person'
  /** Vendor and laboratory have not been told, or still have days to answer. */
  | 'notice-open'
  /** Somebody else changed it since the page was opened. */
  | 'changed-meanwhile';

/** A decision that cannot be taken; the message says why. */
export class ReviewError extends Error {
  readonly code: Refusal;
  constructor(code: Refusal, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ReviewError';
    this.code = code;
  }
}

export function reasoned({ reason }: Decision, keptWith = 'the certificate'): void {
  if (reason.trim() === '') throw new ReviewError('no-reason', `A decision needs a reason: it is kept with ${keptWith}.`);
}

/** Each try sees what the others committed. */
const MOST_TRIES = 8;

/** One transaction, tried again when somebody was faster with the same name or in the way of the same rows; throws the last collision. */
export async function transactPatiently<T>(store: Store, work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.transaction(work);
    } catch (error) {
      if (!collides(error) || attempt === MOST_TRIES) throw error;
    }
  }
}

const collides = (error: unknown): boolean => error instanceof UniqueConstraintViolationException || error instanceof DeadlockException;

/** The transaction of a decision. Throws what the work throws; a collision that does not end as ReviewError `changed-meanwhile`. */
export async function decideTogether<T>(store: Store, work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
  try {
    return await transactPatiently(store, work);
  } catch (error) {
    if (!collides(error)) throw error;
    const message = 'Others are changing the same just now. Look at it again and repeat what you decided.';
    throw new ReviewError('changed-meanwhile', message, { cause: error });
  }
}

/** Whoever decides about a certificate after this waits until the transaction is over, and then sees what came of it. */
export async function lockCertificates(em: SqlEntityManager, ids: readonly string[]): Promise<void> {
  for (const id of ids.filter(isId).sort()) await em.execute(sql`select 1 from certificate where id = ${id} for no key update`);
}
