import { factsIn, type Fact } from '#roles/reactions/rules/facts.ts'
import type { ReadPost } from '#roles/reactions/rules/read-post.ts'
import { samplesOf } from '#roles/reactions/rules/themes.ts'
import { contentWords } from '#roles/reactions/rules/words.ts'

/** Posts that state the same other fact, as positions in the posts they were found in. */
export type FoundMisreading = {
  about: Fact['about']
  said: string[]
  stated: string
  members: number[]
  authors: number
}

/** A post is about the announcement when it says this many of its words of content. */
const wordsShared = 2
/** One person's word is no pattern, and is not pointed at. */
const authorsLeast = 2
const itemsMax = 12

/**
 * Posts that name another date, time, amount, share or street than the announcement, and none of its own of that kind: they MAY have misread it. Only
 * posts that share two words with it and do not ask are compared, and only what two people say is told.
 */
export function findMisreadings(
  announced: string,
  posts: readonly ReadPost[],
): { checked: { about: Fact['about']; said: string }[]; items: (FoundMisreading & { samples: number[] })[] } {
  const facts = factsIn(announced)
  const checked = facts.map(({ about, said }) => ({ about, said }))
  if (facts.length === 0) return { checked, items: [] }
  const subject = contentWords(announced)
  const stated = new Map<string, { fact: Fact; members: number[] }>()
  for (const [at, post] of posts.entries()) {
    if (post.asks || post.post.author?.kind === 'official' || !isAbout(post.text, subject)) continue
    for (const fact of otherFacts(facts, factsIn(post.text))) {
      const key = `${fact.about} ${fact.value}`
      const known = stated.get(key) ?? { fact, members: [] }
      stated.set(key, known)
      known.members.push(at)
    }
  }
  const items = [...stated.values()]
    .map(({ fact, members }) => ({
      about: fact.about,
      said: facts.filter((one) => comparable(one, fact)).map(({ said }) => said),
      stated: fact.said,
      members,
      authors: new Set(members.map((at) => posts[at]?.author)).size,
      samples: samplesOf(posts, members),
    }))
    .filter(({ authors }) => authors >= authorsLeast)
    .toSorted((a, b) => b.authors - a.authors || (a.stated < b.stated ? -1 : 1))
  return { checked, items: items.slice(0, itemsMax) }
}

function isAbout(text: string, subject: ReadonlySet<string>): boolean {
  let shared = 0
  for (const word of contentWords(text)) if (subject.has(word) && ++shared >= wordsShared) return true
  return false
}

/** What a post says of a kind of fact, when it says nothing of that kind as the announcement does. */
function otherFacts(announced: readonly Fact[], said: readonly Fact[]): Fact[] {
  return said.filter((fact) => {
    const own = announced.filter((one) => comparable(one, fact))
    if (own.length === 0) return false
    const values = new Set(own.map(({ value }) => value))
    return !said.some((one) => comparable(one, fact) && values.has(one.value))
  })
}

/** Dates are compared day with day, month with month, weekday with weekday; amounts in one currency. */
function comparable(one: Fact, other: Fact): boolean {
  if (one.about !== other.about) return false
  if (one.about !== 'date' && one.about !== 'amount') return true
  return one.value.split(' ', 1)[0] === other.value.split(' ', 1)[0]
}
