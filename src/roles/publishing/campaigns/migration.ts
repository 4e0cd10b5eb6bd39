/** A campaign groups messages; `host` names hosts whose links it may tag. `tags` says whether its messages carry them. */
export const campaignsSql = `
create table campaigns (
  id text primary key,
  name text not null,
  tag text not null unique,
  tags boolean not null,
  made_at timestamptz not null,
  made_by text not null,
  ended_at timestamptz
);

create table campaign_messages (
  message_id text primary key references messages (id) on delete cascade,
  campaign_id text not null references campaigns (id)
);
create index campaign_messages_of on campaign_messages (campaign_id);

create table campaign_hosts (
  host text primary key,
  made_at timestamptz not null,
  made_by text not null
);
`
