import type { Generated } from 'kysely'
import type { RoomMigrations } from '#store/migrations.ts'

/** The `jobs` table as Kysely sees it. */
export type JobTables = {
  jobs: {
    id: Generated<number>
    kind: string
    key: string | null
    payload: unknown
    state: Generated<'waiting' | 'leased' | 'failed'>
    run_at: Generated<Date>
    attempts: Generated<number>
    attempts_max: number
    fence: Generated<number>
    leased_until: Date | null
    last_error: string | null
    created_at: Generated<Date>
    failed_at: Date | null
  }
}

/** The store's own steps; openStore takes them first. */
export const jobMigrations: RoomMigrations = {
  room: 'store',
  steps: [
    {
      name: '001-jobs',
      sql: `
create table jobs (
  id bigint generated always as identity primary key,
  kind text not null,
  key text,
  payload jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'leased', 'failed')),
  run_at timestamptz not null default now(),
  attempts int not null default 0,
  attempts_max int not null,
  fence bigint not null default 0,
  leased_until timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  failed_at timestamptz
);
create unique index jobs_key_while_waiting on jobs (kind, key) where state = 'waiting' and key is not null;
create index jobs_waiting on jobs (kind, run_at) where state = 'waiting';
create index jobs_leased on jobs (leased_until) where state = 'leased';
create index jobs_failed on jobs (failed_at) where state = 'failed';
`,
    },
  ],
}
