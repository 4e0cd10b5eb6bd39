/**
 * What was said before this desk, brought in from exports of networks: read and searched, never sent, and no record of ours by itself. A post
 * is one row however often it is brought in. Needs `own_page_search`, the way our own pages are searched.
 */
export const historySql = `
create table history_imports (
  id text primary key,
  kind text not null check (kind in ('x', 'mastodon', 'bluesky', 'csv')),
  file_name text not null,
  begun_at timestamptz not null,
  begun_by_id text not null,
  begun_by text not null,
  ended_at timestamptz,
  added integer not null default 0
);

create table history_posts (
  -- network:nativeId
  id text primary key,
  import_id text not null references history_imports (id) on delete cascade,
  network text not null,
  account text not null,
  said_at timestamptz not null,
  text text not null,
  url text,
  language text,
  is_reply boolean not null,
  files integer not null,
  search tsvector not null
);
create index history_posts_at on history_posts (said_at desc, id desc);
create index history_posts_import on history_posts (import_id);
create index history_posts_search on history_posts using gin (search);
`

/**
 * What was brought in may be put on record. `record_seq`: the entry of a post, which stays when the post is taken out here.
 * `sha256`: of the file, null for those brought in before it was kept. A run goes through its posts by their ids; `after` is where
 * it stands. One of the same scope is open at a time.
 */
export const importedRecordsSql = `
alter table history_imports add column sha256 text;
alter table history_posts add column record_seq bigint;
create index history_posts_on_record on history_posts (import_id) where record_seq is not null;

create table history_record_runs (
  id text primary key,
  scope jsonb not null,
  scope_key text not null,
  name text not null,
  reason text not null,
  by_id text not null,
  by_name text not null,
  begun_at timestamptz not null,
  ended_at timestamptz,
  has_failed boolean not null default false,
  after text not null default '',
  total integer not null,
  done integer not null default 0,
  kept integer not null default 0,
  known integer not null default 0,
  ours integer not null default 0,
  refused integer not null default 0
);
create unique index history_record_runs_open on history_record_runs (scope_key) where ended_at is null;
create index history_record_runs_newest on history_record_runs (begun_at desc);
`
