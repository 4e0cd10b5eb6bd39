/**
 * What voice knows of answers to us on networks: when each was said, whether it thanked, and how long it was until an account of ours
 * answered it. No words, no author, no account. `post` and `answers` are hashes of post names, there only so that an answer finds what
 * it answers and what is taken back is forgotten; they go when listening forgets the posts, and of the moment only the day is left.
 */
export const voiceSql = `
create table voice_heard (
  id bigint generated always as identity primary key,
  post bytea unique,
  network text not null,
  said_at timestamptz not null,
  -- Whether an answer of ours would have been heard there.
  hears_ours boolean not null,
  thanks text not null check (thanks in ('yes', 'no', 'unsure', 'unread')),
  wait_s integer,
  -- How long an answer was waited for, once it is no more.
  watched_s integer
);
create index voice_heard_said on voice_heard (said_at);

create table voice_ours (
  post bytea primary key,
  answers bytea not null,
  said_at timestamptz not null
);
create index voice_ours_answers on voice_ours (answers);

-- Since when answers are counted: what was said before is not known.
create table voice_began (at timestamptz not null);
insert into voice_began values (now());
`
