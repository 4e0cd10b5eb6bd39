/**
 * Subscribers and what they are told. What names a person (the address) is sealed, in a table of its own, and gone when the
 * subscription ends; the hash that stays keeps an old list from bringing back somebody who has left.
 */
export const subscribersSql = `
create table subscribers (
  id text primary key check (id ~ '^[a-z0-9-]{1,36}$'),
  account text not null,
  language text not null,
  address_hash bytea not null,
  state text not null check (state in ('active', 'ended')),
  ended_why text,
  ended_at timestamptz,
  consent_at timestamptz not null,
  consent_source text not null,
  added_at timestamptz not null,
  check ((state = 'ended') = (ended_at is not null and ended_why is not null))
);
create unique index subscribers_once on subscribers (account, address_hash);
create index subscribers_active on subscribers (account, language, id) where state = 'active';

create table subscriber_addresses (
  subscriber_id text primary key references subscribers (id) on delete cascade,
  sealed bytea not null
);

create table to_many (
  delivery_id text primary key references deliveries (id),
  message_key text not null unique check (message_key ~ '^[a-z0-9-]{1,64}$'),
  item text not null,
  pair text not null,
  lane text not null check (lane in ('normal', 'emergency', 'exercise')),
  account text not null,
  network text not null,
  language text not null,
  sha256 text not null,
  title text not null,
  text text not null,
  url text,
  said_at timestamptz not null,
  until_at timestamptz not null,
  state text not null check (state in ('open', 'held', 'stopped', 'done')),
  next_at timestamptz not null,
  waits integer not null default 0,
  why text,
  detail text,
  recipients integer not null,
  handed_at timestamptz not null,
  released_at timestamptz,
  done_at timestamptz,
  tidied_at timestamptz
);
create index to_many_open on to_many (next_at) where state in ('open', 'stopped');
create index to_many_done on to_many (done_at) where state = 'done' and tidied_at is null;

create table to_many_recipients (
  delivery_id text not null references to_many (delivery_id),
  subscriber_id text not null references subscribers (id),
  state text not null check (state in ('waiting', 'sending', 'sent', 'refused', 'wait', 'unknown')),
  why text,
  detail text,
  attempts integer not null default 0,
  fence integer not null default 0,
  next_at timestamptz,
  leased_until timestamptz,
  changed_at timestamptz not null,
  -- Nobody is told one delivery twice.
  primary key (delivery_id, subscriber_id)
);
create index to_many_due on to_many_recipients (delivery_id, next_at) where state in ('waiting', 'wait');
create index to_many_leased on to_many_recipients (leased_until) where state = 'sending';

create table mailbox_readings (
  account text primary key,
  cursor text,
  leased_until timestamptz,
  read_at timestamptz,
  problem text
);
`

/**
 * Mail that answers ours, each noted once; what it says is on record in the archive. And subscriptions people asked for on our
 * page: the address is sealed, waits for its owner to say yes, and is gone when they did or when the time for it is over.
 */
export const subscribingSql = `
create table mail_answers (
  -- Of the mail itself, the same at every reading.
  id text not null,
  account text not null,
  delivery_id text not null references to_many (delivery_id),
  -- As long as it is kept who was told what.
  subscriber_id text,
  kind text not null check (kind in ('answer', 'more', 'auto-reply')),
  heard_at timestamptz not null,
  primary key (account, id)
);
create index mail_answers_of on mail_answers (delivery_id, kind);
create index mail_answers_named on mail_answers (heard_at) where subscriber_id is not null;

create table subscription_asks (
  id text primary key check (id ~ '^[a-z0-9-]{1,36}$'),
  accounts text[] not null check (cardinality(accounts) > 0),
  language text not null,
  -- The same for every way of writing one mailbox.
  mailbox_hash bytea not null,
  sealed bytea,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  -- When the mail that asks back is given; null: it was, or is not any more.
  next_at timestamptz,
  tries integer not null default 0,
  confirmed_at timestamptz
);
create index subscription_asks_of on subscription_asks (mailbox_hash, asked_at);
create index subscription_asks_due on subscription_asks (next_at) where next_at is not null;
create index subscription_asks_over on subscription_asks (expires_at);
`
