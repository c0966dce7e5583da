/** What labels and people say of products and lots that certificates are silent about. Only added to: a newer statement supersedes. */
import { Migration } from '@mikro-orm/migrations';

export class Label extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  // Of a product or of one lot; a null value withdraws what was stated before.
  `create table label_fact (
    id uuid primary key,
    product_id uuid references product (id) on delete cascade,
    batch_id uuid references batch (id) on delete cascade,
    fact text not null check (fact in ('form', 'serving', 'container', 'intake')),
    value text check (value <> ''),
    source_kind text not null check (source_kind in ('label', 'vendor', 'operator')),
    source text not null check (source <> ''),
    actor text not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz,
    check ((product_id is null) <> (batch_id is null))
  )`,
  'create unique index label_fact_of_product on label_fact (product_id, fact) where superseded_at is null and product_id is not null',
  'create unique index label_fact_of_lot on label_fact (batch_id, fact) where superseded_at is null and batch_id is not null',
];
