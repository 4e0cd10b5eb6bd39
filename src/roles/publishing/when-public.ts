import { sql, type Kysely } from 'kysely'

/** A message by its title, and since when any of it is or was public, with where. */
export type WhenPublic = { id: string; title: string; publicAt?: string; url?: string }

const newestMax = 100

/** The messages that were changed last, newest first: for whoever asks a person which of them is meant. */
export async function newestMessages(db: Kysely<unknown>): Promise<WhenPublic[]> {
  const { rows } = await sql<{ id: string }>`
    select id from messages where lane <> 'exercise' order by changed_at desc, id limit ${newestMax}`.execute(
    db,
  )
  return whenPublic(
    db,
    rows.map(({ id }) => id),
  )
}

/** Those of these messages that there are, in the order given: for whoever keeps what they are about. */
export async function whenPublic(db: Kysely<unknown>, ids: readonly string[]): Promise<WhenPublic[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string; title: string; published_at: Date | null; url: string | null }>`
    select m.id, m.title, p.published_at, p.url from messages m
    left join lateral (select published_at, url from message_publications
      where message_id = m.id order by published_at, id limit 1) p on true
    where m.id = any(${[...ids]}::text[]) and m.lane <> 'exercise'`.execute(db)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (row === undefined) return []
    return {
      ...{ id, title: row.title },
      ...(row.published_at === null ? {} : { publicAt: row.published_at.toISOString() }),
      ...(row.url === null || row.url === '' ? {} : { url: row.url }),
    }
  })
}
