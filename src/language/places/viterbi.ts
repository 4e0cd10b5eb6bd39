import { tagCount } from '#language/places/weights.ts'

/** Work space for one reader; tags of the last text are in `tags`. */
export type Path = { scores: Int32Array; tags: Uint8Array; came: Uint8Array }

/** Work space for texts of at most so many tokens. */
export function pathFor(tokensMax: number): Path {
  return {
    scores: new Int32Array(tokensMax * tagCount),
    tags: new Uint8Array(tokensMax + 1),
    came: new Uint8Array(tokensMax * tagCount),
  }
}

const never = -(1 << 28)

/**
 * The best row of tags for the scores of `length` tokens (Viterbi 1967), written to `path.tags`; `path.scores` is used up.
 * A text does not begin inside a place.
 */
export function bestPath({ scores, tags, came }: Path, length: number, moves: Int32Array): void {
  if (length === 0) return
  scores[2] = never
  for (let at = 1; at < length; at++) {
    const row = at * tagCount
    const before = row - tagCount
    const outside = scores[before] ?? 0
    const begins = scores[before + 1] ?? 0
    const goesOn = scores[before + 2] ?? 0
    for (let tag = 0; tag < tagCount; tag++) {
      let best = outside + (moves[tag] ?? 0)
      let from = 0
      const fromBegins = begins + (moves[tagCount + tag] ?? 0)
      if (fromBegins > best) [best, from] = [fromBegins, 1]
      const fromGoesOn = goesOn + (moves[2 * tagCount + tag] ?? 0)
      if (fromGoesOn > best) [best, from] = [fromGoesOn, 2]
      came[row + tag] = from
      scores[row + tag] = (scores[row + tag] ?? 0) + best
    }
  }
  walkBack({ scores, tags, came }, length)
}

function walkBack({ scores, tags, came }: Path, length: number): void {
  const last = (length - 1) * tagCount
  let tag = 0
  for (let other = 1; other < tagCount; other++)
    if ((scores[last + other] ?? 0) > (scores[last + tag] ?? 0)) tag = other
  for (let at = length - 1; at >= 0; at--) {
    tags[at] = tag
    tag = came[at * tagCount + tag] ?? 0
  }
  tags[length] = 0
}
