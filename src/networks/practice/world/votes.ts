import { createHash } from 'node:crypto'
import { minuteMs } from '#kernel/time.ts'
import { seededChance } from '#networks/practice/chance.ts'
import type { PostedInTown } from '#networks/practice/world/world.ts'

/** How a poll stands in the town, as its server tells it. */
export type TownTally = { votes: number[]; voters: number; endsAtMs: number; isOver: boolean }

/** As many people of the town vote, at least and at most. */
const votersMin = 60
const votersMax = 240

/**
 * How the people of the town have voted by a moment; undefined where the post asks nothing. Who votes, when and for what is made from
 * the post alone: asked again, and after a restart, it is the same, and what was counted once stays counted. Most come early.
 */
export function townTally(
  { poll, nativeId, text, appearedMs }: PostedInTown,
  nowMs: number,
): TownTally | undefined {
  if (poll === undefined) return undefined
  const { options, multiple, durationMin } = poll
  const lengthMs = durationMin * minuteMs
  const seed = createHash('sha256')
    .update(`${nativeId} ${text} ${options.join(' ')}`)
    .digest()
    .readUInt32LE()
  const votes = options.map(() => 0)
  const people = votersMin + seededChance(seed, 'how-many').below(votersMax - votersMin)
  // The town leans one way, and not so far that nobody is left on the other.
  const leaning = options.map((_, at) => 1 + seededChance(seed, 'leaning', at).below(9))
  let voters = 0
  for (let person = 0; person < people; person++) {
    const chance = seededChance(seed, 'voter', person)
    const early = chance.next()
    if (nowMs - appearedMs < lengthMs * early ** 3) continue
    voters += 1
    const first = weighted(leaning, chance.below(sum(leaning)))
    votes[first] = (votes[first] ?? 0) + 1
    const second = chance.below(options.length)
    if (multiple && second !== first && chance.maybe(0.4)) votes[second] = (votes[second] ?? 0) + 1
  }
  const endsAtMs = appearedMs + lengthMs
  return { votes, voters, endsAtMs, isOver: nowMs >= endsAtMs }
}

function sum(all: readonly number[]): number {
  return all.reduce((total, one) => total + one, 0)
}

function weighted(weights: readonly number[], drawn: number): number {
  let left = drawn
  for (const [at, weight] of weights.entries()) {
    left -= weight
    if (left < 0) return at
  }
  return weights.length - 1
}
