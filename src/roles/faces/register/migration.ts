/**
 * The register of official accounts: what the public is told of each, what the desk saw when it last looked, what their profiles said
 * when somebody last found that right; and accounts that imitate ours. Of those we keep a handle, where it is and why, for a time.
 */
export const registerSql = `
create table official_accounts (
  account text primary key references accounts (id),
  kind text not null check (kind in ('official', 'role', 'personal')),
  purpose_en text not null,
  purpose_fr text not null,
  profile_url text,
  is_listed boolean not null,
  since date,
  changed_at timestamptz not null,
  changed_by text not null
);

create table account_checks (
  account text not null references accounts (id),
  kind text not null check (kind in ('sign-in', 'profile', 'text', 'links-here', 'handle', 'by-hand')),
  state text not null check (state in ('ok', 'advice', 'bad', 'unknown')),
  code text not null,
  facts jsonb not null,
  checked_at timestamptz not null,
  -- Since when it is in this state; and when its owners were told of that.
  since timestamptz not null,
  told_at timestamptz,
  primary key (account, kind)
);

create table account_profiles (
  account text primary key references accounts (id),
  native_id text not null,
  noted jsonb not null,
  noted_at timestamptz not null,
  noted_by text,
  -- What it says now, while that is something else.
  seen jsonb,
  seen_at timestamptz
);

create table look_alikes (
  id text primary key,
  account text not null references accounts (id),
  network text not null,
  native_key bytea not null,
  handle text not null,
  url text not null,
  reasons jsonb not null,
  score integer not null,
  found_at timestamptz not null,
  seen_at timestamptz not null,
  found_by text,
  -- Somebody works on it: it is kept longer than the days everything else here is kept.
  kept_at timestamptz,
  kept_by text,
  note text,
  unique (account, network, native_key)
);
create index look_alikes_seen on look_alikes (seen_at) where kept_at is null;

-- What somebody said is no impostor: its key alone, so that it is not shown again, and why it had been shown.
create table look_alike_lessons (
  account text not null references accounts (id),
  network text not null,
  native_key bytea not null,
  reasons text[] not null,
  learned_at timestamptz not null,
  learned_by text not null,
  primary key (account, network, native_key)
);

create table look_alike_searches (
  account text primary key references accounts (id),
  state text not null check (state in ('done', 'unanswered', 'not-searched')),
  why text,
  candidates integer not null,
  is_whole boolean not null,
  searched_at timestamptz not null
);
`
