/** The tables of approvals: a step of `access`. Bytes are kept once each, under their own SHA-256. */
export const approvalSteps = [
  {
    name: '030-approvals',
    sql: `
create table approval_items (
  item text primary key check (length(item) between 1 and 300),
  title text not null,
  lane text not null check (lane in ('normal', 'emergency', 'exercise')),
  state text not null check (state in ('open', 'edited', 'returned', 'withdrawn')),
  round int not null check (round >= 1),
  writers text[] not null check (cardinality(writers) >= 1),
  asked_by text not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  deadline_at timestamptz not null,
  reminded_at timestamptz,
  escalated_at timestamptz,
  returned_by text,
  return_reason text,
  changed_at timestamptz not null
);
create index approval_items_changed on approval_items (changed_at desc);

create table approval_bytes (
  sha256 bytea primary key check (sha256 = sha256(bytes)),
  bytes bytea not null
);

create table approval_versions (
  item text not null references approval_items (item) on delete cascade,
  account text not null,
  language text not null,
  position int not null,
  sha256 bytea not null references approval_bytes (sha256),
  judged_sha256 bytea references approval_bytes (sha256),
  approved_by text,
  approved_by_name text,
  on_behalf_of text,
  on_behalf_of_name text,
  approved_at timestamptz,
  broke_glass boolean not null default false,
  primary key (item, account, language),
  check ((approved_by is null) = (approved_at is null))
);

create table approval_history (
  seq bigint generated always as identity primary key,
  item text not null references approval_items (item) on delete cascade,
  at timestamptz not null,
  act text not null,
  by_name text,
  reason text
);
create index approval_history_item on approval_history (item, seq desc);

create table approval_delegations (
  id text primary key,
  from_id text not null references people (id),
  to_id text not null references people (id) check (to_id <> from_id),
  account text not null,
  language text not null,
  lane text not null,
  begun_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > begun_at),
  ended_at timestamptz
);
create index approval_delegations_to on approval_delegations (to_id) where ended_at is null;

create table glass_reviews (
  id text primary key,
  item text not null references approval_items (item),
  round int not null,
  broken_by text not null references people (id),
  broken_at timestamptz not null,
  reason text not null,
  versions jsonb not null,
  due_at timestamptz not null,
  told_late_at timestamptz,
  reviewed_by text references people (id) check (reviewed_by <> broken_by),
  reviewed_at timestamptz,
  was_right boolean,
  finding text,
  check ((reviewed_by is null) = (reviewed_at is null))
);
create index glass_reviews_open on glass_reviews (due_at) where reviewed_at is null;

create table notices (
  id bigint generated always as identity primary key,
  person_id text not null references people (id),
  at timestamptz not null,
  kind text not null,
  item text not null,
  title text not null,
  by_name text,
  seen_at timestamptz
);
create index notices_unseen on notices (person_id, at desc) where seen_at is null;
`,
  },
] as const
