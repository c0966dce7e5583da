/** What labels promise of a product's lots, held against what was measured in each. */
import { type HeldClaim, heldClaims } from '../quality/claim.ts';
import { judgedSample, storedSamples } from './judged-sample.ts';
import { rows, type SqlEntityManager, sql } from './sql.ts';

export interface ProductClaim extends HeldClaim {
  readonly lot: { readonly id: string; readonly code: string } | null;
}

/** Samples that a page looks at, the newest. */
const MOST_SAMPLES = 60;

/** Of the newest public samples, by the slug of the product. */
export async function claimsOfProduct(em: SqlEntityManager, product: string): Promise<ProductClaim[]> {
  const samples = await rows<{ id: string; lot: ProductClaim['lot'] }>(
    em,
    sql`select s.id, case when b.id is null then null else json_build_object('id', b.id, 'code', b.code) end as lot
      from public_sample s left join batch b on b.id = s.batch_id
      where coalesce(s.product_id, b.product_id) = (select id from product where slug = ${product})
        and exists (select 1 from label_fact f where f.superseded_at is null and f.value is not null and f.fact in ('mitragynine', '7_hydroxymitragynine')
          and (f.batch_id = b.id or f.product_id = coalesce(s.product_id, b.product_id)))
      order by s.dated_on desc nulls last, s.id limit ${MOST_SAMPLES}`,
  );
  const lots = new Map(samples.map(({ id, lot }) => [id, lot]));
  const stored = new Map((await storedSamples(em, [...lots.keys()])).map(sample => [sample.id, sample]));
  return samples.flatMap(({ id, lot }) => {
    const sample = stored.get(id);
    return sample ? heldClaims(sample.claims, judgedSample(sample)).map(claim => ({ ...claim, lot })) : [];
  });
}
