/** Scorecards as they are kept: one computation of all after the other, each vendor's superseded when it changes, never changed. */
import type { SharedMarket } from '../quality/scorecard-market.ts';
import type { ConsistencyPart, Scorecard } from '../quality/scorecard-shape.ts';
import type { LotInput, VendorInput } from '../quality/scores-input.ts';
import { appendLog } from './log.ts';
import { row, rows, type SqlEntityManager, sql } from './sql.ts';

/** What stands now. */
export interface StandingScores {
  /** null before anything was scored. */
  readonly scoring: { readonly id: number; readonly inputsHash: string } | null;
  /** By the id of the vendor. */
  readonly cards: ReadonlyMap<string, StandingCard>;
}

export interface StandingCard {
  readonly vendor: string;
  readonly inputsHash: string;
  readonly consistency: ConsistencyPart;
  /** Fingerprint of the output. */
  readonly output: string;
}

export interface NewScoring {
  readonly model: string;
  readonly inputsHash: string;
  readonly market: SharedMarket;
  readonly sampleMarket: SharedMarket;
}

export interface NewCard {
  readonly vendor: string;
  readonly inputsHash: string;
  readonly input: VendorInput;
  readonly lots: readonly { readonly hash: string; readonly lot: LotInput }[];
  readonly card: Scorecard;
  /** Fingerprint of the card. */
  readonly fingerprint: string;
}

/** Changes noted so far: to be deleted once scores are computed from what is read after this. */
export async function notedChanges(em: SqlEntityManager): Promise<string[]> {
  const found = await rows<{ id: string }>(em, sql`select id::text as id from score_change`);
  return found.map(({ id }) => id);
}

export async function hasChanges(em: SqlEntityManager): Promise<boolean> {
  return (await row(em, sql`select 1 as found from score_change limit 1`)) !== null;
}

export async function forgetChanges(em: SqlEntityManager, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await em.execute(
    sql`delete from score_change where id in (select value::bigint from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`,
  );
}

export async function standingScores(em: SqlEntityManager): Promise<StandingScores> {
  const scoring = await row<{ id: number; inputsHash: string }>(
    em,
    sql`select id, inputs_hash as "inputsHash" from scoring where superseded_at is null`,
  );
  const cards = await rows<StandingCard>(
    em,
    sql`select vendor_id as vendor, inputs_hash as "inputsHash", output->'consistency' as consistency, fingerprint as output
      from scorecard where superseded_at is null`,
  );
  return { scoring, cards: new Map(cards.map(card => [card.vendor, card])) };
}

/**
 * Nobody else records scores until the transaction is over. False when another process did since `standing` was read: what was computed
 * is out of date then, and whoever asks begins anew.
 */
export async function lockScores(em: SqlEntityManager, { scoring }: StandingScores): Promise<boolean> {
  await em.execute('lock table scoring in share row exclusive mode');
  const current = await row<{ id: number }>(em, sql`select id from scoring where superseded_at is null`);
  return (current?.id ?? null) === (scoring?.id ?? null);
}

/** Makes these the current ones; after `lockScores`. */
export async function writeScores(
  em: SqlEntityManager,
  scoring: NewScoring,
  cards: { readonly fresh: readonly NewCard[]; readonly gone: readonly string[] },
  now: Date,
): Promise<void> {
  await em.execute(sql`update scoring set superseded_at = ${now} where superseded_at is null`);
  const { model, inputsHash, market, sampleMarket } = scoring;
  const made = await row<{ id: number }>(
    em,
    sql`insert into scoring (model, inputs_hash, market, sample_market, recorded_at)
      values (${model}, ${inputsHash}, ${JSON.stringify(market)}::jsonb, ${JSON.stringify(sampleMarket)}::jsonb, ${now}) returning id`,
  );
  const replaced = JSON.stringify([...cards.fresh.map(({ vendor }) => vendor), ...cards.gone]);
  await em.execute(
    sql`update scorecard set superseded_at = ${now} where superseded_at is null
      and vendor_id in (select value::uuid from jsonb_array_elements_text(${replaced}::jsonb))`,
  );
  for (const card of cards.fresh) await insertCard(em, made!.id, card, now);
  await appendLog(em, {
    ...{ actor: 'system', action: 'scores', subject: 'scores' },
    facts: { at: now.toISOString(), model, inputs: inputsHash, written: cards.fresh.length, gone: cards.gone.length },
    content: {
      of: { cards: cards.fresh.map(({ vendor, inputsHash: inputs, fingerprint }) => ({ vendor, inputs, fingerprint })), gone: cards.gone },
      ...{ salted: false, kept: true },
    },
  });
}

async function insertCard(
  em: SqlEntityManager,
  scoring: number,
  { vendor, inputsHash, input, lots, card, fingerprint }: NewCard,
  now: Date,
) {
  await em.execute(
    sql`insert into scored_lot (hash, lot) select x.hash, x.lot from jsonb_to_recordset(${JSON.stringify(lots)}::jsonb) as x (hash text, lot jsonb)
      on conflict (hash) do nothing`,
  );
  const { lots: _, ...whose } = input;
  const hashes = JSON.stringify(lots.map(({ hash }) => hash));
  // a vendor that was removed meanwhile has no scorecard any more
  await em.execute(
    sql`insert into scorecard (vendor_id, scoring_id, inputs_hash, vendor, lots, output, fingerprint, is_sample, status, lower, recorded_at)
      select o.id, ${scoring}, ${inputsHash}, ${JSON.stringify(whose)}::jsonb, array(select jsonb_array_elements_text(${hashes}::jsonb)),
        ${JSON.stringify(card)}::jsonb, ${fingerprint}, ${card.sample}, ${card.status}, ${card.safety.lower}::numeric, ${now}
      from organization o where o.id = ${vendor}`,
  );
}
