import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { silentLog } from '#kernel/log.ts'
import { skippingClock } from '#networks/replay/test-clock.ts'
import { Files } from '#sending/files/files.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
import { openTestStore } from '#store/test-store.ts'

/** A place for files over a store of its own, with a clock that is moved by hand. */
export async function openFiles() {
  const store = await openTestStore(outboxMigrations)
  const clock = skippingClock(Date.UTC(2031, 3, 7, 12))
  return { store, clock, files: new Files({ store, clock, log: silentLog }) }
}

/** A photograph: every pixel another, so that it is as large as photographs are. */
export function photo(width: number, height: number): Sharp {
  const noise = { type: 'gaussian', mean: 128, sigma: 50 } as const
  return sharp({ create: { width, height, channels: 3, background: '#888', noise } })
}

/** A JPEG that says where it was taken, with a camera that was held sideways. */
export function placedPhoto(width = 300, height = 200): Promise<Buffer> {
  return photo(width, height)
    .jpeg()
    .withExif({ IFD0: { Copyright: 'Somebody', Artist: 'Ana Roy' }, IFD3: { GPSLatitude: '45/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer()
}

/** A GIF of that many frames of one pixel each, by hand. */
export function gifOf(frames: number, { width = 1, height = 1 } = {}): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt16LE(width, 0)
  size.writeUInt16LE(height, 2)
  const head = Buffer.concat([Buffer.from('GIF89a'), size, Buffer.from([0x80, 0, 0, 0, 0, 0, 255, 255, 255])])
  const one = (i: number): Buffer =>
    Buffer.from([
      0x21,
      0xf9,
      4,
      0,
      10,
      0,
      0,
      0,
      0x2c,
      0,
      0,
      0,
      0,
      1,
      0,
      1,
      0,
      0,
      2,
      2,
      i % 2 ? 0x4c : 0x44,
      1,
      0,
    ])
  return Buffer.concat([head, ...Array.from({ length: frames }, (_, i) => one(i)), Buffer.from([0x3b])])
}

/** A moving picture of real frames, each another colour with a bright dot. */
export async function movingGif(frames: number, width = 120, height = 80): Promise<Buffer> {
  const one = (i: number): Promise<Buffer> => {
    const background = { r: (i * 60) % 256, g: 90, b: 160 }
    const noise = { type: 'gaussian', mean: 128, sigma: 50 } as const
    const dot = {
      create: { width: width >> 1, height: height >> 1, channels: 3, background, noise },
    } as const
    return sharp({ create: { width, height, channels: 3, background } })
      .composite([{ input: dot, left: i, top: i }])
      .png()
      .toBuffer()
  }
  const pictures = await Promise.all(Array.from({ length: frames }, (_, i) => one(i)))
  return sharp(pictures, { join: { animated: true } })
    .gif({ delay: pictures.map(() => 100) })
    .toBuffer()
}

/** A PNG that says a size in its head and holds a few bytes; `more`: chunks before its end. */
export function pngOf(width: number, height: number, more: readonly Buffer[] = []): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const data = deflateSync(Buffer.alloc(1000))
  const parts = [pngChunk('IHDR', head), ...more, pngChunk('IDAT', data), pngChunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts])
}

/** One chunk of a PNG. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

function box(type: string, ...inside: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(
    inside.map((one) => (typeof one === 'string' ? Buffer.from(one, 'latin1') : one)),
  )
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, i) => bytes.writeUInt32BE(value, i * 4))
  return bytes
}

/** An MP4 as far as its tables go: one track and perhaps a sound, a length in s, and the place where it was taken, if any. */
export function mp4({
  seconds = 12,
  kind = 'vide',
  place = '',
  brand = 'isom',
  hasSound = false,
} = {}): Buffer {
  const head = box('mvhd', words(0, 0, 0, 1000, seconds * 1000), Buffer.alloc(80))
  const track = box(
    'trak',
    box('tkhd', Buffer.alloc(76), words(640 * 65_536, 360 * 65_536)),
    box('mdia', box('hdlr', words(0, 0), kind, Buffer.alloc(12))),
    ...(place === '' ? [] : [box('udta', box('©xyz', place))]),
  )
  const sound = box(
    'trak',
    box('tkhd', Buffer.alloc(84)),
    box('mdia', box('hdlr', words(0, 0), 'soun', Buffer.alloc(12))),
  )
  const told =
    place === '' ? [] : [box('udta', box('©xyz', place)), box('meta', `com.apple.location ${place}`)]
  return Buffer.concat([
    box('ftyp', brand, words(0)),
    box('moov', head, track, ...(hasSound ? [sound] : []), ...told),
    box('mdat', Buffer.alloc(500, 7)),
  ])
}

function element(id: number[], body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(id), sizeOf(body), body])
}

function sizeOf(body: Buffer): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(0x10000000 + body.length)
  return size
}

/** A WebM as far as its tables go: 5 s, one track of that kind (1: film, 2: sound). */
export function webm({ docType = 'webm', trackType = 1 } = {}): Buffer {
  const duration = Buffer.alloc(4)
  duration.writeFloatBE(5000)
  const video = element(
    [0xe0],
    Buffer.concat([element([0xb0], Buffer.from([1, 64])), element([0xba], Buffer.from([0, 180]))]),
  )
  const track = element([0xae], Buffer.concat([element([0x83], Buffer.from([trackType])), video]))
  const inside = [
    element([0x15, 0x49, 0xa9, 0x66], element([0x44, 0x89], duration)),
    element([0x16, 0x54, 0xae, 0x6b], track),
    element([0x1f, 0x43, 0xb6, 0x75], Buffer.alloc(300, 9)),
  ]
  return Buffer.concat([
    element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], Buffer.from(docType))),
    element([0x18, 0x53, 0x80, 0x67], Buffer.concat(inside)),
  ])
}

/** An MP3 of that many frames of 128 kbit/s at 44.1 kHz. */
export function mp3(frames = 100): Buffer {
  const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413)])
  return Buffer.concat(Array.from({ length: frames }, () => frame))
}
