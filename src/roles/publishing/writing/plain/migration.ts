/** The organization's own jargon: words readers may not know, in one language, and what to write instead (may be empty). */
export const jargonSql = `
create table jargon_words (
  language text not null check (language in ('en', 'fr')),
  folded text not null,
  term text not null,
  plain text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (language, folded)
);
`
