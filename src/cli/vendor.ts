/** `leafproof vendor`: names that stand for one organization; every change can be undone. */
import { userInfo } from 'node:os';
import { addAlias, historyOf, IdentityError, mergeOrganizations, splitOrganization, undoChange } from '../ingest/identity.ts';
import type { Store } from '../store/store.ts';
import { withStore } from './open.ts';

interface Said {
  readonly reason?: string;
  readonly by?: string;
}

const decision = (said: Said) => ({ actor: said.by ?? userInfo().username, reason: said.reason ?? 'decided at the command line' });

async function change(work: (store: Store) => Promise<string>): Promise<number> {
  return withStore(async store => {
    try {
      console.log(await work(store));
      return 0;
    } catch (error) {
      if (!(error instanceof IdentityError)) throw error;
      console.error(`leafproof: ${error.message}`);
      return 1;
    }
  });
}

const undoable = (id: string) => `(leafproof vendor undo ${id} takes it back)`;

export const alias = (slug: string, name: string, said: Said) =>
  change(async store => `“${name}” stands for ${slug} ${undoable(await addAlias(store, slug, name, decision(said)))}`);

export const merge = (from: string, into: string, said: Said) =>
  change(async store => `${from} is ${into} now ${undoable(await mergeOrganizations(store, from, into, decision(said)))}`);

export const split = (slug: string, name: string, said: Said) =>
  change(async store => {
    const made = await splitOrganization(store, slug, name, decision(said));
    return `“${name}” is ${made.slug} now ${undoable(made.change)}`;
  });

export const undo = (id: string, said: Said) =>
  change(async store => {
    await undoChange(store, id, decision(said));
    return `${id} is undone`;
  });

export async function history(slug: string): Promise<number> {
  return change(async store => {
    const changes = await historyOf(store.em(), slug);
    const lines = changes.map(({ id, at, kind, from, to, actor, reason, undoneAt }) =>
      [
        at.slice(0, 16),
        kind,
        from === null ? to : `${from} → ${to}`,
        `by ${actor}: ${reason}`,
        undoneAt ? `undone ${undoneAt.slice(0, 16)}` : id,
      ].join('  '),
    );
    return lines.join('\n') || 'Nothing was decided about it.';
  });
}
