/** Scorecards as they are shown: of today, of any day since they are kept, and how each came about. */
import { raw } from '@mikro-orm/postgresql';
import { YARDSTICK } from '../quality/hazard.ts';
import { viewOf } from '../quality/scorecard.ts';
import { onDay } from '../quality/scorecard-day.ts';
import { type Explanation, explainJudged } from '../quality/scorecard-explain.ts';
import { judgeVendor, type SharedMarket } from '../quality/scorecard-market.ts';
import type { Market, Part, Scorecard } from '../quality/scorecard-shape.ts';
import type { LotInput, VendorInput } from '../quality/scores-input.ts';
import { iso, reference } from './columns.ts';
import { decodeCursor, KEY, type Paging, slice } from './cursor.ts';
import { organizationOf } from './results.ts';
import { endOf } from './scores-input.ts';
import { all, packed, planned, row, rows, type SqlEntityManager, sql } from './sql.ts';
import type { Reference, Slice } from './views.ts';

export interface ScorecardView {
  readonly vendor: Reference;
  readonly asOf: string;
  readonly model: string;
  readonly yardstick: string;
  /** From when until when this was what was said; null while it is. */
  readonly recordedAt: string;
  readonly supersededAt: string | null;
  /** Of the vendor's own inputs: equal hashes, equal inputs. */
  readonly inputsHash: string;
  readonly card: Scorecard;
  /** What all vendors shared: the newest lot and the prior. */
  readonly market: Market;
}

/** ISO days; without `asOf`, `today`. */
export interface AsOf {
  readonly asOf?: string | undefined;
  readonly today: string;
}

interface StoredRow extends Omit<ScorecardView, 'asOf' | 'card' | 'market' | 'yardstick'> {
  readonly output: Scorecard;
  readonly market: SharedMarket;
  readonly sampleMarket: SharedMarket;
  readonly input: Omit<VendorInput, 'lots'>;
  readonly lots: readonly string[];
}

/** null: there is no such vendor, or nothing was kept of it on that day. */
export async function findScorecard(em: SqlEntityManager, slug: string, when: AsOf): Promise<ScorecardView | null> {
  const found = await storedCard(em, slug, when);
  return found && viewOfRow(found, when);
}

/** What stands now of a vendor, as it is kept: `onDay` says what it reads like on a day. */
export async function standingCard(em: SqlEntityManager, slug: string): Promise<Scorecard | null> {
  const found = await row<{ output: Scorecard }>(
    em,
    planned`select s.output from scorecard s where s.vendor_id = (${organizationOf(slug)}) and s.superseded_at is null`,
  );
  return found?.output ?? null;
}

/** Every input, weight and formula of the scorecard as it was on that day. */
export async function explainScorecard(
  em: SqlEntityManager,
  slug: string,
  when: AsOf,
): Promise<(ScorecardView & { readonly explanation: Explanation }) | null> {
  const found = await storedCard(em, slug, when);
  if (found === null) return null;
  const view = viewOfRow(found, when);
  const { market, sampleMarket } = found;
  const vendor = { ...found.input, lots: await lotsOfCard(em, found.lots) };
  const shared = { asOf: view.asOf, market, sampleMarket };
  return { ...view, explanation: explainJudged(judgeVendor(vendor, view.asOf), shared, view.card) };
}

async function storedCard(em: SqlEntityManager, slug: string, { asOf, today }: AsOf): Promise<StoredRow | null> {
  const past = asOf !== undefined && asOf < today ? endOf(asOf) : null;
  const stands =
    past === null
      ? sql`s.superseded_at is null`
      : sql`s.recorded_at <= ${past}::timestamptz and (s.superseded_at is null or s.superseded_at > ${past}::timestamptz)`;
  return row<StoredRow>(
    em,
    planned`select ${raw(reference('o'))} as vendor, m.model, ${raw(iso('s.recorded_at'))} as "recordedAt", ${raw(iso('s.superseded_at'))} as "supersededAt",
        s.inputs_hash as "inputsHash", s.output, m.market, m.sample_market as "sampleMarket", s.vendor as input, to_json(s.lots) as lots
      from scorecard s join organization o on o.id = s.vendor_id join scoring m on m.id = s.scoring_id
      where s.vendor_id = (${organizationOf(slug)}) and ${stands} order by s.id desc limit 1`,
  );
}

function viewOfRow({ output, market, sampleMarket, input: _, lots: __, ...kept }: StoredRow, { asOf, today }: AsOf): ScorecardView {
  const day = asOf ?? today;
  return { ...kept, asOf: day, yardstick: YARDSTICK, card: onDay(output, day), market: viewOf(output.sample ? sampleMarket : market) };
}

async function lotsOfCard(em: SqlEntityManager, hashes: readonly string[]): Promise<LotInput[]> {
  const found = await packed<{ lot: LotInput }>(
    em,
    planned`select l.lot from jsonb_array_elements_text(${JSON.stringify(hashes)}::jsonb) with ordinality h (hash, at)
      join scored_lot l on l.hash = h.hash order by h.at`,
  );
  return found.map(({ lot }) => lot);
}

export interface PartSummary extends Pick<Part, 'status' | 'reason' | 'estimate' | 'lower' | 'upper' | 'lots'> {}

/** As lists show it. */
export interface ScorecardSummary extends Pick<Scorecard, 'status' | 'reason' | 'fewLots' | 'tie'> {
  readonly safety: PartSummary;
  readonly coverage: PartSummary;
  readonly consistency: PartSummary;
  readonly openness: PartSummary;
  /** Failures for a pathogen or a prohibited substance in the last 12 months. */
  readonly redFacts: number;
}

const NOT_YET: PartSummary = { status: 'not_scored', reason: 'not computed yet', estimate: null, lower: null, upper: null, lots: 0 };

/** Of a stored output; null while the first one is being computed. */
export function summaryOf(output: Scorecard | null, today: string): ScorecardSummary {
  if (output === null)
    return {
      ...{ status: 'not_scored', reason: NOT_YET.reason, fewLots: true, tie: null, redFacts: 0 },
      ...{ safety: NOT_YET, coverage: NOT_YET, consistency: NOT_YET, openness: NOT_YET },
    };
  const part = ({ status, reason, estimate, lower, upper, lots }: Part): PartSummary => ({ status, reason, estimate, lower, upper, lots });
  const { status, reason, fewLots, tie, safety, coverage, consistency, openness } = output;
  return {
    ...{ status, reason, fewLots, tie },
    ...{ safety: part(safety), coverage: part(coverage), consistency: part(consistency), openness: part(openness) },
    redFacts: onDay(output, today).redFacts.length,
  };
}

export interface ScorecardVersion {
  readonly recordedAt: string;
  readonly supersededAt: string | null;
  readonly model: string;
  readonly inputsHash: string;
  readonly status: Scorecard['status'];
  readonly estimate: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly lots: number;
}

/** What was said of a vendor's safety record, the newest first. */
export async function scorecardHistory(em: SqlEntityManager, slug: string, { limit, cursor }: Paging): Promise<Slice<ScorecardVersion>> {
  const after = decodeCursor(cursor, [KEY.number]);
  const found = await rows<ScorecardVersion & { readonly id: number }>(
    em,
    planned`select s.id, ${raw(iso('s.recorded_at'))} as "recordedAt", ${raw(iso('s.superseded_at'))} as "supersededAt", m.model,
        s.inputs_hash as "inputsHash", s.status, s.output->'safety'->>'estimate' as estimate, s.output->'safety'->>'lower' as lower,
        s.output->'safety'->>'upper' as upper, (s.output->'safety'->>'lots')::int as lots
      from scorecard s join scoring m on m.id = s.scoring_id
      where ${all([sql`s.vendor_id = (${organizationOf(slug)})`, after && sql`s.id < ${after[0]}::int`])} order by s.id desc limit ${limit + 1}`,
  );
  const cut = slice(found, limit, ({ id }) => [String(id)]);
  return { items: cut.items.map(({ id: _, ...version }) => version), next: cut.next };
}
