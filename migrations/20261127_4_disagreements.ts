/** The results whose printed verdict is not what their own printed limit gives: few among many. */
import { Migration } from '@mikro-orm/migrations';

export class Disagreements extends Migration {
  override up(): void {
    this.addSql(`create index result_own_limit on result (sample_id) where printed_verdict in ('pass', 'fail')
      and (flags @> '["verdict-disagrees"]' or confidence_reasons @> '["looked at: verdict-disagrees"]')`);
    this.addSql('create index result_printed_verdict on result (sample_id, printed_verdict) where printed_verdict is not null');
  }
}
