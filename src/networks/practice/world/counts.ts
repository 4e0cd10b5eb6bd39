import { createHash } from 'node:crypto'
import { hourMs } from '#kernel/time.ts'
import { seededChance } from '#networks/practice/chance.ts'
import type { PostedInTown } from '#networks/practice/world/world.ts'

/** What the people of the town did with a post, as its server tells it. */
export type TownCounts = { replies: number; reposts: number; likes: number; quotes: number }

/** As many people do each at most, and at least. */
const bounds = { replies: [2, 18], reposts: [5, 60], likes: [15, 180], quotes: [0, 6] } as const

/** Half of what will be is there after so long. */
const halfMs = 3 * hourMs

/**
 * How often a post was answered, shared and liked by a moment. Made from the post alone: asked again, and after a restart, it is the
 * same, and no count ever falls. Most comes early.
 */
export function townCounts({ nativeId, appearedMs }: PostedInTown, nowMs: number): TownCounts {
  const seed = createHash('sha256').update(nativeId).digest().readUInt32LE()
  const shareOf1 = 1 - 2 ** (-Math.max(0, nowMs - appearedMs) / halfMs)
  const count = (name: keyof TownCounts): number => {
    const [min, max] = bounds[name]
    return Math.floor((min + seededChance(seed, 'counts', name).below(max - min + 1)) * shareOf1)
  }
  return {
    ...{ replies: count('replies'), reposts: count('reposts') },
    ...{ likes: count('likes'), quotes: count('quotes') },
  }
}
