import { afterEach, expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { wallClock } from '#kernel/time.ts'
import { CoverageLedger } from '#listening/coverage.ts'
import { Keeper } from '#listening/keeper.ts'
import { listeningMigrations } from '#listening/migrations.ts'
import type { ListeningTables } from '#listening/tables.ts'
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
): Promise<{ keeper: Keeper; kept: () => Promise<string[]>; tries: () => number }> {
  const store = await openTestStore([listeningMigrations])
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
  const keeper = new Keeper(failing, { clock, log: silentLog, ledger: new CoverageLedger([]) })
  const db = store.db.withTables<ListeningTables>()
  const kept = async (): Promise<string[]> =>
    (await db.selectFrom('posts').select('id').orderBy('at').execute()).map((row) => row.id)
  return { keeper, kept, tries: () => tries }
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

test('a store that is too slow holds the readers up, and nothing is thrown away', async () => {
  const { keeper, kept, tries } = await keeperWith(1)
  const posts = Array.from({ length: 20_000 }, (_, n) => post(n))
  keeper.add({ posts })
  await keeper.room()
  expect(tries()).toBeGreaterThan(1)
  expect(await kept()).toHaveLength(20_000)
})
