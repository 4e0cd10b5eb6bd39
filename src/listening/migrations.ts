import type { RoomMigrations } from '#store/migrations.ts'

const posts = `
create table posts (
  id text not null,
  at timestamptz not null,
  network text not null,
  source text not null,
  text text not null,
  lang text,
  author_id text,
  media boolean not null default false,
  body jsonb not null,
  words tsvector not null,
  heard_at timestamptz not null,
  primary key (id, at)
) partition by range (at);
create index posts_at on posts (at desc, id desc);
create index posts_words on posts using gin (words);
create index posts_media on posts (at) where media;

create table matches (
  watch_id text not null,
  post_id text not null,
  at timestamptz not null,
  primary key (watch_id, at, post_id)
) partition by range (at);
`

const watches = `
create table watches (
  id text primary key,
  name text not null,
  rule text not null,
  purpose text not null,
  owner text not null,
  created_at timestamptz not null,
  ends_at timestamptz not null,
  state text not null check (state in ('live', 'ended')),
  shown_in smallint
);
create table watch_minutes (
  watch_id text not null,
  minute timestamptz not null,
  posts integer not null,
  authors integer not null,
  primary key (watch_id, minute)
);
`

const coverage = `
create table sources (
  source text primary key,
  label text not null,
  network text not null,
  cursor text,
  refused jsonb not null default '{}'
);
create table source_minutes (
  source text not null,
  minute timestamptz not null,
  heard integer not null,
  primary key (source, minute)
);
create table gaps (
  source text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  why text not null,
  primary key (source, from_at)
);
create table engine_state (
  name text primary key,
  saved text not null,
  saved_at timestamptz not null
);
`

/** Only for forgetting: when an account goes, its posts must be found at once. No screen asks by author. */
const forgetting = `
create index posts_author on posts (author_id) where author_id is not null;
`

/** What was counted just before a cursor: a reader that goes back a little after a crash must not be counted twice. */
const countedLately = `
create table counted_lately (
  source text not null,
  at timestamptz not null,
  fingerprints bytea not null
);
create index counted_lately_at on counted_lately (source, at);
`

/** What the reading heads say of a kept post; null where nobody has read it. */
const readings = `
alter table posts add column reading jsonb;
`

/** Who owns a watch by id where the desk knows them, and searches the policy refuses: asked for, then allowed by somebody else. */
const searchExceptions = `
alter table watches add column owner_id text, add column exception_id text;
create table watch_exceptions (
  id text primary key,
  watch_id text not null,
  asked jsonb not null,
  refused text[] not null,
  reason text not null,
  asked_by text not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  state text not null check (state in ('open', 'allowed', 'declined', 'withdrawn')),
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  until timestamptz,
  check (state <> 'allowed' or (decided_by is not null and decided_by <> asked_by and until is not null))
);
create index watch_exceptions_asked on watch_exceptions (asked_at desc);
`

/** How far asking after kept posts has come, network by network, and what was said to be gone too often at once to be believed. */
const deleteSync = `
create table delete_sync (
  network text primary key,
  begun_at timestamptz,
  at timestamptz,
  id text,
  ended_at timestamptz,
  failed_at timestamptz,
  why text,
  missed boolean not null default false
);
create table doubted_deletes (
  post_id text not null,
  network text not null,
  doubted_at timestamptz not null,
  primary key (network, post_id)
);
`

/** The counts a minute, summed by the hour as they grow: a quarter of a year of a dozen watches is drawn from these. */
const watchHours = `
create table watch_hours (
  watch_id text not null,
  hour timestamptz not null,
  posts integer not null,
  primary key (watch_id, hour)
);
insert into watch_hours (watch_id, hour, posts)
  select watch_id, date_trunc('hour', minute), sum(posts)::int from watch_minutes group by 1, 2;
`

/** Tables of what we heard: posts and matches by the week, watches, per-minute roll-ups, coverage, the engine's memory. */
export const listeningMigrations: RoomMigrations = {
  room: 'listening',
  steps: [
    { name: '001-posts', sql: posts },
    { name: '002-watches', sql: watches },
    { name: '003-coverage', sql: coverage },
    { name: '004-forgetting', sql: forgetting },
    { name: '005-counted-lately', sql: countedLately },
    { name: '006-readings', sql: readings },
    { name: '007-search-exceptions', sql: searchExceptions },
    { name: '008-delete-sync', sql: deleteSync },
    { name: '009-watch-hours', sql: watchHours },
  ],
}
