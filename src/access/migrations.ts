import { approvalSteps } from '#access/approvals/migration.ts'
import { oidcSteps } from '#access/oidc/migration.ts'
import { peopleTables } from '#access/people/migrations.ts'
import { signInTables } from '#access/sign-in/migrations.ts'
import { vaultSteps } from '#access/vault/migration.ts'
import type { RoomMigrations } from '#store/migrations.ts'

const first = `
create table people (
  id text primary key,
  name text not null,
  locale text not null check (locale in ('en', 'fr')),
  is_owner boolean not null,
  created_at timestamptz not null
);
create unique index people_one_owner on people (is_owner) where is_owner;

create table sign_in_links (
  token_hash bytea primary key,
  person_id text not null references people (id) on delete cascade,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  used_at timestamptz
);

create table sessions (
  id text primary key,
  token_hash bytea not null unique,
  person_id text not null references people (id) on delete cascade,
  browser text not null,
  begun_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null
);
create index sessions_person on sessions (person_id);

create table desk (
  only_one boolean primary key default true check (only_one),
  place jsonb,
  time_zone text not null,
  welcomed boolean not null
);
`

/** The tables of `access`. Only hashes of tokens are kept, so that a copy of the database opens no door. */
export const accessMigrations: RoomMigrations = {
  room: 'access',
  steps: [
    { name: '001-people-and-sessions', sql: first },
    { name: '020-people', sql: peopleTables },
    ...approvalSteps,
    { name: '040-sign-in', sql: signInTables },
    ...vaultSteps,
    ...oidcSteps,
  ],
}
