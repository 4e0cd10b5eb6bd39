/**
 * The ledger: when something was first said, signalled, seen, answered and in the news. Each is written once, as it is
 * measured. News items are kept by id and address; their words only as long as the item is kept, for what an edit changed.
 */
export const ledgerSql = `
create table ledger (
  id text primary key,
  story_id text unique,
  issue_id text unique,
  begun_at timestamptz not null,
  first_post_at timestamptz,
  first_post_id text,
  first_post_url text,
  first_post_network text,
  first_post_gone boolean not null default false,
  signal_at timestamptz,
  eye_at timestamptz,
  eye_by text,
  response_at timestamptz,
  response_by text,
  response_how text check (response_how in ('message', 'noted')),
  response_what text,
  response_url text,
  response_message text
);
create index ledger_begun on ledger (begun_at desc);
create index ledger_first_post on ledger (first_post_id);

create table news_heard (
  post_id text primary key,
  at timestamptz not null,
  label text not null,
  url text,
  gone boolean not null default false,
  -- The story whose signal came before it; none: no signal did.
  story_id text,
  concerns boolean,
  judged_by text
);
create index news_heard_at on news_heard (at desc);
create index news_heard_missed on news_heard (at desc) where story_id is null;

-- By the ledger's id: a story's, or that of an issue opened by hand.
create table story_news (
  story_id text not null,
  post_id text not null,
  at timestamptz not null,
  label text not null,
  url text,
  lang text,
  gone boolean not null default false,
  primary key (story_id, post_id)
);
create index story_news_post on story_news (post_id);

create table news_versions (
  post_id text not null,
  version integer not null,
  seen_at timestamptz not null,
  text text not null,
  primary key (post_id, version)
);

insert into ledger (id, story_id, begun_at, first_post_at, signal_at)
  select id, id, opened_at, first_seen_at, opened_at from stories;
insert into ledger (id, story_id, issue_id, begun_at)
  select coalesce(story_id, id), story_id, id, taken_on_at from issues
  on conflict (id) do update set issue_id = excluded.issue_id;
-- Which item it was is not known any more: its time and newsroom are.
insert into story_news (story_id, post_id, at, label)
  select id, 'before-the-ledger:' || id, news_at, coalesce(news_label, '') from stories where news_at is not null;
`

/**
 * Whether a story interrupted somebody, or only waited in the list. Null: from before that was kept; it counts as if it had.
 */
export const waitedSql = `
alter table ledger add column interrupted boolean;
update ledger set interrupted = attention.decision = 'interrupts'
  from attention where attention.story_id = ledger.story_id;
`
