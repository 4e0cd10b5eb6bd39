import { randomBytes } from 'node:crypto'
import { deflateSync } from 'node:zlib'

/** A picture as PNG, in one colour or of noise (which no format makes much smaller): for tests. */
export function pngPicture(o: {
  width: number
  height: number
  colour?: readonly [number, number, number]
}): Buffer {
  const { width, height, colour } = o
  const plain = colour && Buffer.concat(Array.from({ length: width }, () => Buffer.from(colour)))
  const rows = Array.from({ length: height }, () => [Buffer.of(0), plain ?? randomBytes(3 * width)])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // 8 bits of red, green and blue each.
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows.flat()), { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A second of silence as MP3. */
export function mp3Sound(): Buffer {
  // MPEG 1, layer 3, 128 kbit/s, 44.1 kHz: frames of 417 bytes.
  const frame = Buffer.alloc(417)
  frame.set([0xff, 0xfb, 0x90, 0x00])
  return Buffer.concat(Array.from({ length: 38 }, () => frame))
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

const table = Uint32Array.from({ length: 256 }, (_none, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of bytes) c = (table[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}
