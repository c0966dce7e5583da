/** Two related reports beside each other. */
import type { Relation } from '../coa/amendment.ts';
import { contentOf } from './certificate-versions.ts';
import { type Asked, type Report, relatedPair } from './related-reports.ts';
import type { SqlEntityManager } from './sql.ts';
import { type ReportDifference, reportDifferences } from './version-differences.ts';

export interface ComparedReports {
  readonly before: Report;
  readonly after: Report;
  /** Both are sample data, or neither is. */
  readonly isSample: boolean;
  /** Of `after` to `before`. */
  readonly relation: Relation;
  readonly differences: readonly ReportDifference[];
}

/** What `after` says otherwise than `before`, whichever is the later one; null where the two are not related, or one may not be shown. */
export async function compareReports(em: SqlEntityManager, before: string, after: string, asked: Asked): Promise<ComparedReports | null> {
  const pair = await relatedPair(em, after, before, asked);
  if (pair === null) return null;
  const [there, here] = [await contentOf(em, pair.other.version), await contentOf(em, pair.one.version)];
  return {
    before: pair.other,
    after: pair.one,
    isSample: pair.isSample,
    relation: pair.relation,
    differences: reportDifferences(there, here),
  };
}
