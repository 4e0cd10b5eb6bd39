import { correctionsSql } from '#sending/corrections.ts'
import { federationSql } from '#sending/federation/migration.ts'
import { captionsSql, cutsSql, filesSql } from '#sending/files/migration.ts'
import { moderationSql } from '#sending/moderation/migration.ts'
import { pollsRecordedSql, pollsSql } from '#sending/polls/migration.ts'
import { privateMessagesSql } from '#sending/private-messages/migration.ts'
import { subscribersSql, subscribingSql } from '#sending/to-many/migration.ts'
import { signInThereSql } from '#sending/sign-in-there/migration.ts'
import { topicsSql } from '#sending/topics/migration.ts'
import type { RoomMigrations } from '#store/migrations.ts'

const outbox = `
create table deliveries (
  id text primary key,
  item text not null,
  title text not null,
  lane text not null check (lane in ('normal', 'emergency', 'exercise')),
  account text not null,
  network text not null,
  language text not null,
  pair text not null,
  round integer not null,
  sha256 text not null,
  content text not null,
  parts integer not null,
  wall text,
  zone text,
  due_at timestamptz not null,
  deadline_at timestamptz not null,
  state text not null check (state in ('waiting', 'paused', 'claimed', 'sending', 'sent', 'refused', 'wait',
    'unknown', 'unconfirmed', 'cancelled', 'missed')),
  why text,
  detail text,
  next_at timestamptz,
  fence integer not null default 0,
  leased_until timestamptz,
  waits integer not null default 0,
  asks integer not null default 0,
  begun_at timestamptz,
  doubt_until timestamptz,
  made_at timestamptz not null,
  made_by_id text not null,
  made_by text not null,
  changed_at timestamptz not null,
  removed_at timestamptz,
  removed_why text,
  removed_by_id text,
  removed_by text,
  remove_at timestamptz,
  remove_tries integer not null default 0,
  edits text references deliveries (id),
  half_told_at timestamptz
);
create index deliveries_pair on deliveries (pair);
create index deliveries_due on deliveries (next_at) where state in ('waiting', 'wait', 'unknown');
create index deliveries_held on deliveries (leased_until) where leased_until is not null;
create index deliveries_to_remove on deliveries (remove_at) where remove_at is not null;
create index deliveries_item on deliveries (item, made_at);
create index deliveries_changed on deliveries (changed_at desc, id);
create index deliveries_open on deliveries (due_at) where state not in ('sent', 'cancelled');
-- The same bytes, approved in the same round, go to the same place once: asking twice is one delivery.
create unique index deliveries_once on deliveries (item, account, language, round) where state <> 'cancelled';

create table delivery_parts (
  delivery_id text not null references deliveries (id),
  part integer not null,
  native_id text not null,
  url text,
  kept jsonb,
  returned jsonb,
  there_at timestamptz not null,
  primary key (delivery_id, part)
);
create index delivery_parts_native on delivery_parts (native_id);

create table delivery_events (
  id bigint generated always as identity primary key,
  delivery_id text not null references deliveries (id),
  at timestamptz not null,
  from_state text,
  to_state text not null,
  why text not null,
  detail text,
  by_name text
);
create index delivery_events_of on delivery_events (delivery_id, id);

create table pauses (
  id text primary key,
  scope text not null check (scope in ('all', 'lane', 'account', 'topic')),
  value text,
  reason text not null,
  begun_at timestamptz not null,
  begun_by_id text not null,
  begun_by text not null,
  ended_at timestamptz,
  ended_by text
);
create index pauses_open on pauses (begun_at) where ended_at is null;

create table connections (
  account text primary key,
  server text,
  limits jsonb,
  connected_at timestamptz not null,
  connected_by text not null,
  checked_at timestamptz,
  handle text,
  problem text,
  detail text,
  good_at timestamptz,
  expires_at timestamptz,
  budget jsonb,
  lost_at timestamptz,
  warned_days integer
);

create table media_files (
  sha256 text primary key,
  media_type text not null,
  bytes integer not null,
  data bytea not null,
  kept_at timestamptz not null
);

create table sending_pulse (worker text primary key, at timestamptz not null);
`

const spending = `
create table spending (
  network text not null,
  month date not null,
  millidollars bigint not null check (millidollars >= 0),
  primary key (network, month)
);
`

/** Every open screen asks now and then how much waits for somebody: what the desk stopped is found without reading what was sent. */
const stopped = `
create index deliveries_stopped on deliveries (due_at) where state = 'cancelled' or removed_at is not null;
`

/** In the order the calendar reads it: without it, each look at a month reads every delivery there ever was. */
const planned = `
create index deliveries_planned on deliveries (due_at, account, language) where state <> 'cancelled';
`

/**
 * The outbox. A row of `deliveries` is one version to one account, for ever; every change of its state is in `delivery_events`
 * with its reason. `content` is the exact text that was approved.
 * `spending` is what networks that charge for each use were asked for, by calendar month (UTC).
 */
export const sendingMigrations: RoomMigrations = {
  room: 'sending',
  steps: [
    { name: '001-outbox', sql: outbox },
    { name: '002-spending', sql: spending },
    { name: '003-subscribers', sql: subscribersSql },
    { name: '004-federation', sql: federationSql },
    { name: '005-files', sql: filesSql },
    { name: '006-corrections', sql: correctionsSql },
    { name: '007-sign-in-there', sql: signInThereSql },
    { name: '008-subscribing', sql: subscribingSql },
    { name: '009-stopped', sql: stopped },
    { name: '010-polls', sql: pollsSql },
    { name: '012-moderation', sql: moderationSql },
    { name: '013-polls-recorded', sql: pollsRecordedSql },
    { name: '014-captions', sql: captionsSql },
    { name: '015-focus', sql: cutsSql },
    { name: '016-private-messages', sql: privateMessagesSql },
    { name: '017-topics', sql: topicsSql },
    { name: '018-due-at', sql: planned },
  ],
}
