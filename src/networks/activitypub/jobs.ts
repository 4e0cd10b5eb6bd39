import { z } from 'zod'
import { nameOf } from '#networks/activitypub/addresses.ts'
import type { WireDocument } from '#networks/activitypub/documents.ts'
import type { Delivery } from '#networks/activitypub/federation-store.ts'
import type { Note } from '#networks/activitypub/kept-note.ts'

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

/** What waits in the queue. */
export const Job = z.discriminatedUnion('kind', [FanOut, Tell])
export type FanOut = z.infer<typeof FanOut>
export type Tell = z.infer<typeof Tell>

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
