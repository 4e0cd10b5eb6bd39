import { sql, type Kysely } from 'kysely'
import { jsonOf } from '#kernel/json.ts'
import { VersionContent } from '#kernel/version-content.ts'

/** Something that was published, once an account and language. `isSigned`: a person's line stood under it. */
export type Said = { messageId: string; language: string; atMs: number; text: string; isSigned: boolean }

/** Publications read at once: a year of a busy office. */
const saidMax = 50_000

/** Everything that was published since, oldest first and without exercises; of more than 50,000 the newest. */
export async function saidSince(db: Kysely<unknown>, fromMs: number): Promise<Said[]> {
  const { rows } = await sql<{
    message_id: string
    language: string
    at: Date
    content: string
    signed: boolean
  }>`
    select p.message_id, p.language, p.published_at as at, p.content,
      coalesce(v.written ->> 'byline', '') <> '' as signed
    from message_publications p join messages m on m.id = p.message_id and m.lane <> 'exercise'
    left join message_versions v
      on v.message_id = p.message_id and v.account = p.account and v.language = p.language
    where p.published_at >= ${new Date(fromMs)} order by p.published_at desc limit ${saidMax}`.execute(db)
  return rows.toReversed().flatMap(({ message_id: messageId, language, at, content, signed }) => {
    const read = VersionContent.safeParse(jsonOf(content))
    if (!read.success) return []
    return [{ messageId, language, atMs: at.getTime(), text: read.data.parts.join('\n\n'), isSigned: signed }]
  })
}

/** When something of each account was last public, epoch ms; exercises do not count. */
export async function lastSaid(db: Kysely<unknown>): Promise<Map<string, number>> {
  const { rows } = await sql<{ account: string; at: Date }>`
    select p.account, max(p.published_at) as at from message_publications p
    join messages m on m.id = p.message_id and m.lane <> 'exercise' group by p.account`.execute(db)
  return new Map(rows.map(({ account, at }) => [account, at.getTime()]))
}
