import { sql, type Kysely } from 'kysely'

/** Publications looked at: those of a session of questions are few. */
const publicationsMax = 500

/**
 * By which names answers point at what we published and in which one of these paths of our own pages stands, newest first and without exercises.
 */
export async function postsNaming(db: Kysely<unknown>, paths: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ posts: string[] }>`
    select p.posts from message_publications p join messages m on m.id = p.message_id and m.lane <> 'exercise'
    where exists (select from unnest(${paths}::text[]) as path where strpos(p.content, path) > 0)
    order by p.published_at desc limit ${publicationsMax}`.execute(db)
  return [...new Set(rows.flatMap(({ posts }) => posts))]
}
