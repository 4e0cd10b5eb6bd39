/**
 * Passkeys, the challenges they answer, and what a session remembers of how and when somebody proved who they are. Of a
 * passkey only the public half is kept: a copy of the database opens no door.
 */
export const signInTables = `
alter table desk add column address text;
alter table sign_in_links add column may_enrol boolean not null default false;

alter table sessions add column way text not null default 'link' check (way in ('link', 'passkey', 'provider'));
alter table sessions add column fresh_until timestamptz;
alter table sessions add column enrol_until timestamptz;
alter table sessions add column renewed_at timestamptz;
alter table sessions add column earlier_hash bytea unique;
alter table sessions add column earlier_until timestamptz;

create table passkeys (
  id text primary key,
  person_id text not null references people (id) on delete cascade,
  credential_id bytea not null unique check (length(credential_id) <= 1023),
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  host text not null,
  name text not null,
  synced boolean not null,
  made_at timestamptz not null,
  used_at timestamptz,
  refused_at timestamptz
);
create index passkeys_person on passkeys (person_id);

create table passkey_challenges (
  challenge text primary key,
  browser_hash bytea not null,
  purpose text not null check (purpose in ('sign-in', 'step-up', 'add')),
  session_id text references sessions (id) on delete cascade,
  host text not null,
  ends_at timestamptz not null,
  check ((purpose = 'sign-in') = (session_id is null))
);
create index passkey_challenges_end on passkey_challenges (ends_at);
`
