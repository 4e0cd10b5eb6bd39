import { isInBox, isInCircle } from '#stream/matcher/earth.ts'
import { holdsNear } from '#stream/matcher/near.ts'
import type { PostFacts } from '#stream/matcher/post-facts.ts'
import { ask, ends, millionth } from '#stream/matcher/program.ts'
import type { SeenPost } from '#stream/matcher/seen-post.ts'
import type { TermTable } from '#stream/matcher/term-table.ts'
import { hasWhats, isWhats } from '#stream/rules/rule.ts'

/** What a program is run against. */
export type Judged = { seen: SeenPost; facts: PostFacts; table: TermTable }

/** Runs the program (see `compiled`) that begins at `start` of `numbers`. Ways lead forward only, so it ends. */
export function programFits(numbers: Int32Array, start: number, judged: Judged): boolean {
  let way = numbers[start] ?? ends.fails
  while (way >= 0) {
    const step = start + way
    const fits = answer(
      numbers,
      { asked: numbers[step] ?? -1, argument: numbers[step + 1] ?? 0, start },
      judged,
    )
    way = numbers[step + (fits ? 2 : 3)] ?? ends.fails
  }
  return way === ends.fits
}

type Question = { asked: number; argument: number; start: number }

function answer(
  numbers: Int32Array,
  { asked, argument, start }: Question,
  { seen, facts, table }: Judged,
): boolean {
  switch (asked) {
    case ask.term:
      return seen.holds(argument)
    case ask.words:
      return holdsRun(seen.wordTerms, numbers, start + argument)
    case ask.linkWords:
      return holdsRun(seen.linkTerms, numbers, start + argument)
    case ask.placeWords:
      return holdsRun(seen.placeTerms, numbers, start + argument)
    case ask.near:
      return holdsNearRun(seen.wordTerms, numbers, start + argument)
    case ask.linkPart:
      return facts.links.some((link) => link.includes(table.textOf(argument)))
    case ask.lang:
      return facts.lang() === table.textOf(argument)
    case ask.has:
      return hasOneOf(facts.has, hasWhats[argument])
    case ask.is:
      return hasOneOf(facts.is, isWhats[argument])
    case ask.circle:
      return isInCircleAt(numbers, start + argument, facts)
    case ask.box:
      return isInBoxAt(numbers, start + argument, facts)
    case ask.sample:
      return facts.samplePlace < argument
    default:
      return false
  }
}

function hasOneOf<W>(set: ReadonlySet<W>, what: W | undefined): boolean {
  return what !== undefined && set.has(what)
}

function holdsRun(terms: readonly number[], numbers: Int32Array, at: number): boolean {
  const length = numbers[at] ?? 0
  const first = numbers[at + 1]
  for (let place = 0; place + length <= terms.length; place++) {
    if (terms[place] !== first) continue
    let step = 1
    while (step < length && terms[place + step] === numbers[at + 1 + step]) step++
    if (step === length) return true
  }
  return false
}

function holdsNearRun(terms: readonly number[], numbers: Int32Array, at: number): boolean {
  const length = numbers[at] ?? 0
  return holdsNear(terms, numbers.subarray(at + 2, at + 2 + length), numbers[at + 1] ?? 0)
}

function degrees(numbers: Int32Array, at: number): number {
  return (numbers[at] ?? 0) / millionth
}

function isInCircleAt(numbers: Int32Array, at: number, { geo }: PostFacts): boolean {
  if (!geo) return false
  return isInCircle(geo, {
    kind: 'point_radius',
    lon: degrees(numbers, at),
    lat: degrees(numbers, at + 1),
    radius: degrees(numbers, at + 2),
    unit: numbers[at + 3] === 1 ? 'mi' : 'km',
  })
}

function isInBoxAt(numbers: Int32Array, at: number, { geo }: PostFacts): boolean {
  if (!geo) return false
  return isInBox(geo, {
    kind: 'bounding_box',
    west: degrees(numbers, at),
    south: degrees(numbers, at + 1),
    east: degrees(numbers, at + 2),
    north: degrees(numbers, at + 3),
  })
}
