/** Keys that only read, keys that expire, and keys that took another's place. */
import { Migration } from '@mikro-orm/migrations';

export class Keys extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  'alter table api_key add column expires_at timestamptz',
  'alter table api_key add column replaced_by uuid references api_key (id)',
  // Programs of before know no such role and let it do nothing that needs one.
  'alter table api_key drop constraint api_key_role_check',
  "alter table api_key add constraint api_key_role_check check (role in ('reader', 'contributor', 'reviewer', 'admin'))",
];
