/**
 * What our own actors on the fediverse keep, and what waits to be told to other servers. `federation_entries`: notes, followers,
 * what was heard, by key. `federation_deliveries`: `due_at` is when it may be given out, moved ahead by a lease while somebody has
 * it; null while it is held. `delivery_id`: the delivery of the outbox whose words (`says`: which part of it) it tells. `federation_actors`: who speaks for an account in a language, for ever, by address of the desk.
 */
export const federationSql = `
create table federation_entries (
  key text collate "C" primary key check (key ~ '^[ -~]+$' and length(key) <= 400),
  value jsonb not null,
  ends_at timestamptz
);
create index federation_entries_ended on federation_entries (ends_at) where ends_at is not null;
-- Which files stand in public: only those of notes of ours are served.
create index federation_entries_files on federation_entries using gin ((value -> 'media') jsonb_path_ops)
  where key >= 'note/' and key < 'note0';

create table federation_deliveries (
  id text primary key check (length(id) between 1 and 200),
  job jsonb not null,
  says text,
  delivery_id text,
  is_urgent boolean not null,
  attempts integer not null default 0,
  due_at timestamptz,
  held_why text check (held_why in ('pause', 'disconnected')),
  token uuid,
  check ((due_at is null) = (held_why is not null))
);
create index federation_deliveries_due on federation_deliveries (is_urgent desc, due_at) where due_at is not null;
create index federation_deliveries_held on federation_deliveries (delivery_id, held_why) where due_at is null;
create index federation_deliveries_says on federation_deliveries (says) where says is not null;
create index federation_deliveries_activity on federation_deliveries ((job ->> 'activity'))
  where jsonb_typeof(job -> 'activity') = 'string';

create table federation_actors (
  origin text not null,
  name text not null check (name ~ '^[a-z][a-z0-9_]{0,29}$'),
  account text not null,
  language text not null,
  base text not null,
  display_name text not null,
  summary text not null,
  made_at timestamptz not null,
  primary key (origin, name),
  unique (origin, account, language)
);
`
