import type { Post } from '#kernel/post.ts'
import { seededChance } from '#stream/matcher/nasty-input.ts'
import { wordsIn } from '#stream/rules/read-words.ts'

/** Share of texts a word may stand in at most to be used in a rule: people leave out the commonest words. */
const commonestOf1 = 0.003

type Chance = () => number

/** Rules in X's grammar over the words of real texts, as many as asked for; see `mix` for the shapes. */
export function* rulesOver(texts: readonly string[], count: number, seed: number): Generator<string> {
  const chance = seededChance(seed)
  const choose = wordChooser(texts, chance)
  for (let at = 0; at < count;) {
    const rule = ruleBy(choose, chance)
    if (rule === undefined) continue
    at++
    yield rule
  }
}

/** Two rules in a hundred are of places, eight of people and tags; the rest is words, as customers of such streams write. */
function ruleBy(choose: WordChooser, chance: Chance): string | undefined {
  const words = choose.fromOneText(3)
  const [first, second, third] = words
  if (first === undefined || second === undefined || third === undefined) return undefined
  const kind = chance()
  if (kind < 0.3) return `${first} ${second}`
  if (kind < 0.42) return choose.phrase(2)
  if (kind < 0.47) return choose.phrase(3)
  if (kind < 0.62) return `(${choose.any()} OR ${choose.any()} OR ${first}) ${second}`
  if (kind < 0.72) return `${first} ${second} -${choose.any()} -is:retweet`
  if (kind < 0.8)
    return `(${first} ${second}) OR (${choose.any()} ${choose.any()}) OR ("${choose.any()} ${third}")`
  if (kind < 0.84) return `${first} ${second} lang:${chance() < 0.8 ? 'en' : 'fr'}`
  if (kind < 0.88) return `${first} (has:links OR has:media) -${second}`
  if (kind < 0.91) return `#tag${Math.floor(20_000 * chance() ** 3)} -${first}`
  if (kind < 0.94)
    return `from:person${Math.floor(300_000 * chance() ** 3)} (${first} OR ${second} OR has:links)`
  if (kind < 0.96) return `@person${Math.floor(2_000_000 * chance())} ${first}`
  if (kind < 0.97) return `url:"site${Math.floor(5000 * chance() ** 2)}.example" ${first}`
  if (kind < 0.98) return `"${first} ${second}"~4`
  const [lon, lat] = [-74 + chance() * 2, 45 + chance() * 2]
  return `point_radius:[${lon.toFixed(4)} ${lat.toFixed(4)} ${1 + Math.floor(chance() * 25)}km] (${first} OR ${second} OR ${choose.any()})`
}

type WordChooser = {
  fromOneText(count: number): string[]
  any(): string
  phrase(length: number): string | undefined
}

function wordChooser(texts: readonly string[], chance: Chance): WordChooser {
  const sample = texts
    .slice(0, 60_000)
    .map((text) => wordsIn(text).filter((word) => /^[a-z]{3,}$/.test(word)))
  const textsWith = new Map<string, number>()
  for (const words of sample)
    for (const word of new Set(words)) textsWith.set(word, (textsWith.get(word) ?? 0) + 1)
  const most = commonestOf1 * sample.length
  const usable = (word: string): boolean =>
    (textsWith.get(word) ?? 0) <= most && word !== 'and' && word !== 'not'
  const oneText = (): string[] => sample[Math.floor(chance() * sample.length)] ?? []
  const oneOf = (words: readonly string[]): string => words[Math.floor(chance() * words.length)] ?? 'flood'
  return {
    fromOneText: (count) => {
      const words = oneText().filter(usable)
      return Array.from({ length: Math.min(count, words.length) }, () => oneOf(words))
    },
    any: () => oneOf(oneText().filter(usable)),
    phrase: (length) => {
      const words = oneText()
      const from = Math.floor(chance() * Math.max(1, words.length - length + 1))
      const run = words.slice(from, from + length)
      return run.length === length && run.some(usable) ? `"${run.join(' ')}"` : undefined
    },
  }
}

/** The same posts with a declared language, as every network but a few gives one, and links where the text has one. */
export function withLanguage(posts: Iterable<Post>): Post[] {
  return [...posts].map((post, at) => ({ ...post, lang: at % 10 === 0 ? 'fr' : 'en' }))
}
