import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dot } from '#networks/test-sender-contract.ts'
import { imageSize } from '#networks/bluesky/image-size.ts'

const gif = Buffer.from('GIF89a\x40\x01\xf0\x00', 'latin1')

function webp(kind: string, rest: number[]): Buffer {
  const file = Buffer.alloc(40)
  file.write(`RIFF\0\0\0\0WEBP${kind}`, 'latin1')
  Buffer.from(rest).copy(file, 20)
  return file
}

/** @param orientation as EXIF counts, 1 to 8; missing: no EXIF */
function jpeg(orientation?: number, order: 'II' | 'MM' = 'II'): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0x00, 0xf0, 0x01, 0x40, 1, 0, 0, 0])
  if (orientation === undefined)
    return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xdb, 0, 4, 0, 0]), frame])
  const entry =
    order === 'II'
      ? [0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
      : [0, 0x2a, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
  const exif = Buffer.concat([Buffer.from(`Exif\0\0${order}`, 'latin1'), Buffer.from(entry)])
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif])
  return Buffer.concat([Buffer.from([0xff, 0xd8]), segment, frame])
}

test('the size of a picture is read from its first bytes', async () => {
  expect(imageSize(await dot.read())).toEqual({ width: 1, height: 1 })
  expect(imageSize(gif)).toEqual({ width: 320, height: 240 })
  expect(imageSize(webp('VP8X', [0, 0, 0, 0, 0x3f, 1, 0, 0xef, 0, 0]))).toEqual({ width: 320, height: 240 })
  expect(imageSize(webp('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 0x40, 1, 0xf0, 0]))).toEqual({
    width: 320,
    height: 240,
  })
  const lossless = Buffer.alloc(5)
  lossless.writeUInt8(0x2f)
  lossless.writeUInt32LE(319 | (239 << 14), 1)
  expect(imageSize(webp('VP8L', [...lossless]))).toEqual({ width: 320, height: 240 })
  expect(imageSize(jpeg())).toEqual({ width: 320, height: 240 })
})

test('a photo taken with the camera on its side is as high as it is seen', () => {
  expect(imageSize(jpeg(1))).toEqual({ width: 320, height: 240 })
  for (const order of ['II', 'MM'] as const)
    for (const turned of [5, 6, 7, 8])
      expect(imageSize(jpeg(turned, order))).toEqual({ width: 240, height: 320 })
})

test('what is cut off, hostile or no picture has no size, and nothing is thrown', async () => {
  const pictures = [await dot.read(), gif, webp('VP8X', [0]), webp('????', [0]), jpeg(), jpeg(6)]
  for (const picture of pictures)
    for (let length = 0; length < picture.length; length += 1) imageSize(picture.slice(0, length))
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...pictures), (bytes, picture) => {
      imageSize(bytes)
      imageSize(Buffer.concat([picture.slice(0, 12), bytes]))
      const size = imageSize(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1]), bytes]))
      expect(size === undefined || size.width > 0).toBe(true)
    }),
  )
  expect(imageSize(Buffer.alloc(100_000, 0xff))).toBeUndefined()
})
