/** Keeps recalls with every version of them, and what they may concern among what is public here. */
import { createHash } from 'node:crypto';
import { fold, normaliseName } from '../coa/text.ts';
import { canonicalJson } from '../quality/canonical-json.ts';
import { aboutKratom, firmNames } from '../quality/recall.ts';
import { matchRecall, type RecallMatch, SHOWN_FROM } from '../quality/recall-match.ts';
import { Recall, RecallVersion, StoredRecallMatch } from '../store/entities/recall.ts';
import { isId, newId } from '../store/id.ts';
import { appendLog, writeLog } from '../store/log.ts';
import { matchableRecalls, matchableVendors } from '../store/recall-matching.ts';
import { rows, type SqlEntityManager, sql } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { type Decision, decideTogether, ReviewError, reasoned, transactPatiently } from './decision.ts';
import type { RecallFile, RecallRecord } from './recall-file.ts';

export const AUTHORITY = 'us-fda';

export interface Recorded {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** The file is older than what is kept of them. */
  readonly outdated: readonly string[];
  readonly aboutKratom: number;
}

/** Rows written in one transaction. */
const BATCH = 200;

/** Records what a file says. The same file again changes nothing; a record that changed becomes a further version. */
export async function recordRecalls(store: Store, file: RecallFile, { isSample = false } = {}): Promise<Recorded> {
  const tally = { added: 0, changed: 0, unchanged: 0, outdated: [] as string[], aboutKratom: 0 };
  for (let at = 0; at < file.records.length; at += BATCH) {
    const rows = file.records.slice(at, at + BATCH);
    const outcomes = await transactPatiently(store, async em => {
      const done: ['added' | 'changed' | 'unchanged' | 'outdated', string][] = [];
      for (const row of rows) done.push([await recordOne(em, row, file.publishedOn, isSample), row.facts.number]);
      return done;
    });
    for (const [outcome, number] of outcomes) {
      if (outcome === 'outdated') tally.outdated.push(number);
      else tally[outcome] += 1;
    }
    tally.aboutKratom += rows.filter(({ facts }) => aboutKratom(facts) !== null).length;
  }
  return tally;
}

async function recordOne(em: SqlEntityManager, { facts, record }: RecallRecord, publishedOn: string | null, isSample: boolean) {
  const fingerprint = createHash('sha256').update(canonicalJson(record)).digest('hex');
  const now = new Date();
  const known = await em.findOne(Recall, { authority: AUTHORITY, number: facts.number });
  const recall = known ?? { id: newId(), authority: AUTHORITY, number: facts.number, isSample, recordedAt: now };
  if (known === null) await em.insert(Recall, recall);
  else await em.execute(sql`select 1 from recall where id = ${recall.id} for update`);
  const current = known && (await em.findOne(RecallVersion, { recallId: recall.id, supersededAt: null }));
  if (current?.fingerprint === fingerprint) return 'unchanged';
  if (current?.publishedOn && publishedOn && publishedOn < current.publishedOn) return 'outdated';
  if (current) await em.nativeUpdate(RecallVersion, { id: current.id }, { supersededAt: now });
  await em.insert(RecallVersion, {
    ...{ id: newId(), recallId: recall.id, fingerprint, record, facts, publishedOn },
    firmNames: firmNames(facts.firm).map(normaliseName),
    aboutKratom: aboutKratom(facts) !== null,
    reportedOn: facts.reportedOn,
    folded: fold([facts.number, facts.firm, facts.product, facts.reason].join(' ')).slice(0, 20_000),
    ...{ recordedAt: now, supersededAt: null },
  });
  await appendLog(em, {
    ...{ actor: 'system', action: 'recall', subject: `recall:${recall.id}` },
    facts: { authority: AUTHORITY, fingerprint, number: facts.number, published: publishedOn, sample: recall.isSample },
    content: { of: record, salted: false },
  });
  return known === null ? 'added' : 'changed';
}

/**
 * Matches every recall anew that is about kratom or of a firm known here. What a person confirmed or refused stays as it is. Under a careful
 * publication every match waits for a person. Returns how many matches are new or gone.
 */
export async function matchRecalls(store: Store): Promise<number> {
  const recalls = await matchableRecalls(store.em());
  if (recalls.length === 0) return 0;
  const [real, samples] = [await matchableVendors(store.em(), false), await matchableVendors(store.em(), true)];
  const matched = new Set((await rows<{ id: string }>(store.em(), MATCHED)).map(({ id }) => id));
  let changes = 0;
  for (const { id, facts, isSample } of recalls) {
    const matches = matchRecall(facts, isSample ? samples : real);
    if (matches.length === 0 && !matched.has(id)) continue;
    changes += await transactPatiently(store, em => keepMatches(em, id, matches, store.publication === 'careful'));
  }
  return changes;
}

const MATCHED = sql`select distinct recall_id as id from recall_match where superseded_at is null`;

const keyOf = (vendor: string, product: string | null | undefined, lot: string | null | undefined): string =>
  [vendor, product ?? '', lot ?? ''].join(' ');

async function keepMatches(em: SqlEntityManager, recallId: string, matches: readonly RecallMatch[], careful: boolean): Promise<number> {
  await em.execute(sql`select 1 from recall where id = ${recallId} for update`);
  const standing = await em.find(StoredRecallMatch, { recallId, supersededAt: null });
  const known = new Map(standing.map(match => [keyOf(match.vendorId, match.productId, match.batchId), match]));
  const now = new Date();
  let changes = 0;
  for (const { vendor, product, lot, confidence, reasons } of matches) {
    const key = keyOf(vendor, product, lot);
    const before = known.get(key);
    known.delete(key);
    const state = confidence >= SHOWN_FROM && !careful ? ('shown' as const) : ('waiting' as const);
    const same = before?.state === state && before.confidence === confidence && before.reasons.join('\n') === reasons.join('\n');
    if (same || before?.decidedAt) continue;
    if (before) await em.nativeUpdate(StoredRecallMatch, { id: before.id }, { supersededAt: now });
    await em.insert(StoredRecallMatch, {
      ...{ id: newId(), recallId, vendorId: vendor, productId: product, batchId: lot, confidence, reasons, state },
      ...{ decidedBy: null, decidedReason: null, decidedAt: null, recordedAt: now, supersededAt: null },
    });
    changes += 1;
  }
  const gone = [...known.values()].filter(({ decidedAt }) => !decidedAt);
  for (const { id } of gone) await em.nativeUpdate(StoredRecallMatch, { id }, { supersededAt: now });
  if (changes + gone.length > 0) {
    const standing = await em.find(StoredRecallMatch, { recallId, supersededAt: null }, { orderBy: { id: 'asc' }, refresh: true });
    const content = standing.map(({ id, vendorId, productId, batchId, confidence, state }) => ({
      ...{ match: id, vendor: vendorId, product: productId ?? null, lot: batchId ?? null, confidence, state },
    }));
    await appendLog(em, {
      ...{ actor: 'system', action: 'recall-matches', subject: `recall:${recallId}` },
      facts: { at: now.toISOString(), gone: gone.length, matches: content.length },
      content: { of: content, salted: false, kept: true },
    });
  }
  return changes + gone.length;
}

export type MatchVerb = 'confirm' | 'refuse';

/** A person says that a recall concerns what it was matched to, or that it does not; either may be said of one decided before. Throws ReviewError. */
export async function decideMatch(store: Store, id: string, verb: MatchVerb, decision: Decision): Promise<void> {
  reasoned(decision, 'the match');
  const state = verb === 'confirm' ? 'confirmed' : 'refused';
  await decideTogether(store, async em => {
    if (isId(id)) await em.execute(sql`select 1 from recall_match where id = ${id} for update`);
    const match = isId(id) ? await em.findOne(StoredRecallMatch, { id, supersededAt: null }) : null;
    if (match === null) throw new ReviewError('not-found', 'There is no such match of a recall.');
    if (match.state === state) throw new ReviewError('nothing-to-decide', `The match is ${state} already.`);
    Object.assign(match, { state, decidedBy: decision.actor, decidedReason: decision.reason.trim(), decidedAt: new Date() });
    await em.flush();
    const { actor, reason } = decision;
    const detail = { match: id, vendor: match.vendorId, product: match.productId ?? null, lot: match.batchId ?? null };
    await writeLog(em, { actor, action: `recall-${verb}`, subject: `recall:${match.recallId}`, reason: reason.trim(), detail });
  });
}
