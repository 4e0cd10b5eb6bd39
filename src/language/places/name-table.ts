import { mixed } from '#kernel/hash.ts'

/** A set of hashed names or words with up to 16 bits of knowledge about each; 0 for what is not in it. */
export type NameTable = { bitsOf: (hash: number) => number; size: number }

/** Bytes of a table as committed: count, kinds (each 16 bits), then hashes in rising order and one kind each. */
export function packedTable(entries: ReadonlyMap<number, number>): Uint8Array {
  const hashes = [...entries.keys()].toSorted((a, b) => a - b)
  const kinds = [...new Set(entries.values())].toSorted((a, b) => a - b)
  const wide = kinds.length > 256
  const bytes = new Uint8Array(8 + kinds.length * 2 + hashes.length * (wide ? 6 : 5))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, hashes.length, true)
  view.setUint32(4, kinds.length, true)
  let at = 8
  for (const kind of kinds) {
    view.setUint16(at, kind, true)
    at += 2
  }
  for (const hash of hashes) {
    view.setInt32(at, hash, true)
    at += 4
  }
  const indexOf = new Map(kinds.map((kind, i) => [kind, i]))
  for (const hash of hashes) {
    const index = indexOf.get(entries.get(hash) ?? 0) ?? 0
    if (wide) view.setUint16(at, index, true)
    else view.setUint8(at, index)
    at += wide ? 2 : 1
  }
  return bytes
}

/**
 * Reads what {@link packedTable} wrote into a table of open addresses, at most half full.
 *
 * @throws RangeError when bytes are missing
 */
export function nameTable(bytes: Uint8Array): NameTable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = view.getUint32(0, true)
  const kindCount = view.getUint32(4, true)
  const wide = kindCount > 256
  const kindsAt = 8
  const hashesAt = kindsAt + kindCount * 2
  const indexesAt = hashesAt + size * 4
  let slots = 16
  while (slots < size * 2) slots *= 2
  const mask = slots - 1
  const keys = new Int32Array(slots)
  const bits = new Uint16Array(slots)
  for (let i = 0; i < size; i++) {
    const hash = view.getInt32(hashesAt + i * 4, true)
    const index = wide ? view.getUint16(indexesAt + i * 2, true) : view.getUint8(indexesAt + i)
    let slot = mixed(hash) & mask
    while (bits[slot] !== 0) slot = (slot + 1) & mask
    keys[slot] = hash
    bits[slot] = view.getUint16(kindsAt + index * 2, true)
  }
  return { size, bitsOf }

  function bitsOf(hash: number): number {
    let slot = mixed(hash) & mask
    for (;;) {
      const found = bits[slot] ?? 0
      if (found === 0 || keys[slot] === hash) return found
      slot = (slot + 1) & mask
    }
  }
}
