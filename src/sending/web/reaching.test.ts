import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ReachView } from '#sending/to-many/contract.ts'
import { isToMany, reachNumbers, reachState } from '#sending/web/reaching.ts'

const reach: ReachView = {
  ...{ state: 'open', recipients: 9, waiting: 0, sending: 0, sent: 9, refused: 0, bounced: 0, stopped: 0 },
  ...{ unknown: 0, ended: 0, isFromRecord: false, answers: 0, autoReplies: 0, may: [] },
}

test('mail and push go to people one by one, everything else to a place', () => {
  expect(['email', 'webpush', 'pages', 'mastodon'].filter((network) => isToMany({ network }))).toEqual([
    'email',
    'webpush',
  ])
})

test('each recipient is counted in one number, and the numbers add up to all', () => {
  const count = fc.integer({ min: 0, max: 1000 })
  fc.assert(
    fc.property(fc.tuple(count, count, count, count, count, count, count), (counts) => {
      const [sent, waiting, sending, bounced, stopped, other, unknown] = counts
      const refused = bounced + stopped + other
      const recipients = sent + waiting + sending + refused + unknown
      const shown = reachNumbers({
        ...reach,
        recipients,
        sent,
        waiting,
        sending,
        refused,
        bounced,
        stopped,
        unknown,
      })
      expect(shown.reduce((sum, { count: n }) => sum + n, 0)).toBe(recipients)
      expect(shown.filter(({ name, count: n }) => n === 0 && name !== 'sent')).toEqual([])
    }),
  )
})

test('what is said of it: nobody there, being told, closed, held, stopped, done', () => {
  const said = (more: Partial<ReachView>): string => reachState({ ...reach, ...more })
  expect(said({ recipients: 0, sent: 0, state: 'done' })).toBe('none')
  expect(said({})).toBe('open')
  expect(said({ nextAt: '2031-04-07T12:00:00Z' })).toBe('closed')
  expect(said({ state: 'held' })).toBe('held')
  expect(said({ state: 'done' })).toBe('done')
  // It ended because somebody stopped it, which says more than that it ended.
  expect(said({ state: 'done', refused: 2, stopped: 2 })).toBe('stopped')
  expect(said({ state: 'stopped' })).toBe('stopped')
})
