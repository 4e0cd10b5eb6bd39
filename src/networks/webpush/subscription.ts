import { z } from 'zod'
import { jsonOf } from '#kernel/json.ts'

/** What a browser gave when somebody subscribed (Push API, `PushSubscription.toJSON`). Fields nobody needs are left out. */
const Subscription = z.object({
  endpoint: z.string().max(2000),
  keys: z.object({
    /** A point of P-256, uncompressed: 65 bytes. */
    p256dh: z
      .string()
      .max(200)
      .refine((text) => bytesOf(text)[0] === 4 && bytesOf(text).length === 65),
    auth: z
      .string()
      .max(100)
      .refine((text) => bytesOf(text).length === 16),
  }),
})
/** A browser's subscription, read. */
export type Subscription = z.infer<typeof Subscription>

/**
 * Reads a push subscription.
 *
 * @param allowHttp for tests on this machine
 * @returns undefined when it is none, or its address is not of the web over https
 */
export function readSubscription(address: string, allowHttp: boolean): Subscription | undefined {
  if (address.length > 4000) return undefined
  const subscription = Subscription.safeParse(jsonOf(address)).data
  if (subscription === undefined || !URL.canParse(subscription.endpoint)) return undefined
  const { protocol, username, password, href } = new URL(subscription.endpoint)
  const isWeb = protocol === 'https:' || (allowHttp && protocol === 'http:')
  if (!isWeb || username !== '' || password !== '') return undefined
  return { ...subscription, endpoint: href }
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'base64url')
}
