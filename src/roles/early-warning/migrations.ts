import { attentionStep } from '#roles/early-warning/attention/migration.ts'
import { ledgerSql, waitedSql } from '#roles/early-warning/ledger/migration.ts'
import { registerSql } from '#roles/early-warning/register/migration.ts'
import type { RoomMigrations } from '#store/migrations.ts'

const stories = `
create table stories (
  id text primary key,
  story jsonb not null,
  state text not null,
  first_seen_at timestamptz not null,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  news_at timestamptz,
  news_label text,
  muted boolean not null default false
);
create index stories_open on stories (updated_at desc) where state <> 'over';
create table mutes (
  story_id text primary key references stories (id) on delete cascade,
  terms text[] not null,
  made_by text not null,
  made_at timestamptz not null
);
`

const issues = `
create table issues (
  id text primary key,
  story_id text not null unique,
  title text not null,
  owner text not null,
  state text not null check (state in ('open', 'closed')),
  taken_on_at timestamptz not null,
  next_review_at timestamptz
);
create table issue_notes (
  issue_id text not null references issues (id) on delete cascade,
  at timestamptz not null,
  by text not null,
  text text not null
);
create index issue_notes_of on issue_notes (issue_id, at);
`

/** Only for forgetting: the stories that show a post taken back on its network. */
const forgetting = `
create index stories_samples on stories using gin ((story -> 'samples') jsonb_path_ops);
`

/** Tables of early warning: stories the engine told, what was called not important, issues taken on. */
export const earlyWarningMigrations: RoomMigrations = {
  room: 'early-warning',
  steps: [
    { name: '001-stories', sql: stories },
    { name: '002-issues', sql: issues },
    { name: '003-forgetting', sql: forgetting },
    { name: '004-register', sql: registerSql },
    { name: '005-ledger', sql: ledgerSql },
    attentionStep,
    { name: '007-waited', sql: waitedSql },
  ],
}
