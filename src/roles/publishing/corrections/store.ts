import type { Kysely } from 'kysely'
import { correctionLimits, type CorrectionHow } from '#roles/publishing/corrections/contract.ts'
import type { CorrectionTables, VersionBefore } from '#roles/publishing/corrections/tables.ts'
import type { Place } from '#roles/publishing/rules.ts'
import { storableJson, storableText } from '#store/storable.ts'

/** A post as a correction keeps it: when it was published, and where. */
export type KeptPost = { id: string; atMs: number; url: string }

/** What a correction does at one place. */
export type KeptPlace = Place & {
  how: CorrectionHow
  before: VersionBefore
  original?: KeptPost
  sent?: KeptPost
}

/** A correction as it is kept. */
export type KeptCorrection = {
  id: string
  messageId: string
  sentences: Record<string, string>
  madeAtMs: number
  madeBy: string
  ended?: { atMs: number; how: 'done' | 'dropped' }
  places: KeptPlace[]
}

/** The correction of a message that is not ended; undefined when there is none. */
export async function openCorrection(
  tx: Kysely<unknown>,
  messageId: string,
): Promise<KeptCorrection | undefined> {
  const rows = await tx
    .withTables<CorrectionTables>()
    .selectFrom('corrections')
    .selectAll()
    .where('message_id', '=', messageId)
    .where('ended_at', 'is', null)
    .execute()
  return (await withPlaces(tx, rows))[0]
}

/** Corrections of a message, newest first. */
export async function correctionsOf(tx: Kysely<unknown>, messageId: string): Promise<KeptCorrection[]> {
  const rows = await tx
    .withTables<CorrectionTables>()
    .selectFrom('corrections')
    .selectAll()
    .where('message_id', '=', messageId)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(correctionLimits.shownMax)
    .execute()
  return withPlaces(tx, rows)
}

type Row = {
  id: string
  message_id: string
  sentences: Record<string, string>
  made_at: Date
  made_by: string
  ended_at: Date | null
  ended_how: 'done' | 'dropped' | null
}

async function withPlaces(tx: Kysely<unknown>, rows: readonly Row[]): Promise<KeptCorrection[]> {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const places = await tx
    .withTables<CorrectionTables>()
    .selectFrom('correction_places as place')
    .leftJoin('message_publications as original', 'original.id', 'place.original_id')
    .leftJoin('message_publications as sent', 'sent.id', 'place.publication_id')
    .select(['place.correction_id', 'place.account', 'place.language', 'place.how', 'place.before'])
    .select([
      'original.id as original_id',
      'original.published_at as original_at',
      'original.url as original_url',
    ])
    .select(['sent.id as sent_id', 'sent.published_at as sent_at', 'sent.url as sent_url'])
    .where('place.correction_id', 'in', ids)
    .orderBy('place.position')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, messageId: row.message_id, sentences: row.sentences, madeBy: row.made_by },
    madeAtMs: row.made_at.getTime(),
    ...(row.ended_at === null
      ? {}
      : { ended: { atMs: row.ended_at.getTime(), how: row.ended_how ?? 'done' } }),
    places: places
      .filter(({ correction_id }) => correction_id === row.id)
      .map(({ account, language, how, before, ...posts }) => ({
        ...{ account, language, how, before },
        ...postIn('original', posts.original_id, posts.original_at, posts.original_url),
        ...postIn('sent', posts.sent_id, posts.sent_at, posts.sent_url),
      })),
  }))
}

function postIn<K extends string>(
  name: K,
  id: string | null,
  at: Date | null,
  url: string | null,
): Partial<Record<K, KeptPost>> {
  if (id === null || at === null) return {}
  const post: KeptPost = { id, atMs: at.getTime(), url: url ?? '' }
  // A computed key widens to an index: the type says which one it is.
  return { [name]: post } as Record<K, KeptPost>
}

/** A correction about to be kept. */
export type NewCorrection = {
  id: string
  messageId: string
  sentences: Readonly<Record<string, string>>
  by: { id: string; name: string }
  places: readonly (Place & { how: CorrectionHow; originalId: string | undefined; before: VersionBefore })[]
}

/** Keeps a correction that was just begun. */
export async function insertCorrection(tx: Kysely<unknown>, o: NewCorrection, nowMs: number): Promise<void> {
  const db = tx.withTables<CorrectionTables>()
  await db
    .insertInto('corrections')
    .values({
      ...{ id: o.id, message_id: o.messageId, sentences: storableJson(o.sentences) },
      ...{ made_at: new Date(nowMs), made_by_id: o.by.id, made_by: storableText(o.by.name) },
      ...{ ended_at: null, ended_how: null },
    })
    .execute()
  await db
    .insertInto('correction_places')
    .values(
      o.places.map(({ account, language, how, originalId, before }, position) => ({
        ...{ correction_id: o.id, account, language, position, how },
        ...{ original_id: originalId ?? null, publication_id: null, before: storableJson(before) },
      })),
    )
    .execute()
}

/** Says otherwise what an open correction says. */
export async function changeSentences(
  tx: Kysely<unknown>,
  id: string,
  sentences: Readonly<Record<string, string>>,
): Promise<void> {
  await tx
    .withTables<CorrectionTables>()
    .updateTable('corrections')
    .set({ sentences: storableJson(sentences) })
    .where('id', '=', id)
    .execute()
}

/** Notes what a correction put into public at a place, and how. */
export async function noteCorrected(
  tx: Kysely<unknown>,
  id: string,
  o: Place & { how: CorrectionHow; originalId: string | undefined; publicationId: string },
): Promise<void> {
  await tx
    .withTables<CorrectionTables>()
    .updateTable('correction_places')
    .set({ how: o.how, original_id: o.originalId ?? null, publication_id: o.publicationId })
    .where('correction_id', '=', id)
    .where('account', '=', o.account)
    .where('language', '=', o.language)
    .execute()
}

/** Ends a correction. */
export async function closeCorrection(
  tx: Kysely<unknown>,
  id: string,
  { how, nowMs }: { how: 'done' | 'dropped'; nowMs: number },
): Promise<void> {
  await tx
    .withTables<CorrectionTables>()
    .updateTable('corrections')
    .set({ ended_at: new Date(nowMs), ended_how: how })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}
