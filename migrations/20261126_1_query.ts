/** An index for filters that compare amounts: within one analyte and one unit, by the lower bound. */
import { Migration } from '@mikro-orm/migrations';

export class Query extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = ['create index result_analyte_unit on result (analyte_id, unit, lower) where superseded_at is null'];
