import { randomInt } from 'node:crypto'
import { backoffMs } from '#networks/backoff.ts'
import { type Capabilities, type Heard, type Reader, type ReaderNeeds } from '#networks/contract.ts'
import { readToken } from '#networks/mastodon/account.ts'
import { cursorId } from '#networks/mastodon/cursor.ts'
import type { Ended } from '#networks/mastodon/ended.ts'
import { hearOnce, type Hearing } from '#networks/mastodon/hear.ts'
import { mastodonReaderLimits, type MastodonReaderLimits } from '#networks/mastodon/reader-limits.ts'
import { originOf } from '#networks/mastodon/server.ts'
import { mastodonStillThere } from '#networks/mastodon/still-there.ts'
import { newProgress } from '#networks/mastodon/tell.ts'
import { wireOf, type MastodonTimeline, type TimelineWire } from '#networks/mastodon/timeline.ts'
import type { Credentials } from '#networks/sender.ts'

/** What servers with the Mastodon API can do when we listen, as data. */
export const mastodonCapabilities: Capabilities = {
  network: 'mastodon',
  name: 'Mastodon',
  reads: {
    stream: true,
    search: true,
    resumes: true,
    media: false,
    deletions: true,
    checksExistence: true,
    geo: false,
  },
}

/** Which timeline of which server to listen to. */
export type MastodonReaderOptions = {
  /** `mastodon.example` or `https://mastodon.example`. */
  server: string
  timeline: MastodonTimeline
  /** As for sending: an object with `accessToken`. Mentions need it; most servers want it for streams. */
  credentials?: Credentials
  /** What makes the mentions of two accounts of one server two sources: the handle. */
  account?: string
  label?: string
  /** Set by the owner for a server on the local network. */
  allowPrivateNetworks?: boolean
  limits?: Partial<MastodonReaderLimits>
  /** A number in [0, 1) for the jitter of waits. */
  chance?: () => number
}

/** Hears one timeline of any server with the Mastodon API: by its stream, or by asking again and again where it has none. */
export function mastodonReader(options: MastodonReaderOptions): Reader {
  const allowPrivateNetworks = options.allowPrivateNetworks ?? false
  const origin = originOf(options.server, allowPrivateNetworks)
  const host = origin === undefined ? options.server.slice(0, 100) : new URL(origin).host
  const wire = wireOf(options.timeline)
  const key = wire?.key ?? 'unknown'
  const account = options.account === undefined ? '' : `/${options.account}`
  const source = `mastodon:${host}/${key}${account}`.slice(0, 200)
  const limits = { ...mastodonReaderLimits, ...options.limits }
  return {
    source,
    label: options.label ?? `${host} ${key}`,
    capabilities: mastodonCapabilities,
    timeline: { kind: 'live' },
    silenceMaxMs: limits.silenceMs + limits.pingMs,
    stillThere: mastodonStillThere({ allowPrivateNetworks }),
    read: (needs) => read({ options, origin, wire, source, limits }, needs),
  }
}

type Settings = {
  options: MastodonReaderOptions
  origin: string | undefined
  wire: TimelineWire | undefined
  source: string
  limits: MastodonReaderLimits
}

async function* read(settings: Settings, needs: ReaderNeeds): AsyncGenerator<Heard> {
  const { options, origin, wire, source, limits } = settings
  if (origin === undefined || wire === undefined) {
    const detail = origin === undefined ? 'the address of the server' : 'the hashtag'
    yield { kind: 'state', state: 'failed', why: 'bad-url', detail: `${detail} cannot be used` }
    return
  }
  const lastId = needs.cursor === undefined ? undefined : cursorId(needs.cursor, wire.key)
  if (needs.cursor !== undefined && lastId === undefined) {
    const nowMs = needs.clock.nowMs()
    yield { kind: 'gap', fromMs: nowMs, toMs: nowMs, why: 'cursor-unreadable' }
  }
  const progress = newProgress(lastId)
  const chance = options.chance ?? (() => randomInt(2 ** 32) / 2 ** 32)
  const isMentions = options.timeline.kind === 'mentions'
  for (let failures = 0; !needs.signal.aborted;) {
    yield { kind: 'state', state: 'connecting' }
    const accessToken = await readToken(options.credentials)
    const server = {
      origin,
      allowPrivateNetworks: options.allowPrivateNetworks ?? false,
      ...(accessToken !== undefined && { accessToken }),
    }
    const hearing: Hearing = { server, wire, source, isMentions, limits, progress, needs }
    const ended: Ended = yield* hearOnce(hearing)
    if (needs.signal.aborted) return
    failures = ended.heard ? 1 : failures + 1
    const retryInMs = Math.max(backoffMs(failures, limits.backoff, chance()), ended.retryInMs ?? 0)
    needs.log('warn', 'Mastodon connection ended', { source, why: ended.why, retryInMs })
    yield stateOf(ended, retryInMs)
    await needs.clock.sleep(retryInMs, needs.signal)
  }
}

function stateOf({ why, detail, needsPerson = false }: Ended, retryInMs: number): Heard {
  const state = needsPerson ? 'failed' : 'waiting'
  return { kind: 'state', state, why, retryInMs, ...(detail !== undefined && { detail }) }
}
