import { z } from 'zod'
import { minuteMs } from '#kernel/time.ts'
import { nameOf } from '#networks/activitypub/addresses.ts'
import type { WireDocument } from '#networks/activitypub/documents.ts'
import type { Delivery } from '#networks/activitypub/federation-store.ts'
import type { Note, Question } from '#networks/activitypub/kept-note.ts'

const Activity = z.looseObject({ id: z.string() })

/** Tells an activity to all followers of an actor, some pages of them at a time. `also`: inboxes beside them. */
const FanOut = z.object({
  kind: z.literal('fan-out'),
  actor: z.string(),
  activity: Activity,
  also: z.array(z.string()).max(50),
  after: z.string().optional(),
})

/** Tells an activity at one inbox. As a text it is the name under which the activity is kept. */
const Tell = z.object({
  kind: z.literal('tell'),
  actor: z.string(),
  inbox: z.string(),
  activity: z.union([z.string(), Activity]),
  /** The follower whose own inbox it is, and who is none any more when it is gone. */
  follower: z.string().optional(),
})

/** Tells followers how a poll stands, not before `atMs` (epoch ms); `ends`: and that it is over. */
const Count = z.object({
  kind: z.literal('count'),
  actor: z.string(),
  key: z.string(),
  atMs: z.number(),
  ends: z.boolean(),
})

/** Somebody or a server, as `partyText` writes it, was barred: what they voted is taken out. */
const Bar = z.object({ kind: z.literal('bar'), party: z.string() })

/** What waits in the queue. */
export const Job = z.discriminatedUnion('kind', [FanOut, Tell, Count, Bar])
export type FanOut = z.infer<typeof FanOut>
export type Tell = z.infer<typeof Tell>
export type Count = z.infer<typeof Count>
export type Bar = z.infer<typeof Bar>

/** Followers are told new counts at most this often. Source: Mastodon waits as long (`ActivityPub::DistributePollUpdateWorker`). */
const countEveryMs = 3 * minuteMs

/**
 * The delivery that tells how a poll stands once these minutes are over: however many vote in them, it is one. It tells the words too,
 * so that a pause holds it before it counts.
 */
export function countDelivery({ actor, key, revisions }: Question, nowMs: number): Delivery {
  const atMs = (Math.floor(nowMs / countEveryMs) + 1) * countEveryMs
  const job: Count = { kind: 'count', actor, key, atMs, ends: false }
  return withWords({ id: `count ${nameOf(`${actor} ${key} ${atMs}`)}`, job }, revisions.at(-1))
}

/** The delivery that ends a poll and tells how it did. That a poll ends is held by no pause; telling it is. */
export function endDelivery({ actor, key, poll }: Question): Delivery {
  const job: Count = { kind: 'count', actor, key, atMs: poll.endsMs, ends: true }
  return { id: `end ${nameOf(`${actor} ${key}`)}`, job }
}

/** The delivery that takes out what a party voted that was barred. `id`: of the decision, so that barring again is work again. */
export function barDelivery(o: { id: string; party: string }): Delivery {
  const job: Bar = { kind: 'bar', party: o.party }
  return { id: `bar ${nameOf(`${o.id} ${o.party}`)}`, job }
}

/** The delivery that tells the followers of an actor about the actor itself. */
export function aboutActor(actor: string, activity: WireDocument): Delivery {
  return fanOutDelivery({ kind: 'fan-out', actor, activity: Activity.parse(activity), also: [] })
}

/** The delivery that tells everybody about a note. `says`: the part whose words it tells; missing where it tells that it is gone. */
export function toFollowers(note: Note, activity: WireDocument, says?: string): Delivery {
  const also = note.answered === undefined ? [] : [note.answered.inbox]
  const job: FanOut = { kind: 'fan-out', actor: note.actor, activity: Activity.parse(activity), also }
  return fanOutDelivery(job, says)
}

/** A page of followers to be told: the same page is the same delivery. */
export function fanOutDelivery(job: FanOut, says?: string): Delivery {
  return withWords({ id: `fan-out ${nameOf(`${job.activity.id} ${job.after ?? ''}`)}`, job }, says)
}

/** One inbox to be told: an inbox is told an activity once, whoever of its people follows. */
export function tellDelivery(tell: Omit<Tell, 'kind'>, activityId: string, says?: string): Delivery {
  const id = `tell ${nameOf(`${activityId} ${tell.inbox}`)}`
  return withWords({ id, job: { kind: 'tell', ...tell } }, says)
}

function withWords(delivery: Delivery, says: string | undefined): Delivery {
  return says === undefined ? delivery : { ...delivery, says }
}
