import { expect, test } from 'vitest'
import { giveBackSpent, noteSpent, spentInMonth } from '#sending/spending.ts'
import { agora } from '#sending/test-network.ts'
import { spendingThisMonth } from '#sending/spending-shown.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
import { openTestStore } from '#store/test-store.ts'

const marchMs = Date.UTC(2031, 2, 31, 23, 59, 59)
const aprilMs = marchMs + 1000

test('a month is spent up to its most and not beyond, however many ask at once', async () => {
  const { db } = await openTestStore(outboxMigrations)
  const one = { network: 'x', millidollars: 200, atMs: marchMs }
  const asked = await Promise.all(Array.from({ length: 40 }, () => noteSpent(db, one, 1500)))
  expect(asked.filter(Boolean)).toHaveLength(7)
  expect(await spentInMonth(db, 'x', marchMs)).toBe(1400)
  expect(await noteSpent(db, { ...one, millidollars: 100 }, 1500)).toBe(true)
  expect(await noteSpent(db, { ...one, millidollars: 1 }, 1500)).toBe(false)
  // The reserve is beyond what an ordinary day may spend.
  expect(await noteSpent(db, one, 2000)).toBe(true)
})

test('what costs more than a month has is not noted, also as the first of it', async () => {
  const { db } = await openTestStore(outboxMigrations)
  expect(await noteSpent(db, { network: 'x', millidollars: 200, atMs: marchMs }, 199)).toBe(false)
  expect(await spentInMonth(db, 'x', marchMs)).toBe(0)
})

test('each month of the calendar, in UTC, and each network counts for itself', async () => {
  const { db } = await openTestStore(outboxMigrations)
  expect(await noteSpent(db, { network: 'x', millidollars: 10, atMs: marchMs }, 10)).toBe(true)
  expect(await noteSpent(db, { network: 'x', millidollars: 10, atMs: aprilMs }, 10)).toBe(true)
  expect(await noteSpent(db, { network: 'y', millidollars: 10, atMs: marchMs }, 10)).toBe(true)
  expect(await noteSpent(db, { network: 'x', millidollars: 1, atMs: marchMs }, 10)).toBe(false)
})

test('what came to nothing is given back, and never more than was spent', async () => {
  const { db } = await openTestStore(outboxMigrations)
  const one = { network: 'x', millidollars: 15, atMs: marchMs }
  await noteSpent(db, one, 15)
  await giveBackSpent(db, one)
  expect(await noteSpent(db, one, 15)).toBe(true)
  await giveBackSpent(db, { ...one, millidollars: 99 })
  await giveBackSpent(db, { ...one, atMs: aprilMs })
  expect(await spentInMonth(db, 'x', marchMs)).toBe(0)
})

test('the board shows the month of now, of networks that charge, and until when it counts', async () => {
  const store = await openTestStore(outboxMigrations)
  await noteSpent(store.db, { network: 'agora', millidollars: 1250, atMs: marchMs }, 5000)
  const budget = { monthMillidollars: 5000, reserveMillidollars: 1000 }
  const networks = [{ ...agora(), budget }]
  const clockAt = (ms: number) => ({ nowMs: () => ms, sleep: () => Promise.resolve() })
  const march = { network: 'agora', name: 'Agora', untilMs: aprilMs, spentMillidollars: 1250, ...budget }
  expect(await spendingThisMonth({ store, networks, clock: clockAt(marchMs) })).toEqual([march])
  expect(await spendingThisMonth({ store, networks, clock: clockAt(aprilMs) })).toMatchObject([
    { spentMillidollars: 0, untilMs: Date.UTC(2031, 4, 1) },
  ])
  const december = Date.UTC(2031, 11, 31)
  expect(await spendingThisMonth({ store, networks, clock: clockAt(december) })).toMatchObject([
    { untilMs: Date.UTC(2032, 0, 1) },
  ])
  expect(await spendingThisMonth({ store, networks: [agora()], clock: clockAt(marchMs) })).toEqual([])
})
