/**
 * Looking for likely names, where a network takes money for each account it shows: off until somebody switches it on for an account.
 * Of the last look it holds how well it went; of whom it found nothing.
 */
export const namesSql = `
create table look_alike_names (
  account text primary key references accounts (id),
  is_on boolean not null,
  changed_at timestamptz not null,
  changed_by text not null,
  -- When money may last have been spent on a look; a look that certainly cost nothing leaves it as it was.
  paid_at timestamptz,
  looked_at timestamptz,
  state text check (state in ('done', 'unanswered')),
  why text,
  names integer,
  candidates integer,
  is_whole boolean
);
`
