import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import type { Chance } from '#api/chance.ts'

/** A key that seals secrets, and how rows call it: the beginning of its hash. */
export type SecretsKey = { id: string; bytes: Buffer }

/** AES-256. */
export const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16
const cipher = 'aes-256-gcm'

/** A key by its bytes. */
export function secretsKey(bytes: Buffer): SecretsKey {
  const hash = createHash('sha256').update('bellwether secrets key').update(bytes)
  return { id: hash.digest('hex').slice(0, 16), bytes }
}

/**
 * Seals a text under a name. The name is part of what is sealed, so that one row cannot stand in for another.
 *
 * @returns nonce (12 bytes, new each time), tag (16), ciphertext
 */
export function sealed(key: SecretsKey, o: { name: string; text: string; chance: Chance }): Buffer {
  const nonce = o.chance.bytes(nonceBytes)
  const box = createCipheriv(cipher, key.bytes, nonce, { authTagLength: tagBytes })
  box.setAAD(aboutOf(key, o.name))
  const inside = Buffer.concat([box.update(o.text, 'utf8'), box.final()])
  return Buffer.concat([nonce, box.getAuthTag(), inside])
}

/** Opens what was sealed; undefined when key, name or a single bit is another. */
export function opened(key: SecretsKey, o: { name: string; sealed: Buffer }): string | undefined {
  if (o.sealed.length < nonceBytes + tagBytes) return undefined
  const box = createDecipheriv(cipher, key.bytes, o.sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
  box.setAAD(aboutOf(key, o.name))
  box.setAuthTag(o.sealed.subarray(nonceBytes, nonceBytes + tagBytes))
  try {
    const rest = o.sealed.subarray(nonceBytes + tagBytes)
    return Buffer.concat([box.update(rest), box.final()]).toString('utf8')
  } catch (error) {
    // What does not fit the tag is an answer, not a fault: the caller says which row it is.
    if (error instanceof Error) return undefined
    throw error
  }
}

function aboutOf(key: SecretsKey, name: string): Buffer {
  return Buffer.from(`bellwether secret 1\n${key.id}\n${name}`)
}
