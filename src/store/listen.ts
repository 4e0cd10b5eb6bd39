import type pg from 'pg'
import { assert } from '#kernel/assert.ts'
import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import { secondMs } from '#kernel/time.ts'
import type { Place } from '#store/connect.ts'
import { connectAlone } from '#store/connect.ts'

/** Hears notifications on one connection of its own and comes back by itself. */
export type Listener = {
  listen(
    channel: string,
    onPayload: (payload: string) => void,
    onGap?: () => void,
  ): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** Longest channel name in bytes, PostgreSQL's limit for any name. */
export const channelBytesMax = 63

const heartbeatMs = 30 * secondMs
const backoffMsMax = 5 * secondMs

type Ear = { onPayload: (payload: string) => void; onGap: (() => void) | undefined }

/**
 * Opens the store's ear. Connects on the first listen().
 *
 * What is notified while the connection is down is lost, as PostgreSQL keeps nothing: after every reconnect each
 * ear's `onGap` is called, and who must not miss anything reads the tables again there.
 */
export function openListener(place: Place, log: Log, clock: Clock): Listener {
  const ears = new Map<string, Set<Ear>>()
  const closing = new AbortController()
  let client: pg.Client | undefined
  let connecting: Promise<pg.Client> | undefined
  let asked: Promise<unknown> = Promise.resolve()

  /** One statement after the other: the connection takes no second one while the first is under way. */
  const ask = (to: pg.Client, verb: 'listen' | 'unlisten', channel: string): Promise<unknown> => {
    const answer = asked.then(() => to.query(`${verb} ${to.escapeIdentifier(channel)}`))
    asked = answer.catch(() => undefined)
    return answer
  }
  const connect = async (): Promise<pg.Client> => {
    const fresh = await connectAlone(place, 'listen')
    fresh.on('notification', ({ channel, payload = '' }) => tell(ears.get(channel), payload, log))
    for (const channel of ears.keys()) await ask(fresh, 'listen', channel)
    fresh.once('end', () => lost(fresh))
    client = fresh
    void beat(fresh, clock, closing.signal)
    return fresh
  }
  const lost = (was: pg.Client): void => {
    if (client !== was) return
    client = undefined
    if (!closing.signal.aborted && ears.size > 0) void reconnect()
  }
  const reconnect = async (): Promise<void> => {
    for (let waitMs = 50; !closing.signal.aborted; waitMs = Math.min(waitMs * 2, backoffMsMax)) {
      try {
        await connected()
        for (const each of ears.values()) for (const ear of each) ear.onGap?.()
        return
      } catch (error) {
        log('debug', `Listening again failed: ${error instanceof Error ? error.message : String(error)}`)
        await clock.sleep(waitMs, closing.signal)
      }
    }
  }
  const connected = async (): Promise<pg.Client> => {
    if (client !== undefined) return client
    connecting ??= connect().finally(() => (connecting = undefined))
    return connecting
  }

  return {
    listen: async (channel, onPayload, onGap) => {
      assert(
        Buffer.byteLength(channel) <= channelBytesMax,
        `channel ${channel} is at most ${channelBytesMax} bytes`,
      )
      const ear: Ear = { onPayload, onGap }
      const set = ears.get(channel) ?? new Set()
      ears.set(channel, set.add(ear))
      const now = await connected()
      await ask(now, 'listen', channel)
      return async () => {
        set.delete(ear)
        if (set.size > 0 || ears.get(channel) !== set) return
        ears.delete(channel)
        if (client !== undefined) await ask(client, 'unlisten', channel).catch(() => undefined)
      }
    },
    close: async () => {
      closing.abort()
      await connecting?.catch(() => undefined)
      await client?.end().catch(() => undefined)
    },
  }
}

/** One listener's mistake must not deafen the others. */
function tell(ears: ReadonlySet<Ear> | undefined, payload: string, log: Log): void {
  for (const ear of ears ?? []) {
    try {
      ear.onPayload(payload)
    } catch (error) {
      log('error', `A listener failed: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

/** A half-open connection (a cable pulled) says nothing by itself; a question it cannot answer ends it. */
async function beat(client: pg.Client, clock: Clock, closing: AbortSignal): Promise<void> {
  const ended = new AbortController()
  client.once('end', () => ended.abort())
  const either = AbortSignal.any([closing, ended.signal])
  for (;;) {
    await clock.sleep(heartbeatMs, either)
    if (either.aborted) return
    const answer = await Promise.race([
      client.query('select 1').catch(() => 'lost'),
      clock.sleep(heartbeatMs, either),
    ])
    if (answer === undefined && !either.aborted) client.connection.stream.destroy()
  }
}
