import { unit, type Vector } from '#roles/reactions/rules/words.ts'

/** Groups at most; a text that would begin another stays in none until a round places it. */
const groupsMax = 300
const rounds = 2
/** Words of a group's middle that are compared: its heaviest. What lies behind adds nearly nothing, and much work. */
const middleWordsMax = 40

/**
 * Puts texts that are alike together: each joins the group whose first text is nearest, or begins one; then everything is placed anew by the middles
 * of the groups, twice, so that the order of arrival matters little (leader clustering, Hartigan 1975, with the spherical k-means step of Dhillon & Modha 2001).
 *
 * @param vectors of length 1, or empty
 * @param sameFromOf1 likeness of 1 with a group's middle from which a text belongs to it
 * @returns for each text the number of its group from 0 on, without gaps, or -1
 */
export function groupAlike(vectors: readonly Vector[], sameFromOf1: number): number[] {
  const leaders = new Middles()
  let places = vectors.map((vector) => {
    const nearest = leaders.nearest(vector)
    if (nearest.likeness >= sameFromOf1) return nearest.at
    return vector.size > 0 && leaders.count < groupsMax ? leaders.add(vector) : -1
  })
  for (let round = 0; round < rounds; round++) {
    const middles = middlesOf(vectors, places)
    places = vectors.map((vector) => {
      const nearest = middles.nearest(vector)
      return nearest.likeness >= sameFromOf1 ? nearest.at : -1
    })
  }
  return withoutGaps(places)
}

function middlesOf(vectors: readonly Vector[], places: readonly number[]): Middles {
  const sums = new Map<number, Map<string, number>>()
  for (const [index, vector] of vectors.entries()) {
    const place = places[index] ?? -1
    if (place < 0) continue
    const sum = sums.get(place) ?? new Map<string, number>()
    sums.set(place, sum)
    for (const [word, weight] of vector) sum.set(word, (sum.get(word) ?? 0) + weight)
  }
  const middles = new Middles()
  for (const sum of sums.values()) middles.add(heaviest(unit(sum)))
  return middles
}

function heaviest(middle: ReadonlyMap<string, number>): Vector {
  if (middle.size <= middleWordsMax) return middle
  return new Map(
    [...middle].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, middleWordsMax),
  )
}

function withoutGaps(places: readonly number[]): number[] {
  const numbers = new Map<number, number>()
  return places.map((place) => {
    if (place < 0) return -1
    const number = numbers.get(place) ?? numbers.size
    numbers.set(place, number)
    return number
  })
}

/** Middles of groups by their words, so that a text is compared only with those it shares a word with. */
class Middles {
  count = 0
  readonly #weights = new Map<string, { group: number; weight: number }[]>()
  readonly #scores = new Float64Array(groupsMax)

  add(middle: Vector): number {
    for (const [word, weight] of middle) {
      const known = this.#weights.get(word) ?? []
      this.#weights.set(word, known)
      known.push({ group: this.count, weight })
    }
    return this.count++
  }

  nearest(vector: Vector): { at: number; likeness: number } {
    this.#scores.fill(0, 0, this.count)
    for (const [word, own] of vector)
      for (const { group, weight } of this.#weights.get(word) ?? [])
        this.#scores[group] = (this.#scores[group] ?? 0) + own * weight
    let best = { at: -1, likeness: 0 }
    for (let at = 0; at < this.count; at++) {
      const likeness = this.#scores[at] ?? 0
      if (likeness > best.likeness) best = { at, likeness }
    }
    return best
  }
}
