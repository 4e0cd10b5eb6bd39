import { sql, type Kysely } from 'kysely'
import type { ManyOutcome } from '#networks/to-many.ts'
import { secondMs } from '#kernel/time.ts'
import { storableText } from '#store/storable.ts'
import { sendingChannel } from '#sending/ground.ts'
import type { ManyWay, ToManyGround } from '#sending/to-many/ground.ts'
import { afterOutcome, type RecipientMove } from '#sending/to-many/rules.ts'
import { endSubscriptions } from '#sending/to-many/subscribers.ts'
import type { InHand } from '#sending/to-many/claiming.ts'
import { changeOf, type Telling } from '#sending/to-many/telling-row.ts'

/** Writes down what came of each recipient. */
export type OutcomeWriter = {
  /**
   * Takes an outcome; waits only where more than a group of them is unwritten. What is lost with the process before it was written is
   * found as a doubt when the lease ends, and nobody is told twice.
   *
   * @throws what an earlier writing threw
   */
  take(outcome: ManyOutcome): Promise<void>
  /**
   * Resolves when everything taken is written.
   *
   * @throws what writing threw
   */
  written(): Promise<void>
}

type Of = { way: ManyWay; telling: Telling; hands: Map<string, InHand> }

/** Screens show the numbers as they grow, this often. */
const toldEveryMs = secondMs
/** How long an outcome waits for others to be written with. */
const gatherMs = 20

/** Outcomes that come within a moment, and while others are being written, are written together: one commit for as many as there are. */
export function outcomeWriter(ground: ToManyGround, of: Of): OutcomeWriter {
  let unwritten: ManyOutcome[] = []
  let failed: { error: unknown } | undefined
  let writing: Promise<void> | undefined
  let [isEnding, isEnough] = [false, new AbortController()]
  const told = { atMs: 0 }
  const enough = of.way.atOnce / 4
  const writeAll = async (): Promise<void> => {
    while (unwritten.length > 0 && failed === undefined) {
      isEnough = new AbortController()
      if (unwritten.length < enough && !isEnding) await ground.clock.sleep(gatherMs, isEnough.signal)
      const now = unwritten
      unwritten = []
      await writeSome(ground, { ...of, told }, now).catch((error: unknown) => void (failed = { error }))
    }
    writing = undefined
  }
  const throwFailed = (): void => {
    if (failed !== undefined) throw failed.error
  }
  return {
    async take(outcome) {
      throwFailed()
      unwritten.push(outcome)
      if (unwritten.length >= enough) isEnough.abort('enough')
      writing ??= writeAll()
      if (unwritten.length < of.way.atOnce) return
      await writing
      throwFailed()
    },
    async written() {
      isEnding = true
      isEnough.abort('enough')
      await writing
      throwFailed()
    },
  }
}

async function writeSome(
  ground: ToManyGround,
  { way, telling, hands, told }: Of & { told: { atMs: number } },
  outcomes: readonly ManyOutcome[],
): Promise<void> {
  const nowMs = ground.clock.nowMs()
  const { repeats } = way.capabilities
  const untilMs = telling.until_at.getTime()
  const moved = outcomes.flatMap((outcome) => {
    const inHand = hands.get(outcome.id)
    if (inHand === undefined) return []
    hands.delete(outcome.id)
    const standing = { attempts: inHand.attempts, repeats, untilMs }
    const move = afterOutcome(standing, outcome, nowMs, ground.chance())
    return [{ id: outcome.id, fence: inHand.fence, ...move }]
  })
  await ground.store.inTransaction(async (tx) => {
    // Should the machine lose power now, the last outcomes become doubts, and nobody is told twice: not worth waiting for the disk.
    // The commit before each call does wait.
    await sql`set local synchronous_commit = off`.execute(tx)
    const written = await writeMoves(tx, telling.delivery_id, moved, nowMs)
    const ended = moved.flatMap(({ id, ends }) =>
      ends === undefined || !written.has(id) ? [] : [{ id, why: ends }],
    )
    await endSubscriptions(tx, ended, nowMs)
    if (nowMs - told.atMs < toldEveryMs) return
    told.atMs = nowMs
    await ground.store.notify(sendingChannel, changeOf(telling), tx)
  })
}

/** A move of one recipient, for whoever still has the fence. */
export type MovedRecipient = RecipientMove & { id: string; fence: number }

/**
 * Writes moves of recipients that are being told. An outcome that comes after its lease is still the truth: it takes the place of the
 * doubt, unless somebody else has begun since. Returns whose were written.
 */
export async function writeMoves(
  tx: Kysely<unknown>,
  delivery: string,
  moved: readonly MovedRecipient[],
  nowMs: number,
): Promise<Set<string>> {
  if (moved.length === 0) return new Set()
  const nextAt = moved.map(({ inMs }) => (inMs === undefined ? null : new Date(nowMs + inMs)))
  const { rows } = await sql<{ id: string }>`
    update to_many_recipients r set state = given.state, why = given.why, detail = nullif(given.detail, ''),
      next_at = given.next_at, leased_until = null, changed_at = ${new Date(nowMs)}
    from unnest(${moved.map(({ id }) => id)}::text[], ${moved.map(({ fence }) => fence)}::int[],
      ${moved.map(({ state }) => state)}::text[], ${moved.map(({ why }) => why)}::text[],
      ${moved.map(({ detail }) => storableText(detail.slice(0, 300)))}::text[], ${nextAt}::timestamptz[])
      as given(id, fence, state, why, detail, next_at)
    where r.delivery_id = ${delivery} and r.subscriber_id = given.id and r.fence = given.fence
      and r.state in ('sending', 'unknown')
    returning r.subscriber_id as id`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}
