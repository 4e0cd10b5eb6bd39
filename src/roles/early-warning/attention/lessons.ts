import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { storableText } from '#store/storable.ts'
import type { Held, Muted } from '#stream/trends-contract.ts'
import type { Lesson, Teaching } from '#roles/early-warning/attention/contract.ts'
import type { Taught } from '#roles/early-warning/attention/recording.ts'
import type { AttentionDb } from '#roles/early-warning/attention/tables.ts'

const listedMax = 300

/** Who teaches, when. */
export type Teacher = { name: string; at: Date }

/** Teaches what to hold back; what is taught already stays as it is. Returns what is new. */
export async function teach(db: AttentionDb, taught: readonly Teaching[], by: Teacher): Promise<Taught[]> {
  if (taught.length === 0) return []
  const rows = await db
    .insertInto('lessons')
    .values(
      taught.map(({ storyId, kind, value }) => ({
        id: randomUUID(),
        story_id: storyId,
        kind,
        value: storableText(value),
        made_by: storableText(by.name),
        made_at: by.at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(['story_id', 'kind', 'value'])
    .execute()
  return rows.map(taughtOf)
}

function taughtOf(row: { story_id: string; kind: Lesson['kind']; value: string }): Taught {
  return { storyId: row.story_id, kind: row.kind, value: row.value }
}

/** Takes one lesson back, or all of a story; says which those were. */
export async function untaught(
  db: AttentionDb,
  which: { id: string } | { storyId: string },
  by: Teacher,
): Promise<Taught[]> {
  const rows = await db
    .updateTable('lessons')
    .set({ undone_by: storableText(by.name), undone_at: by.at })
    .where((where) => ('id' in which ? where('id', '=', which.id) : where('story_id', '=', which.storyId)))
    .where('undone_at', 'is', null)
    .returning(['story_id', 'kind', 'value'])
    .execute()
  return rows.map(taughtOf)
}

/** Whether anything that was taught on a story still holds. */
export async function isTaughtOn(db: AttentionDb, storyId: string): Promise<boolean> {
  const row = await db
    .selectFrom('lessons')
    .select('id')
    .where('story_id', '=', storyId)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** What the engine holds back: what was taught on one story goes together. */
export async function mutedNow(db: AttentionDb): Promise<Muted[]> {
  const rows = await db
    .selectFrom('lessons')
    .select(['story_id', 'kind', 'value'])
    .where('undone_at', 'is', null)
    .orderBy('made_at')
    .orderBy('id')
    .execute()
  const byStory = new Map<string, typeof rows>()
  for (const row of rows) byStory.set(row.story_id, [...(byStory.get(row.story_id) ?? []), row])
  return [...byStory].map(([id, taught]) => {
    const of = (kind: Lesson['kind']): string[] =>
      taught.flatMap((row) => (row.kind === kind ? [row.value] : []))
    const [terms, sources, places] = [of('term'), of('source'), of('place')]
    return {
      id,
      terms,
      ...(sources.length === 0 ? {} : { sources }),
      ...(places.length === 0 ? {} : { places }),
    }
  })
}

/** Counts what was held back, by what. What was taken back meanwhile counts nothing. */
export async function keepHeld(db: AttentionDb, held: readonly Held[], at: Date): Promise<void> {
  if (held.length === 0) return
  await sql`
    update lessons set held_posts = lessons.held_posts + told.posts, held_at = ${at}
    from unnest(
      ${held.map((one) => storableText(one.id))}::text[],
      ${held.map((one) => one.why.kind)}::text[],
      ${held.map((one) => storableText(one.why.value))}::text[],
      ${held.map((one) => one.posts)}::integer[]) as told (story_id, kind, value, posts)
    where lessons.story_id = told.story_id and lessons.kind = told.kind and lessons.value = told.value
      and lessons.undone_at is null`.execute(db)
}

/** Everything that was taught, what still holds first, newest first; at most 300. */
export async function lessons(db: AttentionDb): Promise<Lesson[]> {
  const rows = await db
    .selectFrom('lessons')
    .leftJoin('stories', 'stories.id', 'lessons.story_id')
    .selectAll('lessons')
    .select(sql<string | null>`stories.story ->> 'headline'`.as('headline'))
    .orderBy(sql`lessons.undone_at is not null`)
    .orderBy('lessons.made_at', 'desc')
    .orderBy('lessons.id')
    .limit(listedMax)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    value: row.value,
    storyId: row.story_id,
    ...(row.headline === null || row.headline === '' ? {} : { headline: row.headline }),
    by: row.made_by,
    since: row.made_at.toISOString(),
    posts: row.held_posts,
    ...(row.held_at === null ? {} : { lastHeldAt: row.held_at.toISOString() }),
    ...(row.undone_at === null
      ? {}
      : { undone: { by: row.undone_by ?? '', at: row.undone_at.toISOString() } }),
  }))
}
