import { wallClock } from '#kernel/time.ts'
import { silentLog } from '#kernel/log.ts'
import { activitypubReader } from '#networks/activitypub/reader.ts'
import type { FederationDesk } from '#networks/activitypub/desk.ts'
import type { Cursor, Heard } from '#networks/contract.ts'

/** Everything the reader tells until it has told all there is. */
export async function hearNow(desk: FederationDesk, cursor?: Cursor): Promise<Heard[]> {
  const heard: Heard[] = []
  const stop = new AbortController()
  const reader = activitypubReader(desk, { everyMs: 5 })
  const needs = {
    clock: desk.clock,
    log: silentLog,
    signal: stop.signal,
    ...(cursor !== undefined && { cursor }),
  }
  for await (const one of reader.read(needs)) {
    heard.push(one)
    if (one.kind === 'clock' || (one.kind === 'state' && one.state === 'waiting')) stop.abort()
  }
  return heard
}

/** What was said and taken back, in order, in few words. */
export function inShort(heard: readonly Heard[]): string[] {
  return heard.flatMap((one) => {
    if (one.kind === 'posts') return one.posts.map(({ text }) => text)
    if (one.kind === 'deleted') return one.ids.map((id) => `deleted ${id}`)
    return one.kind === 'author-gone' ? [`gone ${one.authorId}`] : []
  })
}

/** Waits until something on another server has come so far, for at most twenty seconds. */
export async function until<T>(look: () => Promise<T> | T): Promise<NonNullable<T>> {
  for (let tries = 0; tries < 4000; tries += 1) {
    const found = await look()
    if (found != null && found !== false) return found
    await wallClock.sleep(5)
  }
  throw new Error('it never came so far')
}
