/** Samples that could not be judged again are put aside with the reason, and hold up no others. */
import { Migration } from '@mikro-orm/migrations';

export class RejudgingFailures extends Migration {
  override up(): void {
    this.addSql('alter table rejudging_sample add column failed_at timestamptz, add column error text');
  }
}
