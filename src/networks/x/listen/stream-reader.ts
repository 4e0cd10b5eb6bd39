import type { Heard, Reader, ReaderNeeds } from '#networks/contract.ts'
import { sourceName, xCapabilities } from '#networks/x/listen/capabilities.ts'
import {
  oneConnection,
  streamLimits,
  type Ending,
  type XStreamOptions,
} from '#networks/x/listen/one-connection.ts'
import { nextWait, noFailures } from '#networks/x/listen/reconnect.ts'
import { xStillThere } from '#networks/x/listen/still-there.ts'
import { cursorMs, type Progress } from '#networks/x/listen/tell.ts'
import { isUsableServer, xServer } from '#networks/x/wire/client.ts'

/** Hears the posts on X that fit the rules of the app, through the filtered stream. */
export function xStreamReader(options: XStreamOptions): Reader {
  const source = sourceName('stream', options.server ?? xServer)
  const resumes = options.backfillMin !== undefined
  return {
    source,
    label: options.label ?? 'X',
    capabilities: { ...xCapabilities, reads: { ...xCapabilities.reads, resumes } },
    timeline: { kind: 'live' },
    silenceMaxMs: 2 * streamLimits.silenceMs,
    stillThere: xStillThere(options),
    read: (needs) => read(options, source, needs),
  }
}

async function* read(options: XStreamOptions, source: string, needs: ReaderNeeds): AsyncGenerator<Heard> {
  const { server = xServer, allowPrivateNetworks = false } = options
  if (!isUsableServer({ server, allowPrivateNetworks })) {
    yield { kind: 'state', state: 'failed', why: 'bad-url' }
    return
  }
  const nowMs = needs.clock.nowMs()
  const lastMs = needs.cursor === undefined ? undefined : cursorMs(needs.cursor)
  if (needs.cursor !== undefined && lastMs === undefined)
    yield { kind: 'gap', fromMs: nowMs, toMs: nowMs, why: 'cursor-unreadable' }
  const progress: Progress = { told: new Set(), clockMs: 0, ...(lastMs !== undefined && { lastMs }) }
  let failures = noFailures
  while (!needs.signal.aborted) {
    yield { kind: 'state', state: 'connecting' }
    const end: Ending = yield* oneConnection(options, source, needs, progress)
    if (end.why === 'stopped') return
    const next = nextWait(failures, end.ended)
    failures = next.failures
    const retryInMs = end.waitMs ?? next.waitMs
    const { why, detail } = end
    needs.log('warn', 'X stream ended', { source, why, detail, retryInMs })
    const state = end.needsPerson ? 'failed' : 'waiting'
    yield { kind: 'state', state, why, retryInMs, ...(detail !== undefined && { detail }) }
    await needs.clock.sleep(retryInMs, needs.signal)
  }
}
