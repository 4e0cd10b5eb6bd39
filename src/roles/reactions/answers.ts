import type { Doer, Ground } from '#roles/reactions/ground.ts'
import type { KnownAnswer } from '#roles/reactions/rules/questions.ts'

/** What people marked as answered in an announcement, by post id. */
export async function answersOf({ db }: Ground, announcementId: string): Promise<Map<string, KnownAnswer>> {
  const rows = await db
    .selectFrom('announcement_answers')
    .selectAll()
    .where('announcement_id', '=', announcementId)
    .execute()
  return new Map(
    rows.map(({ post_id: id, url, by, at }) => [id, { by: 'person', name: by, atMs: at.getTime(), url }]),
  )
}

/** Notes where these posts were answered; said again, it is the newer answer that stands. */
export async function markAnswered(
  { db, nowMs }: Ground,
  announcementId: string,
  o: { postIds: readonly string[]; url: string; by: Doer },
): Promise<void> {
  const at = new Date(nowMs())
  await db
    .insertInto('announcement_answers')
    .values(
      o.postIds.map((id) => ({
        announcement_id: announcementId,
        post_id: id,
        url: o.url,
        by: o.by.name,
        at,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['announcement_id', 'post_id']).doUpdateSet({ url: o.url, by: o.by.name, at }),
    )
    .execute()
}

/** Takes that back. */
export async function unmarkAnswered(
  { db }: Ground,
  announcementId: string,
  postIds: readonly string[],
): Promise<void> {
  await db
    .deleteFrom('announcement_answers')
    .where('announcement_id', '=', announcementId)
    .where('post_id', 'in', [...postIds])
    .execute()
}
