/** What labels and people say of products and lots, where certificates are silent. */
import { raw } from '@mikro-orm/postgresql';
import { iso } from './columns.ts';
import type { LabelFactName, LabelSource } from './entities/label.ts';
import { standsAsOf } from './public-sample.ts';
import { list, planned, rows, type SqlEntityManager, sql } from './sql.ts';

export interface LabelFactView {
  readonly fact: LabelFactName;
  /** Null: what was stated before is withdrawn. */
  readonly value: string | null;
  readonly sourceKind: LabelSource;
  readonly source: string;
  readonly actor: string;
  readonly at: string;
  readonly supersededAt: string | null;
}

/** Of what a statement is: a product, which counts for all its lots, or one lot, which goes before. */
export interface LabelTarget {
  readonly kind: 'product' | 'lot';
  readonly id: string;
}

/** Everything that was ever stated, the newest first. */
export async function labelFacts(em: SqlEntityManager, { kind, id }: LabelTarget): Promise<LabelFactView[]> {
  return rows(
    em,
    sql`select fact, value, source_kind as "sourceKind", source, actor, ${raw(iso('recorded_at'))} as at, ${raw(iso('superseded_at'))} as "supersededAt"
      from label_fact where ${kind === 'product' ? sql`product_id = ${id}` : sql`batch_id = ${id}`} order by recorded_at desc, id desc`,
  );
}

/** Where a fact of a judged sample comes from. */
export interface FactOrigin {
  readonly from: 'certificate' | 'lot' | 'product';
  /** What the statement names as its source; null for the certificate itself. */
  readonly source: string | null;
  readonly sourceKind: LabelSource | null;
  /** When it was stated, ISO 8601; null for the certificate itself. */
  readonly at: string | null;
}

export interface StatedFact extends FactOrigin {
  readonly sample: string;
  readonly fact: LabelFactName;
  readonly value: string;
}

/** What is stated of the lots and products that samples are of now: of each fact the lot's, else the product's. */
export async function statedFacts(em: SqlEntityManager, samples: readonly string[], asOf?: string): Promise<StatedFact[]> {
  if (samples.length === 0) return [];
  return rows(
    em,
    planned`select distinct on (k.sample_id, f.fact) k.sample_id as sample, f.fact, f.value, f.source, f.source_kind as "sourceKind",
        case when f.batch_id is null then 'product' else 'lot' end as "from", ${raw(iso('f.recorded_at'))} as at
      from sample_of k left join batch b on b.id = k.batch_id
        join label_fact f on f.batch_id = k.batch_id or f.product_id = coalesce(k.product_id, b.product_id)
      where ${standsAsOf('k', asOf)} and ${standsAsOf('f', asOf)} and f.value is not null and k.sample_id in ${list(samples)}
      order by k.sample_id, f.fact, (f.batch_id is null), f.recorded_at desc`,
  );
}

/** The current samples that a statement is about. */
export async function samplesOf(em: SqlEntityManager, { kind, id }: LabelTarget): Promise<string[]> {
  const found = await rows<{ id: string }>(
    em,
    sql`select s.id from sample s join certificate_version v on v.id = s.version_id join sample_of k on k.sample_id = s.id
        left join batch b on b.id = k.batch_id
      where v.superseded_at is null and k.superseded_at is null
        and ${kind === 'product' ? sql`coalesce(k.product_id, b.product_id) = ${id}` : sql`k.batch_id = ${id}`} order by s.id`,
  );
  return found.map(sample => sample.id);
}

/** Those of the samples whose product or lot, now or before, something was stated of. */
export async function withStatements(em: SqlEntityManager, samples: readonly string[]): Promise<string[]> {
  if (samples.length === 0) return [];
  const found = await rows<{ id: string }>(
    em,
    sql`select distinct k.sample_id as id from sample_of k left join batch b on b.id = k.batch_id
        join label_fact f on f.batch_id = k.batch_id or f.product_id = coalesce(k.product_id, b.product_id)
      where k.sample_id in ${list(samples)} order by k.sample_id`,
  );
  return found.map(sample => sample.id);
}
