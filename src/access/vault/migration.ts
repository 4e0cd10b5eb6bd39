/** What must be known again, such as the secret of an address for programs; the key that opens it lies outside. */
export const vaultSteps = [
  {
    name: '050-vault',
    sql: `
create table secrets (
  name text primary key check (length(name) between 1 and 200),
  key_id text not null,
  sealed bytea not null check (length(sealed) between 29 and 9000),
  kept_at timestamptz not null
);
`,
  },
]
