/**
 * Sign-ins under way at a network: one for each account, gone when it is used or over. What proves them (the verifier, later the
 * code) is sealed in the vault; of the state there is only a hash. `renews_at`: by when a connected account renews its sign-in.
 */
export const signInThereSql = `
create table sign_ins_there (
  account text primary key,
  state_hash bytea not null unique,
  session_id text not null,
  redirect_uri text not null,
  ends_at timestamptz not null,
  said text check (said in ('yes', 'no', 'trouble'))
);
alter table connections add column renews_at timestamptz;
`
