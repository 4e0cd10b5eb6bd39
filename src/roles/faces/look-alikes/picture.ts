import sharp from 'sharp'

/** Kinds of picture that are read; drawings that are programs (SVG) are not. */
const kinds: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'avif', 'heif'])
/** Larger pictures are no avatars, pixels in all. */
const pixelsMax = 4096 * 4096

/**
 * What a picture looks like: 64 bits as 16 hexadecimal digits, nearly the same for a copy that was rescaled or packed again.
 * Undefined for what is no picture, and for one that shows nothing (a plain colour is like every other).
 *
 * Source: difference hash (dHash): of 9 by 8 grey fields, whether each is brighter than its neighbour (N. Krawetz 2013).
 */
export async function pictureHash(bytes: Uint8Array): Promise<string | undefined> {
  try {
    const picture = sharp(bytes, { limitInputPixels: pixelsMax, failOn: 'error', pages: 1 })
    const { format } = await picture.metadata()
    if (format === undefined || !kinds.has(format)) return undefined
    const grey = await picture
      .flatten({ background: '#fff' })
      .greyscale()
      .resize(9, 8, { fit: 'fill' })
      .raw()
      .toBuffer()
    return hashOf(grey)
  } catch {
    // Strangers choose these bytes: what cannot be read is no picture.
    return undefined
  }
}

function hashOf(grey: Uint8Array): string | undefined {
  let bits = 0n
  let seen = 0
  for (let y = 0; y < 8; y += 1)
    for (let x = 0; x < 8; x += 1) {
      const [left = 0, right = 0] = [grey[y * 9 + x], grey[y * 9 + x + 1]]
      seen = Math.max(seen, Math.abs(left - right))
      bits = (bits << 1n) | (left > right + 2 ? 1n : 0n)
    }
  return seen < 4 ? undefined : bits.toString(16).padStart(16, '0')
}

/** In how many of 64 bits two pictures differ; 64 for what is no such hash. */
export function bitsApart(one: string, other: string): number {
  if (!/^[0-9a-f]{16}$/.test(one) || !/^[0-9a-f]{16}$/.test(other)) return 64
  let differ = BigInt(`0x${one}`) ^ BigInt(`0x${other}`)
  let bits = 0
  for (; differ > 0n; differ &= differ - 1n) bits += 1
  return bits
}
