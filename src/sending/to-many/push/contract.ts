import { z } from 'zod'
import { TopicId } from '#kernel/version-content.ts'
import { topicLimits } from '#sending/topics/contract.ts'

const list = z.string().min(1).max(100)
/** Missing: everything. */
const topics = z.array(TopicId).min(1).max(topicLimits.topicsMax).optional()
const endpoint = z.string().min(1).max(2000)

/** What a browser gives: nothing else of it is kept. */
const subscription = z.object({
  endpoint,
  keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) }),
})

/** Somebody turns messages on. */
export const PushJoin = z.object({ list, language: z.enum(['en', 'fr']), topics, subscription })
/** The same, read. */
export type PushJoin = z.infer<typeof PushJoin>

/** Which subscription is meant: whoever knows the address its browser was given, has it. */
export const PushPlace = z.object({ list, endpoint })
/** The same, read. */
export type PushPlace = z.infer<typeof PushPlace>

/** A browser was given another address by its push service; `endpoint`: the one before. */
export const PushRenewal = PushPlace.extend({ subscription })
/** The same, read. */
export type PushRenewal = z.infer<typeof PushRenewal>

/** Whether messages are on there, in which language, and about which topics. */
export const PushState = z.object({ on: z.boolean(), language: z.enum(['en', 'fr']).optional(), topics })
/** The same, read. */
export type PushState = z.infer<typeof PushState>
