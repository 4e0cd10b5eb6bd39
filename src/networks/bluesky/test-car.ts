/** For tests: repositories of the AT Protocol as CAR files, by numbered blocks. */

/** What a block may say. */
export type Value = string | number | null | Buffer | Value[] | { [name: string]: Value } | Link
/** A link to a block. */
export class Link {
  readonly id: Buffer
  constructor(id: Buffer) {
    this.id = id
  }
}

/** DAG-CBOR of a value. */
export function cbor(value: Value): Buffer {
  if (value === null) return Buffer.from([0xf6])
  if (typeof value === 'number') return head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (value instanceof Link)
    return Buffer.concat([head(6, 42), cbor(Buffer.concat([Buffer.from([0]), value.id]))])
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)])
  const pairs = Object.entries(value)
  return Buffer.concat([head(5, pairs.length), ...pairs.flatMap(([name, one]) => [cbor(name), cbor(one)])])
}

/** The beginning of a value: its kind and size. */
export function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(major << 5) | size])
  const bytes = Buffer.alloc(5)
  bytes[0] = (major << 5) | 26
  bytes.writeUInt32BE(size, 1)
  return bytes
}

/** The id of a numbered block. */
export function idOf(n: number): Buffer {
  return Buffer.from([1, 0x71, 0x12, 4, 0, 0, 0, n])
}

/** A number as CAR files write lengths. */
export function varint(value: number): Buffer {
  return value < 128 ? Buffer.from([value]) : Buffer.from([(value & 127) | 128, value >> 7])
}

/** A CAR of blocks by number; the first is the root. */
export function carOf(blocks: readonly Value[]): Buffer {
  const section = (bytes: Buffer): Buffer => Buffer.concat([varint(bytes.length), bytes])
  return Buffer.concat([
    section(cbor({ roots: [new Link(idOf(0))], version: 1 })),
    ...blocks.map((block, n) => section(Buffer.concat([idOf(n), cbor(block)]))),
  ])
}

/** An entry of a node of the tree: `p` letters of the key before, the rest of the key, and the block it names. */
export function entry(p: number, key: string, link: number, t?: number): Value {
  return { p, k: Buffer.from(key), v: new Link(idOf(link)), t: t === undefined ? null : new Link(idOf(t)) }
}
