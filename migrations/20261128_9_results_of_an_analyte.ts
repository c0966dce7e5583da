/** Results of one analyte in the order of their identifiers, as every filter that names one walks them; by bounds and unit there is an index already. */
import { Migration } from '@mikro-orm/migrations';

export class ResultsOfAnAnalyte extends Migration {
  override up(): void {
    this.addSql('create index result_of_analyte on result (analyte_id, id) where superseded_at is null');
    this.addSql('drop index result_analyte_value');
  }
}
