import type { Post } from '#kernel/post.ts'
import { hourMs, minuteMs, dayMs } from '#kernel/time.ts'
import type { CoverageNote, PostView } from '#listening/contract.ts'
import { postView } from '#listening/post-view.ts'
import type { ListeningDb } from '#listening/tables.ts'
import type {
  Analysis,
  Compared,
  Course,
  Query,
  ToolError,
  Trace,
} from '#roles/reactions/analysis/contract.ts'
import { reactionsLimits } from '#roles/reactions/contract.ts'
import {
  countCourse,
  countFacets,
  countOutlets,
  officialReplies,
  readMedia,
  readTexts,
  unheardHours,
  type Facets,
  type Scope,
} from '#roles/reactions/counts.ts'
import { methods } from '#roles/reactions/methods.ts'
import { effectOf, usualRange } from '#roles/reactions/rules/effect.ts'
import { usualOf, type IsHeard, type Usual } from '#roles/reactions/rules/usual.ts'
import { shareOf } from '#roles/reactions/rules/interval.ts'
import { findMisreadings } from '#roles/reactions/rules/misreadings.ts'
import { findQuestions, type FoundQuestion, type KnownAnswer } from '#roles/reactions/rules/questions.ts'
import { readPosts, type ReadPost } from '#roles/reactions/rules/read-post.ts'
import { bucketsFor } from '#roles/reactions/boards/buckets.ts'
import { gapsIn } from '#roles/reactions/boards/gaps.ts'
import { findKeywords, findThemes } from '#roles/reactions/rules/themes.ts'
import { countTones, toneChange, tonesOf } from '#roles/reactions/rules/tones.ts'
import { unheardIn } from '#roles/reactions/rules/unheard.ts'
import type { FrozenBaseline, WatchThen } from '#roles/reactions/tables.ts'

/** An announcement as it is analysed. */
export type Analysed = {
  id: string
  text: string
  startedAtMs: number
  /** Where its baseline begins, or where its watches began to be heard when that was later. */
  baselineFromMs: number
  reactionToMs: number
  baseline: FrozenBaseline
  watches: readonly WatchThen[]
}

/** What an analysis needs to know beside the store. */
export type AnalysisNeeds = {
  db: ListeningDb
  /** Stream time up to which it is made. */
  nowMs: number
  timeZone: string
  hearsMedia: boolean
  note: (sinceMs: number) => CoverageNote
  /** Marked by people of the desk, by post id. */
  marked: ReadonlyMap<string, KnownAnswer>
  ourHandles: readonly string[]
  errors: readonly ToolError[]
  /** Earlier announcements of its kind, compared over what both have. */
  compared: (hours: readonly number[], forMs: number) => Promise<Compared[]>
  /** Posts of every hour after it, as they were counted. */
  hours: readonly number[]
}

const coursePointsMax = 200
const contextShareOf1 = 0.25
const itemsMax = 20

/** Everything an analysis is made from, read once. */
type Ground = {
  announcement: Analysed
  needs: AnalysisNeeds
  reaction: Scope
  facets: Facets
  posts: ReadPost[]
  usual: Usual | undefined
  isHeard: IsHeard
}

/** How an announcement landed, as far as it is known at this moment: counted by the store, read by the rules. */
export async function analyse(announcement: Analysed, needs: AnalysisNeeds): Promise<Analysis> {
  const ground = await readGround(announcement, needs)
  const { reaction } = ground
  const volume = await volumeOf(ground)
  const media = await mediaOf(ground)
  return {
    announcementId: announcement.id,
    at: new Date(reaction.toMs).toISOString(),
    queries: {
      baseline: queryOf(announcement.watches, announcement.baselineFromMs, announcement.startedAtMs),
      reaction: queryOf(announcement.watches, reaction.fromMs, reaction.toMs),
    },
    volume,
    sentiment: sentimentOf(ground),
    ...emotionsOf(ground),
    themes: themesOf(ground),
    questions: await questionsOf(ground),
    misreadings: misreadingsOf(ground),
    carriers: carriersOf(ground),
    media,
    where: whereOf(ground),
    comparison: await needs.compared(needs.hours, reaction.toMs - reaction.fromMs),
  }
}

/** The reaction window as far as it has happened; at least a millisecond, so that it is a window. */
export function reactionScope(announcement: Analysed, nowMs: number): Scope {
  const fromMs = announcement.startedAtMs
  return {
    watchIds: announcement.watches.map(({ id }) => id),
    fromMs,
    toMs: Math.max(fromMs + 1, Math.min(nowMs, announcement.reactionToMs)),
  }
}

/** What is usual for it, from its frozen baseline. */
export function usualFor(announcement: Analysed, timeZone: string, windowMs: number): Usual | undefined {
  const { hoursFromMs, hours } = announcement.baseline
  const posts = hours.map((count) => (count < 0 ? null : count))
  return usualOf({ fromMs: hoursFromMs, posts }, timeZone, windowMs / hourMs)
}

async function readGround(announcement: Analysed, needs: AnalysisNeeds): Promise<Ground> {
  const reaction = reactionScope(announcement, needs.nowMs)
  const unheard = await unheardHours(needs.db, reaction.fromMs - hourMs, reaction.toMs)
  return {
    ...{ announcement, needs, reaction },
    facets: await countFacets(needs.db, reaction),
    posts: readPosts(await readTexts(needs.db, reaction, reactionsLimits.textsMax)),
    usual: usualFor(announcement, needs.timeZone, reaction.toMs - reaction.fromMs),
    isHeard: (ms) => !unheard.has(ms),
  }
}

function queryOf(watches: readonly WatchThen[], fromMs: number, toMs: number): Query {
  const from = new Date(fromMs).toISOString()
  const to = new Date(toMs).toISOString()
  const search = new URLSearchParams({ watches: watches.map(({ id }) => id).join(','), from, to })
  return { watches: [...watches], from, to, posts: `/api/reactions/posts?${search.toString()}` }
}

function trace(
  { needs, reaction, announcement }: Ground,
  method: keyof typeof methods,
  o: { n: number; of?: number; query?: 'baseline' | 'reaction' },
): Trace {
  const query = o.query ?? 'reaction'
  const sinceMs = query === 'reaction' ? reaction.fromMs : announcement.baselineFromMs
  return { n: o.n, of: o.of ?? o.n, method, words: methods[method], query, coverage: needs.note(sinceMs) }
}

async function volumeOf(ground: Ground): Promise<Analysis['volume']> {
  const { facets, reaction, usual, isHeard, announcement } = ground
  const course = await courseOf(ground)
  const { baseline } = announcement
  const heard = baseline.hours.filter((count) => count >= 0)
  return {
    trace: trace(ground, 'posts-and-authors', { n: facets.posts }),
    posts: facets.posts,
    authors: facets.authors,
    repostsOf1: facets.posts === 0 ? 0 : facets.reposts / facets.posts,
    course,
    effect: effectOf(usual, { fromMs: reaction.fromMs, toMs: reaction.toMs, posts: facets.posts, isHeard }),
    ...peakOf(course, reaction.fromMs),
    baseline: {
      trace: trace(ground, 'frozen-baseline', { n: baseline.facets.posts, query: 'baseline' }),
      posts: baseline.facets.posts,
      authors: baseline.facets.authors,
      hours: heard.length,
      hoursAsked: baseline.hoursAsked,
    },
  }
}

/** The reaction in buckets, with a quarter as much before it (an hour to a day), so that the rise can be seen. */
async function courseOf({ needs, reaction, usual }: Ground): Promise<Course> {
  const lengthMs = reaction.toMs - reaction.fromMs
  const contextMs = Math.min(dayMs, Math.max(hourMs, lengthMs * contextShareOf1))
  const range = { fromMs: reaction.fromMs - contextMs, toMs: reaction.toMs }
  // Buckets begin at the announcement, so that none of them holds both sides.
  const { bucketMin } = bucketsFor(range, reaction.fromMs, coursePointsMax - 1)
  const widthMs = bucketMin * minuteMs
  const startMs = reaction.fromMs - Math.ceil(contextMs / widthMs) * widthMs
  const counts = await countCourse(needs.db, { ...reaction, fromMs: startMs }, bucketMin)
  const points = Array.from({ length: Math.ceil((reaction.toMs - startMs) / widthMs) }, (_one, at) => {
    const atMs = startMs + at * widthMs
    return {
      at: new Date(atMs).toISOString(),
      ...(counts.get(at) ?? { posts: 0, authors: 0 }),
      ...(usual === undefined
        ? {}
        : { usual: usualRange(usual, atMs, Math.min(reaction.toMs, atMs + widthMs)) }),
    }
  })
  const shown = { fromMs: startMs, toMs: reaction.toMs }
  const gaps = unheardIn(await gapsIn(needs.db, shown), needs.note(startMs).missing, shown)
  return { bucketMin, points, gaps }
}

function peakOf({ points }: Course, fromMs: number): Pick<Analysis['volume'], 'peak'> {
  const after = points.filter(({ at }) => Date.parse(at) >= fromMs)
  const [highest] = after.toSorted((a, b) => b.posts - a.posts || (a.at < b.at ? -1 : 1))
  if (highest === undefined || highest.posts === 0) return {}
  const { at, posts, usual } = highest
  const ratio = usual === undefined || usual.mean === 0 ? {} : { ratio: posts / usual.mean }
  return { peak: { at, posts, ...ratio } }
}

function sentimentOf(ground: Ground): Analysis['sentiment'] {
  const { facets, announcement, needs } = ground
  const reaction = tonesOf(facets.tones)
  const before = tonesOf(announcement.baseline.facets.tones)
  const baseline = before.n === 0 ? undefined : before
  const change = toneChange(reaction, baseline)
  return {
    trace: trace(ground, 'tone-wilson', { n: reaction.n, of: facets.posts }),
    reaction,
    ...(baseline === undefined ? {} : { baseline }),
    ...(change === undefined ? {} : { change }),
    languages: facets.languages
      .filter(({ tones }) => tonesOf(tones).n > 0)
      .map(({ name, tones }) => {
        const toolError = needs.errors.find(({ lang }) => lang === name)
        return { lang: name, tones: tonesOf(tones), ...(toolError === undefined ? {} : { toolError }) }
      }),
  }
}

const feelings = ['anger', 'joy', 'optimism', 'sadness'] as const

function emotionsOf(ground: Ground): Pick<Analysis, 'emotions'> {
  const { counts, languages, authors } = ground.facets.emotions
  const n = feelings.reduce((sum, name) => sum + (counts[name] ?? 0), 0)
  const unsure = counts['unsure'] ?? 0
  if (n + unsure === 0) return {}
  return {
    emotions: {
      trace: trace(ground, 'emotion-wilson', { n: n + unsure, of: ground.facets.posts }),
      ...{ languages, n, enough: n >= reactionsLimits.colourFrom },
      shares: feelings.map((emotion) => ({ emotion, share: shareOf(counts[emotion] ?? 0, n, authors) })),
      unsure: shareOf(unsure, n + unsure, n + unsure),
    },
  }
}

function themesOf(ground: Ground): Analysis['themes'] {
  const { posts, facets, announcement } = ground
  const found = findThemes(posts)
  const held = found.reduce((sum, { members }) => sum + members.length, 0)
  return {
    trace: trace(ground, 'themes-tfidf', { n: posts.length, of: facets.posts }),
    keywords: findKeywords(posts, announcement.baseline.phrases),
    themes: found.map(({ terms, members, samples }) => {
      const own = members.flatMap((at) => posts[at] ?? [])
      return {
        id: own[0]?.id ?? '',
        ...{ terms, posts: own.length, authors: new Set(own.map(({ author }) => author)).size },
        tones: tonesOf(countTones(own)),
        questions: own.filter(({ asks }) => asks).length,
        samples: viewsOf(posts, samples),
      }
    }),
    others: posts.length - held,
  }
}

async function questionsOf(ground: Ground): Promise<Analysis['questions']> {
  const { posts, facets } = ground
  const found = findQuestions(posts, await answersFor(ground))
  const open = found.filter(({ answer }) => answer === undefined)
  const askers = new Set(open.flatMap(({ members }) => members.map((at) => posts[at]?.author)))
  return {
    trace: trace(ground, 'questions-grouped', {
      n: posts.filter(({ asks }) => asks).length,
      of: facets.posts,
    }),
    unanswered: open.length,
    unansweredAuthors: askers.size,
    questions: found.map((one) => questionView(posts, one)),
  }
}

async function answersFor({ posts, needs, reaction }: Ground): Promise<Map<string, KnownAnswer>> {
  const ids = posts.filter(({ asks }) => asks).map(({ id }) => id)
  const { db, ourHandles } = needs
  const replies = await officialReplies(db, { ids, sinceMs: reaction.fromMs, ourHandles })
  const answers = new Map<string, KnownAnswer>()
  for (const { replyTo, author, atMs, url } of replies.toReversed())
    if (replyTo !== undefined)
      answers.set(replyTo, { by: 'account', name: author?.name ?? author?.handle ?? '', atMs, url })
  for (const [id, answer] of needs.marked) answers.set(id, answer)
  return answers
}

function questionView(
  posts: readonly ReadPost[],
  found: FoundQuestion,
): Analysis['questions']['questions'][number] {
  const { id, text, lang, members, authors, samples, answer } = found
  const firstMs = Math.min(...members.flatMap((at) => posts[at]?.atMs ?? []))
  return {
    ...{ id, text, posts: members.length, authors, firstAt: new Date(firstMs).toISOString() },
    ...(lang === undefined ? {} : { lang }),
    state: answer === undefined ? 'unanswered' : 'answered',
    ...(answer === undefined
      ? {}
      : {
          answer: {
            ...{ by: answer.by, name: answer.name, at: new Date(answer.atMs).toISOString() },
            ...(answer.url === undefined ? {} : { url: answer.url }),
          },
        }),
    samples: viewsOf(posts, samples),
  }
}

function misreadingsOf(ground: Ground): Analysis['misreadings'] {
  const { posts, facets, announcement } = ground
  const { checked, items } = findMisreadings(announcement.text, posts)
  return {
    trace: trace(ground, 'facts-compared', { n: checked.length === 0 ? 0 : posts.length, of: facets.posts }),
    checked,
    items: items.map(({ members, samples, ...item }) => ({
      ...item,
      posts: members.length,
      samples: viewsOf(posts, samples),
    })),
  }
}

function carriersOf(ground: Ground): Analysis['carriers'] {
  const { kinds, names, posts } = ground.facets
  return {
    trace: trace(ground, 'kinds-of-accounts', { n: posts }),
    kinds: (['media', 'official', 'bot', 'others'] as const).flatMap((kind) => {
      const counted = kinds.find(({ name }) => name === kind)
      if (counted === undefined) return []
      const own = names
        .filter((one) => one.kind === kind)
        .map(({ name, posts: said }) => ({ name, posts: said }))
      return [{ kind, posts: counted.posts, authors: counted.authors, names: own }]
    }),
  }
}

async function mediaOf(ground: Ground): Promise<Analysis['media']> {
  const { needs, reaction } = ground
  const items = (await readMedia(needs.db, reaction, itemsMax)).map(mediaItem)
  const counted = await countOutlets(needs.db, reaction)
  const [first] = items
  return {
    trace: trace(ground, 'media-items', { n: counted.items }),
    heard: needs.hearsMedia,
    ...(first === undefined
      ? {}
      : {
          first: {
            ...{ label: first.label, at: first.at },
            afterMin: Math.round((Date.parse(first.at) - reaction.fromMs) / minuteMs),
            ...(first.url === undefined ? {} : { url: first.url }),
          },
        }),
    items,
    outlets: counted.outlets,
  }
}

function mediaItem({ id, author, source, atMs, url, text }: Post): Analysis['media']['items'][number] {
  return {
    postId: id,
    ...{ label: author?.name ?? author?.handle ?? source, at: new Date(atMs).toISOString() },
    ...(url === undefined ? {} : { url }),
    text: text.slice(0, 300).toWellFormed(),
  }
}

function whereOf(ground: Ground): Analysis['where'] {
  const { languages, places, networks, posts } = ground.facets
  return {
    trace: trace(ground, 'where-said', { n: posts }),
    languages: languages.map(({ name, posts: said, authors }) => ({ name, posts: said, authors })),
    ...{ places, networks },
  }
}

function viewsOf(posts: readonly ReadPost[], at: readonly number[]): PostView[] {
  return at.flatMap((one) => {
    const post = posts[one]?.post
    return post === undefined ? [] : [postView(post)]
  })
}
