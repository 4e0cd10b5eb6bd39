import { createHash } from 'node:crypto'
import { sql, type Kysely, type Selectable } from 'kysely'
import { dayMs } from '#kernel/time.ts'
import type { Post } from '#kernel/post.ts'
import { postsById } from '#listening/posts.ts'
import type { RecordActor } from '#records/contract.ts'
import { findEntries } from '#records/find.ts'
import { keepRecord } from '#records/records.ts'
import { storableJson, storableText } from '#store/storable.ts'
import type { Gone } from '#stream/trends-contract.ts'
import type { Analysis } from '#roles/reactions/analysis/contract.ts'
import type { Announcement } from '#roles/reactions/contract.ts'
import type { Evidence, EvidencePost, EvidenceSummary } from '#roles/reactions/evidence/contract.ts'
import type { Ground } from '#roles/reactions/ground.ts'
import { Frozen, frozenOf, postIdsOf, thawed } from '#roles/reactions/evidence/freeze.ts'
import type { ReactionsTables } from '#roles/reactions/tables.ts'

type EvidenceRow = Selectable<ReactionsTables['evidence']>

/** Who freezes, and why. */
export type Taking = { why: EvidenceSummary['why']; actor: RecordActor; name: string }

/**
 * Freezes an analysis as evidence, on record with its hash: figures stay whatever is deleted or expires later, posts stay as links only.
 */
export async function keepEvidence(
  ground: Ground,
  tx: Kysely<unknown>,
  o: { announcement: Announcement; analysis: Analysis; taking: Taking },
): Promise<EvidenceSummary> {
  const { announcement, analysis, taking } = o
  const frozen = frozenOf(analysis)
  const text = storableJson(frozen)
  const sha256 = createHash('sha256').update(text).digest('hex')
  const nowMs = ground.nowMs()
  const id = ground.newId()
  const db = tx.withTables<ReactionsTables>()
  const row = {
    ...{ id, announcement_id: announcement.id, taken_at: new Date(nowMs), taken_by: taking.name },
    ...{ why: taking.why, announcement: storableJson(announcement), frozen: text, sha256 },
  }
  await db.insertInto('evidence').values(row).execute()
  await keepLinks(ground, db, id, { frozen, fromMs: Date.parse(analysis.queries.reaction.from) })
  const facts = {
    ...{ title: announcement.title, sha256, why: taking.why, evidence: id },
    ...{ posts: analysis.volume.posts, authors: analysis.volume.authors, upTo: analysis.at },
  }
  const subject = `announcement:${announcement.id}`
  await keepRecord(tx, { kind: 'evidence-kept', by: taking.actor, subject, facts }, nowMs)
  return summaryOf(row)
}

async function keepLinks(
  { listening }: Ground,
  db: Kysely<ReactionsTables>,
  evidenceId: string,
  { frozen, fromMs }: { frozen: Frozen; fromMs: number },
): Promise<void> {
  const within = { fromMs: fromMs - dayMs, toMs: Date.parse(frozen.analysis.at) + dayMs }
  const posts = await postsById(listening.db, postIdsOf(frozen), within)
  if (posts.length === 0) return
  const rows = posts.map(({ id, atMs, network, author, url }) => ({
    ...{ evidence_id: evidenceId, post_id: storableText(id), at: new Date(atMs), network },
    ...{ author_id: author === undefined ? null : storableText(author.id) },
    ...{ url: url === undefined ? null : storableText(url), kind: author?.kind ?? 'others' },
  }))
  await db.insertInto('evidence_posts').values(rows).execute()
}

function summaryOf(
  row: Pick<EvidenceRow, 'id' | 'announcement_id' | 'taken_at' | 'taken_by' | 'why' | 'sha256'>,
): EvidenceSummary {
  return {
    ...{ id: row.id, announcementId: row.announcement_id, takenAt: row.taken_at.toISOString() },
    ...{ takenBy: row.taken_by, why: row.why, sha256: row.sha256 },
  }
}

/** What was frozen of an announcement, newest first. */
export async function evidenceOf({ db }: Ground, announcementId: string): Promise<EvidenceSummary[]> {
  const rows = await db
    .selectFrom('evidence')
    .select(['id', 'announcement_id', 'taken_at', 'taken_by', 'why', 'sha256'])
    .where('announcement_id', '=', announcementId)
    .orderBy('taken_at', 'desc')
    .limit(200)
    .execute()
  return rows.map(summaryOf)
}

/** One piece of evidence, shown with the posts that are still there. */
export async function readEvidence(ground: Ground, id: string): Promise<Evidence | undefined> {
  const row = await ground.db.selectFrom('evidence').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return undefined
  const links = await ground.db
    .selectFrom('evidence_posts')
    .selectAll()
    .where('evidence_id', '=', id)
    .execute()
  const kept = await keptPosts(ground, links)
  const frozen = Frozen.parse(JSON.parse(row.frozen))
  return {
    ...summaryOf(row),
    announcement: row.announcement,
    analysis: thawed(frozen, kept),
    posts: links.map((link) => linkView(link, kept)),
    ...(await recordOf(ground, row)),
  }
}

/** Its entry in the archive: of the moment in which it was frozen, and naming it. */
async function recordOf({ db }: Ground, row: EvidenceRow): Promise<Pick<Evidence, 'record'>> {
  const page = await findEntries(db.withTables(), {
    ...{ kind: 'evidence-kept', subject: `announcement:${row.announcement_id}` },
    from: row.taken_at.toISOString(),
    to: new Date(row.taken_at.getTime() + 1).toISOString(),
  })
  const entry = page.entries.find(({ facts }) => facts?.['evidence'] === row.id)
  return entry === undefined ? {} : { record: entry.seq }
}

async function keptPosts(
  { listening }: Ground,
  links: readonly { post_id: string; at: Date }[],
): Promise<Map<string, Post>> {
  if (links.length === 0) return new Map()
  const times = links.map(({ at }) => at.getTime())
  const ids = links.map(({ post_id: id }) => id)
  const within = { fromMs: Math.min(...times), toMs: Math.max(...times) }
  return new Map((await postsById(listening.db, ids, within)).map((post) => [post.id, post]))
}

function linkView(
  link: { post_id: string; network: string; at: Date; url: string | null; gone: boolean; kind: string },
  kept: ReadonlyMap<string, Post>,
): EvidencePost {
  const state = stateOf(link, kept)
  const mayShow = state === 'there' || (state === 'expired' && isPublicVoice(link.kind))
  return {
    ...{ id: link.post_id, network: link.network, at: link.at.toISOString(), state },
    ...(mayShow && link.url !== null ? { url: link.url } : {}),
  }
}

function stateOf(
  { gone, post_id: id }: { gone: boolean; post_id: string },
  kept: ReadonlyMap<string, Post>,
): EvidencePost['state'] {
  if (gone) return 'gone'
  return kept.has(id) ? 'there' : 'expired'
}

function isPublicVoice(kind: string): boolean {
  return kind === 'media' || kind === 'official'
}

/** Takes addresses and authors of what was taken back out of all evidence, in the transaction that forgets the posts. */
export async function forgetLinks(db: Kysely<ReactionsTables>, { ids, authorIds }: Gone): Promise<void> {
  await sql`
    update evidence_posts set url = null, author_id = null, gone = true
    where post_id = any(${ids.map(storableText)}::text[]) or author_id = any(${authorIds.map(storableText)}::text[])`.execute(
    db,
  )
}

/** Whose deletion can no longer be noticed goes from evidence too: addresses and authors of posts that expired, except of media and official accounts. */
export async function expireLinks({ db }: Ground): Promise<void> {
  await sql`
    update evidence_posts set url = null, author_id = null
    where (url is not null or author_id is not null) and kind not in ('media', 'official')
      and not exists (select from posts where posts.id = evidence_posts.post_id and posts.at = evidence_posts.at)`.execute(
    db,
  )
}
