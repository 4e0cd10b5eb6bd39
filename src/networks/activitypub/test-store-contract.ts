import { expect, onTestFinished, test } from 'vitest'
import type { FederationStore, Waiting } from '#networks/activitypub/federation-store.ts'
import { until } from '#networks/activitypub/test-hearing.ts'

/** A new, empty store for one test. */
export type OpenedStore = { store: FederationStore; close(): Promise<void> }

/** Holds a store to what `federation-store.ts` says; whoever backs it by a database calls this in a test of theirs. */
export function federationStoreContract(name: string, open: () => Promise<OpenedStore>): void {
  const opened = async (): Promise<FederationStore> => {
    const { store, close } = await open()
    onTestFinished(close)
    return store
  }
  keeping(name, opened)
  changing(name, opened)
  queueing(name, opened)
}

type Opened = () => Promise<FederationStore>

function keeping(name: string, opened: Opened): void {
  test(`${name}: what is set is there until it is deleted, and what was never set is not`, async () => {
    const store = await opened()
    const value = { text: 'L’eau 🚰', list: [1, null, true], inner: { b: 1, a: 2 } }
    await store.set('note/a/1', value)
    await store.set('flag', true, 60_000)
    expect([await store.get('note/a/1'), await store.get('flag'), await store.get('none')]).toEqual([
      value,
      true,
      undefined,
    ])
    await store.set('note/a/1', { text: 'New' })
    expect(await store.get('note/a/1')).toEqual({ text: 'New' })
    await store.delete('note/a/1')
    await store.delete('note/a/1')
    expect(await store.get('note/a/1')).toBeUndefined()
  })

  test(`${name}: entries are listed by their first letters, in the order of bytes, a page at a time`, async () => {
    const store = await opened()
    const keys = ['f/a_b/1', 'f/a_b/Z', 'f/a_b/a', 'f/a_b/~', 'f/axb/1', 'f/a%/1', 'f/a_b']
    for (const key of keys) await store.set(key, key)
    expect((await store.list('f/a_b/', { limit: 10 })).map(({ key }) => key)).toEqual(keys.slice(0, 4))
    const page = await store.list('f/a_b/', { after: 'f/a_b/1', limit: 2 })
    expect(page).toEqual([
      { key: 'f/a_b/Z', value: 'f/a_b/Z' },
      { key: 'f/a_b/a', value: 'f/a_b/a' },
    ])
    expect([await store.count('f/a_b/'), await store.count('f/a%'), await store.count('g')]).toEqual([
      4, 1, 0,
    ])
  })
}

function changing(name: string, opened: Opened): void {
  test(`${name}: a change is made only where the expected value is there, whatever the order of its fields`, async () => {
    const store = await opened()
    expect(await store.cas({ key: 'k', expected: undefined, value: { a: 1, b: [2] } })).toBe(true)
    expect(await store.cas({ key: 'k', expected: undefined, value: 'other' })).toBe(false)
    expect(await store.cas({ key: 'k', expected: { a: 1, b: [3] }, value: 'other' })).toBe(false)
    expect(await store.cas({ key: 'k', expected: { b: [2], a: 1 }, value: 'new' })).toBe(true)
    expect(await store.cas({ key: 'none', expected: 'x', value: 'new' })).toBe(false)
    expect([await store.get('k'), await store.get('none')]).toEqual(['new', undefined])
  })

  test(`${name}: of many changes at once one is made, and only its delivery waits`, async () => {
    const store = await opened()
    for (const expected of [undefined, 0]) {
      const tries = Array.from({ length: 20 }, (_, at) =>
        store.cas({
          ...{ key: 'k', expected, value: expected === undefined ? 0 : at + 1 },
          deliveries: [{ id: `${String(expected)} ${at}`, job: at }],
        }),
      )
      expect((await Promise.all(tries)).filter((made) => made)).toHaveLength(1)
    }
    expect(await allGiven(store, 2)).toHaveLength(2)
  })
}

function queueing(name: string, opened: Opened): void {
  test(`${name}: a delivery is given out once, to one listener, however often it was put there`, async () => {
    const store = await opened()
    const deliveries = Array.from({ length: 30 }, (_, at) => ({ id: `d ${at}`, job: { at } }))
    await store.enqueue(deliveries)
    await store.enqueue(deliveries.map(({ id }) => ({ id, job: 'another', says: 'd1-0' })))
    await store.enqueue([])
    const given = await allGiven(store, 30)
    expect(given.map(({ id }) => id).toSorted()).toEqual(deliveries.map(({ id }) => id).toSorted())
    const seventh = given.find(({ id }) => id === 'd 7')
    expect(seventh).toMatchObject({ job: { at: 7 }, attempts: 0 })
    expect(seventh?.says).toBeUndefined()
    await store.enqueue([{ id: 'words', job: null, says: 'd1-0' }])
    expect(await allGiven(store, 1)).toMatchObject([{ id: 'words', job: null, says: 'd1-0' }])
  })

  test(`${name}: what is to come again comes again, one attempt higher, and then no more`, async () => {
    const store = await opened()
    await store.enqueue([{ id: 'd', job: 1 }])
    const attempts: number[] = []
    const stop = new AbortController()
    const done = store.listen(async (waiting) => {
      attempts.push(waiting.attempts)
      return waiting.attempts < 2 ? { kind: 'again', inMs: 1 } : { kind: 'done' }
    }, stop.signal)
    await until(() => attempts.length === 3)
    stop.abort()
    await done
    expect(attempts).toEqual([0, 1, 2])
    expect(await allGiven(store, 0)).toEqual([])
  })
}

/** What two listeners are given until there are `count`, and one more after them. */
async function allGiven(store: FederationStore, count: number): Promise<Waiting[]> {
  const given: Waiting[] = []
  const stop = new AbortController()
  const handle = async (waiting: Waiting): Promise<{ kind: 'done' }> => {
    given.push(waiting)
    return { kind: 'done' }
  }
  const listeners = [store.listen(handle, stop.signal), store.listen(handle, stop.signal)]
  await until(() => given.length >= count)
  // What is given out twice is given out before something that came later.
  await store.enqueue([{ id: 'the last', job: null }])
  await until(() => given.some(({ id }) => id === 'the last'))
  stop.abort()
  await Promise.all(listeners)
  return given.filter(({ id }) => id !== 'the last')
}
