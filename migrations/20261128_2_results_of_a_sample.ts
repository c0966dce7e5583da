/** What was found in one sample, and what is said of it, by analyte and by rule, without a look at everything else. */
import { Migration } from '@mikro-orm/migrations';

export class ResultsOfASample extends Migration {
  override up(): void {
    this.addSql('create index result_of_sample on result (sample_id, analyte_id) where superseded_at is null');
    this.addSql('create index verdict_of_sample on verdict (sample_id, rule_version_id) include (verdict) where superseded_at is null');
  }
}
