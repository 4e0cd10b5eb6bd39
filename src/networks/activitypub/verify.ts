import {
  createHash,
  createPublicKey,
  timingSafeEqual,
  verify as verifyBytes,
  type KeyObject,
} from 'node:crypto'
import { federationLimits, type FederationDesk } from '#networks/activitypub/desk.ts'
import type { FoundActor, RemoteActor } from '#networks/activitypub/remote-actor.ts'
import { remoteActor } from '#networks/activitypub/remote-actor.ts'
import {
  readSignature,
  type SignatureClaim,
  type SignedRequest,
} from '#networks/activitypub/signature-claim.ts'

/** Whether a delivery is from whom it says. `unanswered`: their server could not be asked; it may come again. */
export type Verified =
  | { kind: 'verified'; actor: RemoteActor }
  | { kind: 'refused'; why: RefusedSignature }
  | { kind: 'unanswered'; isFinal: boolean }
  /** Their own server says that they are gone: no key is left to verify with. */
  | { kind: 'gone' }

/** Why a signature was not believed, as words that never change. */
export type RefusedSignature =
  | 'no-signature'
  | 'not-covered'
  | 'clock'
  | 'digest'
  | 'other-host'
  | 'no-such-key'
  | 'bad-key'
  | 'bad-signature'

/**
 * Holds a delivery against the key that its actor's own document, at the actor's own address, lists. What a key's document says of
 * its owner is never asked for, let alone believed.
 *
 * The order is that of cost: nothing is fetched for what is refused without it.
 */
export async function verifyDelivery(
  delivery: { request: SignedRequest; body: Uint8Array; actorId: string },
  desk: FederationDesk,
): Promise<Verified> {
  const { request, body, actorId } = delivery
  const claim = readSignature(request)
  if (claim === undefined) return { kind: 'refused', why: 'no-signature' }
  const refused = refusedUnseen(claim, { request, body, actorId, nowMs: desk.clock.nowMs() })
  if (refused !== undefined) return { kind: 'refused', why: refused }
  const kept = await heldAgainst(claim, await remoteActor(actorId, desk))
  if (kept.kind !== 'refused') return kept
  // Somebody may have a new key: their document is read again, at most once a minute.
  return heldAgainst(claim, await remoteActor(actorId, desk, { isFresh: true }))
}

type Unseen = { request: SignedRequest; body: Uint8Array; actorId: string; nowMs: number }

function refusedUnseen(claim: SignatureClaim, o: Unseen): RefusedSignature | undefined {
  const mustCover = ['(request-target)', 'host', 'digest']
  if (!mustCover.every((name) => claim.covers.has(name))) return 'not-covered'
  if (claim.atMs === undefined) return 'not-covered'
  if (!(Math.abs(claim.atMs - o.nowMs) <= federationLimits.clockMs)) return 'clock'
  if (claim.expiresMs !== undefined && claim.expiresMs < o.nowMs) return 'clock'
  if (!hasDigest(o.request.headers.get(claim.digestHeader) ?? '', o.body)) return 'digest'
  return URL.parse(claim.keyId)?.origin === URL.parse(o.actorId)?.origin ? undefined : 'other-host'
}

/** Whether the body is what a header says that is signed, by each of the sums we know: at least one, and no wrong one. */
function hasDigest(told: string, body: Uint8Array): boolean {
  const sums = [...told.slice(0, 2000).matchAll(/(?:^|,)\s*(sha-256|sha-512)=:?([A-Za-z0-9+/]+=*):?/gi)]
  return sums.length > 0 && sums.every(([, kind = '', sum = '']) => isSum(kind, sum, body))
}

function isSum(kind: string, sum: string, body: Uint8Array): boolean {
  const real = createHash(kind.toLowerCase().replace('-', '')).update(body).digest()
  const told = Buffer.from(sum, 'base64')
  return told.length === real.length && timingSafeEqual(told, real)
}

async function heldAgainst(claim: SignatureClaim, found: FoundActor): Promise<Verified> {
  if (found.kind === 'gone') return { kind: 'gone' }
  if (found.kind === 'unanswered') return { kind: 'unanswered', isFinal: found.isFinal }
  const { actor } = found
  const key = actor.keys.find(({ id }) => id === claim.keyId)
  if (key === undefined) return { kind: 'refused', why: 'no-such-key' }
  const publicKey = publicKeyOf(key.pem)
  if (publicKey === undefined) return { kind: 'refused', why: 'bad-key' }
  const isRsa = publicKey.asymmetricKeyType === 'rsa'
  const holds = verifyBytes(isRsa ? 'sha256' : null, Buffer.from(claim.text), publicKey, claim.signature)
  return holds ? { kind: 'verified', actor } : { kind: 'refused', why: 'bad-signature' }
}

/** RSA from 2048 to 8192 bits, or Ed25519; anything else is too weak, or too slow to verify. */
function publicKeyOf(pem: string): KeyObject | undefined {
  let key: KeyObject
  try {
    key = createPublicKey(pem)
  } catch {
    return undefined // what is no key has no other way to say so
  }
  if (key.asymmetricKeyType === 'ed25519') return key
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  return key.asymmetricKeyType === 'rsa' && bits >= 2048 && bits <= 8192 ? key : undefined
}
