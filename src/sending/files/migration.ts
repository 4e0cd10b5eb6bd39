/**
 * What is known of kept files besides their bytes. `data` is stored as it is, so that a part of a film can be read without all of it.
 * `media_sources` remembers what was given, by its hash; `media_fits` what was made of a file for certain limits (null: nothing
 * fits); `media_recorded` which entries of the archive speak of a file.
 */
export const filesSql = `
alter table media_files alter column data set storage external;
alter table media_files
  add column width integer,
  add column height integer,
  add column seconds double precision,
  add column frames integer not null default 1,
  add column kept_by text,
  add column wanted_at timestamptz;
update media_files set wanted_at = kept_at;
alter table media_files alter column wanted_at set default now(), alter column wanted_at set not null;
create index media_files_wanted on media_files (wanted_at);

create table media_sources (
  source_sha256 text primary key,
  sha256 text not null references media_files (sha256) on delete cascade
);
create index media_sources_of on media_sources (sha256);

create table media_fits (
  sha256 text not null references media_files (sha256) on delete cascade,
  shape text not null,
  fitted text references media_files (sha256) on delete cascade,
  primary key (sha256, shape)
);
create index media_fits_of on media_fits (fitted);

create table media_smalls (
  sha256 text primary key references media_files (sha256) on delete cascade,
  media_type text not null,
  data bytea not null
);

create table media_recorded (
  sha256 text not null,
  seq bigint not null,
  primary key (sha256, seq)
);
`

/** Whether a film can be heard; null: it was kept before that was read. Captions are kept as any file, and need nothing of their own. */
export const captionsSql = `alter table media_files add column has_sound boolean`

/**
 * What was cut out of which picture, and where: asked again it is the same file, and the whole picture stays as long as its piece.
 * The piece is remembered by the first picture it was cut out of.
 */
export const cutsSql = `
create table media_cuts (
  sha256 text primary key references media_files (sha256) on delete cascade,
  of_sha256 text not null references media_files (sha256) on delete cascade,
  x integer not null,
  y integer not null,
  width integer not null,
  height integer not null
);
create index media_cuts_of on media_cuts (of_sha256);

-- What was seen in a picture by looking at its strokes: see hints/looks.ts. Another method looks anew.
create table media_looks (
  sha256 text primary key references media_files (sha256) on delete cascade,
  method integer not null,
  holds_words boolean not null,
  is_faint boolean not null
);
`
