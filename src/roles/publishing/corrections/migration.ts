/**
 * Corrections. `sentences` is what each says in public, by language; of a place, `before` is its version as it stood when the
 * correction was begun, to be put back where it is given up, and `publication_id` what was put into public by it.
 * `answers` of a publication names the one it corrects as a reply: both are public then, so only those that answer none are alone
 * in their place. `correction` of a page's words says what was wrong in those before.
 */
export const correctionsSql = `
create table corrections (
  id text primary key,
  message_id text not null references messages (id),
  sentences jsonb not null,
  made_at timestamptz not null,
  made_by_id text not null,
  made_by text not null,
  ended_at timestamptz,
  ended_how text check (ended_how in ('done', 'dropped'))
);
create index corrections_of on corrections (message_id, made_at desc);
create unique index corrections_open on corrections (message_id) where ended_at is null;

create table correction_places (
  correction_id text not null references corrections (id),
  account text not null,
  language text not null,
  position integer not null,
  how text not null,
  original_id text references message_publications (id),
  publication_id text references message_publications (id),
  before jsonb not null,
  primary key (correction_id, account, language)
);

alter table message_publications add column answers text references message_publications (id);
drop index message_publications_live;
create unique index message_publications_live
  on message_publications (message_id, account, language) where ended_at is null and answers is null;

alter table own_page_words add column correction text;
`
