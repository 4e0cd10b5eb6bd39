/**
 * What messages are about, and what subscribers chose of it. A topic is never deleted: messages that were approved and people who
 * chose it name its id. A choice is kept with its subscription, and is gone with it; null: everything.
 */
export const topicsSql = `
create table topics (
  id text primary key check (id ~ '^[a-z0-9](-?[a-z0-9]){0,39}$'),
  name_en text not null,
  name_fr text not null,
  -- Where it stands in the order, smallest first.
  place integer not null,
  is_retired boolean not null default false,
  changed_at timestamptz not null,
  changed_by text not null
);

alter table subscribers add column topics text[] check (cardinality(topics) > 0);
alter table subscription_asks add column topics text[] check (cardinality(topics) > 0);
-- What the message is about; null: it is for everybody.
alter table to_many add column topics text[] check (cardinality(topics) > 0);
`
