import type { StoryCard } from '#roles/early-warning/contract.ts'
import type { explainingMessages } from '#roles/early-warning/web/explaining/words.ts'
import { networkWord } from '#web/network-word.ts'
import { span } from '#roles/early-warning/web/story-words.ts'
import type { MessageKey, Words } from '#web/words.tsx'

/** Words that know the sentences of explaining too. */
export type ExplainingWords = Words<keyof (typeof explainingMessages)['en'] | MessageKey>

/** An expected count that would be written as 0. */
const almostNone = 0.05
/** From this share of copies on they are worth a sentence. */
const copiesFrom = 0.05

/** A story in plain sentences, built from its numbers and nothing else. */
export function storySentence(story: StoryCard, nowMs: number, words: ExplainingWords): string {
  const { say } = words
  const sentences = [
    story.posts === 0 ? quiet(story, words) : main(story, words),
    story.copiesShareOf1 >= copiesFrom &&
      say('explaining.sentence.copies', { share: words.percent(story.copiesShareOf1) }),
    where(story, words),
    say('explaining.sentence.since', { time: words.when(story.firstSeenMs, nowMs) }),
  ]
  return sentences.filter((sentence) => sentence !== false).join(' ')
}

function aboutOf(story: StoryCard, words: ExplainingWords): { about: 'yes' | 'no'; terms: string } {
  const terms = story.terms.filter(({ kind }) => kind !== 'watch' && kind !== 'place').slice(0, 3)
  return { about: terms.length > 0 ? 'yes' : 'no', terms: words.list(terms.map(({ text }) => text)) }
}

function main(story: StoryCard, words: ExplainingWords): string {
  const places = story.places.slice(0, 2).map(({ name }) => name)
  return words.say('explaining.sentence.main', {
    people: story.authors,
    posts: story.posts,
    ...aboutOf(story, words),
    where: places.length > 0 ? 'yes' : 'no',
    places: words.list(places),
    span: span(story.windowMin, words),
    usual: usualWords(story, words),
  })
}

function usualWords({ usual: { mean, upper95 } }: StoryCard, words: ExplainingWords): string {
  if (mean < almostNone) return words.say('explaining.sentence.usualNone')
  return words.say('explaining.sentence.usual', {
    mean: words.number(mean, mean < 10 ? 1 : 0),
    most: words.number(Math.ceil(upper95)),
  })
}

function quiet(story: StoryCard, words: ExplainingWords): string {
  return words.say('explaining.sentence.quiet', {
    ...aboutOf(story, words),
    span: span(story.windowMin, words),
    posts: story.postsInAll,
  })
}

function where(story: StoryCard, words: ExplainingWords): string | false {
  const [first] = story.languages
  if (first === undefined || story.networks.length === 0) return false
  return words.say('explaining.sentence.where', {
    language: words.language(first.lang),
    networks: words.list(story.networks.slice(0, 3).map((one) => networkWord(one, words))),
  })
}
