import { createECDH, createPrivateKey, sign } from 'node:crypto'
import { z } from 'zod'
import webPush from 'web-push'
import type { Credentials } from '#networks/sender.ts'
import { fieldsOf } from '#networks/unknown-fields.ts'

/**
 * The keys by which push services know us (RFC 8292), base64url. Browsers subscribe with the public one: with other keys every
 * subscription is lost, so what is kept is never written over.
 */
const VapidKeys = z
  .object({ publicKey: z.string().regex(/^[\w-]{87}$/), privateKey: z.string().regex(/^[\w-]{43}$/) })
  .refine(isPair, 'are no pair')
/** Our pair of keys. */
export type VapidKeys = z.infer<typeof VapidKeys>

function isPair({ publicKey, privateKey }: { publicKey: string; privateKey: string }): boolean {
  const curve = createECDH('prime256v1')
  try {
    curve.setPrivateKey(privateKey, 'base64url')
    return curve.getPublicKey('base64url') === publicKey
  } catch {
    return false // a number that is no private key of this curve
  }
}

/**
 * The keys of this desk; made at the first use, and kept before they are used.
 *
 * @returns undefined when what is kept cannot be read
 */
export async function vapidKeys(credentials: Credentials): Promise<VapidKeys | undefined> {
  const kept = fieldsOf((await credentials.read()) ?? {})
  if (kept === undefined) return undefined
  if (kept['publicKey'] !== undefined || kept['privateKey'] !== undefined)
    return VapidKeys.safeParse(kept).data
  const made = webPush.generateVAPIDKeys()
  await credentials.write({ ...kept, ...made })
  return made
}

/** A signed pass lasts this long; push services take up to 24 hours. */
const passLastsMs = 12 * 3_600_000
const passesMax = 1000

/** Passes for push services (RFC 8292, section 2): one each, signed once for half its life. */
export function passes(keys: VapidKeys, contact: string): (origin: string, nowMs: number) => string {
  const kept = new Map<string, { header: string; endsMs: number }>()
  const signed = signer(keys)
  return (origin, nowMs) => {
    const pass = kept.get(origin)
    if (pass !== undefined && pass.endsMs - nowMs > passLastsMs / 2) return pass.header
    if (kept.size >= passesMax) kept.clear()
    const endsMs = nowMs + passLastsMs
    const token = signed({ aud: origin, exp: Math.floor(endsMs / 1000), sub: contact })
    const header = `vapid t=${token}, k=${keys.publicKey}`
    kept.set(origin, { header, endsMs })
    return header
  }
}

/** Signs claims as a JSON Web Token (ES256). web-push signs by the clock on the wall and not by ours. */
function signer({ publicKey, privateKey }: VapidKeys): (claims: object) => string {
  const point = Buffer.from(publicKey, 'base64url')
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  const key = createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x, y, d: privateKey }, format: 'jwk' })
  const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const head = encoded({ typ: 'JWT', alg: 'ES256' })
  return (claims) => {
    const signed = `${head}.${encoded(claims)}`
    const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
    return `${signed}.${signature.toString('base64url')}`
  }
}
