import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minuteMs } from '#kernel/time.ts'
import type { LedgerEntry } from '#roles/early-warning/ledger/contract.ts'
import {
  median,
  minutesBetween,
  quarterOf,
  quartersOf,
  signalBefore,
  stateOf,
  weekOf,
  weeksOf,
  withMinutes,
} from '#roles/early-warning/ledger/rules.ts'

const noonMs = Date.UTC(2031, 4, 5, 12)
const at = (minutes: number): string => new Date(noonMs + minutes * minuteMs).toISOString()

function entry(change: Partial<LedgerEntry> = {}): { entry: LedgerEntry; begunMs: number } {
  const plain = {
    id: 's',
    title: 'Water',
    state: 'open',
    issueId: 'i',
    signal: { at: at(0) },
    ...change,
  } as const
  return { entry: withMinutes(plain, at(0)), begunMs: noonMs }
}

test('a lead is measured between two known moments, and never made up', () => {
  expect(entry({ news: { at: at(40) } }).entry.leadMin).toBe(40)
  expect(entry({ news: { at: at(-12) } }).entry.leadMin).toBe(-12)
  expect(entry().entry.leadMin).toBeUndefined()
  expect(entry({ signal: undefined, news: { at: at(40) } }).entry.leadMin).toBeUndefined()
  expect(minutesBetween(undefined, at(1))).toBeUndefined()
})

test('an answer counts from our signal, and from the opening where there was none', () => {
  expect(entry({ response: { at: at(25), by: 'Ada', how: 'noted' } }).entry.answeredInMin).toBe(25)
  const byHand = { signal: undefined, response: { at: at(5), by: 'Ada', how: 'noted' } } as const
  expect(entry(byHand).entry.answeredInMin).toBe(5)
})

test('the median lies between the smallest and the largest, in the middle of the order', () => {
  expect(median([])).toBeUndefined()
  expect(median([40, -3, 10])).toBe(10)
  expect(median([1, 2, 3, 40])).toBe(2.5)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -9999, max: 9999 }), { minLength: 1 }), (values) => {
      const middle = median(values) ?? NaN
      const below = values.filter((value) => value < middle).length
      const above = values.filter((value) => value > middle).length
      expect(Math.max(below, above) * 2).toBeLessThanOrEqual(values.length)
    }),
  )
})

test('a false alarm was called not important, or interrupted and ended with nobody taking it on; an issue never is one', () => {
  const story = { issue: undefined, muted: false, isOver: true, onlyWaited: false } as const
  expect(stateOf({ ...story, muted: true, isOver: false })).toBe('not-important')
  expect(stateOf(story)).toBe('not-taken-on')
  expect(stateOf({ ...story, isOver: false })).toBe('running')
  expect(stateOf({ ...story, issue: 'closed', muted: true, onlyWaited: true })).toBe('closed')
})

test('what only waited in the list is no false alarm, unless somebody called it not important', () => {
  const story = { issue: undefined, muted: false, isOver: true, onlyWaited: true } as const
  expect(stateOf(story)).toBe('only-waited')
  expect(stateOf({ ...story, isOver: false })).toBe('running')
  expect(stateOf({ ...story, muted: true })).toBe('not-important')
})

test('quarters and weeks follow the calendar of the desk, not that of Greenwich', () => {
  const newYear = Date.UTC(2031, 0, 1, 3)
  expect(quarterOf(newYear, 'UTC')).toBe('2031-Q1')
  expect(quarterOf(newYear, 'America/Toronto')).toBe('2030-Q4')
  // 2031-05-05 is a Monday.
  expect(weekOf(Date.UTC(2031, 4, 5, 3), 'UTC')).toBe('2031-05-05')
  expect(weekOf(Date.UTC(2031, 4, 5, 3), 'America/Toronto')).toBe('2031-04-28')
  expect(weekOf(Date.UTC(2031, 4, 11, 23), 'UTC')).toBe('2031-05-05')
})

test('the quarter’s median is over measured issues only; stories nobody took on have none', () => {
  const begun = [
    entry({ news: { at: at(40) } }),
    entry({ news: { at: at(-20) } }),
    entry({ news: { at: at(10) } }),
    entry(),
    entry({ issueId: undefined, state: 'not-taken-on', news: { at: at(900) } }),
  ]
  expect(quartersOf(begun, 'UTC')).toEqual([
    { quarter: '2031-Q2', issues: 4, measured: 3, behind: 1, answered: 0, medianLeadMin: 10 },
  ])
})

test('false alarms are counted by week, those the news told all the same beside; what was opened by hand is no alarm', () => {
  const begun = [
    entry(),
    entry({ issueId: undefined, state: 'not-important' }),
    entry({ issueId: undefined, state: 'not-taken-on', news: { at: at(3) } }),
    entry({ issueId: undefined, state: 'running' }),
    entry({ signal: undefined }),
    entry({ issueId: undefined, state: 'only-waited' }),
    entry({ issueId: undefined, state: 'only-waited', news: { at: at(3) } }),
  ]
  expect(weeksOf(begun, 'UTC')).toEqual([
    {
      ...{ from: '2031-05-05', stories: 6, falseAlarms: 2, notImportant: 1, notTakenOn: 1, toldByNews: 1 },
      ...{ onlyWaited: 2, waitedToldByNews: 1 },
    },
  ])
})

test('only a signal before a news item precedes it, and of several the earliest', () => {
  const told = [
    { id: 'late', openedMs: 11, tells: true },
    { id: 'second', openedMs: 9, tells: true },
    { id: 'first', openedMs: 5, tells: true },
    { id: 'other', openedMs: 1, tells: false },
  ]
  expect(signalBefore(told, 10)).toBe('first')
  expect(signalBefore(told, 5)).toBe('first')
  expect(signalBefore(told, 4)).toBeUndefined()
})
