import { createHmac } from 'node:crypto'
import { secondMs } from '#kernel/time.ts'

/** What is signed: its name, which stays the same when it is told again, when it is told (epoch ms), and its bytes. */
type Telling = { id: string; atMs: number; body: Uint8Array }

/** Secrets to sign with at once: while a receiver changes over, both the old and the new one hold. */
const secretsMax = 5

/**
 * The keys in a text of secrets, each `whsec_` and 24 to 64 bytes as base64, with spaces between. None when one of them is not
 * a secret, so that nothing goes out signed with half of what was meant.
 */
export function readSecrets(text: string): Buffer[] {
  const keys = text
    .trim()
    .split(/\s+/)
    .map((one) => /^whsec_([A-Za-z0-9+/]{32,88}={0,2})$/.exec(one)?.[1])
    .map((base64) => (base64 === undefined ? undefined : Buffer.from(base64, 'base64')))
  const good = keys.filter((key) => key !== undefined && key.length >= 24 && key.length <= 64)
  return good.length === keys.length && keys.length <= secretsMax ? (good as Buffer[]) : [] // none is missing
}

/**
 * The headers by which a receiver knows that it was us, and just now, and whether it was told before.
 *
 * Source: Standard Webhooks 1.0.0, standardwebhooks.com: HMAC-SHA256 over `id.timestamp.body`, one signature a secret. Our own
 * receiver is `access/programs/signature.ts`.
 */
export function signedHeaders(keys: readonly Buffer[], { id, atMs, body }: Telling): Record<string, string> {
  const timestamp = String(Math.floor(atMs / secondMs))
  const signatures = keys.map((key) => `v1,${signatureOf(key, { id, timestamp, body })}`)
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}

/** The signature of one telling, base64. `timestamp`: seconds since 1970, as it stands in the header. */
export function signatureOf(key: Uint8Array, o: { id: string; timestamp: string; body: Uint8Array }): string {
  return createHmac('sha256', key).update(`${o.id}.${o.timestamp}.`).update(o.body).digest('base64')
}
