import type { Post } from '#kernel/post.ts'
import { hourMs } from '#kernel/time.ts'

/** How an event grows. `step` at once, `exponential` doubling, `slow-burn` over half a day, `local` small and at one street. */
export const shapes = ['step', 'exponential', 'slow-burn', 'local'] as const
export type Shape = (typeof shapes)[number]

/** How much is said: posts of the background an hour at most, and the pace of events against that of a region. */
export type Scale = { name: string; background: number; pace: number }

/** How long an event is followed, hours. */
export const followHours = 12
/** The street a local event is at: the organization's own list knows it. */
export const street = 'Ferry Street'

/** Posts an hour, so many hours after it began. */
function rateAt(shape: Shape, hours: number, doubleMin: number): number {
  if (shape === 'step') return 12
  if (shape === 'exponential') return Math.min(12, 2 ** ((hours * 60) / doubleMin))
  return shape === 'slow-burn' ? 0.4 + (3.6 * hours) / followHours : 4
}

/**
 * An event's posts, each by another author: texts that people really wrote about one disaster, in their order from a random place on.
 * Of a local one six in ten name the street.
 */
export function eventPosts(o: {
  shape: Shape
  scale: Scale
  texts: readonly string[]
  beginMs: number
  chance: () => number
}): Post[] {
  const { shape, scale, texts, beginMs, chance } = o
  const doubleMin = 20 + chance() * 40
  const from = Math.floor(chance() * texts.length)
  const posts: Post[] = []
  let atMs = beginMs
  while (atMs < beginMs + followHours * hourMs) {
    const text = texts[(from + posts.length) % texts.length] ?? ''
    const id = `event:${posts.length}`
    const placed = shape === 'local' && chance() < 0.6
    posts.push({
      id,
      network: 'bench',
      source: 'bench',
      text: placed ? `${street}: ${text}` : text,
      atMs: Math.round(atMs),
      heardAtMs: Math.round(atMs),
      author: { id },
    })
    const anHour = scale.pace * rateAt(shape, (atMs - beginMs) / hourMs, doubleMin)
    atMs += (-Math.log(1 - chance()) / anHour) * hourMs
  }
  return posts
}
