import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog, type Log } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { wallClock } from '#kernel/time.ts'
import type { Heard, Reader } from '#networks/contract.ts'
import { replayCapabilities } from '#networks/replay/replay.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { Listening } from '#listening/listening.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import { postsOfWatch } from '#listening/posts.ts'
import type { ListeningTables } from '#listening/tables.ts'
import { talker, type Talker } from '#listening/test-talker.ts'
import { addWatch } from '#listening/watches.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

const scripts = new URL('../../dist/server/', import.meta.url)
const town = 'practice:town'
const late = 'practice:late'

let store: Store
let first: Talker
let listening: Listening
const logged: string[] = []
const log: Log = (_level, text) => void logged.push(text)

beforeEach(async () => {
  store = await openTestStore([recordsMigrations, listeningMigrations])
  const input = { name: 'Water', rule: 'water', purpose: 'To test the desk.', owner: 'Tests' }
  const endsAt = '2099-01-01T00:00:00.000Z'
  await addWatch(store.db.withTables<ListeningTables>(), 'w', { ...input, endsAt }, new Date())
  first = talker(town)
  listening = await open([first.reader])
})
afterEach(async () => {
  await listening.close()
  await store.close()
  logged.splice(0)
})

async function open(readers: readonly Reader[], more = store): Promise<Listening> {
  const opened = await Listening.open({
    ...{ store: more, clock: wallClock, log, scripts, readers },
    ...{ mode: 'live', matchThreads: 1 },
  })
  opened.start(async () => undefined)
  return opened
}

function post(n: number, source: string): Post {
  const atMs = wallClock.nowMs()
  const id = `practice:${n}`
  return { id, network: 'practice', source, text: `water ${n}`, atMs, heardAtMs: atMs, author: { id } }
}

const said = (n: number, source = late): Heard => ({
  kind: 'posts',
  posts: [post(n, source)],
  cursor: `v1:${n}`,
})
const kept = async (): Promise<string[]> =>
  (await postsOfWatch(listening.db, 'w', { limit: 100 })).map(({ text }) => text).toSorted()
const states = (): Record<string, string> =>
  Object.fromEntries(listening.coverage().sources.map(({ source, state }) => [source, state]))
const heardOf = (source: string): number | undefined =>
  listening.coverage().sources.find((one) => one.source === source)?.heardLastHour

test('a source that comes while the desk runs is heard at once, and coverage says since when all are', async () => {
  await expect.poll(states).toEqual({ [town]: 'hearing' })
  const beforeMs = wallClock.nowMs()
  expect(Date.parse(listening.note(0).since)).toBe(0)
  const { reader, say, readFrom } = talker(late, {
    capabilities: {
      ...replayCapabilities,
      network: 'other',
      reads: { ...replayCapabilities.reads, media: true },
    },
  })
  expect(listening.hearsMedia).toBe(false)
  expect(await listening.addReader(reader)).toBe(true)
  say(said(1))
  first.say(said(2, town))
  await expect.poll(kept).toEqual(['water 1', 'water 2'])
  expect(states()).toEqual({ [town]: 'hearing', [late]: 'hearing' })
  expect(readFrom).toEqual([undefined])
  expect(Date.parse(listening.note(0).since)).toBeGreaterThanOrEqual(beforeMs)
  expect(listening.note(0).sources).toBe(2)
  expect(listening.networks.map(({ network }) => network)).toEqual(['replay', 'other'])
  expect(listening.hearsMedia).toBe(true)
})

test('a source that goes is no longer shown; what it brought is kept, and it goes on from there', async () => {
  const one = talker(late)
  await listening.addReader(one.reader)
  one.say(said(1), said(2))
  await expect.poll(kept).toHaveLength(2)
  one.say(said(3))
  await expect.poll(() => heardOf(late)).toBe(3)
  expect(await listening.removeReader(late)).toBe(true)
  expect(states()).toEqual({ [town]: 'hearing' })
  expect(one.stops).toBe(1)
  expect(await kept()).toEqual(['water 1', 'water 2', 'water 3'])
  one.say(said(4))
  const again = talker(late)
  // A network files late and tells the last ones once more.
  again.say(said(2), said(3), said(5))
  await listening.addReader(again.reader)
  await expect.poll(kept).toEqual(['water 1', 'water 2', 'water 3', 'water 5'])
  expect(again.readFrom).toEqual(['v1:3'])
  expect(heardOf(late)).toBe(4)
  await listening.settle()
  const { rows } = await sql<{ heard: number }>`
    select sum(heard)::int as heard from source_minutes where source = ${late}`.execute(store.db)
  expect(rows).toEqual([{ heard: 4 }])
  // It was heard before: nothing is missing since it came back.
  expect(Date.parse(listening.note(0).since)).toBe(0)
})

test('added many times at once it is one; what is asked of it happens in that order', async () => {
  const one = talker(late)
  const added = await Promise.all([1, 2, 3].map(() => listening.addReader(one.reader)))
  expect(added).toEqual([true, false, false])
  expect(await listening.addReader(talker(town).reader)).toBe(false)
  one.say(said(1))
  await expect.poll(kept).toEqual(['water 1'])
  expect(one.readFrom).toHaveLength(1)
  const [a, b] = [talker(late), talker(late)]
  const changes = await Promise.all([
    listening.removeReader(late),
    listening.removeReader(late),
    listening.addReader(a.reader),
    listening.removeReader(late),
    listening.addReader(b.reader),
  ])
  expect(changes).toEqual([true, false, true, true, true])
  b.say(said(2))
  await expect.poll(kept).toEqual(['water 1', 'water 2'])
  expect([one.stops, a.stops, b.stops]).toEqual([1, a.readFrom.length, 0])
  expect(listening.coverage().sources).toHaveLength(2)
})

test('a late source that breaks, or ends by itself, disturbs nobody and can be let go', async () => {
  const broken = talker(late, {
    // oxlint-disable-next-line require-yield -- a reader that breaks before it says anything
    async *read() {
      throw new Error('our own mistake')
    },
  })
  await listening.addReader(broken.reader)
  await expect.poll(() => states()[late]).toBe('failed')
  const short = talker('practice:short', {
    async *read() {
      yield { kind: 'state', state: 'ended' }
    },
  })
  await listening.addReader(short.reader)
  await expect.poll(() => states()['practice:short']).toBe('ended')
  first.say(said(1, town))
  await expect.poll(kept).toEqual(['water 1'])
  expect(await listening.removeReader(late)).toBe(true)
  expect(await listening.removeReader('practice:short')).toBe(true)
  expect(await listening.removeReader('practice:nobody')).toBe(false)
  expect(states()).toEqual({ [town]: 'hearing' })
  expect(logged).toContain(`Label of ${late} broke and is started again`)
})

test('while the store does not take it a source is not there; then it can be added', async () => {
  await sql`alter table sources rename to sources_away`.execute(store.db)
  const one = talker(late)
  await expect(listening.addReader(one.reader)).rejects.toThrow('sources')
  expect(states()).not.toHaveProperty([late])
  await sql`alter table sources_away rename to sources`.execute(store.db)
  expect(await listening.addReader(one.reader)).toBe(true)
  one.say(said(1))
  await expect.poll(kept).toEqual(['water 1'])
})

test('a desk that closes waits for what a late source brought, and takes in nobody any more', async () => {
  const one = talker(late)
  await listening.addReader(one.reader)
  one.say(said(1))
  await expect.poll(() => heardOf(late)).toBe(1)
  const tooLate = talker('practice:too-late')
  const onItsWay = listening.addReader(talker('practice:on-its-way').reader)
  const closing = listening.close()
  expect(await listening.addReader(tooLate.reader)).toBe(false)
  expect(await listening.removeReader(late)).toBe(false)
  await closing
  await onItsWay
  expect(tooLate.readFrom).toEqual([])
  expect(one.stops).toBe(1)
  expect(await kept()).toEqual(['water 1'])
  const { rows } = await sql`select cursor from sources where source = ${late}`.execute(store.db)
  expect(rows).toEqual([{ cursor: 'v1:1' }])
})

test('a network that comes late is asked what is still there, and no longer once it is gone', async () => {
  first.say(said(1, town))
  await expect.poll(kept).toEqual(['water 1'])
  const asked: string[] = []
  const one = talker(late, {
    capabilities: { ...replayCapabilities, network: 'practice' },
    stillThere: {
      ...{ atOnceMax: 10, everyMs: 10 },
      ask: async (posts) => {
        asked.push(...posts.map(({ id }) => id))
        return { kind: 'failed', why: 'unreachable' }
      },
    },
  })
  await listening.addReader(one.reader)
  await expect.poll(() => listening.coverage().deletesUnasked?.length).toBe(1)
  expect(asked).toContain('practice:1')
  await listening.removeReader(late)
  expect(listening.coverage().deletesUnasked).toBeUndefined()
})

test('who is added before the desk begins is heard when it does', async () => {
  await listening.close()
  listening = await Listening.open({
    ...{ store, clock: wallClock, log: silentLog, scripts, readers: [] },
    ...{ mode: 'live', matchThreads: 1 },
  })
  const one = talker(late)
  await listening.addReader(one.reader)
  const gone = talker('practice:gone')
  await listening.addReader(gone.reader)
  await listening.removeReader('practice:gone')
  expect(one.readFrom).toEqual([])
  listening.start(async () => undefined)
  one.say(said(1))
  await expect.poll(kept).toEqual(['water 1'])
  expect(gone.readFrom).toEqual([])
})
