import { createHash } from 'node:crypto'
import type { Chance } from '#api/chance.ts'

const secretBytes = 24
const checkDigits = 8

/**
 * A new key as its program sends it: `bw_`, 192 unpredictable bits and a check of 32 bits, all hexadecimal, so that a double
 * click selects it whole and scanners for leaked secrets know it.
 */
export function newKeyText(chance: Chance): string {
  const secret = Buffer.from(chance.bytes(secretBytes)).toString('hex')
  return `bw_${secret}${checkOf(secret)}`
}

/** Whether a text can be a key at all: a mistyped or cut-off one is told apart without asking the store. */
export function isKeyText(text: string): boolean {
  const [, secret, check] = /^bw_([0-9a-f]{48})([0-9a-f]{8})$/.exec(text) ?? []
  return secret !== undefined && check === checkOf(secret)
}

// A word of its own, so that the check says nothing about the hash that is kept.
function checkOf(secret: string): string {
  return createHash('sha256').update(`bellwether key check ${secret}`).digest('hex').slice(0, checkDigits)
}
