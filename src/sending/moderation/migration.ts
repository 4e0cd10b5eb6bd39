/**
 * Who may not speak to our own actors. A row stays when it is over; one party is barred once at a time. `rule`: a house rule of
 * that day; `ended_by` null where its time was over.
 */
export const moderationSql = `
create table barred (
  id text primary key,
  party text not null,
  rule text not null,
  reason text not null,
  begun_at timestamptz not null,
  begun_by_id text not null,
  begun_by text not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  ended_reason text
);
create unique index barred_once on barred (party) where ended_at is null;
create index barred_newest on barred (begun_at desc);
`
