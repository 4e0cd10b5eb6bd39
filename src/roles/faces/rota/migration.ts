/**
 * The rota. Days and times are those of the wall, with their zone: what moment they are is worked out when it is asked, by the rules
 * of that zone then. Notes and swaps are a log: they are answered once and never changed.
 */
export const rotaSql = `
create table rota_shifts (
  id text primary key,
  person_id text not null references people (id),
  weekday integer not null check (weekday between 1 and 7),
  starts text not null,
  ends text not null,
  time_zone text not null,
  from_day text not null,
  until_day text,
  made_by text not null,
  made_at timestamptz not null
);
create index rota_shifts_of on rota_shifts (person_id);

create table rota_singles (
  id text primary key,
  day text not null,
  shift_id text references rota_shifts (id) on delete cascade,
  person_id text references people (id),
  starts text,
  ends text,
  time_zone text,
  made_by text not null,
  made_at timestamptz not null,
  check ((shift_id is null) = (starts is not null and ends is not null and time_zone is not null)),
  check (shift_id is not null or person_id is not null),
  unique (shift_id, day)
);
create index rota_singles_day on rota_singles (day);

create table rota_swaps (
  id text primary key,
  slot text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  from_id text not null references people (id),
  to_id text not null references people (id) check (to_id <> from_id),
  note text not null,
  asked_at timestamptz not null,
  state text not null check (state in ('open', 'accepted', 'declined', 'withdrawn')),
  decided_at timestamptz
);
create unique index rota_swaps_open on rota_swaps (slot) where state = 'open';

create table rota_handovers (
  id text primary key,
  words text not null,
  by_id text not null references people (id),
  at timestamptz not null,
  taken_by text references people (id) check (taken_by <> by_id),
  taken_at timestamptz,
  check ((taken_by is null) = (taken_at is null))
);
create index rota_handovers_newest on rota_handovers (at desc);

create table rota_gaps_told (
  from_at timestamptz not null,
  to_at timestamptz not null,
  told_at timestamptz not null,
  primary key (from_at, to_at)
);

create table faces_settings (
  only_one boolean primary key default true check (only_one),
  settings jsonb not null,
  revision integer not null,
  changed_at timestamptz not null
);
`

/** Whose own calendar may read their shifts, or the whole rota; the secret is kept as its hash only. */
export const rotaFeedsSql = `
create table rota_feeds (
  person_id text not null references people (id),
  shows text not null check (shows in ('own', 'team')),
  secret_hash bytea not null unique,
  locale text not null check (locale in ('en', 'fr')),
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (person_id, shows)
);
`
