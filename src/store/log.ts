/** The log of every change that matters; written in the transaction of the change, chained by the database when it commits. */
import { randomBytes } from 'node:crypto';
import { canonicalJson } from '../quality/canonical-json.ts';
import { LogEntry } from './entities/people.ts';
import { isId, newId } from './id.ts';
import { digestOf } from './log-chain.ts';
import { type SqlEntityManager, sql } from './sql.ts';

export interface Deed {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly reason?: string | undefined;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
}

export interface Content {
  readonly of: unknown;
  /** What may hold a name is salted, so that nobody finds it by guessing. */
  readonly salted: boolean;
  /** Kept with the entry; without it, whoever verifies builds it anew from the tables. */
  readonly kept?: boolean;
}

export interface NewEntry {
  readonly actor: string;
  readonly action: string;
  /** An identifier, ASCII. */
  readonly subject: string;
  /** Public: identifiers, counts, versions, days. Nothing that a person or a certificate wrote. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
  readonly content?: Content;
}

/** Adds an entry. */
export async function appendLog(
  em: SqlEntityManager,
  { actor, action, subject, facts = {}, content }: NewEntry,
  id = newId(),
): Promise<void> {
  const salt = content?.salted ? randomBytes(16).toString('hex') : '';
  const text = content && canonicalJson(content.of);
  const digest = text === undefined ? null : digestOf(text, salt);
  const entry = sql`insert into log_chain (id, actor, action, subject, facts, digest)
      values (${id}, ${publicActor(actor)}, ${action}, ${subject}, ${canonicalJson(facts)}, ${digest})`;
  if (content === undefined || (salt === '' && !content.kept)) return void (await em.execute(entry));
  await em.execute(
    sql`with entry as (${entry} returning id)
      insert into log_content (entry, salt, content) select id, ${salt}, ${content.kept ? text : null} from entry`,
  );
}

/** Adds what an operator did, with the reason, which stays with the operators. */
export async function writeLog(em: SqlEntityManager, { actor, action, subject, reason, detail }: Deed): Promise<void> {
  const deed = { id: newId(), at: new Date(), actor, action, subject, reason: reason ?? null, detail: detail ?? {} };
  await appendLog(em, { actor, action, subject, content: { of: contentOfDeed(deed), salted: true } }, deed.id);
  await em.insert(LogEntry, deed);
}

/** What the digest of a deed is of; both databases give its details back as JSON. */
export const contentOfDeed = ({ actor, reason, detail }: Pick<LogEntry, 'actor' | 'detail'> & { reason?: string | null | undefined }) => ({
  ...{ actor, reason: reason ?? null },
  detail: JSON.parse(JSON.stringify(detail)) as unknown,
});

/** Not persons but parts of the program, or ways in. */
const ROLES = new Set(['system', 'samples', 'settings', 'cli', 'contributor']);

/** Without the name: the id of a key, or a role. */
export function publicActor(actor: string): string {
  const key = /\(key ([0-9a-f-]{36})\)$/.exec(actor)?.[1] ?? actor;
  if (isId(key)) return `key:${key}`;
  return ROLES.has(actor) ? actor : 'operator';
}
