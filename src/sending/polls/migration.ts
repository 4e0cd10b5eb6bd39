/**
 * How polls of ours stand, one row a delivery that put one into public. `votes`: by option, in the order of its content; null until
 * they were read once. `next_at`: when they are read again; null: never. Nobody who voted is in it.
 */
export const pollsSql = `
create table delivery_polls (
  delivery_id text primary key references deliveries (id),
  network_name text not null,
  begun_at timestamptz not null,
  ends_at timestamptz not null,
  votes jsonb,
  voters integer,
  read_at timestamptz,
  is_over boolean not null default false,
  is_final boolean not null default false,
  next_at timestamptz,
  tries integer not null default 0,
  problem text,
  check ((votes is null) = (read_at is null))
);
create index delivery_polls_due on delivery_polls (next_at) where next_at is not null;
`

/** Whether the last count is on record. What was counted before this step is put there by the next look. */
export const pollsRecordedSql = `
alter table delivery_polls add column is_recorded boolean not null default false;
create index delivery_polls_unrecorded on delivery_polls (begun_at) where is_final and not is_recorded;
`
