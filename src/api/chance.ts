import { randomBytes } from 'node:crypto'

/** Chance, given as an argument so that tests own it. */
export type Chance = {
  /** That many unpredictable bytes. */
  bytes(count: number): Uint8Array
}

/** The operating system's own chance, fit for tokens. */
export const systemChance: Chance = { bytes: (count) => randomBytes(count) }

/**
 * An unguessable text for links, sessions and references.
 *
 * @param bytes 32 for anything that opens a door, 6 for a reference people read out
 */
export function randomText(chance: Chance, bytes: number): string {
  return Buffer.from(chance.bytes(bytes)).toString('base64url')
}
