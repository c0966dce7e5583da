/** Every migration, in order. The names are stored in the database: never rename one that has been released. */
import { Documents } from './20261122_1_documents.ts';
import { Results } from './20261122_2_results.ts';
import { People } from './20261122_3_people.ts';
import { Authenticity } from './20261123_1_authenticity.ts';
import { Review } from './20261123_2_review.ts';
import { Verdicts } from './20261125_1_verdicts.ts';
import { Rereading } from './20261125_2_rereading.ts';
import { Label } from './20261125_3_label.ts';
import { Scorecards } from './20261125_4_scorecards.ts';
import { Contributions } from './20261125_5_contributions.ts';
import { Publications } from './20261125_6_publications.ts';
import { Query } from './20261126_1_query.ts';
import { Log } from './20261126_2_log.ts';
import { Heads } from './20261126_3_heads.ts';
import { Scopes } from './20261126_4_scopes.ts';
import { Keys } from './20261126_5_keys.ts';
import { Recalls } from './20261126_5_recalls.ts';
import { Notices } from './20261126_6_notices.ts';
import { PageIndexes } from './20261126_7_page_indexes.ts';
import { PublicSamples } from './20261127_1_public_samples.ts';
import { PublicLots } from './20261127_2_public_lots.ts';

export const migrations = [
  { name: '20261122_1_documents', class: Documents },
  { name: '20261122_2_results', class: Results },
  { name: '20261122_3_people', class: People },
  { name: '20261123_1_authenticity', class: Authenticity },
  { name: '20261123_2_review', class: Review },
  { name: '20261125_1_verdicts', class: Verdicts },
  { name: '20261125_2_rereading', class: Rereading },
  { name: '20261125_3_label', class: Label },
  { name: '20261125_4_scorecards', class: Scorecards },
  { name: '20261125_5_contributions', class: Contributions },
  { name: '20261125_6_publications', class: Publications },
  { name: '20261126_1_query', class: Query },
  { name: '20261126_2_log', class: Log },
  { name: '20261126_3_heads', class: Heads },
  { name: '20261126_4_scopes', class: Scopes },
  { name: '20261126_5_keys', class: Keys },
  { name: '20261126_5_recalls', class: Recalls },
  { name: '20261126_6_notices', class: Notices },
  { name: '20261126_7_page_indexes', class: PageIndexes },
  { name: '20261127_1_public_samples', class: PublicSamples },
  { name: '20261127_2_public_lots', class: PublicLots },
];
