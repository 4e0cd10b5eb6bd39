import type { MediaLimits, SendingLimits } from '#networks/sender.ts'
import type { KeptFile } from '#sending/files/contract.ts'
import type { Form, PictureType } from '#sending/files/picture.ts'
import { sortedJson } from '#kernel/version-content.ts'

/** Changes whenever the same limits lead to other bytes, so that what was remembered before is not taken for it. */
const method = 1

/** Qualities that are tried at each size, best first. A PNG has none, and a GIF keeps its colours: it becomes lighter by its size. */
const qualities: Record<PictureType, readonly number[]> = {
  'image/jpeg': [88, 76, 64],
  'image/webp': [88, 76, 64],
  'image/gif': [100],
  'image/png': [100],
}

/** How much smaller each step is, and how short the longest side may become: below, nobody sees what it shows. */
const step = 0.75
const sideMin = 160

/** Bytes a pixel takes in a photograph at a good quality: where the search for a size begins. */
const bytesPerPixel = 0.5

/** Copies tried of one file. */
export const triesMax = 24

/** Whether a target takes a file as it is. What is not known of a file is not held against it. */
export function takes(
  limits: MediaLimits | undefined,
  file: Omit<KeptFile, 'sha256' | 'mediaType'>,
): boolean {
  if (limits === undefined) return false
  const { bytesMax, pixelsMax, sideMax, framesMax, secondsMax } = limits
  const { bytes, width = 0, height = 0, frames = 1, seconds = 0 } = file
  return (
    bytes <= bytesMax &&
    width * height <= (pixelsMax ?? Infinity) &&
    Math.max(width, height) <= (sideMax ?? Infinity) &&
    frames <= (framesMax ?? Infinity) &&
    seconds <= (secondsMax ?? Infinity)
  )
}

/** What of the limits decides about a file, as one text: copies are remembered by it. */
export function shapeOf({ media }: SendingLimits): string {
  return sortedJson({ method, media })
}

/**
 * The forms in which a picture is tried, best first, until one is small enough. Nothing is made larger than it is; what moves is
 * tried only in forms that move, as a whole.
 */
export function formsFor(file: KeptFile, hasAlpha: boolean, { media }: SendingLimits): Form[] {
  const { width, height, frames = 1 } = file
  if (width === undefined || height === undefined || !file.mediaType.startsWith('image/')) return []
  return typesFor(file.mediaType, frames, hasAlpha)
    .flatMap((mediaType) => {
      const limits = media[mediaType]
      if (limits === undefined || frames > (limits.framesMax ?? Infinity)) return []
      return sizesFor({ width, height, frames }, limits).flatMap((scale) =>
        qualities[mediaType].map((quality) => ({ mediaType, scale, quality })),
      )
    })
    .slice(0, triesMax)
}

/** Its own type first where that keeps what it is; a photograph is smallest as JPEG, what is transparent stays so if it can. */
function typesFor(own: string, frames: number, hasAlpha: boolean): PictureType[] {
  if (frames > 1) return own === 'image/webp' ? ['image/webp', 'image/gif'] : ['image/gif', 'image/webp']
  if (hasAlpha) return ['image/webp', 'image/png', 'image/jpeg']
  return own === 'image/webp'
    ? ['image/webp', 'image/jpeg', 'image/png']
    : ['image/jpeg', 'image/webp', 'image/png']
}

/** How much smaller than it is, largest first: from what the limits of pixels and bytes allow down to what still shows something. */
function sizesFor(
  { width, height, frames }: { width: number; height: number; frames: number },
  { bytesMax, pixelsMax = Infinity, sideMax = Infinity }: MediaLimits,
): number[] {
  const longest = Math.max(width, height)
  const pixels = width * height
  const allowed = Math.min(pixelsMax, bytesMax / bytesPerPixel / frames)
  // A little below the limit, because sides are rounded to whole pixels.
  const byPixels = allowed >= pixels ? 1 : Math.sqrt(allowed / pixels) * 0.995
  const first = Math.min(1, byPixels, sideMax / longest)
  const sizes: number[] = []
  for (let scale = first; sizes.length < triesMax; scale *= step) {
    if (sizes.length > 0 && scale * longest < sideMin) break
    if (scale < 1 && scale * longest < Math.min(sideMin, longest)) break
    sizes.push(scale)
  }
  return sizes
}
