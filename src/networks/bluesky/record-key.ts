import { createHash } from 'node:crypto'

/** What names one of our posts for ever. */
export type OurKey = {
  /** A TID, 13 characters. */
  rkey: string
  /** ISO 8601, UTC, with ms. */
  createdAt: string
}

const alphabet = '234567abcdefghijklmnopqrstuvwxyz'
const tidLength = 13
const partsMax = 100

/**
 * The key and the time of the record of one part: the same for the same part at every attempt, so that a post sent twice is one.
 *
 * A TID holds microseconds since 1970 and ten bits that tell writers apart. The delivery chooses the microsecond and the ten bits;
 * its parts follow each other by one microsecond, so that they cannot meet and sort in the order they are read. Two deliveries
 * claimed in the same millisecond meet once in about ten thousand; what is written is then not overwritten, but seen as another's.
 *
 * @param key of the part, `delivery-number`; without a number it is the only part
 * @param atMs epoch ms of the first claim
 *
 * Source: https://atproto.com/specs/tid (read 2026-11).
 */
export function ourKey({ key, atMs }: { key: string; atMs: number }): OurKey {
  const [, delivery = key, digits = '0'] = /^(.+)-(\d{1,2})$/.exec(key) ?? []
  const part = Number(digits)
  const chosen = createHash('sha256').update(delivery).digest()
  const microseconds = atMs * 1000 + (chosen.readUInt32BE(0) % (1000 - partsMax)) + part
  const writer = chosen.readUInt16BE(4) % 1024
  return {
    rkey: tid((BigInt(microseconds) << 10n) | BigInt(writer)),
    createdAt: new Date(atMs + part).toISOString(),
  }
}

function tid(value: bigint): string {
  let text = ''
  for (let at = tidLength - 1; at >= 0; at -= 1) text += alphabet[Number((value >> BigInt(5 * at)) & 31n)]
  return text
}
