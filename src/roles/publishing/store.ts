import { sql, type Selectable } from 'kysely'
import type { Lane } from '#kernel/permission.ts'
import { VersionContent } from '#kernel/version-content.ts'
import type { FileForm, VersionForm } from '#roles/publishing/contract.ts'
import { formOf, type Noted, type Place } from '#roles/publishing/rules.ts'
import type { PublishingDb, PublishingTables } from '#roles/publishing/tables.ts'

/** A version as it is kept: the exact text that is hashed, and read from it. */
export type KeptVersion = Place & {
  content: VersionContent
  contentText: string
  sha256: string
  /** The files as their writer gave them; `content.media` holds them as they go out. */
  files: FileForm[]
  /** All of it as its writer gave it; `content` is what goes out. */
  written: VersionForm
  changedAtMs: number
  changedBy: string
}

/** A note of something published by hand, as it is kept. */
export type KeptPublication = Noted & {
  id: string
  text: string
  url: string
  notedBy: string
  endedBy?: string
  endedReason?: string
}

/** A message as it is kept, with its versions in order, its writers and what was ever public of it. */
export type KeptMessage = {
  id: string
  title: string
  lane: Lane
  revision: number
  owner: { id: string; name: string }
  changedAtMs: number
  changedBy: string
  isOut: boolean
  /** Ids, sorted. */
  topics: string[]
  versions: KeptVersion[]
  writers: { id: string; name: string }[]
  publications: KeptPublication[]
}

/** One message; held until the transaction ends when it is about to be changed. */
export async function readMessage(
  db: PublishingDb,
  id: string,
  hold: 'look' | 'update' = 'look',
): Promise<KeptMessage | undefined> {
  const row = await db
    .selectFrom('messages')
    .selectAll()
    .where('id', '=', id)
    .$if(hold === 'update', (query) => query.forUpdate())
    .executeTakeFirst()
  return row && (await wholeMessages(db, [row]))[0]
}

/** Where a page of messages goes on. */
export type PageMark = { atMs: number; id: string }

/** A page of messages, last changed first: those that are public as they stand, or all others. */
export async function listMessages(
  db: PublishingDb,
  o: { isOut: boolean; before?: PageMark | undefined; limit: number },
): Promise<KeptMessage[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('is_out', '=', o.isOut)
    .$if(o.before !== undefined, (query) =>
      query.where(sql<boolean>`(changed_at, id) < (${new Date(o.before?.atMs ?? 0)}, ${o.before?.id ?? ''})`),
    )
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(o.limit)
    .execute()
  return wholeMessages(db, rows)
}

/** Messages somebody looks after that are not done. */
export async function openMessagesOf(
  db: PublishingDb,
  ownerId: string,
  limit: number,
): Promise<{ id: string; title: string }[]> {
  return db
    .selectFrom('messages')
    .select(['id', 'title'])
    .where('owner_id', '=', ownerId)
    .where('is_out', '=', false)
    .orderBy('changed_at', 'desc')
    .limit(limit)
    .execute()
}

async function wholeMessages(
  db: PublishingDb,
  rows: readonly Selectable<PublishingTables['messages']>[],
): Promise<KeptMessage[]> {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const versions = await db
    .selectFrom('message_versions')
    .selectAll()
    .where('message_id', 'in', ids)
    .orderBy('position')
    .execute()
  const writers = await db
    .selectFrom('message_writers')
    .selectAll()
    .where('message_id', 'in', ids)
    .orderBy('name')
    .execute()
  const noted = await db
    .selectFrom('message_publications')
    .select(publicationColumns)
    .where('message_id', 'in', ids)
    .orderBy('published_at', 'desc')
    // A reply that corrects stands beside what it corrects: the newer one is what the place says.
    .orderBy('round', 'desc')
    .execute()
  const versionsOf = byMessage(versions)
  const writersOf = byMessage(writers)
  const notedOf = byMessage(noted)
  return rows.map((row) => ({
    ...{ id: row.id, title: row.title, lane: row.lane, revision: row.revision },
    owner: { id: row.owner_id, name: row.owner_name },
    changedAtMs: row.changed_at.getTime(),
    changedBy: row.changed_by,
    isOut: row.is_out,
    topics: row.topics,
    versions: (versionsOf.get(row.id) ?? []).map(versionOf),
    writers: (writersOf.get(row.id) ?? []).map(({ person_id, name }) => ({ id: person_id, name })),
    publications: (notedOf.get(row.id) ?? []).map(publicationOf),
  }))
}

function byMessage<R extends { message_id: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>()
  for (const row of rows) {
    const group = groups.get(row.message_id)
    if (group === undefined) groups.set(row.message_id, [row])
    else group.push(row)
  }
  return groups
}

function versionOf(row: Selectable<PublishingTables['message_versions']>): KeptVersion {
  const content = VersionContent.parse(JSON.parse(row.content))
  return {
    account: row.account,
    language: row.language,
    content,
    contentText: row.content,
    sha256: row.sha256,
    files: row.files,
    written: row.written ?? formOf(content, row.files),
    changedAtMs: row.changed_at.getTime(),
    changedBy: row.changed_by,
  }
}

const publicationColumns = [
  'id',
  'message_id',
  'account',
  'language',
  'round',
  'sha256',
  'content',
  'pair',
  'url',
  'published_at',
  'noted_by',
  'ended_at',
  'ended_how',
  'ended_by',
  'ended_reason',
] as const

type NotedRow = Pick<
  PublishingTables['message_publications'],
  Exclude<(typeof publicationColumns)[number], 'pair'>
> & {
  pair: Record<string, string>
}

function publicationOf(row: NotedRow): KeptPublication {
  return {
    ...{ id: row.id, account: row.account, language: row.language, round: row.round, sha256: row.sha256 },
    ...{ pair: row.pair, url: row.url, notedBy: row.noted_by },
    text: VersionContent.parse(JSON.parse(row.content)).parts.join('\n\n'),
    publishedAtMs: row.published_at.getTime(),
    ...(row.ended_at === null ? {} : { endedAtMs: row.ended_at.getTime() }),
    ...(row.ended_how === null ? {} : { endedHow: row.ended_how }),
    ...(row.ended_by === null ? {} : { endedBy: row.ended_by }),
    ...(row.ended_reason === null ? {} : { endedReason: row.ended_reason }),
  }
}
