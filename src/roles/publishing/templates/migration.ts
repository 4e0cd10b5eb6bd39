/** Messages kept to begin others from: words by language, blanks in square brackets. */
export const templatesSql = `
create table message_templates (
  id text primary key,
  name text not null,
  lane text not null check (lane in ('normal', 'emergency', 'exercise')),
  texts jsonb not null,
  revision integer not null,
  kept_by_id text not null,
  kept_by text not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by text not null
);
create unique index message_templates_name on message_templates (lower(name));
`
