import type { OutgoingPart, Sender, SendOutcome } from '#networks/sender.ts'
import { sendingLimits } from '#sending/contract.ts'
import { move, type Unit } from '#sending/claiming.ts'
import type { Ground } from '#sending/ground.ts'
import type { Event } from '#sending/machine.ts'
import { holdDelivery, holdPauses, type Delivery, type MovedBy } from '#sending/outbox.ts'
import { openPauses, pauseOf } from '#sending/pauses.ts'
import { isTargetGone } from '#sending/corrections.ts'
import { checkFiles } from '#sending/files/preflight.ts'
import { besideOthers, otherHalfMs } from '#sending/halves.ts'
import { cardOf, mediaOf } from '#sending/media.ts'
import type { SendingTables } from '#sending/tables.ts'

/** Sends what is held, part by part. Nothing here throws for anything a network does. */
export async function deliver(ground: Ground, unit: Unit, signal: AbortSignal): Promise<void> {
  const [first] = unit.deliveries
  if (first === undefined) return
  const line = await ground.lines.open(first.account)
  if (line === undefined)
    return giveBackAll(ground, unit, { kind: 'given-back', why: 'not-connected', inMs: 30_000 })
  const { sender } = line
  // Both languages are looked at before one of them is public.
  const found = unit.deliveries.map(({ content }) => checkFiles(ground.store.db, content, sender))
  const problem = (await Promise.all(found)).flat()[0]
  if (problem !== undefined)
    return giveBackAll(ground, unit, { kind: 'stopped', why: 'not-accepted', detail: problem.words.en })
  for (const delivery of unit.deliveries) {
    const isThere = await deliverOne(ground, { delivery, sender, unit, signal })
    // The other language waits with the first one: it must not go out alone.
    if (!isThere) return giveBackRest(ground, unit, delivery)
  }
}

type One = { delivery: Delivery; sender: Sender; unit: Unit; signal: AbortSignal }

/** Whether all of it is there. */
async function deliverOne(ground: Ground, one: One): Promise<boolean> {
  const { delivery } = one
  if (delivery.there.length >= delivery.content.parts.length) return true
  if (!(await begin(ground, one, delivery))) return false
  const outcome = await safely(ground, one, partOf(ground, delivery))
  const state = await end(ground, delivery, outcome)
  if (state === undefined || outcome.kind !== 'sent') return false
  return deliverOne(ground, {
    ...one,
    delivery: { ...delivery, there: [...delivery.there, outcome.posted], state },
  })
}

/**
 * The last look before a call, and the commit that says it is being made: still ours, still approved, not paused, in time. False:
 * it was put aside, and no call may be made.
 */
function begin(ground: Ground, { unit }: One, { id, fence }: Delivery): Promise<boolean> {
  return ground.store.inTransaction(async (tx) => {
    await holdPauses(tx)
    const db = tx.withTables<SendingTables>()
    const held = await holdDelivery(db, id)
    if (held?.state !== 'claimed' || held.fence !== fence) return false
    const nowMs = ground.clock.nowMs()
    const isSlow = nowMs - unit.claimedAtMs > sendingLimits.beginWithinMs && held.there.length === 0
    if (isSlow || nowMs > held.leasedUntilMs)
      return put(held, { kind: 'given-back', why: 'handed-back', inMs: 0 })
    if (pauseOf(await openPauses(db), held) !== undefined) return put(held, { kind: 'held' })
    if (await isTargetGone(db, held))
      return put(held, { kind: 'stopped', why: 'not-found', detail: 'What it corrects was taken down.' })
    const aside = await besideOthers(db, held)
    if (aside !== undefined) return put(held, aside)
    const { item, account, language, sha256 } = held
    const out = await ground.approvals.mayGoOut(tx, { item, account, language, sha256 })
    if (!out.yes) return put(held, { kind: 'stopped', why: 'not-approved', detail: out.why })
    return move(ground, db, held, { kind: 'begun' }, { leaseUntilMs: nowMs + leaseMsFor(held) })

    async function put(row: Delivery, event: Event): Promise<false> {
      await move(ground, db, row, event)
      return false
    }
  })
}

/** Files take their time to be given and worked on; nobody else takes over meanwhile. */
function leaseMsFor({ content, there }: Delivery): number {
  return content.media.length > 0 && there.length === 0 ? sendingLimits.mediaLeaseMs : sendingLimits.leaseMs
}

/** Writes what came of a call; undefined when somebody else has the delivery by now, and decides. */
function end(
  ground: Ground,
  { id, fence }: Delivery,
  outcome: SendOutcome,
): Promise<Delivery['state'] | undefined> {
  return ground.store.inTransaction(async (tx) => {
    const db = tx.withTables<SendingTables>()
    const held = await holdDelivery(db, id)
    if (held?.state !== 'sending' || held.fence !== fence) return undefined
    const { kind } = outcome
    const isLast = held.there.length + 1 >= held.content.parts.length
    const by: MovedBy = {
      ...(kind === 'sent' ? { part: { posted: outcome.posted, returned: outcome.returned } } : {}),
      ...(kind === 'sent' && !isLast ? { leaseUntilMs: ground.clock.nowMs() + sendingLimits.leaseMs } : {}),
    }
    await move(ground, db, held, { kind: 'came', outcome }, by)
    return kind === 'sent' && !isLast ? 'claimed' : held.state
  })
}

/** The part that comes next, the same at every attempt. */
export function partOf(ground: Ground, { id, lane, content, there, begunAtMs }: Delivery): OutgoingPart {
  const at = there.length
  const [root] = there
  const after = there.at(-1)
  const isFirst = at === 0
  const { contentWarning, correction, replyTo, quoteOf, poll, card, topics, language } = content
  return {
    key: `${id}-${at}`.toLowerCase(),
    atMs: begunAtMs ?? ground.clock.nowMs(),
    lane,
    text: content.parts[at] ?? '',
    language,
    // Files go with the first part.
    media: isFirst ? mediaOf(ground.store.db, content.media) : [],
    ...(contentWarning === undefined ? {} : { contentWarning }),
    ...(isFirst && correction !== undefined ? { correction } : {}),
    ...(isFirst && poll !== undefined ? { poll } : {}),
    ...(isFirst && topics !== undefined ? { topics } : {}),
    ...(isFirst && card !== undefined ? { card: cardOf(ground.store.db, card) } : {}),
    ...(isFirst && replyTo !== undefined ? { replyTo } : {}),
    ...(isFirst && quoteOf !== undefined ? { quoteOf } : {}),
    ...(after === undefined ? {} : { after }),
    ...(root === undefined ? {} : { root }),
  }
}

/** A sender that breaks its promise not to throw has told us nothing. */
async function safely(ground: Ground, one: One, part: OutgoingPart): Promise<SendOutcome> {
  try {
    return await say(ground, one, part)
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'broke'
    ground.log('error', 'a sender broke', { key: part.key, detail })
    return { kind: 'unknown', why: 'unreadable', detail }
  }
}

/** Posts a part, or gives the words to what is there in its place. */
function say(ground: Ground, { delivery, sender, signal }: One, part: OutgoingPart): Promise<SendOutcome> {
  const needs = { clock: ground.clock, signal }
  if (delivery.edits.length === 0) return sender.send(part, needs)
  const posted = delivery.edits[delivery.there.length]
  if (posted === undefined || sender.edit === undefined)
    return Promise.resolve({ kind: 'refused', why: 'not-found', detail: 'there is no post to edit' })
  return sender.edit(posted, part, needs)
}

function giveBackRest(ground: Ground, { deliveries }: Unit, stuck: Delivery): Promise<void> {
  const rest = deliveries.slice(deliveries.indexOf(stuck) + 1)
  return giveBackAll(
    ground,
    { deliveries: rest },
    { kind: 'given-back', why: 'other-half', inMs: otherHalfMs },
  )
}

async function giveBackAll(
  ground: Ground,
  { deliveries }: Pick<Unit, 'deliveries'>,
  event: Event,
): Promise<void> {
  for (const { id, fence } of deliveries)
    await ground.store.inTransaction(async (tx) => {
      const db = tx.withTables<SendingTables>()
      const held = await holdDelivery(db, id)
      if (held?.state === 'claimed' && held.fence === fence) await move(ground, db, held, event)
    })
}
