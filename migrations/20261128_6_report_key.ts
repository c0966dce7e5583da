/** Further ways to print a revision behind the number of a report: `Rev.01.00`, `Rev. No. 2`, `issue 2`, words of other languages. */
import { Migration } from '@mikro-orm/migrations';

export class ReportKey extends Migration {
  override up(): void {
    this.addSql('drop index certificate_version_report_key');
    this.addSql(`create or replace function report_key(normalised text) returns text language sql immutable strict parallel safe as $key$
      select regexp_replace(normalised, '^(.{2,}?)(?:(?:REVISIONE|REVISION|REVISED|REVIZE|REV|AMENDMENT|AMENDED|AMD|CORRECTION|CORRECTED|CORR|REISSUED|REISSUE|ISSUE|VERSIONE|VERSION|VERSIE|VERZE|VER|WERSJA|AUSGABE)(?:NO)?(?:[0-9]{1,4}|[A-Z])?|[ARV][0-9]{1,2})+$', '\\1')
      $key$`);
    this.addSql('create index certificate_version_report_key on certificate_version (report_key(report_number_normalised))');
  }
}
