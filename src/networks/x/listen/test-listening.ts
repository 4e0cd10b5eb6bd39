import { silentLog } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import type { Heard, Reader } from '#networks/contract.ts'
import { streamLimits } from '#networks/x/listen/one-connection.ts'

/** A clock that stands still but for its waits, which pass at once and are written down. */
export type TestClock = Clock & {
  waits: number[]
  /** Lets a time limit pass, the one that runs or the next: `silenceMs` or `connectMs`. */
  pass(limitMs: number): void
  advance(ms: number): void
}

/** A new one, at noon of a day in 2031. Time limits pass only when told to. */
export function testClock(): TestClock {
  let now = Date.UTC(2031, 3, 7, 12)
  const waits: number[] = []
  const limits = new Set<number>([streamLimits.silenceMs, streamLimits.connectMs, 15_000])
  const overdue = new Set<number>()
  const passing = new Map<number, (() => void)[]>()
  return {
    waits,
    nowMs: () => now,
    advance: (ms) => void (now += ms),
    pass(limitMs) {
      now += limitMs
      const waiting = passing.get(limitMs) ?? []
      if (waiting.length === 0) overdue.add(limitMs)
      for (const resolve of waiting) resolve()
      passing.delete(limitMs)
    },
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) return resolve()
        const done = (): void => {
          signal?.removeEventListener('abort', done)
          resolve()
        }
        signal?.addEventListener('abort', done)
        if (overdue.delete(ms)) return done()
        if (limits.has(ms)) return void passing.set(ms, [...(passing.get(ms) ?? []), done])
        waits.push(ms)
        now += ms
        setImmediate(done)
      }),
  }
}

/** What is done as soon as enough was heard. */
export type Step = { when: (heard: readonly Heard[]) => boolean; act?: () => void }

/** Listens, does each step in turn when its time has come, and stops after the last as the product does: by its signal. */
export async function listen(
  reader: Reader,
  { clock, cursor, steps }: { clock: Clock; cursor?: string; steps: readonly Step[] },
): Promise<Heard[]> {
  const stop = new AbortController()
  const heard: Heard[] = []
  let done = 0
  const needs = { clock, log: silentLog, signal: stop.signal, ...(cursor !== undefined && { cursor }) }
  for await (const event of reader.read(needs)) {
    heard.push(event)
    for (let step = steps[done]; step?.when(heard) === true; step = steps[done]) {
      step.act?.()
      done += 1
    }
    if (done === steps.length) stop.abort()
  }
  return heard
}

/** So many connections were open so far. */
export function hearings(count: number): Step['when'] {
  return (heard) => statesOf(heard).filter((state) => state === 'hearing').length === count
}

/** So many posts were told so far. */
export function posts(count: number): Step['when'] {
  return (heard) => textsOf(heard).length === count
}

/** The texts of all posts heard. */
export function textsOf(heard: readonly Heard[]): string[] {
  return heard.flatMap((event) => (event.kind === 'posts' ? event.posts.map(({ text }) => text) : []))
}

/** The states told, in order, with why. */
export function statesOf(heard: readonly Heard[]): string[] {
  return heard.flatMap((event) =>
    event.kind === 'state' ? [`${event.state} ${event.why ?? ''}`.trim()] : [],
  )
}

/** The last of the cursors told. */
export function lastCursor(heard: readonly Heard[]): string | undefined {
  return heard
    .flatMap((event) => ('cursor' in event && event.cursor !== undefined ? [event.cursor] : []))
    .at(-1)
}
