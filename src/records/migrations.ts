import { exportStep } from '#records/export/migration.ts'
import { conversationsStep, retentionStep } from '#records/retention/migration.ts'
import type { RoomMigrations } from '#store/migrations.ts'

const archive = `
create table records_entries (
  seq bigint primary key,
  at timestamptz not null,
  kind text not null,
  actor text,
  actor_name text,
  subject text,
  account text,
  salt bytea,
  body text,
  words tsvector,
  content bytea not null check (octet_length(content) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  disposed_by bigint references records_entries (seq)
);
create index records_entries_at on records_entries (at);
create index records_entries_kind on records_entries (kind, at);
create index records_entries_subject on records_entries (subject);
create index records_entries_account on records_entries (account, seq) where account is not null;
create index records_entries_words on records_entries using gin (words);

create table records_head (
  only_one boolean primary key default true check (only_one),
  seq bigint not null,
  hash bytea not null
);
insert into records_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

create table records_keys (
  id text primary key,
  pem text not null,
  made_at timestamptz not null
);
create table records_heads (
  seq bigint primary key,
  hash bytea not null,
  at timestamptz not null,
  key_id text not null references records_keys (id),
  signature bytea not null check (octet_length(signature) = 64)
);
create index records_heads_at on records_heads (at);

create table records_schedules (
  kind text primary key,
  years int check (years between 1 and 200),
  changed_at timestamptz not null
);
create table records_clocks (
  clock text primary key,
  days int not null check (days between 1 and 3660),
  changed_at timestamptz not null
);
create table records_holds (
  id text primary key,
  name text not null,
  reason text not null,
  subject text,
  account text,
  from_at timestamptz,
  to_at timestamptz,
  words text,
  set_by text not null,
  set_at timestamptz not null,
  lifted_by text,
  lifted_at timestamptz,
  lift_reason text
);
create table records_checks (
  id text primary key,
  begun_at timestamptz not null,
  done bigint not null default 0,
  total bigint not null default 0,
  ended_at timestamptz,
  finding text
);
create index records_checks_begun on records_checks (begun_at);
create table records_exports (
  id text primary key,
  state text not null check (state in ('draft', 'making', 'ready', 'failed', 'expired')),
  made_by text not null,
  by_id text not null,
  begun_at timestamptz not null,
  query text not null,
  to_seq bigint not null,
  redactions text not null default '[]',
  done bigint not null default 0,
  total bigint not null default 0,
  counts text,
  bytes bigint,
  sha256 text,
  ready_at timestamptz,
  ends_at timestamptz not null
);
create index records_exports_begun on records_exports (begun_at);
create table records_export_parts (
  export_id text not null references records_exports (id) on delete cascade,
  part int not null,
  bytes bytea not null,
  primary key (export_id, part)
);
`

/** Whether a hold that was not lifted covers an entry. One definition for the preview, the disposal and the guard. */
const guards = `
create function records_covers(h records_holds, e records_entries) returns boolean language sql stable as $$
  select (h.subject is null or e.subject = h.subject)
    and (h.account is null or e.account = h.account)
    and (h.from_at is null or e.at >= h.from_at)
    and (h.to_at is null or e.at < h.to_at)
    and (h.words is null or e.words @@ websearch_to_tsquery('simple', h.words))
$$;

create function records_held(entry records_entries) returns boolean language sql stable as $$
  select exists (select 1 from records_holds h where h.lifted_at is null and records_covers(h, entry))
$$;

create function records_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the archive is append-only: % is refused on %', tg_op, tg_table_name
    using errcode = 'integrity_constraint_violation';
end
$$;

create function records_dispose_only() returns trigger language plpgsql as $$
begin
  if old.body is not null and new.body is null and new.salt is null and new.words is null
    and new.actor is null and new.actor_name is null and new.subject is null and new.account is null
    and (new.seq, new.at, new.kind, new.content, new.hash) = (old.seq, old.at, old.kind, old.content, old.hash)
    and exists (select 1 from records_entries d
      where d.seq = new.disposed_by and d.seq > old.seq and d.kind = 'disposal' and d.body is not null)
    and not records_held(old)
  then
    return new;
  end if;
  raise exception 'the archive is append-only: entry % stays as it is', old.seq
    using errcode = 'integrity_constraint_violation';
end
$$;

create function records_forward_only() returns trigger language plpgsql as $$
begin
  if new.seq > old.seq then return new; end if;
  raise exception 'the head of the archive never goes back' using errcode = 'integrity_constraint_violation';
end
$$;

create trigger records_entries_keep before update on records_entries
  for each row execute function records_dispose_only();
create trigger records_entries_no_delete before delete on records_entries
  for each row execute function records_refuse();
create trigger records_entries_no_truncate before truncate on records_entries
  for each statement execute function records_refuse();
create trigger records_head_forward before update on records_head
  for each row execute function records_forward_only();
create trigger records_head_no_delete before delete or truncate on records_head
  for each statement execute function records_refuse();
create trigger records_heads_keep before update or delete or truncate on records_heads
  for each statement execute function records_refuse();
create trigger records_keys_keep before update or delete or truncate on records_keys
  for each statement execute function records_refuse();
create trigger records_holds_no_delete before delete or truncate on records_holds
  for each statement execute function records_refuse();
`

/**
 * The tables of the archive. What must not change is refused by the database itself: an entry is never updated or deleted,
 * except that a disposal may empty it, which keeps its hashes and names the entry that says why.
 */
export const recordsMigrations: RoomMigrations = {
  room: 'records',
  steps: [
    { name: '001-archive', sql: archive },
    { name: '002-guards', sql: guards },
    retentionStep,
    exportStep,
    conversationsStep,
  ],
}
