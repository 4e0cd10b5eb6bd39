import { sql, type ColumnType, type Kysely } from 'kysely'
import { storableJson, storableText } from '#store/storable.ts'
import type { Story } from '#stream/story.ts'
import type { Gone } from '#stream/trends-contract.ts'
import type { RegisterTables } from '#roles/early-warning/register/tables.ts'

type Moment = ColumnType<Date, Date, Date>

/** The rows of this role. See `migrations.ts`. */
export type EarlyWarningTables = {
  stories: {
    id: string
    story: ColumnType<Story, string, string>
    state: Story['state']
    first_seen_at: Moment
    opened_at: Moment
    updated_at: Moment
    news_at: Moment | null
    news_label: string | null
    muted: boolean
  }
} & Pick<RegisterTables, 'issues' | 'issue_notes'>

/** The database as this role uses it. */
export type EarlyWarningDb = Kysely<EarlyWarningTables>

/** A kept story with what people and the news added to it. */
export type KeptStory = {
  story: Story
  news: { atMs: number; label: string } | undefined
  muted: boolean
  issueId: string | undefined
}

const listedMax = 200

/** Keeps the newest form of a story. What people said of it stays. */
export async function keepStory(db: EarlyWarningDb, story: Story): Promise<void> {
  const row = {
    story: storableJson(story),
    state: story.state,
    updated_at: new Date(story.updatedAtMs),
  }
  await db
    .insertInto('stories')
    .values({
      id: story.id,
      first_seen_at: new Date(story.firstSeenMs),
      opened_at: new Date(story.openedAtMs),
      muted: false,
      ...row,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

type Filter = 'open' | 'muted' | 'over'

/** Kept stories of one kind, last changed first; at most 200. */
export async function keptStories(db: EarlyWarningDb, show: Filter): Promise<KeptStory[]> {
  const rows = await selectStories(db)
    .$if(show === 'open', (query) => query.where('stories.state', '<>', 'over').where('muted', '=', false))
    .$if(show === 'muted', (query) => query.where('muted', '=', true))
    .$if(show === 'over', (query) => query.where('stories.state', '=', 'over'))
    .orderBy('updated_at', 'desc')
    .limit(listedMax)
    .execute()
  return rows.map(fromRow)
}

/** One kept story. */
export async function keptStory(db: EarlyWarningDb, id: string): Promise<KeptStory | undefined> {
  const row = await selectStories(db).where('stories.id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : fromRow(row)
}

function selectStories(db: EarlyWarningDb) {
  return db
    .selectFrom('stories')
    .leftJoin('issues', 'issues.story_id', 'stories.id')
    .select([
      'stories.story',
      'stories.news_at',
      'stories.news_label',
      'stories.muted',
      'issues.id as issue_id',
    ])
}

function fromRow(row: {
  story: Story
  news_at: Date | null
  news_label: string | null
  muted: boolean
  issue_id: string | null
}): KeptStory {
  return {
    story: row.story,
    news: row.news_at === null ? undefined : { atMs: row.news_at.getTime(), label: row.news_label ?? '' },
    muted: row.muted,
    issueId: row.issue_id ?? undefined,
  }
}

/** How many stories there are beside the open ones. */
export async function countStories(db: EarlyWarningDb): Promise<{ muted: number; over: number }> {
  const row = await db
    .selectFrom('stories')
    .select([
      sql<number>`count(*) filter (where muted)::int`.as('muted'),
      sql<number>`count(*) filter (where state = 'over')::int`.as('over'),
    ])
    .executeTakeFirstOrThrow()
  return row
}

/** Stories that show a sample of these posts or authors. */
export async function storiesShowing(db: EarlyWarningDb, { ids, authorIds }: Gone): Promise<Story[]> {
  const samples = [
    ...ids.map((id) => ({ id: storableText(id) })),
    ...authorIds.map((id) => ({ author: { id: storableText(id) } })),
  ]
  const rows = await db
    .selectFrom('stories')
    .select('story')
    .where(
      sql<boolean>`(story -> 'samples') @> any(${samples.map((sample) => JSON.stringify([sample]))}::jsonb[])`,
    )
    .forUpdate()
    .execute()
  return rows.map((row) => row.story)
}

/** Puts other words in the place of a story's, in its issue's title too when that was the headline. */
export async function rewordStory(db: EarlyWarningDb, before: Story, after: Story): Promise<void> {
  await db
    .updateTable('stories')
    .set({ story: storableJson(after) })
    .where('id', '=', after.id)
    .execute()
  if (after.headline === before.headline) return
  await db
    .updateTable('issues')
    .set({ title: after.headline })
    .where('story_id', '=', after.id)
    .where('title', '=', before.headline)
    .execute()
}

/** Notes the first news item about a story; an earlier one replaces a later one. Says whether it was news to us. */
export async function keepNews(
  db: EarlyWarningDb,
  id: string,
  news: { atMs: number; label: string },
): Promise<boolean> {
  const at = new Date(news.atMs)
  const done = await db
    .updateTable('stories')
    .set({ news_at: at, news_label: news.label })
    .where('id', '=', id)
    .where((where) => where.or([where('news_at', 'is', null), where('news_at', '>', at)]))
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Calls a story not important, or takes that back. What it teaches is kept by `attention`. */
export async function setMuted(db: EarlyWarningDb, id: string, muted: boolean): Promise<void> {
  await db.updateTable('stories').set({ muted }).where('id', '=', id).execute()
}

/** Stories that ended while nobody listened: a restart must not show them as rising. */
export async function endStale(db: EarlyWarningDb, before: Date): Promise<void> {
  await db
    .updateTable('stories')
    .set({ state: 'over', story: sql<string>`jsonb_set(story, '{state}', '"over"')` })
    .where('state', '<>', 'over')
    .where('updated_at', '<', before)
    .execute()
}
