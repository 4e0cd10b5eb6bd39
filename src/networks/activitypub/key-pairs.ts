import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { OurActor } from '#networks/activitypub/desk.ts'
import type { Credentials } from '#networks/sender.ts'

/** The secrets of an account: the private key of each of its actors, PKCS 8 as PEM, by name. Other secrets beside it are left alone. */
const Kept = z.looseObject({ actorKeys: z.record(z.string(), z.string().max(10_000)).default({}) })

/** A key to sign with, and the public one in the form other servers read: SPKI as PEM. */
export type KeyPair = { privateKey: KeyObject; publicKeyPem: string }

const underWay = new WeakMap<Credentials, Promise<unknown>>()

/**
 * The keys of an actor, made at their first use and kept before they are used. Two first uses at once make one pair.
 *
 * @throws what the keeper of secrets throws
 */
export async function keyPairOf({ name, credentials }: OurActor): Promise<KeyPair> {
  const kept = await readPair(name, credentials)
  if (kept !== undefined) return kept
  const before = underWay.get(credentials) ?? Promise.resolve()
  // The keys of one account are written one after the other, or one language would overwrite the other's.
  const made = before.catch(() => undefined).then(() => makePair(name, credentials))
  underWay.set(credentials, made)
  return made
}

async function makePair(name: string, credentials: Credentials): Promise<KeyPair> {
  const kept = await readPair(name, credentials)
  if (kept !== undefined) return kept
  // RSA with 2048 bits is what every server verifies; many do not know anything else.
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const secrets = Kept.parse((await credentials.read()) ?? {})
  await credentials.write({ ...secrets, actorKeys: { ...secrets.actorKeys, [name]: pem } })
  return pairOf(pem)
}

async function readPair(name: string, credentials: Credentials): Promise<KeyPair | undefined> {
  const pem = Kept.parse((await credentials.read()) ?? {}).actorKeys[name]
  return pem === undefined ? undefined : pairOf(pem)
}

function pairOf(pem: string): KeyPair {
  const privateKey = createPrivateKey(pem)
  const publicKeyPem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString()
  return { privateKey, publicKeyPem }
}
