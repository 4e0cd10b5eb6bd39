import { sql, type ColumnType, type Kysely } from 'kysely'
import { storableJson, storableText } from '#store/storable.ts'
import type { Story } from '#stream/story.ts'
import type { Gone, Muted } from '#stream/trends-contract.ts'
import type { Issue } from '#roles/early-warning/contract.ts'

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
  mutes: { story_id: string; terms: string[]; made_by: string; made_at: Moment }
  issues: {
    id: string
    story_id: string
    title: string
    owner: string
    state: 'open' | 'closed'
    taken_on_at: Moment
    next_review_at: Moment | null
  }
  issue_notes: { issue_id: string; at: Moment; by: string; text: string }
}

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

/** Calls a story not important, or takes that back. */
export async function setMuted(
  db: EarlyWarningDb,
  id: string,
  mute: { terms: string[]; by: string; at: Date } | undefined,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('stories')
      .set({ muted: mute !== undefined })
      .where('id', '=', id)
      .execute()
    await tx.deleteFrom('mutes').where('story_id', '=', id).execute()
    if (mute === undefined) return
    await tx
      .insertInto('mutes')
      .values({ story_id: id, terms: mute.terms, made_by: mute.by, made_at: mute.at })
      .execute()
  })
}

/** Everything called not important and not taken back. */
export async function mutes(db: EarlyWarningDb): Promise<Muted[]> {
  const rows = await db.selectFrom('mutes').select(['story_id', 'terms']).execute()
  return rows.map((row) => ({ id: row.story_id, terms: row.terms }))
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

/** Takes a story on. Nothing is returned when somebody else already did. */
export async function addIssue(
  db: EarlyWarningDb,
  issue: Omit<Issue, 'notes' | 'takenOnAt' | 'nextReviewAt'> & { takenOnAt: Date; nextReviewAt: Date },
): Promise<boolean> {
  const done = await db
    .insertInto('issues')
    .values({
      id: issue.id,
      story_id: issue.storyId,
      title: issue.title,
      owner: issue.owner,
      state: issue.state,
      taken_on_at: issue.takenOnAt,
      next_review_at: issue.nextReviewAt,
    })
    .onConflict((conflict) => conflict.column('story_id').doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Issues, open ones first, then by their next review. With an id: that one; with a story: its one. */
export async function issues(
  db: EarlyWarningDb,
  only: { id?: string; storyId?: string } = {},
): Promise<Issue[]> {
  const rows = await db
    .selectFrom('issues')
    .selectAll()
    .$if(only.id !== undefined, (query) => query.where('id', '=', only.id ?? ''))
    .$if(only.storyId !== undefined, (query) => query.where('story_id', '=', only.storyId ?? ''))
    .orderBy(sql`state = 'closed'`)
    .orderBy('next_review_at')
    .limit(500)
    .execute()
  if (rows.length === 0) return []
  const notes = await db
    .selectFrom('issue_notes')
    .selectAll()
    .where(
      'issue_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    storyId: row.story_id,
    title: row.title,
    owner: row.owner,
    state: row.state,
    takenOnAt: row.taken_on_at.toISOString(),
    ...(row.next_review_at === null ? {} : { nextReviewAt: row.next_review_at.toISOString() }),
    notes: notes
      .filter((note) => note.issue_id === row.id)
      .map((note) => ({ at: note.at.toISOString(), by: note.by, text: note.text })),
  }))
}

/** Changes an issue and writes down what was said. Says whether there is such an issue. */
export async function changeIssue(
  db: EarlyWarningDb,
  id: string,
  change: {
    owner?: string | undefined
    state?: 'open' | 'closed' | undefined
    nextReviewAt?: Date | undefined
    note?: string | undefined
  },
  by: { name: string; at: Date },
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const row = {
      ...(change.owner === undefined ? {} : { owner: change.owner }),
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.nextReviewAt === undefined ? {} : { next_review_at: change.nextReviewAt }),
    }
    const found = await tx
      .selectFrom('issues')
      .select('id')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (found === undefined) return false
    if (Object.keys(row).length > 0) await tx.updateTable('issues').set(row).where('id', '=', id).execute()
    if (change.note !== undefined) {
      await tx
        .insertInto('issue_notes')
        .values({ issue_id: id, at: by.at, by: by.name, text: change.note })
        .execute()
    }
    return true
  })
}
