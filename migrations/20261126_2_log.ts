/**
 * The log of every change that matters: each entry holds the hash of the one before it. The database itself gives numbers and hashes when
 * a transaction commits, so that numbers have no gaps and a transaction holds the place at the end of the log only while it commits.
 */
import { Migration } from '@mikro-orm/migrations';

export class Log extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

/** A number of our own: whoever holds it writes the end of the log. */
const LOG_LOCK = 7_346_223;

const statements = [
  // No personal data: the actor is a key or a role, the subject an identifier; digests of what may name a person are salted.
  `create table log_chain (
    id uuid primary key,
    actor text not null check (actor ~ '^[ -~]+$'),
    action text not null check (action ~ '^[a-z-]+$'),
    subject text not null check (subject ~ '^[ -~]+$'),
    facts text not null default '{}' check (facts ~ '^[{][ -~]*[}]$'),
    digest text check (digest ~ '^[0-9a-f]{64}$'),
    seq bigint unique,
    at timestamptz,
    previous text,
    hash text,
    check ((seq is null) = (hash is null) and (seq is null) = (at is null) and (seq is null) = (previous is null))
  )`,
  'create index log_chain_subject on log_chain (subject, seq)',

  // What a digest is of, where no other table holds it, and its salt. A takedown deletes it, and the entry stays.
  `create table log_content (
    entry uuid primary key references log_chain (id) on delete cascade,
    salt text not null,
    content text
  )`,

  `create function place_log_entry() returns trigger language plpgsql as $body$
  declare
    tip record;
    n bigint;
    before text;
    moment timestamptz;
    line text;
  begin
    perform pg_advisory_xact_lock(${LOG_LOCK});
    select c.seq, c.at, c.hash into tip from log_chain c where c.seq is not null order by c.seq desc limit 1;
    n := coalesce(tip.seq, 0) + 1;
    before := coalesce(tip.hash, repeat('0', 64));
    moment := greatest(date_trunc('milliseconds', clock_timestamp()), tip.at);
    line := '{"action":' || to_json(new.action)::text || ',"actor":' || to_json(new.actor)::text
      || ',"at":"' || to_char(moment at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      || '","digest":' || coalesce('"' || new.digest || '"', 'null') || ',"facts":' || new.facts
      || ',"previous":"' || before || '","seq":' || n || ',"subject":' || to_json(new.subject)::text || '}';
    update log_chain set seq = n, at = moment, previous = before, hash = encode(sha256(convert_to(line, 'UTF8')), 'hex') where id = new.id;
    return null;
  end
  $body$`,
  `create constraint trigger log_chain_place after insert on log_chain deferrable initially deferred
    for each row execute function place_log_entry()`,

  `create function guard_log_chain() returns trigger language plpgsql as $body$
  begin
    if tg_op = 'INSERT' and new.seq is null then return new; end if;
    if tg_op = 'UPDATE' and old.seq is null and new.seq is not null
      and (old.id, old.actor, old.action, old.subject, old.facts) = (new.id, new.actor, new.action, new.subject, new.facts)
      and old.digest is not distinct from new.digest then return new; end if;
    raise exception 'the log is only ever added to (%)', tg_op using errcode = 'integrity_constraint_violation';
  end
  $body$`,
  `create trigger log_chain_guard before insert or update or delete on log_chain for each row execute function guard_log_chain()`,
  `create function guard_log_table() returns trigger language plpgsql as $body$
  begin
    raise exception 'the log is only ever added to (%)', tg_op using errcode = 'integrity_constraint_violation';
  end
  $body$`,
  `create trigger log_chain_whole before truncate on log_chain for each statement execute function guard_log_table()`,

  // Deeds: who and why stay with the operator; a takedown empties them, nothing else changes them.
  `create function guard_log_entry() returns trigger language plpgsql as $body$
  begin
    if tg_op = 'UPDATE' and (old.id, old.at, old.action, old.subject) = (new.id, new.at, new.action, new.subject)
      and new.detail = '{}' and (new.reason is null or new.reason = old.reason) and new.actor = old.actor then return new; end if;
    raise exception 'the log is only ever added to (%)', tg_op using errcode = 'integrity_constraint_violation';
  end
  $body$`,
  `create trigger log_entry_guard before update or delete on log_entry for each row execute function guard_log_entry()`,

  // Programs of before this schema write deeds alone.
  `create function chain_deed() returns trigger language plpgsql as $body$
  begin
    insert into log_chain (id, actor, action, subject) values (new.id,
      coalesce('key:' || substring(new.actor from '[(]key ([0-9a-f-]{36})[)]$'), 'operator'), new.action, new.subject)
      on conflict (id) do nothing;
    return null;
  end
  $body$`,

  // What is there already; from here on nothing may be missing.
  `insert into log_chain (id, actor, action, subject)
    select id, coalesce('key:' || substring(actor from '[(]key ([0-9a-f-]{36})[)]$'), 'operator'), action, subject from log_entry order by at, id`,
  `insert into log_chain (id, actor, action, subject, facts)
    select gen_random_uuid(), 'system', 'log-begun', 'log', '{"certificates":' || (select count(*) from certificate)
      || ',"extractions":' || (select count(*) from extraction) || ',"publications":' || (select count(*) from publication)
      || ',"scorecards":' || (select count(*) from scorecard) || ',"verdicts":' || (select count(*) from verdict)
      || ',"versions":' || (select count(*) from certificate_version) || '}'`,
  'create trigger log_entry_chain after insert on log_entry for each row execute function chain_deed()',

  // When a version was public, and when another took its place: written by the database, whoever changes the state.
  `create function log_publication() returns trigger language plpgsql as $body$
  declare
    moment timestamptz;
  begin
    if tg_op = 'UPDATE' and (old.withdrawn_at is not null or new.withdrawn_at is null) then return null; end if;
    moment := case when tg_op = 'INSERT' then new.published_at else new.withdrawn_at end;
    insert into log_chain (id, actor, action, subject, facts)
      select gen_random_uuid(), 'system', case when tg_op = 'INSERT' then 'published' else 'withdrawn' end, 'certificate:' || v.certificate_id,
        '{"at":"' || to_char(moment at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '","publication":"' || new.id
          || '","version":"' || new.version_id || '"}'
      from certificate_version v where v.id = new.version_id;
    return null;
  end
  $body$`,
  `create trigger publication_log after insert or update of withdrawn_at on publication for each row execute function log_publication()`,
  `create function log_supersession() returns trigger language plpgsql as $body$
  begin
    if old.superseded_at is null and new.superseded_at is not null then
      insert into log_chain (id, actor, action, subject, facts) values (gen_random_uuid(), 'system', 'superseded', 'certificate:' || new.certificate_id,
        '{"at":"' || to_char(new.superseded_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '","state":"' || new.state
          || '","version":"' || new.id || '"}');
    end if;
    return null;
  end
  $body$`,
  `create trigger certificate_version_log after update of superseded_at on certificate_version
    for each row execute function log_supersession()`,
];
