import { isDeepStrictEqual } from 'node:util'
import { wallClock, type Clock } from '#kernel/time.ts'
import type { Delivery, FederationStore, Handled, Waiting } from '#networks/activitypub/federation-store.ts'

/** A store in memory that can fail before or after its next change, or never answer. */
export type TestStore = FederationStore & {
  entries: Map<string, unknown>
  /** What waits in the queue, by id. */
  queue: Map<string, Waiting & { dueMs: number }>
  failNext(when: 'before' | 'after' | 'never'): void
}

/** An empty one. Values go through JSON, as they would on their way to a database. */
export function testStore(clock: Clock = wallClock): TestStore {
  const entries = new Map<string, unknown>()
  const endsMs = new Map<string, number>()
  const queue: TestStore['queue'] = new Map()
  const inHand = new Set<string>()
  let failing: 'before' | 'after' | 'never' | undefined
  async function changing<T>(work: () => T): Promise<T> {
    const now = failing
    failing = undefined
    if (now === 'before') throw new Error('planted words of a message')
    const done = work()
    if (now === 'after') throw new Error('planted words of a message')
    if (now === 'never') await new Promise(() => undefined)
    return done
  }
  const copy = (value: unknown): unknown =>
    value === undefined ? undefined : JSON.parse(JSON.stringify(value))
  function read(key: string): unknown {
    if ((endsMs.get(key) ?? Infinity) <= clock.nowMs()) drop(key)
    return copy(entries.get(key))
  }
  function drop(key: string): void {
    entries.delete(key)
    endsMs.delete(key)
  }
  function add(deliveries: readonly Delivery[]): void {
    for (const one of deliveries)
      if (!queue.has(one.id))
        queue.set(one.id, { ...one, job: copy(one.job), attempts: 0, dueMs: clock.nowMs() })
  }
  const begins = (prefix: string): string[] =>
    [...entries.keys()].filter((key) => key.startsWith(prefix) && read(key) !== undefined).toSorted(byBytes)
  return {
    entries,
    queue,
    failNext: (when) => void (failing = when),
    get: async (key) => read(key),
    async set(key, value, keepMs) {
      entries.set(key, copy(value))
      if (keepMs === undefined) endsMs.delete(key)
      else endsMs.set(key, clock.nowMs() + keepMs)
    },
    delete: async (key) => drop(key),
    cas: ({ key, expected, value, deliveries = [] }) =>
      changing(() => {
        if (!isDeepStrictEqual(read(key), copy(expected))) return false
        entries.set(key, copy(value))
        add(deliveries)
        return true
      }),
    list: async (prefix, { after = '', limit }) =>
      begins(prefix)
        .filter((key) => byBytes(key, after) > 0)
        .slice(0, limit)
        .map((key) => ({ key, value: read(key) })),
    count: async (prefix) => begins(prefix).length,
    enqueue: async (deliveries) => add(deliveries),
    async listen(handle, signal) {
      while (!signal.aborted) {
        const due = [...queue.values()].filter(({ id, dueMs }) => dueMs <= clock.nowMs() && !inHand.has(id))
        for (const { id } of due) inHand.add(id)
        await Promise.all(due.map(async (one) => settle(one, await handle(one))))
        if (due.length === 0) await wallClock.sleep(5, signal)
      }
    },
  }
  function settle(one: Waiting, handled: Handled): void {
    inHand.delete(one.id)
    if (handled.kind === 'done') queue.delete(one.id)
    else queue.set(one.id, { ...one, attempts: one.attempts + 1, dueMs: clock.nowMs() + handled.inMs })
  }
}

function byBytes(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
