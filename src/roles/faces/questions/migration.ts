/**
 * Sessions of questions and answers. Words of the public that never became public here are emptied a month after their session; those that
 * came as posts are not kept at all, only which post it was.
 */
export const questionsSql = `
create table question_sessions (
  id text primary key,
  title jsonb not null,
  lede jsonb not null,
  opens_at timestamptz not null,
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  time_zone text not null,
  revision integer not null,
  made_by text not null,
  made_at timestamptz not null,
  cancelled_at timestamptz,
  cancelled_why text
);
create index question_sessions_begin on question_sessions (begins_at desc);

create table questions (
  id text primary key,
  session_id text not null references question_sessions (id),
  origin text not null check (origin in ('form', 'post', 'hand')),
  -- Of a post: its id and nothing it says. Empty again once nobody may keep it.
  post_id text,
  words text,
  words_hash text,
  asker text,
  language text not null,
  times integer not null default 1,
  asked_at timestamptz not null,
  state text not null check (state in ('new', 'drafted', 'answered', 'set-aside', 'merged', 'withdrawn')),
  why text,
  merged_into text references questions (id),
  taken_by text,
  -- What was written, and the lines that stand under it.
  draft jsonb,
  lines jsonb,
  writers text[] not null default '{}',
  signer text,
  revision integer not null default 1,
  answer jsonb,
  answered_at timestamptz,
  corrected_at timestamptz,
  changed_at timestamptz not null
);
create index questions_of on questions (session_id, asked_at);
create unique index questions_same on questions (session_id, words_hash) where words_hash is not null;
create unique index questions_post on questions (session_id, post_id) where post_id is not null;
`
