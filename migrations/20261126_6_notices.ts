/** That vendor and laboratory were told of a certificate over a limit before it becomes public. */
import { Migration } from '@mikro-orm/migrations';

export class Notices extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table publication_notice (
    id uuid primary key,
    certificate_id uuid not null references certificate (id) on delete cascade,
    party text not null check (party in ('vendor', 'laboratory')),
    sent_to text not null check (sent_to <> ''),
    actor text not null,
    given_at timestamptz not null
  )`,
  'create index publication_notice_certificate on publication_notice (certificate_id)',
];
