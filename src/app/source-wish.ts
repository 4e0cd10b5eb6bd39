/** The scripted days of the practice town. */
export const practiceDays = ['quiet', 'brown-water', 'flood', 'road-closure', 'council'] as const

/** A scripted day of the practice town. */
export type PracticeDay = (typeof practiceDays)[number]

/**
 * A source as its owner writes it: `jetstream:URL`, `feed:URL`, `mastodon:URL` (everything public there), `mastodon:URL#TAG`,
 * `x:stream`, `replay:FILE`, `practice:DAY`.
 */
export type SourceWish =
  | { kind: 'jetstream' | 'feed'; url: string }
  | { kind: 'mastodon'; server: string; tag?: string }
  | { kind: 'x' }
  | { kind: 'replay'; file: string }
  | { kind: 'practice'; day: PracticeDay }
