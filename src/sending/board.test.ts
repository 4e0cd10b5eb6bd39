import { sql, type Kysely } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { healthBoard } from '#sending/board.ts'
import { connectionsChannel, sendingChannel } from '#sending/ground.ts'
import { agoraAnswer } from '#sending/test-network.ts'
import { openBoardroom } from '#sending/test-connecting.ts'

const good = { server: 'agora.example', token: 'good-token-4711' }

let room: Awaited<ReturnType<typeof openBoardroom>>
beforeEach(async () => {
  room = await openBoardroom()
  room.network.says.set(good.token, agoraAnswer())
})
afterEach(() => room.store.close())

/** Accounts `n1` and on, every other one connected, with a team of their own for every tenth. */
async function addAccounts(count: number): Promise<void> {
  const { db } = room.store
  await sql`insert into accounts (id, network, handle, name, languages, created_at)
    select 'n' || n, 'agora', '@n' || n || '@agora.example', 'Number ' || n, array['en'], now()
    from generate_series(1, ${count}) n`.execute(db)
  await sql`insert into connections (account, connected_at, connected_by, lost_at)
    select 'n' || n, now(), 'Ana', case when n % 4 = 0 then now() end
    from generate_series(2, ${count}, 2) n`.execute(db)
  await sql`insert into teams (id, name_en, name_fr, created_at) values ('t', 'T', 'T', now())`.execute(db)
  await sql`insert into team_people (team_id, person_id) values ('t', 'wen')`.execute(db)
  await sql`insert into team_grants (team_id, verb, account, language, lane)
    select 't', 'accounts', 'n' || n, '*', '*' from generate_series(10, ${count}, 10) n`.execute(db)
}

/** The board, and how many questions the store was asked for it. */
async function counted() {
  let questions = 0
  const db: Kysely<unknown> = room.store.db.withPlugin({
    transformQuery: ({ node }) => {
      questions += 1
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const board = await healthBoard({ ...room.needs, store: { ...room.store, db } })
  return { board, questions }
}

test('two hundred accounts ask the store no more than three do', async () => {
  const few = await counted()
  expect(few.board).toHaveLength(3)
  await addAccounts(200)
  const many = await counted()
  expect(many.board).toHaveLength(203)
  expect(many.questions).toBe(few.questions)
  expect(few.questions).toBeLessThanOrEqual(3)
})

test('each of many accounts has its own state and its own keepers', async () => {
  await addAccounts(20)
  const { board } = await counted()
  const stated = (id: string) => {
    const one = board.find(({ account }) => account === id)
    return [one?.state, one?.owners]
  }
  expect(stated('n1')).toEqual(['none', 1])
  expect(stated('n2')).toEqual(['connected', 1])
  expect(stated('n4')).toEqual(['lost', 1])
  expect(stated('n10')).toEqual(['connected', 2])
  expect(stated('practice')).toEqual(['own', 1])
  expect(stated('paper')).toEqual(['by-hand', 1])
  await sql`update people set left_at = now()`.execute(room.store.db)
  expect((await counted()).board.map(({ owners }) => owners)).toEqual(board.map(() => 0))
})

test('what changes a connection is told to whoever hears for it and to open boards; what changes nothing is not', async () => {
  const told: string[] = []
  const stops = [
    await room.store.listen(connectionsChannel, (account) => told.push(`who ${account}`)),
    await room.store.listen(sendingChannel, (payload) => told.push(`board ${payload}`)),
  ]
  /** What one act told. A mark told last shows that everything before it was heard. */
  const tells = async (act: () => Promise<unknown>): Promise<string[]> => {
    told.splice(0)
    await act()
    await room.store.notify(sendingChannel, 'mark')
    await expect.poll(() => told.at(-1)).toBe('board mark')
    return told.slice(0, -1)
  }
  const both = ['who town', 'board ']
  expect(await tells(() => room.connect({ ...good, token: 'wrong-token-0815' }))).toEqual([])
  expect(await tells(() => room.connect(good))).toEqual(both)
  expect(await tells(() => room.connect(good))).toEqual(both)
  expect(await tells(() => room.check())).toEqual(['board '])
  room.network.says.set(good.token, { ok: false, why: 'revoked', detail: 'over', isTransient: false })
  expect(new Set(await tells(() => room.check()))).toEqual(new Set(both))
  expect(await tells(() => room.check())).toEqual([])
  expect(await tells(() => room.disconnect('wen'))).toEqual([])
  expect(await tells(() => room.disconnect())).toEqual(both)
  expect(await tells(() => room.disconnect())).toEqual([])
  for (const stop of stops) await stop()
})
