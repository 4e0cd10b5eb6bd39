import type { Clock } from '#kernel/time.ts'
import type { Fetched } from '#networks/http.ts'
import type { TownFault } from '#networks/practice/world/faults.ts'
import { serve, type TownAnswer, type TownRequest } from '#networks/practice/world/town-server.ts'
import type { PracticeWorld } from '#networks/practice/world/world.ts'

/** What a call to the town needs; `timeoutMs` is when its caller gives up. */
export type WireNeeds = { clock: Clock; signal: AbortSignal; timeoutMs: number }

type Failed = Extract<Fetched, { kind: 'failed' }>

/**
 * Calls the town over a wire that can misbehave, and gives what a caller sees of it: in the words of `guardedFetch`, and no
 * more than those tell. Nothing waits but on the clock that is given.
 */
export async function callTown(
  world: PracticeWorld,
  request: TownRequest,
  needs: WireNeeds,
): Promise<Fetched> {
  await Promise.resolve()
  if (needs.signal.aborted) return failed('stopped', 'stopped by us', false)
  const fault = world.inside.nextFault(request.call)
  const server = (): TownAnswer => serve(world.inside, request, needs.clock.nowMs())
  if (fault?.kind === 'slow') return slowly(world, request, fault.ms, needs)
  if (fault?.kind === 'half-closed') {
    server()
    await needs.clock.sleep(needs.timeoutMs, needs.signal)
    return gaveUp(needs)
  }
  return disturbed({ world, request, server, nowMs: needs.clock.nowMs() }, fault)
}

type Exchange = {
  world: PracticeWorld
  request: TownRequest
  server: () => TownAnswer
  nowMs: number
}

/** One call that takes no time, with its fault. */
function disturbed(
  exchange: Exchange,
  fault: Exclude<TownFault, { kind: 'slow' | 'half-closed' }> | undefined,
): Fetched {
  const { world, request, server } = exchange
  switch (fault?.kind) {
    case undefined:
      return well(exchange, server())
    case 'wrong-clock':
      world.inside.skewMs = fault.byMs
      return well(exchange, server())
    case 'refused-connection':
      return failed('unreachable', 'connect ECONNREFUSED', false)
    case 'lost-before':
      return failed('unreachable', 'socket hang up', true)
    case 'lost-after':
      server()
      return failed('unreachable', 'socket hang up', true)
    case 'cut-after':
      server()
      return failed('unreachable', 'aborted', true)
    case 'error-before':
      return answered({ status: 503, body: 'the town hall is closed' })
    case 'error-after':
      server()
      return answered({ status: 502, body: 'bad gateway' })
    case 'busy':
      return answered(
        { status: 429, body: 'busy' },
        { 'retry-after': String(Math.ceil(fault.retryInMs / 1000)) },
      )
    case 'busy-without-time':
      return answered({ status: 429, body: 'busy' })
    case 'revoked':
      world.inside.partsLeft.set(request.account, fault.afterParts ?? 0)
      return well(exchange, server())
    case 'not-json':
      server()
      return answered({ status: 200, body: '<!doctype html><title>Welcome to Havre-Clair</title>' })
    case 'duplicate-answer':
      return duplicated(exchange, fault.hasEffect ?? true)
    case 'late-effect':
      if (isChange(request)) later(world, request, exchange.nowMs + fault.byMs)
      return failed('timeout', 'no complete answer in time', true)
  }
}

/** A good answer, remembered for whoever gets it a second time. */
function well({ world, request }: Exchange, answer: TownAnswer): Fetched {
  if (answer.status === 200) world.inside.answers.set(request.call, answer.body)
  return answered(answer)
}

function duplicated({ world, request, server }: Exchange, hasEffect: boolean): Fetched {
  const body = world.inside.answers.get(request.call) ?? ''
  if (hasEffect) server()
  return answered({ status: 200, body })
}

async function slowly(
  world: PracticeWorld,
  request: TownRequest,
  ms: number,
  needs: WireNeeds,
): Promise<Fetched> {
  const startMs = needs.clock.nowMs()
  let answer: TownAnswer | undefined
  if (isChange(request)) later(world, request, startMs + ms, (given) => (answer = given))
  await needs.clock.sleep(Math.min(ms, needs.timeoutMs), needs.signal)
  if (needs.signal.aborted || ms > needs.timeoutMs) return gaveUp(needs)
  const nowMs = Math.max(needs.clock.nowMs(), startMs + ms)
  world.inside.settle(nowMs)
  return answered(answer ?? serve(world.inside, request, nowMs))
}

function isChange({ call }: TownRequest): boolean {
  return call === 'post' || call === 'edit' || call === 'delete'
}

/** The effect comes then, whether or not anybody still waits for it. */
function later(
  world: PracticeWorld,
  request: TownRequest,
  dueMs: number,
  tell: (answer: TownAnswer) => void = () => undefined,
): void {
  const happen = (atMs: number): void => tell(serve(world.inside, request, atMs))
  world.inside.onItsWay.push({ account: request.account, dueMs, happen })
}

function gaveUp({ signal }: WireNeeds): Failed {
  return signal.aborted
    ? failed('stopped', 'stopped by us', true)
    : failed('timeout', 'no complete answer in time', true)
}

function failed(why: Failed['why'], detail: string, reached: boolean): Failed {
  return { kind: 'failed', why, detail, reached }
}

function answered({ status, body }: TownAnswer, headers: Record<string, string> = {}): Fetched {
  return { kind: 'answer', status, headers, body: Buffer.from(body), url: 'https://havre-clair.example/' }
}
