import type { RisingTerm, Story } from '#stream/story.ts'
import {
  countsOf,
  type Explained,
  headlineOf,
  langOf,
  samplesOf,
  stateOf,
  tellerOf,
  windowMinFor,
  windowMinOf,
} from '#stream/trends/explain.ts'
import { weightOf } from '#stream/trends/groups.ts'
import type { Prior } from '#stream/trends/prior.ts'
import { keysOf } from '#stream/trends/reading.ts'
import type { Before, OpenStory } from '#stream/trends/story-book.ts'
import { type Belief, surpriseOf, upper95Of } from '#stream/trends/surprise.ts'
import { keyKinds, termsOf } from '#stream/trends/terms.ts'
import type { Heard, SpelledKey } from '#stream/trends/heard.ts'

/** Posts read again to say a story's terms in the words people used. */
const postsReread = 30

/** What is needed to explain a story to a person. */
type StoryNeeds = {
  story: OpenStory
  nowMs: number
  prior: Prior
  /** The row of a key, or -1. */
  rowOf: (low: number, high: number) => number
  /** A row's count in the story's window, and what would be usual. */
  standOf: (row: number) => { count: number; mean: number }
  /** Keys looked at in one window: among so many something rare is always found. */
  lookedAt: number
  hoursLearned: number
}

/** The story as everybody else sees it. */
export function storyOf(needs: StoryNeeds): Story {
  const { story, nowMs } = needs
  const explained: Explained = {
    posts: story.posts,
    beforeMs: story.before.timesMs,
    weightOf: (heard) => weightOf(heard, story.about),
    nowMs,
    windowMin: windowMinFor(story.posts, nowMs, windowMinOf(story.foundIn)),
  }
  const counts = countsOf(explained)
  const samples = samplesOf(explained)
  const terms = termsOfStory(needs)
  const usual = usualIn(story.before, explained.windowMin)
  const mean = usual.shape / usual.rate
  const headliner = tellerOf(samples)
  const teller = story.posts.find((heard) => heard.post === headliner)
  const lang = teller === undefined ? undefined : langOf(teller)
  return {
    id: story.id,
    state: story.isOver ? 'over' : stateOf(explained),
    headline: headlineOf(samples, terms),
    ...(lang === undefined || lang === 'und' ? {} : { headlineLang: lang }),
    firstSeenMs: story.firstSeenMs,
    openedAtMs: story.openedAtMs,
    updatedAtMs: nowMs,
    windowMin: explained.windowMin,
    ...counts,
    postsInAll: story.postsInAll,
    usual: {
      mean,
      upper95: upper95Of(usual, 1),
      basis: needs.hoursLearned >= 24 ? 'learned' : 'prior',
      hoursLearned: needs.hoursLearned,
    },
    lift: counts.posts / mean,
    surprise: Math.max(0, surpriseOf(usual, counts.posts, 1) - Math.log10(needs.lookedAt)),
    terms,
    samples,
    watches: [...story.watches].slice(0, 50),
  }
}

/** Fewer windows than this are too few a past: as many windows without the story's terms are taken to have been there. */
const windowsLeast = 2

/**
 * Posts with a story's terms in an ordinary window, as a gamma belief: those heard before it began, plus half a post, over
 * the windows listened to. So an unheard-of story is never "0 usual", and a short past never makes a large ratio.
 */
function usualIn(before: Before, windowMin: number): Belief {
  const windows = (before.hours * 60) / windowMin
  return { shape: before.timesMs.length + 0.5, rate: Math.max(windowsLeast, windows) }
}

type Spelled = { kind: number; counts: Map<string, number>; posts: number; prior: number }

/** Keys of the story's newest posts, as people wrote them. */
function spelledKeys(needs: StoryNeeds): Map<number, Spelled> {
  const spelled = new Map<number, Spelled>()
  const distinct = needs.story.posts.filter((heard) => !heard.copy).slice(-postsReread)
  for (const heard of distinct) {
    heard.spelled ??= spell(heard, needs)
    for (const key of heard.spelled) {
      const entry = spelled.get(key.row) ?? {
        kind: key.kind,
        counts: new Map<string, number>(),
        posts: 0,
        prior: key.prior,
      }
      entry.posts++
      entry.counts.set(key.text, (entry.counts.get(key.text) ?? 0) + 1)
      spelled.set(key.row, entry)
    }
  }
  return spelled
}

/** Reads a post again for its spellings; done once a post, because a long story is told often. */
function spell(heard: Heard, needs: StoryNeeds): SpelledKey[] {
  const keys = keysOf(termsOf(heard.post.text), heard.places, needs.prior, {
    phrases: true,
    pairs: false,
    concern: 0,
  })
  return keys.flatMap(({ low, high, kind, text, prior }) => {
    const row = needs.rowOf(low, high)
    return row === -1 ? [] : [{ row, kind, text, prior }]
  })
}

/** A term's usual count is never taken to be below this: less than one in ten windows cannot be known. */
const termMeanLeast = 0.1

function termsOfStory(needs: StoryNeeds): RisingTerm[] {
  const { story } = needs
  const spelled = spelledKeys(needs)
  const seeds = new Map(story.group.seeds.map((seed) => [seed.row, seed]))
  const liftOf = (row: number): number => {
    const { count, mean } = seeds.get(row) ?? needs.standOf(row)
    return count / Math.max(termMeanLeast, mean)
  }
  const terms = [...spelled].map(([row, entry]) => ({ row, entry, weight: story.about.get(row) ?? 0 }))
  const about = terms.filter((term) => term.weight > 0).sort((a, b) => b.weight - a.weight)
  const shown = withoutRepeats(
    about.map((term) => shownTerm({ entry: term.entry, lift: liftOf(term.row) })).filter(isShown),
  )
  if (shown.length > 0) return shown.slice(0, 12)
  // Only topics hold it together: say the words its posts share most beyond general language.
  const common = terms
    .filter((term) => term.entry.posts >= 2)
    .map((term) => ({ entry: term.entry, lift: liftOf(term.row) }))
    .sort((a, b) => b.lift * b.entry.posts - a.lift * a.entry.posts)
  return withoutRepeats(common.map(shownTerm).filter(isShown)).slice(0, 5)
}

type ShownKind = RisingTerm['kind'] | 'hidden'

/** "the river", "rue du": a phrase with a word of grammar is read as its other word, which is counted anyway. */
function isHalfFunction(term: { text: string }): boolean {
  return wordsIn(term.text).some((word) => functionWords.has(word))
}

const functionWords = new Set(
  'the a an of to in on at by for from and or is are was be it its this that my our your with no not so up out as we you i they he she how what when who le la les l un une des du de d et ou en au aux sur dans par pour est sont il elle on nous vous je ce cette qui que ne pas plus se s rue street st'.split(
    ' ',
  ),
)

function shownTerm(term: { entry: Spelled; lift: number }): Omit<RisingTerm, 'kind'> & { kind: ShownKind } {
  const kind = keyKinds[term.entry.kind] ?? 'word'
  const text = [...term.entry.counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
  const lift = Math.round(term.lift * 10) / 10
  return {
    text,
    kind: kind === 'topic' || kind === 'concern' ? 'hidden' : kind,
    posts: term.entry.posts,
    lift,
  }
}

function isShown(term: Omit<RisingTerm, 'kind'> & { kind: ShownKind }): term is RisingTerm {
  return term.kind !== 'hidden' && term.kind !== 'pair' && !(term.kind === 'phrase' && isHalfFunction(term))
}

/** Letters and numbers of a term, each word once. */
function wordsIn(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}#]+/u)
    .filter((word) => word !== '')
}

/**
 * Terms that say something of their own: a word that comes only inside a longer term goes, and so does a longer one whose
 * words all stand there already, unless it is a place.
 */
function withoutRepeats(terms: readonly RisingTerm[]): RisingTerm[] {
  const places = terms.filter((term) => term.kind === 'place')
  const kept: RisingTerm[] = []
  const said = new Set(places.flatMap((term) => wordsIn(term.text)))
  for (const term of terms) {
    const words = wordsIn(term.text)
    if (term.kind !== 'place' && words.every((word) => said.has(word))) continue
    const isInside = terms.some(
      (other) =>
        other.kind === 'phrase' &&
        other !== term &&
        term.kind === 'word' &&
        other.posts >= term.posts &&
        words.every((word) => wordsIn(other.text).includes(word)),
    )
    if (isInside) continue
    for (const word of words) said.add(word)
    kept.push(term)
  }
  return kept
}
