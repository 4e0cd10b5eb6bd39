import { minuteMs } from '#kernel/time.ts'
import type { Story } from '#stream/story.ts'
import type { Heard } from '#stream/trends/heard.ts'

/** From this many accounts with the same text within a minute on, they are counted apart as posted together. */
const togetherAccountsMin = 4

type Said = Pick<Heard, 'atMs' | 'cluster' | 'copy' | 'post'>

/**
 * Posts that bring no words of their own, counted apart by kind. Nobody is named: that many accounts said the same within a minute
 * is a fact about the posts, who runs the accounts is not known.
 *
 * @param posts posts of one story, oldest first, copies included
 */
export function copiedIn(posts: readonly Said[]): NonNullable<Story['copied']> {
  const reposts = posts.filter(isRepost).length
  const together = [...byText(posts).values()].map(togetherIn).filter((found) => found.accounts > 0)
  return {
    reposts,
    nearCopies: posts.filter((said) => said.copy && !isRepost(said)).length,
    together: {
      posts: together.reduce((sum, one) => sum + one.posts, 0),
      accounts: new Set(together.flatMap((one) => one.who)).size,
      texts: together.length,
    },
  }
}

/** A repost carries its origin: it is an ordinary way to pass something on. */
function isRepost({ post }: Said): boolean {
  return post.repostOf !== undefined || /^\s*RT @/u.test(post.text)
}

function byText(posts: readonly Said[]): Map<number, Said[]> {
  const texts = new Map<number, Said[]>()
  for (const said of posts) {
    if (isRepost(said)) continue
    const same = texts.get(said.cluster)
    if (same === undefined) texts.set(said.cluster, [said])
    else same.push(said)
  }
  return texts
}

/** Of posts with one text, oldest first, those that lie within a minute that holds enough different accounts. */
function togetherIn(same: readonly Said[]): { posts: number; accounts: number; who: string[] } {
  const found = new Set<Said>()
  let from = 0
  for (let to = 0; to < same.length; to++) {
    while ((same[to]?.post.atMs ?? 0) - (same[from]?.post.atMs ?? 0) >= minuteMs) from++
    const minute = same.slice(from, to + 1)
    if (minute.length >= togetherAccountsMin && accountsOf(minute).size >= togetherAccountsMin)
      for (const said of minute) found.add(said)
  }
  const who = [...accountsOf([...found])]
  return { posts: found.size, accounts: who.length, who }
}

function accountsOf(said: readonly Said[]): Set<string> {
  return new Set(said.flatMap(({ post }) => post.author?.id ?? []))
}
