import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Post } from '#kernel/post.ts'
import { dayMs } from '#kernel/time.ts'
import { thanksIn } from '#language/thanks.ts'
import type { VoiceDb } from '#roles/faces/voice/tables.ts'

/** Longest that an answer of ours is waited for, days; shorter where listening forgets posts sooner. */
export const waitedDaysMax = 30
/** What a network's clock and another's may differ by: so much before what it answers an answer may be dated. */
const clocksDiffer = '5 minutes'
/** How long figures are kept: a year and the month it began in, and some days. */
const keptDays = 400
const waitMaxS = 2_000_000_000
/** Rows written by one statement. */
const rowsMax = 2000

/** What was heard at once: answers of others to us, answers of ours to others, and names of posts that are gone. */
export type HeardForVoice = {
  answers: readonly Post[]
  ours: readonly Post[]
  goneIds: readonly string[]
}

/** What keeping stands on. */
export type KeepingGround = {
  nowMs: number
  /** How long listening keeps posts. */
  days: number
  hearsOurs: (network: string) => boolean
}

/** What stands for the name of a post: it cannot be read back out of it. */
export function keyOf(name: string): Buffer {
  return createHash('sha256').update(name).digest()
}

/** Keeps what counts of what was heard. Hearing it twice, in whatever order, is hearing it once; what is gone is forgotten. */
export async function keepHeard(db: VoiceDb, heard: HeardForVoice, ground: KeepingGround): Promise<void> {
  const touched = await forgetGone(db, heard.goneIds)
  const gone = new Set(heard.goneIds)
  const isCounted = ({ id, atMs }: Post): boolean =>
    !gone.has(id) && atMs > ground.nowMs - waitedDays(ground) * dayMs && atMs < ground.nowMs + dayMs
  const answers = once(heard.answers.filter(isCounted))
  const ours = once(heard.ours.filter(isCounted)).filter(({ replyTo }) => replyTo !== undefined)
  for (const some of chunks(answers)) await keepAnswers(db, some, ground)
  for (const some of chunks(ours)) await keepOurs(db, some)
  const keys = [
    ...touched,
    ...answers.map(({ id }) => keyOf(id)),
    ...ours.map(({ replyTo = '' }) => keyOf(replyTo)),
  ]
  if (keys.length > 0) await settle(db, keys)
}

function waitedDays({ days }: Pick<KeepingGround, 'days'>): number {
  return Math.min(days, waitedDaysMax)
}

/** The newest wording of each. */
function once(posts: readonly Post[]): Post[] {
  return [...new Map(posts.map((post) => [post.id, post])).values()]
}

function chunks(posts: readonly Post[]): Post[][] {
  const count = Math.ceil(posts.length / rowsMax)
  return Array.from({ length: count }, (_, n) => posts.slice(n * rowsMax, (n + 1) * rowsMax))
}

async function forgetGone(db: VoiceDb, ids: readonly string[]): Promise<Buffer[]> {
  if (ids.length === 0) return []
  const keys = ids.map(keyOf)
  await db
    .deleteFrom('voice_heard')
    .where(sql<boolean>`post = any(${keys}::bytea[])`)
    .execute()
  const rows = await db
    .deleteFrom('voice_ours')
    .where(sql<boolean>`post = any(${keys}::bytea[])`)
    .returning('answers')
    .execute()
  return rows.map(({ answers }) => answers)
}

async function keepAnswers(db: VoiceDb, posts: readonly Post[], { hearsOurs }: KeepingGround): Promise<void> {
  const heard = new Map([...new Set(posts.map(({ network }) => network))].map((one) => [one, hearsOurs(one)]))
  await db
    .insertInto('voice_heard')
    .values(
      posts.map(({ id, network, atMs, text, lang }) => ({
        ...{ post: keyOf(id), network, said_at: new Date(atMs), hears_ours: heard.get(network) ?? false },
        ...{ thanks: thanksIn(text, lang), wait_s: null },
      })),
    )
    // An edit may thank where the first wording did not.
    .onConflict((same) => same.column('post').doUpdateSet((row) => ({ thanks: row.ref('excluded.thanks') })))
    .execute()
}

async function keepOurs(db: VoiceDb, posts: readonly Post[]): Promise<void> {
  await db
    .insertInto('voice_ours')
    .values(
      posts.map(({ id, replyTo = '', atMs }) => ({
        ...{ post: keyOf(id), answers: keyOf(replyTo), said_at: new Date(atMs) },
      })),
    )
    .onConflict((same) => same.column('post').doNothing())
    .execute()
}

/** How long each of these waited for our first answer; one that is dated before what it answers is none, a little aside. */
async function settle(db: VoiceDb, keys: readonly Buffer[]): Promise<void> {
  await sql`
    update voice_heard as heard set wait_s = (
      select least(${waitMaxS}, greatest(0, ceil(extract(epoch from first.at - heard.said_at))))::integer
      from (select min(said_at) as at from voice_ours as ours
        where ours.answers = heard.post and ours.said_at >= heard.said_at - ${clocksDiffer}::interval) as first
      where first.at is not null)
    where heard.post = any(${keys}::bytea[])`.execute(db)
}

/** Makes plain numbers of what listening forgets, and forgets what no page shows any more. */
export async function sweepVoice(
  db: VoiceDb,
  o: { nowMs: number; days: number; timeZone: string },
): Promise<void> {
  const endsAt = new Date(o.nowMs - waitedDays(o) * dayMs)
  await sql`
    update voice_heard set post = null, said_at = date_trunc('day', said_at, ${o.timeZone}),
      watched_s = least(${waitMaxS}, extract(epoch from ${new Date(o.nowMs)}::timestamptz - said_at))::integer
    where post is not null and said_at < ${endsAt}`.execute(db)
  await db.deleteFrom('voice_ours').where('said_at', '<', endsAt).execute()
  await db
    .deleteFrom('voice_heard')
    .where('said_at', '<', new Date(o.nowMs - keptDays * dayMs))
    .execute()
}
