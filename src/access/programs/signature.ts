import { timingSafeEqual } from 'node:crypto'
import { hookLimits } from '#access/programs/hook-rules.ts'
import type { Chance } from '#api/chance.ts'
import { secondMs } from '#kernel/time.ts'
import { signatureOf as signedWith } from '#networks/webhook/signing.ts'

/** What a delivery says of itself, as its headers stand. */
export type Signed = {
  id: string | undefined
  timestamp: string | undefined
  signature: string | undefined
  body: Uint8Array
}

/** A new secret for signing, in the manner of Standard Webhooks: `whsec_` and 256 bits as base64. */
export function newHookSecret(chance: Chance): string {
  return `whsec_${Buffer.from(chance.bytes(32)).toString('base64')}`
}

/**
 * Whether a delivery was signed with the secret, and just now.
 *
 * Source: Standard Webhooks, standardwebhooks.com: HMAC-SHA256 over `id.timestamp.body`; several signatures may stand side by
 * side while a sender changes its secret.
 */
export function checkSignature(secret: string, signed: Signed, nowMs: number): 'holds' | 'late' | 'wrong' {
  const { id, timestamp, signature, body } = signed
  if (id === undefined || signature === undefined) return 'wrong'
  if (!/^[\w.:-]{1,100}$/.test(id) || timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return 'wrong'
  const expected = signatureOf(secret, { id, timestamp, body })
  const isOurs = signature
    .slice(0, hookLimits.signatureLengthMax)
    .split(' ')
    .some((one) => isSame(one, `v1,${expected}`))
  if (!isOurs) return 'wrong'
  // Told apart only for whoever has the secret: a clock that is off is worth knowing.
  return Math.abs(nowMs - Number(timestamp) * secondMs) <= hookLimits.toleranceMs ? 'holds' : 'late'
}

/** The signature of a delivery, base64. */
export function signatureOf(secret: string, o: { id: string; timestamp: string; body: Uint8Array }): string {
  return signedWith(Buffer.from(secret.replace(/^whsec_/, ''), 'base64'), o)
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
