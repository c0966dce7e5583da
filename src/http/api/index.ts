/** Every route of API v1. */
import type { Route } from '../route.ts';
import { aboutRoutes } from './about.ts';
import { analyteRoutes } from './analytes.ts';
import { blackOutRoutes } from './black-outs.ts';
import { certificateVersionRoutes } from './certificate-versions.ts';
import { certificateRoutes } from './certificates.ts';
import { changeRoutes } from './changes.ts';
import { checkRoutes } from './check.ts';
import { completenessRoutes } from './completeness.ts';
import { contributionRoutes } from './contributions.ts';
import { correctionRoutes } from './corrections.ts';
import { exceedanceRoutes } from './exceedances.ts';
import { filterFieldRoutes } from './filter-fields.ts';
import { flagRoutes } from './flags.ts';
import { groupRoutes } from './groups.ts';
import { judgeRoutes } from './judge.ts';
import { keyRoutes } from './keys.ts';
import { labelRoutes } from './label.ts';
import { laboratoryRoutes } from './laboratories.ts';
import { logRoutes } from './log.ts';
import { longTableRoutes } from './long-table.ts';
import { lotLookupRoutes } from './lot-lookup.ts';
import { lotRoutes } from './lots.ts';
import { nameRoutes } from './names.ts';
import { noticeRoutes } from './notices.ts';
import { originalRoutes } from './originals.ts';
import { printedLimitRoutes } from './printed-limits.ts';
import { productRoutes } from './products.ts';
import { recallRoutes } from './recalls.ts';
import { replyRoutes } from './replies.ts';
import { reportDifferenceRoutes } from './report-differences.ts';
import { rereadingRoutes } from './rereadings.ts';
import { resultRoutes } from './results.ts';
import { reviewRoutes } from './review.ts';
import { ruleRoutes } from './rules.ts';
import { scorecardRoutes } from './scorecards.ts';
import { searchRoutes } from './search.ts';
import { signalRoutes } from './signals.ts';
import { snapshotRoutes } from './snapshots.ts';
import { statisticsRoutes } from './statistics.ts';
import { storedVerdictRoutes } from './stored-verdicts.ts';
import { submissionRoutes } from './submissions.ts';
import { takedownRoutes } from './takedowns.ts';
import { vendorRoutes } from './vendors.ts';

export const apiRoutes: readonly Route[] = [
  ...searchRoutes,
  ...certificateRoutes,
  ...certificateVersionRoutes,
  ...reportDifferenceRoutes,
  ...originalRoutes,
  ...resultRoutes,
  ...longTableRoutes,
  ...groupRoutes,
  ...lotRoutes,
  ...lotLookupRoutes,
  ...productRoutes,
  ...labelRoutes,
  ...vendorRoutes,
  ...scorecardRoutes,
  ...recallRoutes,
  ...laboratoryRoutes,
  ...analyteRoutes,
  ...statisticsRoutes,
  ...exceedanceRoutes,
  ...storedVerdictRoutes,
  ...filterFieldRoutes,
  ...completenessRoutes,
  ...printedLimitRoutes,
  ...ruleRoutes,
  ...checkRoutes,
  ...judgeRoutes,
  ...contributionRoutes,
  ...flagRoutes,
  ...replyRoutes,
  ...takedownRoutes,
  ...blackOutRoutes,
  ...logRoutes,
  ...changeRoutes,
  ...snapshotRoutes,
  ...submissionRoutes,
  ...reviewRoutes,
  ...noticeRoutes,
  ...correctionRoutes,
  ...signalRoutes,
  ...nameRoutes,
  ...rereadingRoutes,
  ...keyRoutes,
  ...aboutRoutes(() => apiRoutes),
];
