/**
 * What was said before this desk, brought in from exports of networks: read and searched, never sent, and no record of ours. A post is
 * one row however often it is brought in. Needs `own_page_search`, the way our own pages are searched.
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
