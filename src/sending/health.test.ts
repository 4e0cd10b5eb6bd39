import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dayMs } from '#kernel/time.ts'
import type { SenderHealth } from '#networks/sender.ts'
import { healthBoard } from '#sending/board.ts'
import { agoraAnswer } from '#sending/test-network.ts'
import { openBoardroom } from '#sending/test-connecting.ts'

const good = { server: 'agora.example', token: 'good-token-4711' }
const told = 'ana: sign-in-ends The town'

let room: Awaited<ReturnType<typeof openBoardroom>>
beforeEach(async () => {
  room = await openBoardroom()
  room.network.says.set(good.token, agoraAnswer())
  await room.connect(good)
})
afterEach(() => room.store.close())

const town = async () => (await healthBoard(room.needs)).find(({ account }) => account === 'town')
const refuses = (more: Partial<Extract<SenderHealth, { ok: false }>>): void =>
  void room.network.says.set(good.token, {
    ...{ ok: false, why: 'revoked', detail: `${good.token} is over`, isTransient: false, ...more },
  })

test('a sign-in the network says is over is lost: nothing is sent, its keepers are told once, no secret is shown', async () => {
  refuses({})
  await room.check()
  expect(await town()).toMatchObject({ state: 'lost', problem: 'revoked', detail: '••• is over' })
  expect(await room.lines.open('town')).toBeUndefined()
  expect(await room.check()).toBeUndefined()
  expect(await room.bells()).toEqual([told])
  expect(await room.written()).not.toContain(good.token)
})

test('connected again, it is lost no more', async () => {
  refuses({})
  await room.check()
  room.network.says.set('newer-token-4712', agoraAnswer())
  await room.connect({ ...good, token: 'newer-token-4712' })
  const now = await town()
  expect(now).toMatchObject({ state: 'connected' })
  expect(now?.problem).toBeUndefined()
  expect(await room.lines.open('town')).toBeDefined()
})

test('a network that is not there says nothing about the sign-in', async () => {
  const before = (await town())?.goodAt
  await room.clock.sleep(dayMs)
  for (const why of ['unreachable', 'timeout', 'revoked'] as const) {
    refuses({ why, isTransient: true })
    await room.check()
    expect(await town()).toMatchObject({ state: 'connected', problem: why, goodAt: before })
  }
  expect(await room.bells()).toEqual([])
  room.network.says.set(good.token, agoraAnswer())
  await room.check()
  expect((await town())?.problem).toBeUndefined()
})

test('what an earlier sign-in comes to does not touch one that was made meanwhile', async () => {
  room.network.says.set('newer-token-4712', agoraAnswer())
  const { open } = room.network
  room.network.open = (connection) => ({
    ...open(connection),
    async health() {
      room.network.open = open
      await room.clock.sleep(1000)
      await room.connect({ ...good, token: 'newer-token-4712' })
      return { ok: false, why: 'revoked', detail: 'over', isTransient: false }
    },
  })
  // Another process: it has not spoken through this account yet.
  await sql`update connections set limits = null`.execute(room.store.db)
  await room.check()
  expect(await town()).toMatchObject({ state: 'connected' })
  expect(await room.bells()).toEqual([])
})

test('fourteen, seven and one days before its end keepers are told, each once; a renewed sign-in begins anew', async () => {
  const endsAtMs = room.clock.nowMs() + 20 * dayMs
  const ends = (expiresAtMs: number): void =>
    void room.network.says.set(good.token, agoraAnswer({ expiresAtMs }))
  ends(endsAtMs)
  const counts: number[] = []
  const checkAt = async (daysLeft: number, end = endsAtMs): Promise<void> => {
    await room.clock.sleep(end - daysLeft * dayMs - room.clock.nowMs())
    await room.check()
    counts.push((await room.bells()).length)
  }
  for (const daysLeft of [20, 14.5, 14, 13, 8, 7, 6, 2, 1, 0.5, -1]) await checkAt(daysLeft)
  expect(counts).toEqual([0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3])
  expect(await town()).toMatchObject({ expiresAt: new Date(endsAtMs).toISOString() })
  const renewed = room.clock.nowMs() + 30 * dayMs
  ends(renewed)
  for (const daysLeft of [29, 14, 13]) await checkAt(daysLeft, renewed)
  expect(counts.slice(-3)).toEqual([3, 4, 4])
})

test('only those who look after accounts are told, and they are counted', async () => {
  const { db } = room.store
  await sql`insert into teams (id, name_en, name_fr, created_at) values ('t', 'T', 'T', now())`.execute(db)
  await sql`insert into team_grants (team_id, verb, account, language, lane)
    values ('t', 'accounts', '*', '*', '*')`.execute(db)
  await sql`insert into team_people (team_id, person_id) values ('t', 'wen'), ('t', 'ana')`.execute(db)
  expect((await town())?.owners).toBe(2)
  await sql`update people set left_at = now() where id = 'ana'`.execute(db)
  expect((await town())?.owners).toBe(1)
  refuses({})
  await room.check()
  expect(await room.bells()).toEqual(['wen: sign-in-ends The town'])
})
