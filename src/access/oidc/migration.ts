/** Who a provider says somebody is, and sign-ins under way with one. Nothing here opens a door by itself. */
export const oidcSteps = [
  {
    name: '060-providers',
    sql: `
create table identities (
  id text primary key,
  person_id text not null references people (id) on delete cascade,
  provider text not null,
  issuer text not null,
  subject text not null check (length(subject) between 1 and 255),
  email text,
  made_at timestamptz not null,
  used_at timestamptz not null,
  unique (issuer, subject)
);
create index identities_person on identities (person_id);

create table provider_flows (
  token_hash bytea primary key,
  provider text not null,
  purpose text not null check (purpose in ('sign-in', 'link', 'step-up')),
  session_id text references sessions (id) on delete cascade,
  back text not null,
  begun_at timestamptz not null,
  ends_at timestamptz not null,
  proved jsonb,
  check ((purpose = 'sign-in') = (session_id is null))
);
create index provider_flows_end on provider_flows (ends_at);
`,
  },
]
