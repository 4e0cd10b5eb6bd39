import { z } from 'zod'

const list = z.string().min(1).max(100)
const endpoint = z.string().min(1).max(2000)

/** What a browser gives: nothing else of it is kept. */
const subscription = z.object({
  endpoint,
  keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) }),
})

/** Somebody turns messages on. */
export const PushJoin = z.object({ list, language: z.enum(['en', 'fr']), subscription })
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

/** Whether messages are on there, and in which language. */
export const PushState = z.object({ on: z.boolean(), language: z.enum(['en', 'fr']).optional() })
/** The same, read. */
export type PushState = z.infer<typeof PushState>
