/**
 * A series makes a draft for each occurrence, ahead of its time. `form` is the message as it is copied. An occurrence is a wall time of
 * the series: made once, skipped, or passed while nobody could make it; its row is what keeps it from being made twice.
 */
export const recurringSql = `
create table recurring (
  id text primary key,
  title text not null,
  lane text not null check (lane in ('normal', 'emergency', 'exercise')),
  form jsonb not null,
  rule jsonb not null,
  lead_min integer not null,
  owner_id text not null,
  owner_name text not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  trouble text
);
create index recurring_live on recurring (id) where ended_at is null;

create table recurring_occurrences (
  recurring_id text not null references recurring (id),
  wall text not null,
  at timestamptz not null,
  how text not null check (how in ('made', 'skipped', 'passed')),
  message_id text references messages (id) on delete set null,
  by_name text,
  noted_at timestamptz not null,
  primary key (recurring_id, wall)
);
create index recurring_occurrences_message on recurring_occurrences (message_id) where message_id is not null;
`
