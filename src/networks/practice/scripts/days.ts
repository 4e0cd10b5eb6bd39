import { brownWater } from '#networks/practice/scripts/brown-water.ts'
import { council } from '#networks/practice/scripts/council.ts'
import { flood } from '#networks/practice/scripts/flood.ts'
import { roadClosure } from '#networks/practice/scripts/road-closure.ts'
import type { Script } from '#networks/practice/scripts/script.ts'

/** The days Havre-Clair can live. */
export type PracticeDay = 'quiet' | 'brown-water' | 'flood' | 'road-closure' | 'council'

/** The story of each day; a quiet day has none. */
export const dayScripts: Readonly<Record<PracticeDay, Script | undefined>> = {
  quiet: undefined,
  'brown-water': brownWater,
  flood,
  'road-closure': roadClosure,
  council,
}
