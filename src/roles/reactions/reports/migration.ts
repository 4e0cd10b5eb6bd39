/** Reports: each names the frozen evidence that all its figures come from. One planned moment makes one report. */
export const reportsSql = `
create table reports (
  id text primary key,
  announcement_id text not null,
  evidence_id text not null,
  made_at timestamptz not null,
  made_by text not null,
  schedule_id text,
  due_at timestamptz,
  unique (schedule_id, due_at)
);
create index reports_of on reports (announcement_id, made_at desc);
`

/** Plans and their mails. The address of a mail is kept only until it is known what became of it. */
export const reportSchedulesSql = `
create table report_schedules (
  id text primary key,
  announcement_id text not null,
  every text not null check (every in ('day', 'week', 'month')),
  on_day integer,
  at_time text not null,
  time_zone text not null,
  if_skipped text,
  if_twice text,
  language text not null check (language in ('en', 'fr')),
  people text[] not null,
  addresses text[] not null,
  made_by text not null,
  made_at timestamptz not null,
  next_at timestamptz not null,
  ended_at timestamptz,
  ended_why text
);
create index report_schedules_of on report_schedules (announcement_id) where ended_at is null;
create table report_mails (
  id text primary key,
  report_id text not null references reports (id),
  name text not null,
  address text,
  language text not null,
  state text not null check (state in ('waiting', 'sending', 'sent', 'refused', 'unknown', 'given-up')),
  tries integer not null default 0,
  next_at timestamptz not null,
  changed_at timestamptz not null,
  detail text
);
create index report_mails_of on report_mails (report_id);
create index report_mails_due on report_mails (next_at) where state = 'waiting';
`
