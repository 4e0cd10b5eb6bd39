/** Width and height in pixels, as the picture is seen. */
export type ImageSize = { width: number; height: number }

const segmentsMax = 200

/** Reads the size of a picture from its first bytes: PNG, GIF, WebP, JPEG. Undefined where it does not say, or is something else. */
export function imageSize(bytes: Uint8Array): ImageSize | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = pngSize(file) ?? gifSize(file) ?? webpSize(file) ?? jpegSize(file)
  return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined
}

function pngSize(file: Buffer): ImageSize | undefined {
  if (file.length < 24 || file.readUInt32BE(0) !== 0x89504e47 || file.toString('latin1', 12, 16) !== 'IHDR')
    return undefined
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) }
}

function gifSize(file: Buffer): ImageSize | undefined {
  if (file.length < 10 || !/^GIF8[79]a$/.test(file.toString('latin1', 0, 6))) return undefined
  return { width: file.readUInt16LE(6), height: file.readUInt16LE(8) }
}

/** The three kinds of WebP. Source: https://developers.google.com/speed/webp/docs/riff_container. */
function webpSize(file: Buffer): ImageSize | undefined {
  if (file.length < 30 || file.toString('latin1', 8, 12) !== 'WEBP') return undefined
  const kind = file.toString('latin1', 12, 16)
  if (kind === 'VP8X') return { width: file.readUIntLE(24, 3) + 1, height: file.readUIntLE(27, 3) + 1 }
  if (kind === 'VP8 ')
    return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff }
  if (kind !== 'VP8L') return undefined
  const bits = file.readUInt32LE(21)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

/** Goes from segment to segment up to the frame that tells the size; a camera held on its side says so in an earlier one. */
function jpegSize(file: Buffer): ImageSize | undefined {
  if (file.length < 4 || file.readUInt16BE(0) !== 0xffd8) return undefined
  let isOnSide = false
  let at = 2
  for (let segments = 0; segments < segmentsMax && at + 9 <= file.length; segments += 1) {
    if (file[at] !== 0xff) return undefined
    const marker = file.readUInt8(at + 1)
    const length = file.readUInt16BE(at + 2)
    if (marker === 0xe1) isOnSide ||= isTurned(file.subarray(at + 4, at + 2 + length))
    if (isFrame(marker)) {
      const [height, width] = [file.readUInt16BE(at + 5), file.readUInt16BE(at + 7)]
      return isOnSide ? { width: height, height: width } : { width, height }
    }
    at += marker === 0xff ? 1 : 2 + length
  }
  return undefined
}

/** Start of frame, of every kind; the three left out are tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

/** Whether EXIF says that the picture is to be turned by a quarter (orientation 5 to 8, tag 0x0112). */
function isTurned(exif: Buffer): boolean {
  if (exif.toString('latin1', 0, 6) !== 'Exif\0\0') return false
  const tiff = exif.subarray(6)
  if (tiff.length < 10) return false
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number): number => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (directory + 2 > tiff.length) return false
  const count = Math.min(short(directory), 100)
  for (let at = directory + 2; at < directory + 2 + 12 * count && at + 10 <= tiff.length; at += 12)
    if (short(at) === 0x0112) return short(at + 8) >= 5 && short(at + 8) <= 8
  return false
}
