import type { Heard } from '#networks/contract.ts'
import { Named, Page } from '#networks/mastodon/entities.ts'
import { localIdOf } from '#networks/mastodon/decode.ts'
import { laterId, rewoundId } from '#networks/mastodon/local-ids.ts'
import { remember } from '#networks/mastodon/memory.ts'
import { ask, type Server, type Unread } from '#networks/mastodon/server.ts'
import { entryOf, tellBrought, type Entry, type Telling } from '#networks/mastodon/tell.ts'
import { pagePath, type TimelineWire } from '#networks/mastodon/timeline.ts'
import { timeOf } from '#networks/mastodon/times.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import { fieldsOf, textOf } from '#networks/unknown-fields.ts'

/** Entries in one answer: the most Mastodon gives. */
const pageSize = 40
/** Answers looked up at most in one page of mentions, to know which of our posts each is about. */
const lookUpsMax = 40

/** What reading a timeline over REST needs. */
export type Reading = {
  server: Server
  wire: TimelineWire
  needs: SendingNeeds
  telling: Telling
  pagesMax: number
}

/**
 * Tells everything in a timeline since the last entry told, oldest first. Where there is more than `pagesMax` pages of it, a gap
 * is told and the newest page.
 *
 * @param rewindMs how much earlier to begin, where ids tell time
 */
export async function* readSince(
  reading: Reading,
  rewindMs: number,
): AsyncGenerator<Heard, Unread | undefined> {
  const { progress } = reading.telling
  let minId =
    progress.lastId === undefined
      ? undefined
      : laterId(progress.startId, rewoundId(progress.lastId, rewindMs))
  let lastMs: number | undefined
  for (let pages = 0; pages < reading.pagesMax; pages++) {
    const page = await readPage(reading, minId)
    if (page.kind !== 'page') return page
    yield* tellPage(reading, page.entries)
    // Without an entry later than what was asked for we are at the end, or the server does not know `min_id`.
    if (page.newest === undefined || (minId !== undefined && laterId(minId, page.newest) === minId))
      return undefined
    minId = page.newest
    lastMs = timeOfEntry(page.entries.at(-1)) ?? lastMs
  }
  return yield* jump(reading, lastMs)
}

/** The id of the newest entry, so that listening has a beginning; `0` in an empty timeline. */
export async function newestId(reading: Reading): Promise<string | Unread> {
  const path = pagePath(reading.wire, { limit: 1 })
  const asked = await ask(reading.server, path, Page, reading.needs)
  if (asked.kind !== 'answer') return asked
  return localIdOf(fieldsOf(asked.value[0])?.['id']) ?? '0'
}

async function* jump(
  reading: Reading,
  lastMs: number | undefined,
): AsyncGenerator<Heard, Unread | undefined> {
  const page = await readPage(reading, undefined)
  if (page.kind !== 'page') return page
  const { heardMs, progress } = reading.telling
  // The newest page may touch what was read last, and then nothing was missed.
  const isTouching = page.entries.some(({ id }) => id !== undefined && progress.told.has(id))
  const toMs = timeOfEntry(page.entries[0]) ?? heardMs
  const fromMs = Math.min(lastMs ?? progress.goodMs ?? toMs, toMs)
  if (!isTouching) yield { kind: 'gap', fromMs, toMs, why: 'cursor-too-old' }
  yield* tellPage(reading, page.entries)
  return undefined
}

function timeOfEntry(entry: Entry | undefined): number | undefined {
  return timeOf(textOf(fieldsOf(entry?.status), 'created_at'))
}

/** Entries oldest first; `newest`: the latest id in the page, of whatever kind. */
type PageRead = { kind: 'page'; entries: Entry[]; newest?: string }

async function readPage(reading: Reading, minId: string | undefined): Promise<PageRead | Unread> {
  const { server, wire, needs, telling } = reading
  const asked = await ask(server, pagePath(wire, { limit: pageSize, minId }), Page, needs)
  if (asked.kind !== 'answer') return asked
  let newest: string | undefined
  for (const value of asked.value) {
    const id = localIdOf(fieldsOf(value)?.['id'])
    if (id !== undefined) newest = laterId(newest, id)
  }
  const entries = asked.value
    .map((value) => entryOf(value, telling.isMentions))
    .filter((entry) => entry !== undefined)
  return { kind: 'page', entries: entries.reverse(), ...(newest !== undefined && { newest }) }
}

async function* tellPage(reading: Reading, entries: readonly Entry[]): AsyncGenerator<Heard> {
  const fresh = entries.filter(({ id }) => id === undefined || !reading.telling.progress.told.has(id))
  await lookUpAnswered(reading, fresh)
  yield* tellBrought(fresh, { ...reading.telling, isPast: true })
}

/**
 * Learns which posts of ours mentions answer: their answers name them only by an id of the server. Of other timelines, where there
 * are too many, only answers to what was heard are known.
 */
export async function lookUpAnswered(
  { server, needs, telling }: Pick<Reading, 'server' | 'needs' | 'telling'>,
  entries: readonly Entry[],
): Promise<void> {
  if (!telling.isMentions) return
  const { posts } = telling.progress
  const answered = entries.map(({ status }) => localIdOf(fieldsOf(status)?.['in_reply_to_id']))
  for (const id of new Set(answered.slice(0, lookUpsMax))) {
    if (id === undefined || posts.has(id)) continue
    const asked = await ask(server, `/api/v1/statuses/${id}`, Named, needs)
    if (asked.kind === 'answer') remember(posts, id, asked.value.uri)
  }
}
