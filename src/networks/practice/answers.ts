import type { Post } from '#kernel/post.ts'
import { minuteMs, secondMs } from '#kernel/time.ts'
import { seededChance } from '#networks/practice/chance.ts'
import { answersToUs } from '#networks/practice/chatter/to-us.ts'
import { dealer } from '#networks/practice/ordinary.ts'
import { sentence } from '#networks/practice/sentence.ts'
import { inOrder, townPost, wordsAt, type Town } from '#networks/practice/town.ts'
import type { Timed } from '#networks/replay/pace.ts'

/** Something of ours that stands in the town's network, by its post id. */
export type SpokenPost = { id: string; lang: 'en' | 'fr' }

/** What the town was told while its day runs and nobody has answered yet: whoever speaks adds to it. */
export type SpokenTo = { posts: SpokenPost[] }

const answersEach = 3
const withinMs = 6 * minuteMs
// More than this at once is no conversation; the rest stays unanswered.
const spokenAtOnceMax = 100

/** People answer what is said to them, within six minutes of stream time; the same seed answers the same post alike. */
export function* answering(items: Iterable<Timed>, town: Town, spokenTo: SpokenTo): Generator<Timed> {
  let due: Post[] = []
  // Whoever tells of a post twice (where it was posted, and where it was noted) has it answered once.
  const answered = new Set<string>()
  for (const item of items) {
    const { atMs } = item
    if (atMs !== undefined) {
      const told = spokenTo.posts.splice(0).filter(({ id }) => !answered.has(id))
      const spoken = [...new Map(told.map((one) => [one.id, one])).values()].slice(0, spokenAtOnceMax)
      for (const { id } of spoken) answered.add(id)
      forgetOldest(answered)
      due = inOrder([...due, ...spoken.flatMap((one) => answersTo(town, one, atMs))])
      for (const post of due.filter((one) => one.atMs <= atMs)) yield { kind: 'post', post, atMs: post.atMs }
      due = due.filter((one) => one.atMs > atMs)
    }
    yield item
  }
}

const answeredMax = 2000

function forgetOldest(answered: Set<string>): void {
  for (const id of answered) {
    if (answered.size <= answeredMax) return
    answered.delete(id)
  }
}

/** What people answer to a post that is said at this moment of stream time, oldest first. */
function answersTo(town: Town, { id, lang }: SpokenPost, atMs: number): Post[] {
  const chance = seededChance(town.seed, 'answers', id)
  const say = dealer(answersToUs[lang], chance)
  const people = dealer(
    town.people.filter((person) => person.lang === lang),
    chance,
  )
  return Array.from({ length: answersEach }, (_, n) => {
    const from = people()
    const saidMs = atMs + 20 * secondMs + chance.below(withinMs - 20 * secondMs)
    const text = sentence(say(), wordsAt(town, atMs)[lang], chance)
    const native = `answer-${n}-${id.slice(id.indexOf(':') + 1)}`.slice(0, 400)
    return townPost({ id: native, atMs: saidMs, text, lang, author: from.author, replyTo: id }, chance)
  })
}
