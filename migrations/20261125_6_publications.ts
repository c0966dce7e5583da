/** When a version was public: from … to, as often as it was accepted and withdrawn. Kept by the database itself, whoever writes. */
import { Migration } from '@mikro-orm/migrations';

export class Publications extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table publication (
    id uuid primary key,
    version_id uuid not null references certificate_version (id) on delete cascade,
    published_at timestamptz not null,
    withdrawn_at timestamptz
  )`,
  'create index publication_version on publication (version_id)',

  // A version that took the place of a public one counts from its own recording, not from the first publication of the certificate.
  `insert into publication (id, version_id, published_at, withdrawn_at)
    select gen_random_uuid(), id, greatest(published_at, recorded_at),
      case when state = 'public' then null else greatest(withdrawn_at, published_at, recorded_at) end
    from certificate_version where published_at is not null and (state = 'public' or withdrawn_at is not null)`,

  `create function note_publication() returns trigger language plpgsql as $body$
  begin
    if new.state = 'public' and (tg_op = 'INSERT' or old.state <> 'public') then
      insert into publication (id, version_id, published_at) values (gen_random_uuid(), new.id,
        case when tg_op = 'INSERT' or new.published_at is distinct from old.published_at
          then greatest(new.published_at, new.recorded_at) else clock_timestamp() end);
    elsif tg_op = 'UPDATE' and old.state = 'public' and new.state <> 'public' then
      update publication set withdrawn_at = greatest(published_at,
          case when new.withdrawn_at is distinct from old.withdrawn_at then new.withdrawn_at else clock_timestamp() end)
        where version_id = new.id and withdrawn_at is null;
    end if;
    return null;
  end
  $body$`,
  `create trigger certificate_version_publication after insert or update of state on certificate_version
    for each row execute function note_publication()`,
];
