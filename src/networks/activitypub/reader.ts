import type { Capabilities, Heard, Reader, ReaderNeeds } from '#networks/contract.ts'
import { keys } from '#networks/activitypub/addresses.ts'
import type { FederationDesk } from '#networks/activitypub/desk.ts'
import { eventKey, eventMs, eventsKeptMs, InboxEvent } from '#networks/activitypub/events.ts'
import { network } from '#networks/activitypub/decode.ts'
import { sourceOf } from '#networks/activitypub/said.ts'
import { readerLimits } from '#networks/contract.ts'
import { minuteMs, secondMs } from '#kernel/time.ts'

/** What is heard of the fediverse by our own inbox: who speaks to us. Everything else there is heard by Mastodon's reader. */
export const activitypubCapabilities: Capabilities = {
  ...{ network, name: 'ActivityPub' },
  reads: {
    ...{ stream: true, search: false, resumes: true, media: false, deletions: true },
    ...{ checksExistence: false, geo: false },
  },
}

/** How the inbox is read. `everyMs`: time between two looks; 2 seconds when missing. */
export type ActivitypubReading = { everyMs?: number }

/** Inboxes on several machines write with clocks of their own: so far back is looked again. */
const overlapMs = 10 * secondMs
const version = 'v1:'

/** Hears what came to the inbox of our actors: answers, mentions, edits and deletions, each once, in the order they came. */
export function activitypubReader(desk: FederationDesk, options: ActivitypubReading = {}): Reader {
  return {
    source: sourceOf(desk),
    label: `ActivityPub, ${new URL(desk.origin).host}`,
    capabilities: activitypubCapabilities,
    timeline: { kind: 'live' },
    read: (needs) => read(desk, options.everyMs ?? 2 * secondMs, needs),
  }
}

async function* read(desk: FederationDesk, everyMs: number, needs: ReaderNeeds): AsyncGenerator<Heard> {
  const { clock, signal, log } = needs
  const start = startOf(needs)
  let { fromMs } = start
  if (start.gap !== undefined) yield start.gap
  const told = new Map<string, number>()
  let isHearing = false
  while (!signal.aborted) {
    const page = await nextPage(desk, fromMs, told)
    if (page === undefined) {
      isHearing = false
      log('warn', 'the inbox of the fediverse could not be read', { source: sourceOf(desk) })
      yield { kind: 'state', state: 'waiting', why: 'unreachable', retryInMs: minuteMs / 6 }
      await clock.sleep(minuteMs / 6, signal)
      continue
    }
    if (!isHearing) yield { kind: 'state', state: 'hearing' }
    isHearing = true
    for (const { key } of page) told.set(key, eventMs(key) ?? 0)
    fromMs = Math.max(fromMs, ...page.map(({ key }) => eventMs(key) ?? 0))
    yield* tell(page, `${version}${fromMs}`)
    for (const [key, atMs] of told) if (atMs < fromMs - 2 * overlapMs) told.delete(key)
    if (page.length > 0) continue
    yield { kind: 'clock', atMs: clock.nowMs() }
    await clock.sleep(everyMs, signal)
  }
}

type Start = { fromMs: number; gap?: Extract<Heard, { kind: 'gap' }> }

function startOf({ cursor, clock }: ReaderNeeds): Start {
  const nowMs = clock.nowMs()
  const oldestMs = nowMs - eventsKeptMs
  if (cursor === undefined) return { fromMs: oldestMs }
  const digits = /^v1:(\d{1,15})$/.exec(cursor)?.[1]
  if (digits === undefined)
    return { fromMs: oldestMs, gap: { kind: 'gap', fromMs: nowMs, toMs: nowMs, why: 'cursor-unreadable' } }
  const fromMs = Number(digits)
  if (fromMs >= oldestMs) return { fromMs }
  return { fromMs: oldestMs, gap: { kind: 'gap', fromMs, toMs: oldestMs, why: 'cursor-too-old' } }
}

/** What comes of an event. */
type Told = Exclude<Heard, { kind: 'state' | 'gap' | 'clock' }>

type Page = { key: string; event: InboxEvent | undefined }[]

/** What was not told yet, oldest first; undefined where the store does not answer. */
async function nextPage(
  desk: FederationDesk,
  fromMs: number,
  told: ReadonlyMap<string, number>,
): Promise<Page | undefined> {
  try {
    // More than were told in the overlap, so that there is always room for something new.
    const limit = told.size + readerLimits.batchMax
    const found = await desk.store.list(keys.events, { after: eventKey(fromMs - overlapMs, ''), limit })
    return found
      .filter(({ key }) => !told.has(key))
      .slice(0, readerLimits.batchMax)
      .map(({ key, value }) => ({ key, event: InboxEvent.safeParse(value).data }))
  } catch {
    return undefined // a store that is away is told as a state, and looked at again
  }
}

/** Posts that follow each other are one batch. What comes last carries the cursor; a refusal cannot, and is read again. */
function* tell(page: Page, cursor: string): Generator<Heard> {
  const runs: Told[] = []
  for (const { event } of page) {
    const last = runs.at(-1)
    if (event?.kind === 'post' && last?.kind === 'posts') last.posts.push(event.post)
    else runs.push(heardOf(event))
  }
  const last = runs.pop()
  yield* runs
  if (last !== undefined) yield last.kind === 'refused' ? last : { ...last, cursor }
}

function heardOf(event: InboxEvent | undefined): Told {
  if (event === undefined) return { kind: 'refused', why: 'not-a-post', count: 1 }
  if (event.kind === 'post') return { kind: 'posts', posts: [event.post] }
  return event.kind === 'deleted' ? { kind: 'deleted', ids: [event.id] } : event
}
