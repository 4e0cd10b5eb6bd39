import { sql, type Kysely } from 'kysely'

/** Those that this desk sent, or somebody noted here, by what their network calls them: they are listed as such already. */
export async function ourIds(tx: Kysely<unknown>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select distinct post as id from message_publications, unnest(posts) as post
    where posts && ${[...ids]}::text[] and post = any(${[...ids]}::text[])`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** The same, also by their address: what was published by hand has no other name here. */
export async function oursAmong(
  tx: Kysely<unknown>,
  posts: readonly { id: string; url: string | null }[],
): Promise<ReadonlySet<string>> {
  const ours = new Set(
    await ourIds(
      tx,
      posts.map(({ id }) => id),
    ),
  )
  const urls = posts.flatMap(({ url }) => (url === null || url === '' ? [] : [url]))
  const { rows } = await sql<{ url: string }>`
    select distinct url from message_publications where url = any(${urls}::text[])`.execute(tx)
  const noted = new Set(rows.map(({ url }) => url))
  for (const { id, url } of posts) if (url !== null && noted.has(url)) ours.add(id)
  return ours
}
