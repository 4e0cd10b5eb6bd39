import { expect, test } from 'vitest'
import { dayMs } from '#kernel/time.ts'
import { daysUntil, endsIn, inOrder, needOf, sumOf } from '#roles/publishing/web/accounts/board.ts'
import type { AccountHealth } from '#sending/contract.ts'

const nowMs = Date.UTC(2031, 3, 7, 12)
const inDays = (days: number): string => new Date(nowMs + days * dayMs).toISOString()
const account = (name: string, more: Partial<AccountHealth> = {}): AccountHealth => ({
  ...{
    account: name,
    network: 'agora',
    handle: name,
    name,
    languages: ['en'],
    owners: 2,
    state: 'connected',
  },
  ...more,
})

test('an end is told in the steps in which people are warned', () => {
  const steps = [-3, 0, 0.5, 1, 1.5, 7, 7.1, 14, 14.1, 90].map((days) =>
    endsIn(daysUntil(inDays(days), nowMs)),
  )
  expect(steps).toEqual([
    ...(['over', 'over', 'day', 'day', 'week', 'week', 'soon', 'soon', 'later', 'later'] as const),
  ])
})

test('a lost account stands first, then what needs a look, what is not connected, what is well, what is by hand', () => {
  const all = [
    account('well'),
    account('by hand', { state: 'by-hand' }),
    account('Ours', { state: 'own' }),
    account('new', { state: 'none' }),
    account('ending', { expiresAt: inDays(3) }),
    account('silent', { problem: 'timeout' }),
    account('later', { expiresAt: inDays(30) }),
    account('lost', { state: 'lost', problem: 'revoked' }),
  ]
  const order = inOrder(all, nowMs, 'en-CA').map(({ name }) => name)
  expect(order).toEqual(['lost', 'ending', 'silent', 'new', 'later', 'Ours', 'well', 'by hand'])
  expect(sumOf(all, nowMs)).toEqual([
    { need: 'lost', count: 1 },
    { need: 'look', count: 2 },
    { need: 'none', count: 1 },
    { need: 'fine', count: 3 },
    { need: 'hand', count: 1 },
  ])
  expect(sumOf([], nowMs)).toEqual([])
})

test('what has no sign-in never needs a look, whatever was noted of it earlier', () => {
  expect(needOf({ state: 'own', problem: 'timeout', expiresAt: inDays(1) }, nowMs)).toBe('fine')
  expect(needOf({ state: 'by-hand', problem: 'timeout' }, nowMs)).toBe('hand')
})
