import type { Post } from '#kernel/post.ts'
import { minuteMs, secondMs } from '#kernel/time.ts'
import type { SpokenTo } from '#networks/practice/answers.ts'
import { townHall } from '#networks/practice/people.ts'
import { townNetwork, townSource } from '#networks/practice/town.ts'
import type { PostedInTown, PracticeWorld } from '#networks/practice/world/world.ts'
import type { Timed } from '#networks/replay/pace.ts'

/** Whose town it is, and who is told that something can be answered. */
type Ours = {
  world: PracticeWorld
  spokenTo: SpokenTo
  speed: number | 'max'
  /** Stream time at which listening begins. */
  fromMs: number
}

/** How often the town looks for posts of ours, ms of the clock on the wall. */
const lookEveryMs = 5 * secondMs

/**
 * Tells what we post among what the town says, at the stream time at which it is seen first, and again when it was edited.
 * Everything else passes as it was. The town looks every five seconds, so that a night with few posts answers too.
 */
export function* withOurs(items: Iterable<Timed>, ours: Ours): Generator<Timed> {
  const everyMs = ours.speed === 'max' ? minuteMs : lookEveryMs * ours.speed
  let lookedMs = ours.fromMs
  for (const item of items) {
    const { atMs } = item
    if (atMs !== undefined) {
      for (let lookMs = lookedMs + everyMs; lookMs < atMs; lookMs += everyMs) {
        yield* newOnes(ours, lookMs)
        yield { kind: 'heard', atMs: lookMs, heard: { kind: 'clock', atMs: lookMs } }
      }
      yield* newOnes(ours, atMs)
      lookedMs = atMs
    }
    yield item
  }
}

/** Leaves out what people say to posts that were taken back meanwhile. */
export function* withoutLateAnswers(items: Iterable<Timed>, { takenBack }: PracticeWorld): Generator<Timed> {
  const before = `${townNetwork}:`
  for (const item of items) {
    const about = item.kind === 'post' ? item.post.replyTo : undefined
    if (about?.startsWith(before) !== true || !takenBack.has(about.slice(before.length))) yield item
  }
}

function* newOnes({ world, spokenTo }: Ours, atMs: number): Generator<Timed> {
  for (const posted of world.inside.unheard.splice(0)) {
    if (world.takenBack.has(posted.nativeId)) continue
    const post = heardPost(posted, atMs)
    yield { kind: 'post', post, atMs }
    // Of a thread only the beginning is answered, and what was answered is not answered again for an edit.
    const isFirst = posted.edits === 0 && posted.replyTo?.startsWith(`${townNetwork}:desk-`) !== true
    if (isFirst) spokenTo.posts.push({ id: post.id, lang: post.lang === 'fr' ? 'fr' : 'en' })
  }
}

/** A post of ours as the town's network tells it; a wrong clock stays as wrong as it was. */
function heardPost(posted: PostedInTown, atMs: number): Post {
  const { nativeId, handle, account, text, language, media, replyTo, quoteOf } = posted
  const author =
    handle === townHall.handle
      ? townHall
      : { id: `desk-${account}`.slice(0, 600), handle, kind: 'official' as const }
  return {
    ...{ id: `${townNetwork}:${nativeId}`, network: townNetwork, source: townSource, text, author },
    ...{ atMs, claimedAtMs: atMs + posted.claimedMs - posted.appearedMs, heardAtMs: atMs },
    lang: language.split('-')[0]?.toLowerCase() ?? language,
    url: `https://havre-clair.example/posts/${nativeId}`,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(quoteOf === undefined ? {} : { quoteOf }),
    ...(media.length === 0
      ? {}
      : { media: media.map(({ mediaType, alt }) => ({ kind: kindOf(mediaType), alt })) }),
  }
}

function kindOf(mediaType: string): 'image' | 'video' {
  return mediaType.startsWith('video/') ? 'video' : 'image'
}
