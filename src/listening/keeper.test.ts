import { afterEach, expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { wallClock } from '#kernel/time.ts'
import { countedLately } from '#listening/counted-lately.ts'
import { CoverageLedger } from '#listening/coverage.ts'
import { Keeper } from '#listening/keeper.ts'
import type { Match } from '#listening/posts.ts'
import type { PostReading } from '#listening/contract.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import { recordsMigrations } from '#records/migrations.ts'
import type { ListeningDb, ListeningTables } from '#listening/tables.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const startMs = Date.UTC(2026, 5, 2, 13)

function post(n: number): Post {
  return {
    id: `practice:${n}`,
    network: 'practice',
    source: 'town',
    text: `water ${n}`,
    atMs: startMs + n,
    heardAtMs: startMs + n,
    author: { id: `p${n % 2}` },
  }
}

/** A keeper on a store whose transactions fail this many times before they work. */
async function keeperWith(
  failures: number,
  ledger: CoverageLedger = new CoverageLedger([]),
): Promise<{ keeper: Keeper; db: ListeningDb; kept: () => Promise<string[]>; tries: () => number }> {
  const store = await openTestStore([recordsMigrations, listeningMigrations])
  undo.push(() => store.close())
  let tries = 0
  const failing: Store = {
    ...store,
    inTransaction: (work) => {
      tries += 1
      return tries <= failures ? Promise.reject(new Error('disk full')) : store.inTransaction(work)
    },
  }
  const clock = { ...wallClock, sleep: async () => undefined }
  const keeper = new Keeper(failing, { clock, log: silentLog, ledger })
  const db = store.db.withTables<ListeningTables>()
  const kept = async (): Promise<string[]> =>
    (await db.selectFrom('posts').select('id').orderBy('at').execute()).map((row) => row.id)
  return { keeper, db, kept, tries: () => tries }
}

test('what the store did not take is written later, with what came meanwhile', async () => {
  const { keeper, kept } = await keeperWith(2)
  keeper.add({ posts: [post(1)], matches: [{ watchId: 'w', postId: 'practice:1', atMs: post(1).atMs }] })
  await keeper.flush()
  expect(await kept()).toEqual([])
  keeper.add({ posts: [post(2)] })
  await keeper.flush()
  expect(await kept()).toEqual([])
  await keeper.flush()
  expect(await kept()).toEqual(['practice:1', 'practice:2'])
})

test('what is taken back while the store fails is never written', async () => {
  const { keeper, kept } = await keeperWith(1)
  keeper.add({ posts: [post(1), post(2), post(3), post(4)] })
  const writing = keeper.flush()
  keeper.forget({ ids: ['practice:2'], authorIds: ['p1'] })
  await writing
  expect(await kept()).toEqual([])
  await keeper.flush()
  expect(await kept()).toEqual(['practice:4'])
})

test('what is said to us is handed to the archive in the same transaction, once, and not when it was taken back', async () => {
  const { keeper, kept } = await keeperWith(1)
  const told: { toUs: string[]; goneIds: string[]; keptThen: number }[] = []
  keeper.recordToo = async ({ toUs, goneIds }, tx) => {
    const rows = await tx.withTables<ListeningTables>().selectFrom('posts').select('id').execute()
    told.push({ toUs: toUs.map(({ id }) => id), goneIds: [...goneIds], keptThen: rows.length })
  }
  keeper.add({ posts: [post(1), post(2), post(3)], toUs: [post(2), post(3)] })
  const writing = keeper.flush()
  keeper.forget({ ids: ['practice:2'], authorIds: [] })
  await writing
  expect(told).toEqual([])
  await keeper.flush()
  await keeper.flush()
  expect(told).toEqual([{ toUs: ['practice:3'], goneIds: ['practice:2'], keptThen: 2 }])
  keeper.forget({ ids: [], authorIds: ['p1'] })
  await keeper.flush()
  expect(told[1]?.goneIds.toSorted()).toEqual(['practice:1', 'practice:3'])
  expect(await kept()).toEqual([])
})

test('what the archive does not take is not kept either, and comes later', async () => {
  const { keeper, kept } = await keeperWith(0)
  let fails = 2
  keeper.recordToo = async () => {
    fails -= 1
    if (fails >= 0) throw new Error('the archive is full')
  }
  keeper.add({ posts: [post(1)], toUs: [post(1)] })
  await keeper.flush()
  expect(await kept()).toEqual([])
  await keeper.flush()
  await keeper.flush()
  expect(await kept()).toEqual(['practice:1'])
})

test('a store that is too slow holds the readers up, and nothing is thrown away', async () => {
  const { keeper, kept, tries } = await keeperWith(1)
  const posts = Array.from({ length: 20_000 }, (_, n) => post(n))
  keeper.add({ posts })
  await keeper.room()
  expect(tries()).toBeGreaterThan(1)
  expect(await kept()).toHaveLength(20_000)
})

test('a match is counted once in its minute, however often it is said, and a copy brings only its author', async () => {
  const { keeper, db } = await keeperWith(0)
  const said = (n: number, copy: boolean): Match => ({
    watchId: 'w',
    postId: post(n).id,
    atMs: post(n).atMs,
    copy,
  })
  for (let again = 0; again < 3; again++) {
    keeper.add({
      posts: [post(1), post(2), post(3)],
      matches: [said(1, false), said(2, true), said(2, true)],
    })
    await keeper.settle()
  }
  keeper.add({ posts: [], matches: [said(3, false)] })
  await keeper.settle()
  expect(await db.selectFrom('watch_minutes').selectAll().execute()).toEqual([
    { watch_id: 'w', minute: new Date(startMs), posts: 2, authors: 2 },
  ])
})

test('counts, fingerprints and cursor that a failing store did not take are written later, once', async () => {
  const ledger = new CoverageLedger([{ source: 'town', label: 'Town', network: 'practice' }])
  const { keeper, db } = await keeperWith(1, ledger)
  const insertion = { source: 'town', label: 'Town', network: 'practice', cursor: null, refused: '{}' }
  await db.insertInto('sources').values(insertion).execute()
  ledger.heard('town', 3, startMs)
  keeper.counted('town', [1, 2 ** 53 - 1])
  keeper.reached('town', 'v1:3')
  await keeper.flush()
  ledger.heard('town', 1, startMs)
  keeper.counted('town', [4])
  await keeper.flush()
  await keeper.flush()
  expect(await db.selectFrom('source_minutes').select('heard').execute()).toEqual([{ heard: 4 }])
  expect(await db.selectFrom('sources').select('cursor').execute()).toEqual([{ cursor: 'v1:3' }])
  expect(await countedLately(db)).toEqual([1, 2 ** 53 - 1, 4])
})

test('a post that a story kept first is read when a watch reads it, and not unread by another story', async () => {
  const { keeper, db } = await keeperWith(0)
  const readings = async (): Promise<unknown[]> =>
    (await db.selectFrom('posts').select(['reading', 'lang']).execute()).map((row) => ({ ...row }))
  const reading = { asks: false } as unknown as PostReading // what is in it is another test's matter
  keeper.add({ posts: [post(1)] })
  await keeper.flush()
  expect(await readings()).toEqual([{ reading: null, lang: null }])
  keeper.add({ posts: [{ ...post(1), lang: 'en' }], readings: [['practice:1', reading]] })
  await keeper.flush()
  expect(await readings()).toEqual([{ reading, lang: 'en' }])
  keeper.add({ posts: [post(1)] })
  await keeper.flush()
  expect(await readings()).toEqual([{ reading, lang: 'en' }])
  keeper.add({ posts: [{ ...post(1), text: 'said otherwise' }] })
  await keeper.flush()
  expect(await readings()).toEqual([{ reading: null, lang: null }])
})
