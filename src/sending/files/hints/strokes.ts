/** Shades of grey of a picture, row by row, 0 black to 255 white. */
export type Grey = { data: Uint8Array; width: number; height: number }

/** A piece of a picture that stands out from its ground: its box in pixels, how many of them it covers, and its ends to the side. */
export type Piece = {
  left: number
  top: number
  right: number
  bottom: number
  area: number
  edge: number
  shade: number
}

/**
 * Pieces darker (or, with `isLight`, lighter) than the ground around them: each pixel is held against the mean of the window around
 * it, and neighbours that stand out are put together.
 *
 * @param windowPx side of the window; letters up to about that height are found
 */
export function piecesOf(
  { data, width, height }: Grey,
  o: { windowPx: number; isLight: boolean },
): { pieces: Piece[]; stands: Uint8Array } {
  const stands = standsOut({ data, width, height }, o)
  const labels = new Int32Array(width * height)
  const pieces: Piece[] = []
  const stack: number[] = []
  for (let start = 0; start < stands.length; start++) {
    if (stands[start] !== 1 || labels[start] !== 0) continue
    const piece = { left: width, top: height, right: 0, bottom: 0, area: 0, edge: 0, shade: 0 }
    labels[start] = 1
    stack.push(start)
    while (stack.length > 0) {
      const at = stack.pop() ?? 0
      const x = at % width
      const y = (at - x) / width
      piece.left = Math.min(piece.left, x)
      piece.right = Math.max(piece.right, x)
      piece.top = Math.min(piece.top, y)
      piece.bottom = Math.max(piece.bottom, y)
      piece.area += 1
      piece.shade += data[at] ?? 0
      const next = [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]
      let isEdge = false
      for (const to of next) {
        if (to < 0 || to >= stands.length || stands[to] !== 1) isEdge = true
        else if (labels[to] === 0) {
          labels[to] = 1
          stack.push(to)
        }
      }
      if (isEdge) piece.edge += 1
    }
    piece.shade /= piece.area
    pieces.push(piece)
    if (pieces.length > piecesMax) return { pieces: [], stands }
  }
  return { pieces, stands }
}

/** Most pieces that are looked at: a picture with more is noise, sand or leaves. */
const piecesMax = 20_000

/** Least difference to the mean around that counts: below, paper and sky would be full of pieces. */
const leastDifference = 14

function standsOut(
  { data, width, height }: Grey,
  { windowPx, isLight }: { windowPx: number; isLight: boolean },
): Uint8Array {
  const sums = integral({ data, width, height })
  const out = new Uint8Array(width * height)
  const half = Math.floor(windowPx / 2)
  const row = width + 1
  for (let y = 0; y < height; y++) {
    const [y0, y1] = [Math.max(0, y - half), Math.min(height, y + half + 1)]
    for (let x = 0; x < width; x++) {
      const [x0, x1] = [Math.max(0, x - half), Math.min(width, x + half + 1)]
      const sum =
        (sums[y1 * row + x1] ?? 0) -
        (sums[y0 * row + x1] ?? 0) -
        (sums[y1 * row + x0] ?? 0) +
        (sums[y0 * row + x0] ?? 0)
      const difference = sum / ((y1 - y0) * (x1 - x0)) - (data[y * width + x] ?? 0)
      if ((isLight ? -difference : difference) > leastDifference) out[y * width + x] = 1
    }
  }
  return out
}

function integral({ data, width, height }: Grey): Float64Array {
  const row = width + 1
  const sums = new Float64Array(row * (height + 1))
  for (let y = 1; y <= height; y++) {
    let line = 0
    for (let x = 1; x <= width; x++) {
      line += data[(y - 1) * width + x - 1] ?? 0
      sums[y * row + x] = (sums[(y - 1) * row + x] ?? 0) + line
    }
  }
  return sums
}
