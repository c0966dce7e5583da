/** `leafproof label`: what labels say of products and lots, where certificates are silent. */
import { userInfo } from 'node:os';
import { LabelError, labelTarget, type Statement, stateLabel } from '../ingest/label.ts';
import type { LabelFactName, LabelSource } from '../store/entities/label.ts';
import { type LabelFactView, labelFacts } from '../store/label.ts';
import type { Store } from '../store/store.ts';
import { withStore } from './open.ts';

async function labelled(work: (store: Store) => Promise<string>): Promise<number> {
  return withStore(async store => {
    try {
      console.log(await work(store));
      return 0;
    } catch (error) {
      if (!(error instanceof LabelError)) throw error;
      console.error(`leafproof: ${error.message}`);
      return error.code === 'not-understood' ? 2 : 1;
    }
  });
}

async function state(store: Store, which: string, statement: Statement, by: string | undefined): Promise<string> {
  const { target, samplesJudged } = await stateLabel(store, which, statement, by ?? userInfo().username);
  const said = statement.value === null ? 'is withdrawn' : `is “${statement.value}” now, where certificates are silent`;
  return `${statement.fact} of ${target.kind} ${which} ${said}; samples judged again: ${samplesJudged}`;
}

interface SetFlags {
  readonly source: string;
  readonly kind: LabelSource;
  readonly by?: string;
}

export const set = (which: string, fact: LabelFactName, value: string, { source, kind, by }: SetFlags) =>
  labelled(store => state(store, which, { fact, value, sourceKind: kind, source }, by));

export const withdraw = (which: string, fact: LabelFactName, { reason, by }: { reason: string; by?: string }) =>
  labelled(store => state(store, which, { fact, value: null, sourceKind: 'operator', source: reason }, by));

export const show = (which: string, { json }: { json?: boolean }) =>
  labelled(async store => {
    const facts = await labelFacts(store.em(), await labelTarget(store.em(), which));
    if (json) return facts.map(fact => JSON.stringify(fact)).join('\n');
    return facts.map(line).join('\n') || 'Nothing is stated of it.';
  });

const line = ({ fact, value, sourceKind, source, actor, at, supersededAt }: LabelFactView): string =>
  [
    at.slice(0, 16),
    fact.padEnd(9),
    value ?? 'withdrawn',
    `(${sourceKind}: ${source})`,
    `by ${actor}`,
    ...(supersededAt ? [`until ${supersededAt.slice(0, 16)}`] : []),
  ].join('  ');
