import { crc32 } from 'node:zlib'
import { deflateSync } from 'node:zlib'
import { seededChance } from '#networks/practice/chance.ts'

const edge = 32

/** A small picture that is the same for the same seed: what accounts of the town show. PNG, grey, 32 by 32. */
export function townPicture(seed: number): Uint8Array {
  const chance = seededChance(seed, 'picture')
  const waves = Array.from({ length: 4 }, () => [
    chance.below(5) + 1,
    chance.below(5) + 1,
    chance.below(628) / 100,
  ])
  const rows = Array.from({ length: edge }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: edge }, (__, x) => shade(waves, x / edge, y / edge))]),
  )
  const head = Buffer.alloc(13)
  head.writeUInt32BE(edge, 0)
  head.writeUInt32BE(edge, 4)
  head[8] = 8
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    mark,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND'),
  ])
}

function shade(waves: readonly number[][], x: number, y: number): number {
  const height = waves.reduce(
    (sum, [a = 1, b = 1, turn = 0]) => sum + Math.sin(a * x * 6.28 + b * y * 6.28 + turn),
    0,
  )
  return Math.round(127 + (height / waves.length) * 127)
}

function chunk(name: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body) >>> 0)
  return Buffer.concat([size, body, sum])
}
