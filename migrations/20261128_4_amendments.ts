/** What finds the reports that amend another: the number without its revision, and sentences that name another report. */
import { Migration } from '@mikro-orm/migrations';

export class Amendments extends Migration {
  override up(): void {
    // the expression of src/coa/report-number.ts, to which a test holds it
    this.addSql(`create function report_key(normalised text) returns text language sql immutable strict parallel safe as $key$
      select regexp_replace(normalised, '^(.{2,}?)(?:(?:REVISION|REVISED|REV|AMENDMENT|AMENDED|AMD|CORRECTION|CORRECTED|CORR|REISSUED|REISSUE|VERSION|VER)(?:[0-9]{1,2}|[A-Z])?|[ARV][0-9]{1,2})+$', '\\1')
      $key$`);
    this.addSql('create index certificate_version_report_key on certificate_version (report_key(report_number_normalised))');
    this.addSql(`create index sample_amendment on sample using gin ((upper(regexp_replace(header -> 'amendment' ->> 'text', '[^[:alnum:]]+', '', 'g'))) gin_trgm_ops)
      where header -> 'amendment' is not null`);
  }
}
