import sharp, { type Sharp } from 'sharp'
import { fileLimits, type FileWhy, type Rectangle } from '#sending/files/contract.ts'
import { isCutOff, type Sniffed } from '#sending/files/sniffing.ts'
import { turns } from '#sending/files/turns.ts'

// One thread a picture, and few pictures at once, so that the desk stays quick while they are worked on; nothing is kept warm.
sharp.concurrency(1)
sharp.cache(false)
const inTurn = turns(fileLimits.conversionsAtOnce)

/** What pictures are written as. */
export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif'

/** A picture as it is written, with what is known of it. */
export type Picture = {
  bytes: Uint8Array
  mediaType: PictureType
  width: number
  height: number
  /** 1: it stands still. */
  frames: number
  seconds?: number
}

/** What a picture says of itself before it is read: sizes in pixels. */
export type PictureFacts = { width: number; height: number; frames: number; hasAlpha: boolean }

/** What came of reading a picture. `actual`: what it has of what is limited. */
export type PictureRead = { ok: true; picture: Picture } | { ok: false; why: FileWhy; actual?: number }

/** How a picture is written: as what, how much smaller, and at which quality (1 to 100) where the type has one. */
export type Form = { mediaType: PictureType; scale: number; quality: number }

/** As good as the picture was, to the eye. */
const keptQuality = 92

/**
 * A picture written anew: upright, in the colours of screens, without anything that is not the picture. Refuses what is cut off,
 * what is larger than the limits before it is unpacked, and what would lose its movement.
 */
export async function cleanPicture(bytes: Uint8Array, kind: Sniffed): Promise<PictureRead> {
  if (isCutOff(bytes, kind)) return { ok: false, why: 'cut-off' }
  if (kind === 'png' && isMovingPng(bytes)) return { ok: false, why: 'moving-png' }
  const facts = await factsOf(bytes)
  if (facts === undefined) return { ok: false, why: kind === 'heic' ? 'heic' : 'unreadable' }
  const { width, height, frames, hasAlpha } = facts
  if (frames > fileLimits.framesMax) return { ok: false, why: 'too-many-frames', actual: frames }
  const pixels = width * height * frames
  if (pixels > fileLimits.pixelsMax) return { ok: false, why: 'too-many-pixels', actual: pixels }
  try {
    const picture = await write(bytes, { mediaType: typeFor(kind, hasAlpha), scale: 1, quality: keptQuality })
    return { ok: true, picture }
  } catch (error) {
    return { ok: false, why: whyOf(error, kind) }
  }
}

function typeFor(kind: Sniffed, hasAlpha: boolean): PictureType {
  if (kind === 'png' || kind === 'webp' || kind === 'gif') return `image/${kind}`
  return kind === 'jpeg' || !hasAlpha ? 'image/jpeg' : 'image/png'
}

function whyOf(error: unknown, kind: Sniffed): FileWhy {
  const said = error instanceof Error ? error.message : ''
  if (/timeout/i.test(said)) return 'too-slow'
  if (/premature|truncat|end of|not enough|incomplete|EOF/i.test(said)) return 'cut-off'
  return kind === 'heic' ? 'heic' : 'unreadable'
}

/** A PNG that moves says so (`acTL`) before its first picture; it would be read as its first frame only. */
function isMovingPng(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const picture = view.indexOf('IDAT')
  const moves = view.indexOf('acTL')
  return moves !== -1 && (picture === -1 || moves < picture)
}

/** Reads what a picture says of itself; undefined when it cannot be read. Nothing is unpacked. */
export async function factsOf(bytes: Uint8Array): Promise<PictureFacts | undefined> {
  try {
    const { width, height, pages = 1, hasAlpha } = await sharp(bytes, { limitInputPixels: false }).metadata()
    return { width, height, frames: pages, hasAlpha }
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}

/**
 * Writes a picture in a form. All frames are read; where the form cannot move, the caller has seen that there is one.
 *
 * @throws Error of the library when the picture is damaged, cut off, or takes too long
 */
export function write(bytes: Uint8Array, { mediaType, scale, quality }: Form): Promise<Picture> {
  return inTurn(async () => {
    const input = sharp(bytes, {
      animated: mediaType === 'image/gif' || mediaType === 'image/webp',
      limitInputPixels: fileLimits.pixelsMax,
      failOn: 'error',
    })
    const { width, height, orientation = 1, pageHeight = height } = await input.metadata()
    const longest = Math.max(1, Math.round(Math.max(width, pageHeight) * scale))
    const upright = orientation > 1 ? input.autoOrient() : input
    const sized =
      scale < 1
        ? upright.resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
        : upright
    const { data, info } = await encoded(sized.toColourspace('srgb'), mediaType, quality)
      .timeout({ seconds: fileLimits.conversionSecondsMax })
      .toBuffer({ resolveWithObject: true })
    return { bytes: data, mediaType, ...(await movementOf(data, info)) }
  })
}

/**
 * A rectangle of a picture that stands still, as good as the picture is. The picture is one of ours: upright, in the colours of screens.
 *
 * @throws Error of the library when the picture cannot be read or takes too long
 */
export function cutPicture(
  bytes: Uint8Array,
  { mediaType, rectangle }: { mediaType: PictureType; rectangle: Rectangle },
): Promise<Picture> {
  return inTurn(async () => {
    const { x: left, y: top, width, height } = rectangle
    const piece = sharp(bytes, { limitInputPixels: fileLimits.pixelsMax, failOn: 'error' })
      .extract({ left, top, width, height })
      .toColourspace('srgb')
    const { data, info } = await encoded(piece, mediaType, keptQuality)
      .timeout({ seconds: fileLimits.conversionSecondsMax })
      .toBuffer({ resolveWithObject: true })
    return { bytes: data, mediaType, width: info.width, height: info.height, frames: 1 }
  })
}

function encoded(picture: Sharp, mediaType: PictureType, quality: number): Sharp {
  switch (mediaType) {
    case 'image/jpeg':
      // White behind what is transparent: black, which is the default, hides dark writing.
      return picture.flatten({ background: '#fff' }).jpeg({ quality, chromaSubsampling: '4:4:4' })
    case 'image/png':
      return picture.png({ compressionLevel: 9 })
    case 'image/webp':
      return picture.webp({ quality })
    case 'image/gif':
      return picture.gif({ effort: 4 })
  }
}

async function movementOf(
  data: Buffer,
  info: { width: number; height: number },
): Promise<Pick<Picture, 'width' | 'height' | 'frames' | 'seconds'>> {
  const { width, height, pages = 1, delay = [] } = await sharp(data, { limitInputPixels: false }).metadata()
  if (pages < 2) return { width: info.width, height: info.height, frames: 1 }
  const seconds = delay.reduce((sum, ms) => sum + ms, 0) / 1000
  return { width, height, frames: pages, ...(seconds > 0 ? { seconds: Math.round(seconds * 10) / 10 } : {}) }
}

/** The picture for a screen: its first frame, at most `fileLimits.smallPx` on its longest side. */
export function smallPicture(bytes: Uint8Array): Promise<Buffer> {
  return inTurn(() =>
    sharp(bytes, { limitInputPixels: fileLimits.pixelsMax })
      .resize({
        ...{ width: fileLimits.smallPx, height: fileLimits.smallPx },
        fit: 'inside',
        withoutEnlargement: true,
      })
      .webp({ quality: 80 })
      .timeout({ seconds: fileLimits.conversionSecondsMax })
      .toBuffer(),
  )
}

/** A picture's first frame in shades of grey, its longest side at most so long; white where it is transparent. */
export function greyPicture(
  bytes: Uint8Array,
  sidePx: number,
): Promise<{ data: Uint8Array; width: number; height: number }> {
  return inTurn(async () => {
    const { data, info } = await sharp(bytes, { limitInputPixels: fileLimits.pixelsMax })
      .flatten({ background: '#fff' })
      .toColourspace('b-w')
      .resize({ width: sidePx, height: sidePx, fit: 'inside', withoutEnlargement: true })
      .timeout({ seconds: fileLimits.conversionSecondsMax })
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { data, width: info.width, height: info.height }
  })
}
