import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { dayMs, hourMs, minuteMs, type Clock } from '#kernel/time.ts'
import { askableNetworks } from '#listening/delete-sync/job.ts'
import { judged, retryMs, syncLimits, walkIsDue } from '#listening/delete-sync/rules.ts'
import { syncStint, unaskedOf, type AskedNetwork, type SyncNeeds } from '#listening/delete-sync/sync.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import { ensurePostWeeks, forgetPosts, keepPosts } from '#listening/posts.ts'
import type { ListeningDb, ListeningTables } from '#listening/tables.ts'
import type { ExistenceCheck } from '#networks/contract.ts'
import { practiceReader } from '#networks/practice/practice.ts'
import { townStillThere, type TownMemory } from '#networks/practice/still-there.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { openTestStore } from '#store/test-store.ts'

const startMs = Date.UTC(2026, 5, 2, 13)
const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

/** Short sleeps pass at once; how long an answer may take passes only for an impatient one. */
function handClock(): Clock & { passTo(ms: number): void; isImpatient: boolean } {
  let nowMs = startMs
  const clock = {
    isImpatient: false,
    nowMs: () => nowMs,
    passTo: (ms: number) => (nowMs = Math.max(nowMs, ms)),
    sleep: (ms: number, signal?: AbortSignal) => {
      if (ms < syncLimits.answerMs || clock.isImpatient) nowMs += ms
      else return new Promise<void>((done) => signal?.addEventListener('abort', () => done()))
      return Promise.resolve()
    },
  }
  return clock
}

function post(n: number, atMs = startMs - dayMs + n * minuteMs): Post {
  const text = `post ${n}`
  return { id: `practice:${n}`, network: 'practice', source: 'town', text, atMs, heardAtMs: atMs }
}

async function keep(db: ListeningDb, posts: readonly Post[]): Promise<void> {
  for (const { atMs } of posts) await ensurePostWeeks(db, atMs, atMs)
  await keepPosts(db, posts)
}

async function keptIds(db: ListeningDb): Promise<string[]> {
  const rows = await db.selectFrom('posts').select('id').orderBy('at').execute()
  return rows.map(({ id }) => id)
}

async function town(posts: readonly Post[]) {
  const store = await openTestStore([recordsMigrations, listeningMigrations])
  undo.push(() => store.close())
  const db = store.db.withTables<ListeningTables>()
  await keep(db, posts)
  const clock = handClock()
  const memory: TownMemory & { takenBack: Set<string> } = { takenBack: new Set() }
  const asks: { atMs: number; ids: string[] }[] = []
  const check: ExistenceCheck = {
    ...townStillThere(memory),
    atOnceMax: 10,
    ask: (asked, needs) => {
      asks.push({ atMs: clock.nowMs(), ids: asked.map(({ id }) => id) })
      return townStillThere(memory).ask(asked, needs)
    },
  }
  const asked: AskedNetwork = { network: 'practice', label: 'Havre-Clair', check }
  const forget = async (ids: readonly string[]): Promise<void> => {
    await forgetPosts(db, { ids: [...ids], authorIds: [] })
  }
  const needs: SyncNeeds = { db, clock, log: silentLog, forget, startedAtMs: startMs }
  let failures = 0
  const stint = async (signal = new AbortController().signal): Promise<number> => {
    const done = await syncStint({ needs, asked, signal }, failures)
    failures = done.failed ? failures + 1 : 0
    return done.againInMs
  }
  /** Works like the job does, until that moment. `seldom`: where nothing is to be done it looks this many times less often. */
  const until = async (ms: number, each?: () => Promise<void>, seldom = 1): Promise<void> => {
    while (clock.nowMs() < ms) {
      const againInMs = await stint()
      const waitMs = againInMs === syncLimits.lookEveryMs ? seldom * againInMs : againInMs
      clock.passTo(Math.min(ms, clock.nowMs() + waitMs))
      await each?.()
    }
  }
  const unasked = () => unaskedOf(db, asked, clock.nowMs())
  return { db, clock, memory, asks, stint, until, unasked, check }
}

const thirty = Array.from({ length: 30 }, (_, n) => post(n))

test('a post taken back on its network is gone with the next walk; the others stay', async () => {
  const { db, memory, until, unasked } = await town(thirty)
  memory.takenBack.add('practice:7').add('practice:29')
  await until(startMs + 5 * minuteMs)
  expect(await keptIds(db)).toEqual(thirty.map(({ id }) => id).filter((id) => !memory.takenBack.has(id)))
  expect(await unasked()).toBeUndefined()
})

test('every kept post is asked about at most 24 hours after the last time, also one that comes in between', async () => {
  const { db, clock, asks, until } = await town(thirty)
  let late = 100
  const keepLater = async (): Promise<void> => {
    if (late < 105 && clock.nowMs() > startMs + (late - 99) * 7 * hourMs)
      await keep(db, [post(late++, clock.nowMs() - minuteMs)])
  }
  await until(startMs + 2 * dayMs, keepLater, 6)
  const times = new Map<string, number[]>()
  for (const { atMs, ids } of asks) for (const id of ids) times.set(id, [...(times.get(id) ?? []), atMs])
  expect(times.size).toBe(35)
  for (const asked of times.values()) {
    const ends = [...asked, clock.nowMs()]
    expect(Math.max(...ends.slice(1).map((ms, n) => ms - (ends[n] ?? 0)))).toBeLessThan(dayMs)
  }
  // Not more than the budget either: each post twice or three times a day.
  expect(asks.length).toBeLessThan(2 * 3 * 6)
})

test('after a kill the walk goes on where it was, and asks nobody twice', async () => {
  const { asks, check, stint } = await town(thirty)
  const killed = new AbortController()
  const original = check.ask
  check.ask = async (posts, needs) => {
    const answer = await original(posts, needs)
    if (asks.length === 2) killed.abort()
    return answer
  }
  await stint(killed.signal)
  expect(asks).toHaveLength(2)
  await stint()
  expect(asks.flatMap(({ ids }) => ids)).toEqual(thirty.map(({ id }) => id))
})

test.each(['deaf', 'breaks', 'busy'] as const)(
  'a network that is %s deletes nothing, is said on screen, and is asked again',
  async (misbehave) => {
    const { db, clock, memory, until, stint, unasked } = await town(thirty)
    memory.misbehave = misbehave
    memory.takenBack.add('practice:3')
    clock.isImpatient = misbehave === 'deaf'
    const waits = [await stint(), await stint(), await stint()]
    expect(waits).toEqual([minuteMs, 2 * minuteMs, 4 * minuteMs])
    expect(await keptIds(db)).toHaveLength(30)
    const why = { deaf: 'timeout', breaks: 'broken', busy: 'rate-limited' }[misbehave]
    expect(await unasked()).toMatchObject({ label: 'Havre-Clair', why })
    memory.misbehave = undefined
    clock.isImpatient = false
    await until(clock.nowMs() + 10 * minuteMs)
    expect(await keptIds(db)).toHaveLength(29)
    expect(await unasked()).toBeUndefined()
  },
)

test('a network that says once that everything is gone is not believed', async () => {
  const { db, memory, clock, until } = await town(thirty)
  memory.misbehave = 'lies'
  memory.takenBack.add('practice:3')
  await until(startMs + 2 * minuteMs)
  expect(await keptIds(db)).toHaveLength(30)
  memory.misbehave = undefined
  await until(clock.nowMs() + 2 * hourMs)
  expect(await keptIds(db)).toEqual(thirty.map(({ id }) => id).filter((id) => id !== 'practice:3'))
  expect(await db.selectFrom('doubted_deletes').selectAll().execute()).toEqual([])
})

test('one that says the same an hour later is: what people took back does not stay for being much', async () => {
  const { db, memory, until } = await town(thirty)
  for (const { id } of thirty) memory.takenBack.add(id)
  await until(startMs + 3 * hourMs)
  expect(await keptIds(db)).toEqual([])
})

test('an answer in which some stay unanswered ends the walk, and another begins soon', async () => {
  const { db, check, asks, until, unasked } = await town(thirty)
  check.ask = async (posts) => {
    asks.push({ atMs: 0, ids: posts.map(({ id }) => id) })
    return { kind: 'answered', gone: [], unanswered: 1 }
  }
  await until(startMs + 3 * hourMs)
  expect(asks.length).toBeGreaterThan(5)
  expect(await unasked()).toMatchObject({ why: 'unreachable' })
  expect(await keptIds(db)).toHaveLength(30)
})

test('whatever a network says, only posts that were asked about are touched, and never most of them at once', () => {
  const ids = fc.uniqueArray(fc.string(), { maxLength: 40 })
  fc.assert(
    fc.property(ids, ids, (asked, said) => {
      const { gone, doubted } = judged(asked, said)
      expect([...gone, ...doubted].every((id) => asked.includes(id) && said.includes(id))).toBe(true)
      if (asked.length >= syncLimits.doubtFromAsked) expect(gone.length * 2).toBeLessThanOrEqual(asked.length)
    }),
  )
})

test('an absence or a gap brings the next walk forward, and none runs without rest', () => {
  const walk = { begunAtMs: startMs, endedAtMs: startMs + minuteMs, failedAtMs: undefined }
  expect(walkIsDue(walk, startMs + 2 * hourMs, 0)).toBe(false)
  expect(walkIsDue(walk, startMs + 2 * hourMs, startMs + hourMs)).toBe(true)
  expect(walkIsDue(walk, startMs + 10 * minuteMs, startMs + 5 * minuteMs)).toBe(false)
  expect(walkIsDue(walk, startMs + 11 * hourMs, 0)).toBe(true)
  expect(walkIsDue({ ...walk, endedAtMs: undefined }, startMs + 30 * hourMs, startMs)).toBe(false)
  expect(retryMs(1000)).toBe(syncLimits.retryMaxMs)
  expect(retryMs(1, hourMs)).toBe(hourMs)
})

test('each network is asked once, however many of its sources are heard', () => {
  const reader = practiceReader({ seed: 1, day: 'quiet', speed: 'max', startMs })
  expect(askableNetworks([reader, reader]).map(({ network }) => network)).toEqual(['practice'])
  const { stillThere: _nobody, ...mute } = reader
  expect(askableNetworks([mute])).toEqual([])
})
