import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { NewRecord, RecordActor } from '#records/contract.ts'
import { entryBytesMax, keepRecord, lockHead } from '#records/records.ts'
import { subjectFor } from '#records/subject.ts'
import type { RecordsTables } from '#records/tables.ts'

/** A post as an export of a network tells it. */
export type ImportedPost = {
  /** `network:nativeId`. */
  id: string
  network: string
  /** Who said it, as the export names them. */
  account: string
  saidAtMs: number
  text: string
  url?: string | undefined
  language?: string | undefined
  isReply: boolean
  /** Pictures, films and sounds it had. None of them is kept. */
  files: number
  export: ImportedFrom
}

/** The file that says so. `sha256` of its bytes; missing: it was brought in before that was kept. */
export type ImportedFrom = {
  kind: string
  fileName: string
  sha256?: string | undefined
  broughtInBy: string
  broughtInAtMs: number
}

/** What became of a post: its entry, new or kept before; or that it is larger than an entry may be. */
export type KeptImported = { seq: number; isNew: boolean } | 'too-large'

/** Room for what an entry holds besides its facts. */
const besidesBytes = 2048
const titleLengthMax = 80

/** The mark of an imported post on record. */
export function importedSubject(id: string): string {
  return subjectFor('imported', id)
}

/**
 * Puts posts on record as what an export of a network says, each once however often it is asked. From here until the transaction ends
 * nobody else can add to the archive.
 *
 * @param posts at most 1,000
 * @returns what became of each, by its id
 */
export async function keepImported(
  tx: Kysely<unknown>,
  posts: readonly ImportedPost[],
  o: { by: RecordActor; reason: string; atMs: number },
): Promise<Map<string, KeptImported>> {
  // Behind the lock nobody else can keep the same post between our look and our entry.
  await lockHead(tx)
  const outcome = new Map<string, KeptImported>(
    [...(await importedOnRecord(tx, posts))].map(([id, seq]) => [id, { seq, isNew: false }]),
  )
  const fresh = new Map<string, NewRecord>()
  for (const post of posts) {
    if (outcome.has(post.id)) continue
    const entry = entryFor(post, o)
    if (Buffer.byteLength(JSON.stringify(entry)) > entryBytesMax - besidesBytes)
      outcome.set(post.id, 'too-large')
    else fresh.set(post.id, entry)
  }
  const last = await keepRecord(tx, [...fresh.values()], o.atMs)
  let seq = last - fresh.size
  for (const id of fresh.keys()) outcome.set(id, { seq: (seq += 1), isNew: true })
  return outcome
}

/** The entries of those that are on record, by their id. */
export async function importedOnRecord(
  db: Kysely<unknown>,
  posts: readonly { id: string }[],
): Promise<Map<string, number>> {
  if (posts.length === 0) return new Map()
  const ids = new Map(posts.map(({ id }) => [importedSubject(id), id]))
  const rows = await db
    .withTables<RecordsTables>()
    .selectFrom('records_entries')
    .select(['seq', 'subject'])
    .where(sql<boolean>`subject = any(${[...ids.keys()]}::text[])`)
    .where('kind', '=', 'imported')
    .execute()
  return new Map(
    rows.flatMap(({ seq, subject }) => {
      const id = ids.get(subject ?? '')
      return id === undefined ? [] : [[id, seq] as const]
    }),
  )
}

const languageTag = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}$/

function entryFor(post: ImportedPost, { by, reason }: { by: RecordActor; reason: string }): NewRecord {
  const { id, network, account, text, url, language } = post
  return {
    ...{ kind: 'imported', by, subject: importedSubject(id) },
    // An export may call a language what it likes.
    ...(language !== undefined && languageTag.test(language) ? { language } : {}),
    facts: {
      ...{ title: titleOf(text), text, network, account, saidAt: new Date(post.saidAtMs).toISOString() },
      id: id.slice(network.length + 1),
      ...(url === undefined ? {} : { url }),
      ...(post.isReply ? { isReply: true } : {}),
      ...(post.files === 0 ? {} : { filesNotKept: post.files }),
      ...{ sentHere: false, reason, export: exportFacts(post.export) },
    },
  }
}

function exportFacts(from: ImportedFrom): NewRecord['facts'] {
  return {
    ...{ format: from.kind, name: from.fileName, sha256: from.sha256 ?? null },
    ...{ broughtInBy: from.broughtInBy, broughtInAt: new Date(from.broughtInAtMs).toISOString() },
  }
}

/** Its beginning on one line, by which people find it. */
function titleOf(text: string): string {
  const line = text.slice(0, 400).replaceAll(/\s+/gu, ' ').trim()
  return line.length <= titleLengthMax ? line : `${line.slice(0, titleLengthMax - 1).toWellFormed()}…`
}
