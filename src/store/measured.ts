/** What was measured of some analytes in everything a vendor or a product published. */
import { latestResults, ofAnalytes, organizationOf } from './results.ts';
import { all, type SqlEntityManager, sql } from './sql.ts';
import type { ResultRow } from './views.ts';

/** More would not be drawn. */
const MOST = 2000;

/** Slugs. The newest certificates first. */
export async function measuredOf(
  em: SqlEntityManager,
  of: { readonly vendor: string } | { readonly product: string },
  analytes: readonly string[],
): Promise<ResultRow[]> {
  const whose = 'vendor' in of ? sql`s.vendor_id = (${organizationOf(of.vendor)})` : sql`p.slug = ${of.product}`;
  return latestResults(em, all([whose, ofAnalytes(analytes)]), MOST);
}
