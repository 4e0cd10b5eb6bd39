/**
 * `message_plans`: when a draft is meant for; a wish, which schedules nothing. `calendar_days`: days the team keeps in mind, of one
 * year or of every year (`year` null). `calendar_feeds`: whose own calendar may read ours; the secret is kept as its hash only.
 */
export const calendarSql = `
create table message_plans (
  message_id text primary key references messages (id) on delete cascade,
  at timestamptz not null,
  wall text not null,
  zone text not null,
  set_at timestamptz not null,
  set_by text not null
);
create index message_plans_at on message_plans (at);

create table calendar_days (
  id text primary key,
  year integer,
  month integer not null check (month between 1 and 12),
  day integer not null check (day between 1 and 31),
  name_en text not null,
  name_fr text not null,
  made_at timestamptz not null,
  made_by text not null
);
create unique index calendar_days_once on calendar_days (coalesce(year, 0), month, day, lower(name_en));

create table calendar_feeds (
  person_id text primary key,
  secret_hash bytea not null unique,
  locale text not null check (locale in ('en', 'fr')),
  made_at timestamptz not null,
  used_at timestamptz
);
`
