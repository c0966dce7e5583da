/** What was measured of some analytes in everything a vendor or a product published. */
import { raw } from '@mikro-orm/postgresql';
import { lotNamed } from './columns.ts';
import { ofAnalytes, organizationOf } from './results.ts';
import { all, type Fragment, packed, type SqlEntityManager, sql } from './sql.ts';
import type { ResultRow } from './views.ts';

/** Those that the yardstick limits by an amount. */
export const CONTAMINANTS = ['arsenic_total', 'cadmium', 'lead', 'mercury_total', 'tamc', 'tymc', 'total_coliforms'] as const;

/** More are not drawn. */
export const MOST_MEASURED = 350;

type Named = 'id' | 'certificate' | 'lot' | 'analyte' | 'analyteName';
type Amount = 'kind' | 'number' | 'lower' | 'upper' | 'unit' | 'basis' | 'lod' | 'loq' | 'testPortion';

/** As much of a result as saying its amount and where it stands takes. */
export type MeasuredRow = Pick<ResultRow, Named | Amount> & { readonly printed: Pick<ResultRow['printed'], 'value' | 'unit'> };

const MEASURED = `r.id, r.certificate_id as certificate, ${lotNamed('s.batch_id')} as lot, r.analyte_id as analyte,
  (select a.name from analyte a where a.id = r.analyte_id) as "analyteName", r.kind, r.number::text as number, r.lower::text as lower, r.upper::text as upper,
  r.unit, r.basis, r.lod::text as lod, r.loq::text as loq, r.test_portion as "testPortion",
  json_build_object('value', r.printed->'value', 'unit', r.printed->'unit') as printed`;

type Of = { readonly vendor: string } | { readonly product: string } | { readonly lot: string };

/** Slugs, or the id of a lot. The newest certificates first. */
export async function measuredOf(em: SqlEntityManager, of: Of, analytes: readonly string[]): Promise<MeasuredRow[]> {
  return packed<MeasuredRow>(
    em,
    sql`select ${raw(MEASURED)} from result r join public_sample s on s.id = r.sample_id where ${all([sql`r.superseded_at is null`, whoseOf(of), ofAnalytes(analytes)])}
      order by s.dated_on desc nulls last, r.certificate_id, s.position, r.position limit ${MOST_MEASURED}`,
  );
}

function whoseOf(of: Of): Fragment {
  if ('vendor' in of) return sql`s.vendor_id = (${organizationOf(of.vendor)})`;
  if ('product' in of) return sql`s.product_id = (select id from product where slug = ${of.product})`;
  return sql`s.batch_id = ${of.lot}`;
}
