import { calendarSql } from '#roles/publishing/calendar/migration.ts'
import { campaignsSql } from '#roles/publishing/campaigns/migration.ts'
import { correctionsSql } from '#roles/publishing/corrections/migration.ts'
import { historySql, importedRecordsSql } from '#roles/publishing/history/migration.ts'
import { siteSearchSql } from '#roles/publishing/own-pages/search-migration.ts'
import { writtenSql } from '#roles/publishing/writing/migration.ts'
import { mentionsSql } from '#roles/publishing/writing/mentions/migration.ts'
import { jargonSql } from '#roles/publishing/writing/plain/migration.ts'
import { recurringSql } from '#roles/publishing/recurring/migration.ts'
import { templatesSql } from '#roles/publishing/templates/migration.ts'
import { resultsSql, shortLinksSql } from '#roles/publishing/results/migration.ts'
import { messageTopicsSql } from '#roles/publishing/topics/migration.ts'
import type { RoomMigrations } from '#store/migrations.ts'

const messages = `
create table messages (
  id text primary key,
  title text not null,
  lane text not null check (lane in ('normal', 'emergency', 'exercise')),
  revision integer not null,
  owner_id text not null,
  owner_name text not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by text not null,
  is_out boolean not null
);
create index messages_open on messages (changed_at desc, id) where not is_out;
create index messages_out on messages (changed_at desc, id) where is_out;
create index messages_owner on messages (owner_id) where not is_out;

create table message_versions (
  message_id text not null references messages (id) on delete cascade,
  account text not null,
  language text not null,
  position integer not null,
  content text not null,
  sha256 text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (message_id, account, language)
);

create table message_writers (
  message_id text not null references messages (id) on delete cascade,
  person_id text not null,
  name text not null,
  primary key (message_id, person_id)
);

create table message_publications (
  id text primary key,
  message_id text not null references messages (id),
  account text not null,
  language text not null,
  round integer not null,
  sha256 text not null,
  content text not null,
  pair jsonb not null,
  url text not null,
  published_at timestamptz not null,
  noted_at timestamptz not null,
  noted_by text not null,
  ended_at timestamptz,
  ended_how text check (ended_how in ('replaced', 'taken-down')),
  ended_by text,
  ended_reason text
);
create index message_publications_of on message_publications (message_id, published_at);
create unique index message_publications_live
  on message_publications (message_id, account, language) where ended_at is null;
`

// What a network calls the posts of a publication, as `network:nativeId`: answers point at them.
const posts = `alter table message_publications add column posts text[] not null default '{}'`

const ownPages = `
create table own_pages (
  key text primary key,
  revision text not null,
  account text not null,
  handle text not null,
  language text not null,
  pair text not null,
  kind text not null check (kind in ('news', 'announcement')),
  published_at timestamptz not null
);
create index own_pages_listed on own_pages (account, language, published_at desc, key desc);
create index own_pages_pair on own_pages (pair);

create table own_page_words (
  key text not null references own_pages (key),
  revision text not null,
  text text not null,
  media jsonb not null,
  content_warning text,
  said_at timestamptz not null,
  kept_at timestamptz not null,
  primary key (key, revision)
);

-- Apart from the pages, so that what is taken down stays so, also when its page comes late.
create table own_page_removals (
  key text primary key,
  removed_at timestamptz not null
);
`

// The files of a version as its writer gave them, by what was uploaded; `content` holds those that go out, made to fit the account.
const files = `alter table message_versions add column files jsonb not null default '[]'`

// What a page of our own site asks, as it was approved; how people voted is kept by sending, for each delivery.
const polls = `alter table own_page_words add column poll jsonb`

// The link that a page of our own site shows as a block, as it was approved.
const pageCards = `alter table own_page_words add column card jsonb`

/**
 * The tables of publishing. `content` is the exact text that is hashed, approved and handed out: kept as it is, never built
 * anew from parts. `is_out` says that every version is public as it stands: those are done, and listed apart.
 */
export const publishingMigrations: RoomMigrations = {
  room: 'publishing',
  steps: [
    { name: '001-messages', sql: messages },
    { name: '002-posts', sql: posts },
    { name: '003-own-pages', sql: ownPages },
    { name: '004-files', sql: files },
    { name: '005-corrections', sql: correctionsSql },
    { name: '006-polls', sql: polls },
    { name: '007-written', sql: writtenSql },
    { name: '008-mentions', sql: mentionsSql },
    { name: '009-plain-language', sql: jargonSql },
    { name: '010-calendar', sql: calendarSql },
    { name: '011-recurring', sql: recurringSql },
    { name: '012-templates', sql: templatesSql },
    { name: '013-campaigns', sql: campaignsSql },
    { name: '014-site-search', sql: siteSearchSql },
    { name: '015-results', sql: resultsSql },
    { name: '016-short-links', sql: shortLinksSql },
    { name: '017-history', sql: historySql },
    { name: '018-page-cards', sql: pageCards },
    { name: '019-message-topics', sql: messageTopicsSql },
    { name: '020-imported-records', sql: importedRecordsSql },
  ],
}
