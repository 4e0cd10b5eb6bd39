/** A link to another block, by the bytes of its id as hex. */
export class BlockLink {
  readonly hex: string
  constructor(hex: string) {
    this.hex = hex
  }
}

/** Nesting that records have by far not; deeper ones are refused. */
const depthMax = 64

/** What cannot be read as DAG-CBOR. */
class NotCbor extends Error {
  override name = 'NotCbor'
}

/**
 * Reads one value of DAG-CBOR, the form in which repositories of the AT Protocol keep records: maps, lists, text, bytes, numbers and
 * links. Undefined where the bytes are none. A length that the bytes do not have is refused before anything is laid aside for it.
 *
 * Source: https://ipld.io/specs/codecs/dag-cbor/spec/ (RFC 8949 without indefinite lengths).
 */
export function dagCborOf(bytes: Buffer): unknown {
  try {
    return readValue({ bytes, at: 0 }, 0)
  } catch (error) {
    if (error instanceof NotCbor) return undefined
    throw error
  }
}

type Reading = { bytes: Buffer; at: number }

function readValue(reading: Reading, depth: number): unknown {
  if (depth > depthMax) throw new NotCbor('nested too deep')
  const first = take(reading, 1)[0] ?? 0
  const [major, low] = [first >> 5, first & 31]
  if (major === 7) return readSimple(reading, low)
  const size = readSize(reading, low)
  if (major === 0) return size
  if (major === 1) return -1 - size
  if (major === 2) return take(reading, size)
  if (major === 3) return take(reading, size).toString('utf8')
  if (major === 4) return readList(reading, size, depth)
  return major === 5 ? readMap(reading, size, depth) : readLink(reading, size, depth)
}

/** A number that is too large for us is near enough: no record means one. */
function readSize(reading: Reading, low: number): number {
  if (low < 24) return low
  if (low > 27) throw new NotCbor('an indefinite length')
  const bytes = take(reading, 2 ** (low - 24))
  return low === 27 ? Number(bytes.readBigUInt64BE()) : bytes.readUIntBE(0, bytes.length)
}

function readSimple(reading: Reading, low: number): unknown {
  if (low === 20 || low === 21) return low === 21
  if (low === 22) return null
  if (low === 27) return take(reading, 8).readDoubleBE()
  throw new NotCbor('no value of DAG-CBOR')
}

function readList(reading: Reading, size: number, depth: number): unknown[] {
  checkRoom(reading, size)
  return Array.from({ length: size }, () => readValue(reading, depth + 1))
}

function readMap(reading: Reading, size: number, depth: number): Record<string, unknown> {
  checkRoom(reading, size)
  const pairs = Array.from({ length: size }, (): [string, unknown] => {
    const key = readValue(reading, depth + 1)
    if (typeof key !== 'string') throw new NotCbor('a key that is no text')
    return [key, readValue(reading, depth + 1)]
  })
  // Defines `__proto__` as any other field, where an assignment would not.
  return Object.fromEntries(pairs)
}

/** Tag 42: the bytes of an id behind a zero. */
function readLink(reading: Reading, tag: number, depth: number): BlockLink {
  const bytes = readValue(reading, depth + 1)
  if (tag !== 42 || !Buffer.isBuffer(bytes) || bytes[0] !== 0) throw new NotCbor('a tag that is no link')
  return new BlockLink(bytes.toString('hex', 1))
}

/** Every value takes a byte at least. */
function checkRoom({ bytes, at }: Reading, size: number): void {
  if (size > bytes.length - at) throw new NotCbor('longer than its bytes')
}

function take(reading: Reading, size: number): Buffer {
  checkRoom(reading, size)
  reading.at += size
  return reading.bytes.subarray(reading.at - size, reading.at)
}
