/**
 * From asking for an account to closing it: who asked, who said yes, who owns it, that it went quiet, and how it ended. Accounts from
 * before this list was kept have none of it, and stay in use.
 */
export const lifeCycleSql = `
create table account_list_began (id integer primary key default 1 check (id = 1), at timestamptz not null);
insert into account_list_began (at) values (now());

create table account_requests (
  id text primary key,
  network text not null,
  handle text not null,
  name text not null,
  languages text[] not null,
  kind text not null check (kind in ('official', 'role', 'personal')),
  purpose_en text not null,
  purpose_fr text not null,
  why text not null,
  owners text[] not null,
  asked_by_id text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  state text not null check (state in ('asked', 'approved', 'refused', 'withdrawn')),
  decided_by_id text,
  decided_by text,
  decided_at timestamptz,
  decision text,
  account text references accounts (id)
);
create index account_requests_at on account_requests (asked_at desc);
create unique index account_requests_once on account_requests (network, lower(handle)) where state = 'asked';

create table account_owners (
  account text not null references accounts (id),
  person_id text not null references people (id),
  since timestamptz not null,
  named_by text not null,
  primary key (account, person_id)
);

create table account_closings (
  account text primary key references accounts (id),
  closed_at timestamptz not null,
  closed_by_id text not null,
  closed_by text not null,
  why text not null,
  records_kept text not null,
  held_by text not null,
  network_says text not null,
  -- What the public is told, and where to go instead.
  public_en text not null,
  public_fr text not null,
  follow_url text
);

create table account_quiet (
  account text primary key references accounts (id),
  said_at timestamptz,
  told_at timestamptz not null
);
`
