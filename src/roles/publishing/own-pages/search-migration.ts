/**
 * The words of our own pages, to be searched: as their language bends them ("evacuated" finds "evacuation"), and as they stand
 * without accents, for people who type none. Both are made here, so that what is kept and what is asked are read alike.
 */
export const siteSearchSql = `
create function own_page_config(language text) returns regconfig language sql immutable parallel safe as $$
  select case lower(split_part(language, '-', 1))
    when 'en' then 'pg_catalog.english'::regconfig
    when 'fr' then 'pg_catalog.french'::regconfig
    else 'pg_catalog.simple'::regconfig end
$$;

create function own_page_folded(said text) returns text language sql immutable parallel safe as $$
  -- Parts of numbers and of names are found too: a hyphen inside a word parts it.
  select regexp_replace(replace(replace(regexp_replace(
    normalize(lower(said), NFD), '[\\u0300-\\u036f]', '', 'g'), 'œ', 'oe'), '’', ''''), '([[:alnum:]])-(?=[[:alnum:]])', '\\1 ', 'g')
$$;

create function own_page_search(language text, said text) returns tsvector language sql immutable parallel safe as $$
  select to_tsvector(own_page_config(language), said) || to_tsvector('pg_catalog.simple', own_page_folded(said))
$$;

create function own_page_query(language text, asked text) returns tsquery language sql immutable parallel safe as $$
  select websearch_to_tsquery(own_page_config(language), asked)
    || websearch_to_tsquery('pg_catalog.simple', own_page_folded(asked))
$$;

alter table own_page_words add column search tsvector;
update own_page_words set search = own_page_search(own_pages.language, own_page_words.text)
  from own_pages where own_pages.key = own_page_words.key;
create index own_page_words_search on own_page_words using gin (search);
`
