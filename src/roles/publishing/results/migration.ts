/**
 * What people did with what we said, as the network told it last: one row a delivery. A count that is null was not told. `next_at`:
 * when it is read again; null: never. And how often pages of ours were opened, by day and by kind of reader: nothing of who.
 */
export const resultsSql = `
create table result_readings (
  delivery_id text primary key references deliveries (id),
  network_name text not null,
  is_priced boolean not null,
  begun_at timestamptz not null,
  replies integer check (replies >= 0),
  reposts integer check (reposts >= 0),
  likes integer check (likes >= 0),
  quotes integer check (quotes >= 0),
  read_at timestamptz,
  next_at timestamptz,
  tries integer not null default 0,
  problem text,
  is_final boolean not null default false
);
create index result_readings_due on result_readings (next_at) where next_at is not null;

create table own_page_visits (
  key text not null,
  day date not null,
  who text not null check (who in ('people', 'robots', 'ahead')),
  count integer not null check (count > 0),
  primary key (key, day, who)
);
`

/** Short addresses of ours, where they lead, and how often each was used, by day and by kind of reader. */
export const shortLinksSql = `
create table short_links (
  code text primary key check (code ~ '^[a-z0-9]{4,12}$'),
  url text not null,
  made_at timestamptz not null,
  made_by_id text not null,
  made_by text not null
);
create unique index short_links_url on short_links (url);

create table short_link_clicks (
  code text not null references short_links (code),
  day date not null,
  who text not null check (who in ('people', 'robots', 'ahead')),
  count integer not null check (count > 0),
  primary key (code, day, who)
);
`
