/** The log of what operators did. */
import { LogEntry } from './entities/people.ts';
import { newId } from './id.ts';
import type { SqlEntityManager } from './sql.ts';

export interface Deed {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly reason?: string | undefined;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
}

/** Adds an entry, in the transaction of the deed itself. */
export async function writeLog(em: SqlEntityManager, { actor, action, subject, reason, detail }: Deed): Promise<void> {
  await em.insert(LogEntry, { id: newId(), at: new Date(), actor, action, subject, reason: reason ?? null, detail: detail ?? {} });
}
