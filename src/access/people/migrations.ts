/**
 * People beyond the owner, teams and what they may do, accounts, changes that wait for a second person, keys of programs,
 * and addresses at which programs elsewhere can tell us something.
 */
export const peopleTables = `
drop index people_one_owner;
alter table people add column email text;
alter table people add column invited_by text;
alter table people add column last_seen_at timestamptz;
alter table people add column left_at timestamptz;
alter table people add column left_by text;
alter table people add column was_owner boolean not null default false;
create unique index people_name_once on people (lower(name)) where left_at is null;

create table accounts (
  id text primary key,
  network text not null,
  handle text not null,
  name text not null,
  languages text[] not null,
  created_at timestamptz not null,
  closed_at timestamptz,
  unique (network, handle)
);

create table teams (
  id text primary key,
  name_en text not null,
  name_fr text not null,
  created_at timestamptz not null,
  ended_at timestamptz
);
create table team_grants (
  team_id text not null references teams (id) on delete cascade,
  verb text not null,
  account text not null,
  language text not null,
  lane text not null,
  primary key (team_id, verb, account, language, lane)
);
create table team_people (
  team_id text not null references teams (id) on delete cascade,
  person_id text not null references people (id) on delete cascade,
  primary key (team_id, person_id)
);
create index team_people_person on team_people (person_id);

create table permission_proposals (
  id text primary key,
  change jsonb not null,
  state text not null check (state in ('open', 'confirmed', 'withdrawn')),
  proposed_by text not null references people (id),
  proposed_at timestamptz not null,
  ends_at timestamptz not null,
  decided_by text references people (id),
  decided_at timestamptz
);
create index permission_proposals_at on permission_proposals (proposed_at desc);

create table api_keys (
  id text primary key,
  name text not null,
  secret_hash bytea not null unique,
  grants jsonb not null,
  made_by text not null references people (id),
  made_at timestamptz not null,
  ends_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz,
  ended_by text references people (id)
);

create table hooks (
  id text primary key,
  name text not null,
  kind text not null,
  made_by text not null references people (id),
  made_at timestamptz not null,
  ends_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz,
  ended_by text references people (id)
);
create table hook_deliveries (
  hook_id text not null references hooks (id) on delete cascade,
  delivery_id text not null,
  received_at timestamptz not null,
  outcome text not null,
  primary key (hook_id, delivery_id)
);
create index hook_deliveries_at on hook_deliveries (received_at);
`
