import { sql } from 'kysely'
import type { Post } from '#kernel/post.ts'
import type { ListeningDb } from '#listening/tables.ts'

/** Answers found by one look back. */
const foundMax = 1000

/**
 * Kept posts that answer or quote something by one of these names, oldest first. Reads every kept post since then: for once,
 * when something is noted, not for each post.
 *
 * @param names ids (`network:nativeId`) or keys (`network:/key`), as `namesAt` says them
 * @returns at most 1,000
 */
export async function keptAnswers(
  db: ListeningDb,
  names: readonly string[],
  sinceMs: number,
): Promise<Post[]> {
  const { rows } = await sql<{ body: Post }>`
    select body from posts, lateral (values (body->>'replyTo'), (body->>'quoteOf')) as points(at_id)
    where at >= ${new Date(sinceMs)} and (at_id = any(${names}::text[])
      or network || ':' || substring(at_id from '/[^/]*$') = any(${names}::text[]))
    order by at, id limit ${foundMax}`.execute(db)
  return rows.map(({ body }) => body)
}
