import { sql, type Kysely } from 'kysely'
import type { Post } from '#kernel/post.ts'
import { dayMs } from '#kernel/time.ts'
import type { ListeningTables } from '#listening/tables.ts'
import { storableText } from '#store/storable.ts'
import type { Story } from '#stream/story.ts'
import type { EarlyWarningTables } from '#roles/early-warning/store.ts'
import type { RegisterTables } from '#roles/early-warning/register/tables.ts'
import type { LedgerDb, LedgerTables } from '#roles/early-warning/ledger/tables.ts'

/** News items are held against stories for this long, and looked at for edits. */
export const newsLookedAtMs = 3 * dayMs

/** Items judged at once; the rest the next time. */
const freshMax = 500
const versionsMax = 20

/** The ledger's tables on any database handle. */
export function ledgerDb(db: Kysely<unknown>): LedgerDb {
  return db.withTables<LedgerTables & EarlyWarningTables & RegisterTables & ListeningTables>()
}

/** Where a post can be read, as the ledger keeps it. */
export type FirstPost = { atMs: number; id?: string; url?: string | undefined; network?: string }

/** Notes that a story was signalled, once; an earlier first post replaces a later one. */
export async function noteSignal(
  db: LedgerDb,
  { id, openedAtMs }: { id: string; openedAtMs: number },
  first: FirstPost,
): Promise<void> {
  const opened = new Date(openedAtMs)
  const row = {
    first_post_at: new Date(first.atMs),
    first_post_id: first.id === undefined ? null : storableText(first.id),
    first_post_url: first.url === undefined ? null : storableText(first.url),
    first_post_network: first.network ?? null,
  }
  await db
    .insertInto('ledger')
    .values({ id, story_id: id, begun_at: opened, signal_at: opened, interrupted: false, ...row })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet(row)
        .where(sql<boolean>`ledger.first_post_at is null or ledger.first_post_at > excluded.first_post_at`),
    )
    .execute()
}

/** The first person who looked; whoever comes later changes nothing. Says whether they were the first. */
export async function noteEye(db: LedgerDb, id: string, by: string, atMs: number): Promise<boolean> {
  const done = await db
    .updateTable('ledger')
    .set({ eye_at: new Date(atMs), eye_by: storableText(by) })
    .where('id', '=', id)
    .where('eye_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** News items told by a story, each once, with their words as they are now as a first version. */
export async function keepStoryNews(
  db: LedgerDb,
  storyId: string,
  items: readonly Post[],
  nowMs: number,
): Promise<void> {
  if (items.length === 0) return
  await db
    .insertInto('story_news')
    .values(
      items.map((post) => ({
        ...{
          story_id: storyId,
          post_id: storableText(post.id),
          at: new Date(post.atMs),
          label: labelOf(post),
        },
        ...{ url: post.url === undefined ? null : storableText(post.url), lang: post.lang ?? null },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .insertInto('news_versions')
    .values(
      items.map((post) => ({
        ...{ post_id: storableText(post.id), version: 1 },
        ...{ seen_at: new Date(nowMs), text: storableText(post.text) },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What a newsroom is called. */
export function labelOf(post: Post): string {
  return storableText(post.author?.name ?? post.author?.handle ?? post.source)
}

/** News items not yet held against the stories, oldest first. */
export async function freshNews(db: LedgerDb, fromMs: number, toMs: number): Promise<Post[]> {
  const rows = await db
    .selectFrom('posts')
    .select('body')
    .where('media', '=', true)
    .where('at', '>=', new Date(fromMs))
    .where('at', '<=', new Date(toMs))
    .where((where) =>
      where.not(
        where.exists(
          where.selectFrom('news_heard').select('post_id').whereRef('news_heard.post_id', '=', 'posts.id'),
        ),
      ),
    )
    .orderBy('at')
    .limit(freshMax)
    .execute()
  return rows.map(({ body }) => body)
}

/** Stories that a news item since then may tell. */
export async function storiesSince(db: LedgerDb, fromMs: number): Promise<Story[]> {
  const rows = await db
    .selectFrom('stories')
    .select('story')
    .where('updated_at', '>=', new Date(fromMs))
    .orderBy('updated_at', 'desc')
    .limit(500)
    .execute()
  return rows.map(({ story }) => story)
}

/** Notes a news item, once, with the story whose signal came before it. */
export async function keepHeard(db: LedgerDb, post: Post, storyId: string | undefined): Promise<void> {
  await db
    .insertInto('news_heard')
    .values({
      ...{ post_id: storableText(post.id), at: new Date(post.atMs), label: labelOf(post) },
      ...{ url: post.url === undefined ? null : storableText(post.url), story_id: storyId ?? null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** A story that learned more words may turn out to have been signalled before an item that seemed to have none. */
export async function keepPreceded(
  db: LedgerDb,
  { id, openedAtMs }: { id: string; openedAtMs: number },
  postIds: readonly string[],
): Promise<void> {
  if (postIds.length === 0) return
  await db
    .updateTable('news_heard')
    .set({ story_id: id })
    .where('post_id', 'in', postIds.map(storableText))
    .where('story_id', 'is', null)
    .where('at', '>=', new Date(openedAtMs))
    .execute()
}

/** Notes a new version of each item whose words changed; 20 of one item at most. */
export async function keepVersions(db: LedgerDb, sinceMs: number, nowMs: number): Promise<void> {
  await sql`
    insert into news_versions (post_id, version, seen_at, text)
    select p.id, v.version + 1, ${new Date(nowMs)}, p.text
    from (select distinct on (post_id) post_id, version, text from news_versions
      order by post_id, version desc) v
    join posts p on p.id = v.post_id and p.at >= ${new Date(sinceMs)}
    where p.text is distinct from v.text and v.version < ${versionsMax}
    on conflict do nothing`.execute(db)
}

/** Lets go of what is kept no longer elsewhere: words of expired items, and where expired first posts stood. */
export async function letGo(db: LedgerDb, nowMs: number): Promise<void> {
  const before = new Date(nowMs - dayMs)
  await sql`
    delete from news_versions v where seen_at < ${before}
      and not exists (select from posts p where p.id = v.post_id)`.execute(db)
  await sql`
    update ledger set first_post_id = null, first_post_url = null
    where first_post_id is not null and begun_at < ${before}
      and not exists (select from posts p where p.id = ledger.first_post_id)`.execute(db)
}

/** Takes what is gone out of the ledger: the times stay, where it stood and what it said does not. */
export async function forgetPosts(db: LedgerDb, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const gone = ids.map(storableText)
  await db
    .updateTable('ledger')
    .set({ first_post_id: null, first_post_url: null, first_post_gone: true })
    .where('first_post_id', 'in', gone)
    .execute()
  for (const table of ['story_news', 'news_heard'] as const)
    await db.updateTable(table).set({ url: null, gone: true }).where('post_id', 'in', gone).execute()
  await db.deleteFrom('news_versions').where('post_id', 'in', gone).execute()
}
