/** What was measured of some analytes in everything a vendor or a product published. */
import { latestResults, ofAnalytes, organizationOf } from './results.ts';
import { all, type SqlEntityManager, sql } from './sql.ts';
import type { ResultRow } from './views.ts';

/** More are not drawn. */
export const MOST_MEASURED = 350;

/** Slugs. The newest certificates first. */
export async function measuredOf(
  em: SqlEntityManager,
  of: { readonly vendor: string } | { readonly product: string },
  analytes: readonly string[],
): Promise<ResultRow[]> {
  const whose =
    'vendor' in of
      ? sql`s.vendor_id = (${organizationOf(of.vendor)})`
      : sql`s.product_id = (select id from product where slug = ${of.product})`;
  return latestResults(em, all([whose, ofAnalytes(analytes)]), MOST_MEASURED);
}
