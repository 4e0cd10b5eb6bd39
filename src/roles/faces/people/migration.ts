/**
 * What people write of themselves, and what they agreed to show. A consent that is over holds no words of theirs any more: only
 * what it was about, and how it ended. One that stands has the words exactly as they were agreed to.
 */
export const peopleSql = `
create table faces (
  person_id text primary key references people (id),
  face jsonb not null,
  revision integer not null,
  changed_at timestamptz not null
);

create table face_consents (
  id text primary key,
  person_id text not null references people (id),
  fields text[] not null,
  purposes text[] not null,
  wording jsonb not null,
  shown jsonb,
  slug text,
  given_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  ended_how text check (ended_how in ('self', 'owner', 'replaced', 'left')),
  check ((ended_at is null) = (shown is not null)),
  check ((ended_at is null) = (ended_how is null)),
  check (ended_at is null or slug is null)
);
create unique index face_consents_live on face_consents (person_id) where ended_at is null;
create unique index face_consents_slug on face_consents (slug) where slug is not null;
create index face_consents_of on face_consents (person_id, given_at desc);

-- An address that led to somebody never leads to somebody else.
create table face_slugs (
  slug text primary key,
  person_id text not null references people (id)
);

create table face_proposals (
  person_id text primary key references people (id),
  proposal jsonb not null,
  by_id text not null references people (id),
  at timestamptz not null
);
`
