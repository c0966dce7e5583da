/** Which organization the laboratory of a certificate was before names changed hands, so that an earlier day is shown as it was. */
import { Migration } from '@mikro-orm/migrations';

export class FormerLaboratories extends Migration {
  override up(): void {
    this.addSql(`create table former_laboratory (
      version_id uuid not null references certificate_version (id) on delete cascade,
      laboratory_id uuid not null references organization (id),
      superseded_at timestamptz not null,
      primary key (version_id, superseded_at))`);
  }
}
