/** Results of one analyte in the order of their amounts, those of one amount by identifier, so that a walk may go on between them. */
import { Migration } from '@mikro-orm/migrations';

export class ResultsByAmount extends Migration {
  override up(): void {
    this.addSql('create index result_by_amount on result (analyte_id, unit, lower, id) where superseded_at is null');
    this.addSql('drop index result_analyte_unit');
  }
}
