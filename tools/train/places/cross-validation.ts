import { placeTagger } from '#language/places/tagger.ts'
import type { Knowledge } from '#language/places/post-reader.ts'
import { type Example, meanModel, trainCrf } from './crf.ts'
import { type GoldPost, unitSpan } from './examples.ts'
import { models, outsideBias, plan } from './plan.ts'
import { quantised } from './quantise.ts'

type Tally = { right: number; found: number; gold: number }

/** Events that are left out together, so that what one says of another's place does not help. */
const groups = [
  ['puebla', 'irma'],
  ['ecuador', 'florence'],
  ['kaikoura', 'harvey'],
  ['idai', 'california'],
  ['kerala', 'matthew'],
  ['italy', 'srilanka', 'maria'],
] as const

/** Each group of events is left out once; the others train what then reads it, in whole numbers as shipped. */
export function crossValidated(
  posts: readonly GoldPost[],
  examples: readonly Example[],
  knowledge: Knowledge,
): object {
  const all: Tally = { right: 0, found: 0, gold: 0 }
  const byGroup: Record<string, object> = {}
  for (const group of groups) {
    const isOut = (event: string): boolean => group.some((name) => event.includes(name))
    const others = examples.filter((example) => !isOut(example.event))
    const trained = Array.from({ length: models }, (_, i) => trainCrf(others, { ...plan, seed: i + 1 }))
    const tagger = placeTagger(knowledge, quantised(meanModel(trained), outsideBias))
    const tally = tallyOf(
      posts.filter((post) => isOut(post.event)),
      (text) => tagger.tag(text),
    )
    byGroup[group.join(' ')] = figures(tally)
    all.right += tally.right
    all.found += tally.found
    all.gold += tally.gold
    process.stderr.write(`${group.join(' ')} ${JSON.stringify(figures(tally))}\n`)
  }
  return {
    split: '13 events in 6 groups, each left out once; exact spans, all posts together',
    ...figures(all),
    byGroup,
  }
}

function tallyOf(posts: readonly GoldPost[], tag: (text: string) => { start: number; end: number }[]): Tally {
  const tally: Tally = { right: 0, found: 0, gold: 0 }
  for (const post of posts) {
    const gold = new Set(post.places.map((place) => spanKey(unitSpan(post.text, place))))
    const found = tag(post.text).map(({ start, end }) => `${start}-${end}`)
    tally.found += found.length
    tally.gold += gold.size
    tally.right += found.filter((span) => gold.has(span)).length
  }
  return tally
}

function spanKey({ from, to }: { from: number; to: number }): string {
  return `${from}-${to}`
}

function figures({ right, found, gold }: Tally): { precision: number; recall: number; f1: number } {
  const three = (value: number): number => Number(value.toFixed(4))
  return {
    precision: three(right / found),
    recall: three(right / gold),
    f1: three((2 * right) / (found + gold)),
  }
}
