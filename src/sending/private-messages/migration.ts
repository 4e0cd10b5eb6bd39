/**
 * What people write to our accounts in private. Nothing here can be read without the key in the vault: `sealed` holds who and what, and
 * `native_key` is a keyed hash of the network's own id, so that a copy of the database says neither who wrote nor what. Times and
 * counts stand open, because clocks and lists need them.
 *
 * `private_reading`: whether, for what and by whom an account's messages are read; off until somebody says otherwise.
 * `private_forgotten`: what was deleted on request is not taken in again when its network tells it once more.
 */
export const privateMessagesSql = `
create table private_reading (
  account text primary key,
  is_on boolean not null,
  purpose text not null,
  changed_at timestamptz not null,
  changed_by_id text not null,
  changed_by text not null,
  cursor text,
  next_at timestamptz,
  tries integer not null default 0,
  read_at timestamptz,
  problem text,
  missed_at timestamptz,
  refused jsonb not null default '{}'
);
create index private_reading_due on private_reading (next_at) where next_at is not null;

create table private_readers (
  account text not null references private_reading (account),
  person text not null,
  primary key (account, person)
);

create table private_conversations (
  id text primary key,
  account text not null references private_reading (account),
  native_key bytea not null,
  sealed bytea not null,
  begun_at timestamptz not null,
  last_at timestamptz not null,
  last_theirs_at timestamptz,
  messages integer not null default 0,
  handled_at timestamptz,
  handled_by text,
  seen_at timestamptz,
  seen_by text,
  unique (account, native_key)
);
create index private_conversations_newest on private_conversations (account, last_at desc);
create index private_conversations_oldest on private_conversations (last_at);

create table private_messages (
  conversation text not null references private_conversations (id) on delete cascade,
  native_key bytea not null,
  sent_at timestamptz not null,
  kept_at timestamptz not null,
  is_ours boolean not null,
  gone_at timestamptz,
  sealed bytea,
  primary key (conversation, native_key)
);
create index private_messages_newest on private_messages (conversation, sent_at desc);

create table private_forgotten (
  account text not null,
  native_key bytea not null,
  at timestamptz not null,
  primary key (account, native_key)
);
`
