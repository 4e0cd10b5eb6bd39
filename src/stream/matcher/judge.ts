import { isInBox, isInCircle } from '#stream/matcher/earth.ts'
import type { LazyFacts } from '#stream/matcher/lazy-facts.ts'
import { holdsNear } from '#stream/matcher/near.ts'
import { allowLooks, holdsPhrase, type Looks, type Operands } from '#stream/matcher/phrase-search.ts'
import { ask, ends, millionth } from '#stream/matcher/program.ts'
import type { Run, SeenPost } from '#stream/matcher/seen-post.ts'
import type { TermTable } from '#stream/matcher/term-table.ts'
import { hasWhats, isWhats } from '#stream/rules/rule.ts'

/** What a program is run against. */
export type Judged = { seen: SeenPost; facts: LazyFacts; table: TermTable; looks: Looks }

/** Runs the program (see `compiled`) that begins at `start` of `numbers`. Ways lead forward only, so it ends. */
export function programFits(numbers: Int32Array, start: number, judged: Judged): boolean {
  const { terms } = judged.seen
  allowLooks(judged.looks)
  let way = numbers[start] ?? ends.fails
  while (way >= 0) {
    const step = start + way
    const argument = numbers[step + 1] ?? 0
    const isTerm = numbers[step] === ask.term
    const fits = isTerm ? terms.has(argument) : answers(numbers, step, start, judged)
    way = numbers[step + (fits ? 2 : 3)] ?? ends.fails
  }
  return way === ends.fits
}

/** Answers what is not a term; by place in the numbers, because an object for each question would cost more than the answer. */
function answers(numbers: Int32Array, step: number, start: number, judged: Judged): boolean {
  const { seen, facts, table } = judged
  const argument = numbers[step + 1] ?? 0
  switch (numbers[step]) {
    case ask.words:
      return holdsRun(judged, seen.words, { numbers, at: start + argument })
    case ask.linkWords:
      return holdsRun(judged, seen.linkWords, { numbers, at: start + argument })
    case ask.placeWords:
      return holdsRun(judged, seen.placeWords, { numbers, at: start + argument })
    case ask.near:
      return holdsNearRun(seen, { numbers, at: start + argument })
    case ask.linkPart:
      return someLinkHolds(facts.links, table.textOf(argument))
    case ask.lang:
      return seen.langNumber(facts) === argument
    case ask.has:
      return facts.has(hasWhats[argument])
    case ask.is:
      return facts.is(isWhats[argument])
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

function someLinkHolds(links: readonly string[], part: string): boolean {
  return links.some((link) => link.includes(part))
}

function holdsAll(seen: SeenPost, { numbers, at }: Operands, length: number): boolean {
  for (let place = at; place < at + length; place++) if (!seen.holds(numbers[place] ?? -1)) return false
  return true
}

function holdsRun({ seen, looks }: Judged, run: Run, operands: Operands): boolean {
  const { numbers, at } = operands
  return holdsAll(seen, { numbers, at: at + 1 }, numbers[at] ?? 0) && holdsPhrase(run, operands, looks)
}

function holdsNearRun(seen: SeenPost, { numbers, at }: Operands): boolean {
  const length = numbers[at] ?? 0
  if (!holdsAll(seen, { numbers, at: at + 2 }, length)) return false
  const words = seen.words.terms.subarray(0, seen.words.length)
  return holdsNear(words, numbers.subarray(at + 2, at + 2 + length), numbers[at + 1] ?? 0)
}

function degrees(numbers: Int32Array, at: number): number {
  return (numbers[at] ?? 0) / millionth
}

function isInCircleAt(numbers: Int32Array, at: number, { post: { geo } }: LazyFacts): boolean {
  if (!geo) return false
  return isInCircle(geo, {
    kind: 'point_radius',
    lon: degrees(numbers, at),
    lat: degrees(numbers, at + 1),
    radius: degrees(numbers, at + 2),
    unit: numbers[at + 3] === 1 ? 'mi' : 'km',
  })
}

function isInBoxAt(numbers: Int32Array, at: number, { post: { geo } }: LazyFacts): boolean {
  if (!geo) return false
  return isInBox(geo, {
    kind: 'bounding_box',
    west: degrees(numbers, at),
    south: degrees(numbers, at + 1),
    east: degrees(numbers, at + 2),
    north: degrees(numbers, at + 3),
  })
}
