import { createECDH } from 'node:crypto'
import { z } from 'zod'
import { jsonOf } from '#kernel/json.ts'
import { isUrl } from '#kernel/url.ts'
import { isPrivateHost } from '#networks/private-address.ts'

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
  if (subscription === undefined || !isUrl(subscription.endpoint)) return undefined
  const { protocol, username, password, href } = new URL(subscription.endpoint)
  const isWeb = protocol === 'https:' || (allowHttp && protocol === 'http:')
  if (!isWeb || username !== '' || password !== '') return undefined
  return { ...subscription, endpoint: href }
}

/** Names that lead to no machine out on the internet (RFC 6761, RFC 6762, RFC 8375). */
const innerName = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|test|invalid|onion)\.?$/

/**
 * Whether a subscription that a stranger's browser offers may be kept: its address is a push service out on the internet, and its key a
 * point of the curve. What the name leads to is looked at again at each call.
 */
export function isOfferable({ endpoint, keys }: Subscription): boolean {
  const url = new URL(endpoint)
  const isOutside = url.hostname.includes('.') && !innerName.test(url.hostname) && !isPrivateHost(url)
  return isOutside && url.port === '' && isPoint(keys.p256dh)
}

function isPoint(key: string): boolean {
  const curve = createECDH('prime256v1')
  curve.generateKeys()
  try {
    return curve.computeSecret(bytesOf(key)).length > 0
  } catch {
    return false // bytes that only look like a key
  }
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'base64url')
}
