/**
 * The address book: who is mentioned, by a name in each language, with a handle on each network. `folded` holds the names as they
 * are looked up, so that no name means two.
 */
export const mentionsSql = `
create table mention_book (
  id text primary key,
  name_en text not null,
  name_fr text not null,
  folded text[] not null,
  handles jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null
);
create index mention_book_folded on mention_book using gin (folded);
`
