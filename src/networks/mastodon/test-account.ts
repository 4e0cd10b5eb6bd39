import { onTestFinished } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { mastodonSending, type MastodonTimes } from '#networks/mastodon/sender.ts'
import { openTestServer, type TestHabits, type TestServer } from '#networks/mastodon/test-server.ts'
import type { Connection, PostedPart, Sender, SendingNeeds } from '#networks/sender.ts'

/** Times short enough for a test; a call that gets no answer gives up soon. */
export const shortTimes: MastodonTimes = { callMs: 300, askMs: 2000, processingMs: 100, everyMs: 20 }

/** An account of ours on a pretended server, ready to speak. */
export function senderOf(server: { origin: string; token: string }, more: Partial<Connection> = {}): Sender {
  return mastodonSending(shortTimes).open({
    ...{ account: 'town', server: server.origin, handle: '@town@town.example', languages: ['en', 'fr'] },
    credentials: {
      read: () => Promise.resolve({ accessToken: server.token }),
      write: () => Promise.resolve(),
    },
    allowPrivateNetworks: true,
    ...more,
  })
}

/** A pretended server for one test, and an account there. */
export async function openAccount(habits: TestHabits = {}): Promise<{ server: TestServer; sender: Sender }> {
  const server = await openTestServer(habits)
  onTestFinished(() => server.close())
  return { server, sender: senderOf(server) }
}

/** What a call needs, by the clock on the wall. */
export const needs: SendingNeeds = { clock: wallClock, signal: new AbortController().signal }

/** The post that is there after an outcome, or a failed test. */
export function postedBy(outcome: { kind: string; posted?: PostedPart }): PostedPart {
  if (outcome.posted === undefined) throw new Error(`nothing was posted: ${JSON.stringify(outcome)}`)
  return outcome.posted
}
