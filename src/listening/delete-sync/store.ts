import { sql } from 'kysely'
import type { AskedPost } from '#networks/contract.ts'
import type { Walk } from '#listening/delete-sync/rules.ts'
import type { ListeningDb } from '#listening/tables.ts'

/** A walk with the place it has come to. */
export type KeptWalk = Walk & { place: Place | undefined; why: string | undefined; missed: boolean }

/** Everything up to this post was asked about. */
export type Place = { at: Date; id: string }

/** How the walk over a network's posts stands. */
export async function readWalk(db: ListeningDb, network: string): Promise<KeptWalk> {
  const row = await db.selectFrom('delete_sync').selectAll().where('network', '=', network).executeTakeFirst()
  return {
    begunAtMs: row?.begun_at?.getTime(),
    endedAtMs: row?.ended_at?.getTime(),
    failedAtMs: row?.failed_at?.getTime(),
    why: row?.why ?? undefined,
    missed: row?.missed === true,
    place: row?.at && row.id !== null ? { at: row.at, id: row.id } : undefined,
  }
}

/** Writes down how it stands. */
export async function keepWalk(
  db: ListeningDb,
  network: string,
  change: {
    begun_at?: Date
    at?: Date | null
    id?: string | null
    ended_at?: Date | null
    failed_at?: Date | null
    why?: string | null
    missed?: boolean
  },
): Promise<void> {
  await db
    .insertInto('delete_sync')
    .values({ network, ...change })
    .onConflict((conflict) => conflict.column('network').doUpdateSet(change))
    .execute()
}

/** The next kept posts of a network, oldest first, so that what is heard meanwhile comes at the end. */
export async function nextPosts(
  db: ListeningDb,
  network: string,
  o: { after: Place | undefined; limit: number },
): Promise<(AskedPost & Place)[]> {
  const { after } = o
  const rows = await db
    .selectFrom('posts')
    .select(['id', 'at', sql<string | null>`body ->> 'url'`.as('url')])
    .where('network', '=', network)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(at, id) > (${after?.at ?? new Date(0)}, ${after?.id ?? ''})`),
    )
    .orderBy('at')
    .orderBy('id')
    .limit(o.limit)
    .execute()
  return rows.map(({ id, at, url }) => ({ id, at, ...(url === null ? {} : { url }) }))
}

/** Remembers which posts were said to be gone although so many at once cannot be believed; the first time counts. */
export async function keepDoubts(
  db: ListeningDb,
  network: string,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  if (ids.length === 0) return
  await db
    .insertInto('doubted_deletes')
    .values(ids.map((id) => ({ network, post_id: id, doubted_at: at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Doubted posts that are to be asked about again: first doubted before this moment, and still kept. */
export async function doubtsBefore(
  db: ListeningDb,
  network: string,
  o: { before: Date; limit: number },
): Promise<AskedPost[]> {
  await sql`delete from doubted_deletes where network = ${network}
    and not exists (select from posts where posts.id = doubted_deletes.post_id)`.execute(db)
  const rows = await db
    .selectFrom('doubted_deletes as doubt')
    .innerJoin('posts', 'posts.id', 'doubt.post_id')
    .select(['posts.id', sql<string | null>`posts.body ->> 'url'`.as('url')])
    .where('doubt.network', '=', network)
    .where('doubt.doubted_at', '<=', o.before)
    .orderBy('posts.id')
    .limit(o.limit)
    .execute()
  return rows.map(({ id, url }) => ({ id, ...(url === null ? {} : { url }) }))
}

/** These are settled, one way or the other. */
export async function dropDoubts(db: ListeningDb, network: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .deleteFrom('doubted_deletes')
    .where('network', '=', network)
    .where('post_id', 'in', [...ids])
    .execute()
}

/** The end of the last stretch in which a source of this network was not heard: deletions were missed with the rest. */
export async function lastGapMs(db: ListeningDb, network: string): Promise<number> {
  const row = await db
    .selectFrom('gaps')
    .innerJoin('sources', 'sources.source', 'gaps.source')
    .select((eb) => eb.fn.max('gaps.to_at').as('at'))
    .where('sources.network', '=', network)
    .executeTakeFirst()
  return row?.at?.getTime() ?? 0
}
