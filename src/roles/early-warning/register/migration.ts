/**
 * The register: how bad, whose, what is known, what was decided. Decisions are written once: the database itself refuses to
 * change or remove one. Owners written by name become people of the desk where exactly that name is here.
 */
export const registerSql = `
alter table issues alter column story_id drop not null;
alter table issues
  add column severity text not null default 'moderate' check (severity in ('low', 'moderate', 'high', 'critical')),
  add column origin text not null default 'story',
  add column owner_id text,
  add column posts_taken_back integer not null default 0,
  -- The post whose words the title is: when it is taken back the title is another one.
  add column title_post text;
do $$ begin
  if to_regclass('people') is not null then
    execute 'update issues set owner_id = p.id from people p where lower(p.name) = lower(owner) and p.left_at is null';
  end if;
end $$;
create index issues_owner on issues (owner_id) where state = 'open';
create index issues_title_post on issues (title_post);

create table issue_facts (
  id integer generated always as identity primary key,
  issue_id text not null references issues (id),
  text text not null,
  state text not null check (state in ('known', 'unknown', 'withdrawn')),
  noted_at timestamptz not null,
  noted_by text not null,
  settled_at timestamptz,
  settled_by text,
  settled_text text
);
create index issue_facts_of on issue_facts (issue_id, id);

create table issue_decisions (
  seq integer generated always as identity primary key,
  issue_id text not null references issues (id),
  at timestamptz not null,
  by text not null,
  text text not null,
  why text
);
create index issue_decisions_of on issue_decisions (issue_id, seq);
create function issue_decisions_stay() returns trigger language plpgsql as $$
begin
  raise exception 'a decision is never changed or removed';
end $$;
create trigger issue_decisions_stay before update or delete on issue_decisions
  for each row execute function issue_decisions_stay();
create trigger issue_decisions_stay_all before truncate on issue_decisions
  for each statement execute function issue_decisions_stay();

create table issue_posts (
  issue_id text not null references issues (id),
  post_id text not null,
  post_at timestamptz not null,
  added_at timestamptz not null,
  added_by text not null,
  primary key (issue_id, post_id)
);
create index issue_posts_of on issue_posts (post_id);

create table issue_messages (
  issue_id text not null references issues (id),
  message_id text not null,
  linked_at timestamptz not null,
  linked_by text not null,
  primary key (issue_id, message_id)
);

-- Who was told about which overdue review, once each.
create table issue_reminders (
  issue_id text not null references issues (id),
  due_at timestamptz not null,
  person_id text not null,
  told_at timestamptz not null,
  primary key (issue_id, due_at, person_id)
);

create table issue_rota (position integer primary key, person_id text not null unique);
create table issue_rota_wait (
  the_one boolean primary key default true check (the_one),
  wait_min integer not null check (wait_min between 1 and 1440)
);
`
