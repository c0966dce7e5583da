/** What pages of a large database order by. */
import { Migration } from '@mikro-orm/migrations';

export class PageIndexes extends Migration {
  override up(): void {
    // the certificates that came in last
    this.addSql('create index certificate_recorded on certificate (recorded_at desc, id desc)');
    // the newest lots over a limit
    this.addSql('create index judging_law_on on judging (law_on)');
  }
}
