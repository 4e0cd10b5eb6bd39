/** What the team accepts, what became of each story, and what it was taught to hold back. */
export const attentionStep = {
  name: '006-attention',
  sql: `
create table attention_settings (
  id bigint generated always as identity primary key,
  settings jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null
);
create table attention_steps (
  story_id text not null,
  at timestamptz not null,
  score double precision not null,
  severity text not null check (severity in ('plain', 'serious', 'grave')),
  ended boolean not null,
  primary key (story_id, at)
);
create index attention_steps_at on attention_steps (at);
create table attention (
  story_id text primary key,
  decision text not null check (decision in ('interrupts', 'waits')),
  why text not null,
  severity text not null,
  score double precision not null,
  at timestamptz not null,
  until_at timestamptz
);
create index attention_at on attention (at);
create table lessons (
  id text primary key,
  story_id text not null,
  kind text not null check (kind in ('term', 'source', 'place')),
  value text not null,
  made_by text not null,
  made_at timestamptz not null,
  held_posts integer not null default 0,
  held_at timestamptz,
  undone_by text,
  undone_at timestamptz
);
create unique index lessons_live on lessons (story_id, kind, value) where undone_at is null;
insert into lessons (id, story_id, kind, value, made_by, made_at)
  select mutes.story_id || ' ' || term.place, mutes.story_id, 'term', term.value, mutes.made_by, mutes.made_at
  from mutes, unnest(mutes.terms) with ordinality as term (value, place);
drop table mutes;
`,
} as const
