import { silentLog } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { wallClock, type Clock } from '#kernel/time.ts'
import type { Heard } from '#networks/contract.ts'
import { mastodonReader } from '#networks/mastodon/reader.ts'
import type { MastodonReaderLimits } from '#networks/mastodon/reader-limits.ts'
import type { TestServer } from '#networks/mastodon/test-server.ts'
import type { MastodonTimeline } from '#networks/mastodon/timeline.ts'

/** A reader that is running, and what it has told so far. */
export type Listening = {
  heard: Heard[]
  /** Resolves when what was told is enough; the test's own time limit ends a wait in vain. */
  until(isEnough: (heard: readonly Heard[]) => boolean): Promise<void>
  stop(): Promise<void>
}

/** Listens to a pretended server as the product does, with short waits. */
export function listenTo(
  server: { origin: string; token: string },
  more: {
    timeline?: MastodonTimeline
    token?: string | undefined
    cursor?: string
    limits?: Partial<MastodonReaderLimits>
    clock?: Clock
  } = {},
): Listening {
  const token = 'token' in more ? more.token : server.token
  const reader = mastodonReader({
    server: server.origin,
    timeline: more.timeline ?? { kind: 'public' },
    allowPrivateNetworks: true,
    credentials: {
      read: () => Promise.resolve(token === undefined ? {} : { accessToken: token }),
      write: () => Promise.resolve(),
    },
    limits: { pollMs: 10, backoff: { startMs: 5, maxMs: 20 }, ...more.limits },
    chance: () => 0,
  })
  const stopped = new AbortController()
  const heard: Heard[] = []
  let look = (): void => undefined
  const { clock = wallClock, cursor } = more
  const needs = { clock, log: silentLog, signal: stopped.signal, ...(cursor !== undefined && { cursor }) }
  const running = (async () => {
    for await (const one of reader.read(needs)) {
      heard.push(one)
      look()
    }
  })()
  return {
    heard,
    until: (isEnough) =>
      new Promise((resolve) => {
        look = () => isEnough(heard) && resolve()
        look()
      }),
    stop: async () => {
      stopped.abort()
      await running
    },
  }
}

/** Listens until a condition holds, then stops. */
export async function hear(
  server: { origin: string; token: string },
  isEnough: (heard: readonly Heard[]) => boolean,
  more: Parameters<typeof listenTo>[1] = {},
): Promise<Heard[]> {
  const listening = listenTo(server, more)
  await listening.until(isEnough)
  await listening.stop()
  return listening.heard
}

/** The posts told, in order. */
export function postsOf(heard: readonly Heard[]): Post[] {
  return heard.flatMap((one) => (one.kind === 'posts' ? one.posts : []))
}

/** What the posts told say, in order. */
export function textsOf(heard: readonly Heard[]): string[] {
  return postsOf(heard).map(({ text }) => text)
}

/** Whether the reader has said so many times that it hears. */
export function hears(times = 1): (heard: readonly Heard[]) => boolean {
  return (heard) => heard.filter((one) => one.kind === 'state' && one.state === 'hearing').length >= times
}

/** How often input was refused, by reason. */
export function refusalsOf(heard: readonly Heard[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const one of heard) if (one.kind === 'refused') counts[one.why] = (counts[one.why] ?? 0) + one.count
  return counts
}

/** Drops every connection and resolves when nobody is connected any more. */
export async function dropAll({ streams }: TestServer): Promise<void> {
  streams.drop()
  while (streams.listening() > 0) await new Promise((resolve) => setImmediate(resolve))
}
