import { sql } from 'kysely'
import { secondMs } from '#kernel/time.ts'
import type { Thanks } from '#language/thanks.ts'
import type { QuestionDb } from '#roles/faces/questions/tables.ts'
import type { VoiceDb } from '#roles/faces/voice/tables.ts'
import type { Waited } from '#roles/faces/voice/waiting.ts'

/** A wait, and the moment it began. */
export type WaitFrom = Waited & { fromMs: number }

/** An answer to us, as it is counted. `wait` missing: whether we answered cannot be known there. */
export type CountedAnswer = { network: string; atMs: number; thanks: Thanks; wait?: Waited }

/** Read at once; of more, the newest. */
const readMax = 200_000

/** Answers to us that were said in this time, oldest first, and since when they are counted. */
export async function countedAnswers(
  db: VoiceDb,
  o: { fromMs: number; nowMs: number },
): Promise<{ answers: CountedAnswer[]; beganMs: number }> {
  const rows = await db
    .selectFrom('voice_heard')
    .select(['network', 'said_at', 'hears_ours', 'thanks', 'wait_s', 'watched_s'])
    .where('said_at', '>=', new Date(o.fromMs))
    // What a practice day of before says of later hours has not happened yet.
    .where('said_at', '<=', new Date(o.nowMs))
    .orderBy('said_at', 'desc')
    .limit(readMax)
    .execute()
  const { at } = await db.selectFrom('voice_began').select('at').executeTakeFirstOrThrow()
  const answers = rows.toReversed().map(({ network, said_at, thanks, ...row }) => {
    const atMs = said_at.getTime()
    const soFarS = row.watched_s ?? Math.floor((o.nowMs - atMs) / secondMs)
    const wait = { waitS: row.wait_s ?? soFarS, isAnswered: row.wait_s !== null }
    return { network, atMs, thanks, ...(row.hears_ours ? { wait } : {}) }
  })
  return { answers, beganMs: at.getTime() }
}

/**
 * How long questions of sessions waited, oldest first. A question waits from the moment it was asked, or from the beginning of its
 * session: before that nobody was told to expect an answer. One that is the same as another counts once; one that was set aside, and
 * one whose answer was withdrawn, has none.
 */
export async function questionWaits(
  db: QuestionDb,
  o: { fromMs: number; nowMs: number },
): Promise<{ waits: WaitFrom[]; aside: number }> {
  const { rows } = await sql<{ from_at: Date; answered_at: Date | null; state: string }>`
    select greatest(q.asked_at, s.begins_at) as from_at, q.answered_at, q.state
    from questions q join question_sessions s on s.id = q.session_id
    where q.state <> 'merged' and greatest(q.asked_at, s.begins_at) >= ${new Date(o.fromMs)}
      and greatest(q.asked_at, s.begins_at) <= ${new Date(o.nowMs)}
    order by 1 desc limit ${readMax}`.execute(db)
  const waits = rows.toReversed().map(({ from_at, answered_at, state }) => {
    const fromMs = from_at.getTime()
    const isAnswered = answered_at !== null && state !== 'withdrawn'
    const toMs = isAnswered ? answered_at.getTime() : o.nowMs
    return { fromMs, isAnswered, waitS: Math.max(0, Math.ceil((toMs - fromMs) / secondMs)) }
  })
  return { waits, aside: rows.filter(({ state }) => state === 'set-aside').length }
}
