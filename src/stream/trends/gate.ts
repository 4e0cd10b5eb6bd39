import { isQuestion } from '#language/questions.ts'
import { type Group, weightOf } from '#stream/trends/groups.ts'
import { keyKinds } from '#stream/trends/terms.ts'
import type { Heard } from '#stream/trends/heard.ts'

/** What a group of posts looks like, as numbers the gate decides by. */
export type Features = {
  /** Surprise of the strongest key. */
  surprise: number
  /** Distinct posts, and distinct authors among them. */
  posts: number
  authors: number
  /** How strongly its posts speak of harm or disruption: mean of their concern. */
  concern: number
  /** Share of its posts that speak of it clearly. */
  concernedShare: number
  /** Content keys that most of its posts share, beyond the strongest. */
  sharedKeys: number
  /** Share of posts addressed to somebody. */
  repliesShare: number
  /** Share of posts that name a place or ask something, both counted: what people tell a town hall, be it harm or not. */
  civicShare: number
  /** Share of posts that are links or tags and little else. */
  thinShare: number
  /** Hours its window spans. */
  windowHours: number
  /** Hours this stream was listened to: below a day, what is usual in it is hardly known. */
  hoursLearned: number
}

/** Whether a group may become a story, and how it ranks. */
export type Gate = { opens: boolean; score: number; features: Features }

const wordKind = keyKinds.indexOf('word')
const tagKind = keyKinds.indexOf('tag')

/** Measures a group. `posts` of the group come strongest first. */
export function featuresOf(group: Group, windowMin: number, hoursLearned: number): Features {
  const posts = group.posts
  const some = posts.slice(0, 40)
  const singles = group.seeds.filter((seed) => seed.kind === wordKind || seed.kind === tagKind)
  const shared = singles.filter((seed) => share(posts, (heard) => heard.rows.includes(seed.row)) >= 0.5)
  return {
    surprise: group.seeds[0]?.surprise ?? 0,
    posts: posts.length,
    authors: new Set(posts.map((heard) => heard.post.author?.id ?? heard.post.id)).size,
    concern:
      some.reduce((sum, heard) => sum + heard.concern * weightOf(heard, group.weights), 0) /
      Math.max(
        1e-9,
        some.reduce((sum, heard) => sum + weightOf(heard, group.weights), 0),
      ),
    concernedShare: share(some, (heard) => heard.concern >= 0.35),
    sharedKeys: shared.length,
    repliesShare: share(some, (heard) => /^\s*[.]?@/u.test(heard.post.text)),
    civicShare:
      share(some, (heard) => heard.places.length > 0) +
      share(some, (heard) => (heard.asks ??= isQuestion(heard.post.text, heard.post.lang))),
    thinShare: share(some, (heard) => heard.rows.length < 6),
    windowHours: windowMin / 60,
    hoursLearned,
  }
}

function share(posts: readonly Heard[], holds: (heard: Heard) => boolean): number {
  return posts.length === 0 ? 0 : posts.filter(holds).length / posts.length
}

/**
 * What each feature is worth, and the bar. A logistic fit on recorded events, each left out in turn, rounded;
 * see `bench/README-early-warning.md`.
 */
const gateWeights = {
  surprise: 0.22,
  surpriseMax: 16,
  concern: 8,
  sharedKeys: 0.4,
  nothingShared: -1,
  replies: -1.5,
  thin: -0.8,
  windowDoublings: 0.4,
  young: -1,
  civic: 3,
  worriedCrowd: 0.9,
  /** Surprise from which talk of places and questions counts, and from which it counts in full. */
  civicSurprise: [2, 5],
  /** Share of places and questions that any chatter has, and from which a group is wholly of that kind. */
  civicShare: [0.2, 0.7],
  bar: 2.9,
  postsMin: 3,
  /** Posts that only a topic holds together may be about two things: more of them are needed. */
  postsMinNothingShared: 5,
  authorsMin: 3,
}

/**
 * Opens a story when it is surprising enough for what it is about: talk of harm or disruption needs less surprise than other talk.
 *
 * @param strain added to the bar when many stories were opened lately, so that a noisy stream raises its own bar
 */
export function gateOf(features: Features, strain: number): Gate {
  const score =
    gateWeights.surprise * Math.min(gateWeights.surpriseMax, features.surprise) +
    gateWeights.concern * Math.max(-0.3, Math.min(1, features.concern)) +
    gateWeights.sharedKeys * Math.min(5, features.sharedKeys) +
    (features.sharedKeys === 0 ? gateWeights.nothingShared : 0) +
    gateWeights.replies * features.repliesShare +
    gateWeights.thin * features.thinShare +
    youthOf(features) * gateWeights.young +
    civicOf(features) * gateWeights.civic +
    worriedCrowdOf(features) * gateWeights.worriedCrowd +
    gateWeights.windowDoublings * Math.max(-1, Math.log2(features.windowHours))
  const postsMin = features.sharedKeys === 0 ? gateWeights.postsMinNothingShared : gateWeights.postsMin
  const isEnough = features.posts >= postsMin && features.authors >= gateWeights.authorsMin
  return { opens: isEnough && score >= gateWeights.bar + strain, score, features }
}

/** 1 in the first hour of a stream, 0 after a day; nothing for posts that speak of harm, which must not wait. */
function youthOf(features: Features): number {
  return features.concern >= 0.1 ? 0 : Math.max(0, 1 - features.hoursLearned / 24)
}

/**
 * How much a group looks like a matter of the town that harms nobody (a vote, opening hours, a bus that never came): many
 * people, surely more than usual, naming places and asking. 0 for three people, and until what is usual in the stream is
 * known (6 to 24 hours): every place is news to a young stream. At most 1.5.
 */
function civicOf(features: Features): number {
  const [from = 2, full = 5] = gateWeights.civicSurprise
  const sure = Math.max(0, Math.min(1, (features.surprise - from) / (full - from)))
  const crowd = Math.max(0, Math.min(1.5, Math.log2(features.authors / 3)))
  const [none = 0.2, whole = 0.7] = gateWeights.civicShare
  const civic = Math.max(0, Math.min(1, (features.civicShare - none) / (whole - none)))
  const known = Math.max(0, Math.min(1, (features.hoursLearned - 6) / 18))
  return civic * sure * crowd * known
}

/** Many people who speak of harm in few words each say more than three who do: 0 for four, 2 for sixteen, when they clearly do. */
function worriedCrowdOf(features: Features): number {
  const crowd = Math.max(0, Math.min(2, Math.log2(features.authors / 4)))
  return crowd * Math.max(0, Math.min(1, (features.concern - 0.05) / 0.1))
}
