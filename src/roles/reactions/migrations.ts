import { reportSchedulesSql, reportsSql } from '#roles/reactions/reports/migration.ts'
import type { RoomMigrations } from '#store/migrations.ts'

const announcements = `
create table announcements (
  id text primary key,
  title text not null,
  text text not null,
  kind text,
  url text,
  message_id text unique,
  started_at timestamptz not null,
  baseline_from timestamptz not null,
  heard_from timestamptz,
  reaction_to timestamptz not null,
  baseline jsonb not null,
  watches jsonb not null,
  frozen_at timestamptz,
  result jsonb,
  created_by text not null,
  created_at timestamptz not null,
  revision integer not null default 1
);
create index announcements_started on announcements (started_at desc);
create index announcements_kind on announcements (kind, started_at desc) where kind is not null;
create table announcement_notes (
  id text primary key,
  announcement_id text not null references announcements (id) on delete cascade,
  at timestamptz not null,
  text text not null,
  by text not null
);
create index announcement_notes_of on announcement_notes (announcement_id, at);
create table announcement_answers (
  announcement_id text not null references announcements (id) on delete cascade,
  post_id text not null,
  url text not null,
  by text not null,
  at timestamptz not null,
  primary key (announcement_id, post_id)
);
create index announcement_answers_post on announcement_answers (post_id);
create table announcement_offers (
  message_id text primary key,
  title text not null,
  texts jsonb not null,
  url text,
  at timestamptz not null,
  not_needed boolean not null default false
);
`

/** The frozen analysis names posts by place in \`posts\` only; what was taken back loses its address and its author there. */
const evidence = `
create table evidence (
  id text primary key,
  announcement_id text not null,
  taken_at timestamptz not null,
  taken_by text not null,
  why text not null check (why in ('window-over', 'person', 'report')),
  announcement jsonb not null,
  frozen text not null,
  sha256 text not null
);
create index evidence_of on evidence (announcement_id, taken_at desc);
create table evidence_posts (
  evidence_id text not null references evidence (id) on delete cascade,
  post_id text not null,
  at timestamptz not null,
  network text not null,
  author_id text,
  url text,
  kind text not null,
  gone boolean not null default false,
  primary key (evidence_id, post_id)
);
create index evidence_posts_post on evidence_posts (post_id);
create index evidence_posts_author on evidence_posts (author_id) where author_id is not null;
`

const dashboards = `
create table dashboards (
  id text primary key,
  name text not null,
  watch_ids text[] not null,
  range jsonb not null,
  layout text not null check (layout in ('columns', 'series', 'multiples')),
  created_by text not null,
  changed_at timestamptz not null,
  revision integer not null default 1
);
create table dashboard_notes (
  id text primary key,
  dashboard_id text not null references dashboards (id) on delete cascade,
  at timestamptz not null,
  text text not null,
  by text not null
);
create index dashboard_notes_of on dashboard_notes (dashboard_id, at);
`

const coding = `
create table coding_rounds (
  id text primary key,
  month text not null unique,
  drawn_at timestamptz not null
);
create table coding_items (
  id text primary key,
  round_id text not null references coding_rounds (id) on delete cascade,
  position integer not null,
  post_id text,
  at timestamptz,
  author_id text,
  lang text not null,
  tone text not null,
  size integer not null,
  label text check (label in ('negative', 'neutral', 'positive', 'cannot-say')),
  labelled_by text,
  labelled_at timestamptz,
  gone boolean not null default false
);
create index coding_items_of on coding_items (round_id, position);
create index coding_items_post on coding_items (post_id) where post_id is not null;
create index coding_items_author on coding_items (author_id) where author_id is not null;
`

/** Tables of reactions: announcements with their frozen baseline, evidence, dashboards, and the monthly check by hand. */
export const reactionsMigrations: RoomMigrations = {
  room: 'reactions',
  steps: [
    { name: '001-announcements', sql: announcements },
    { name: '002-evidence', sql: evidence },
    { name: '003-dashboards', sql: dashboards },
    { name: '004-coding', sql: coding },
    { name: '005-reports', sql: reportsSql },
    { name: '006-report-schedules', sql: reportSchedulesSql },
  ],
}
