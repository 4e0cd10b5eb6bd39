import { expect, test } from 'vitest'
import type { Account } from '#access/people/contract.ts'
import type { Message } from '#roles/publishing/contract.ts'
import { isInOutbox, isOnBoard, sendable, waysOf } from '#roles/publishing/web/send/ways.ts'
import type { AccountHealth, DeliveryView } from '#sending/contract.ts'

const at = new Date(Date.UTC(2031, 3, 7, 12)).toISOString()

function version(account: string, language: string, more: Partial<Message['versions'][number]> = {}) {
  const content = { v: 1 as const, account, language, parts: [''], media: [] }
  const may = { write: true, publish: true }
  return {
    content,
    sha256: `${account} ${language}`,
    changedAt: at,
    changedBy: 'Wen',
    files: [],
    written: { account, language, text: '' },
    may,
    ...more,
  }
}

function health(account: string, state: AccountHealth['state']): AccountHealth {
  return { account, network: 'practice', handle: '', name: '', languages: [], state, owners: 2 }
}

function delivery(state: DeliveryView['state'], more: Partial<DeliveryView> = {}): DeliveryView {
  return {
    ...{ id: 'd', item: 'message:m', title: '', lane: 'normal', account: 'river', network: 'practice' },
    ...{ language: 'en', sha256: 'river en', state, dueAt: at, deadline: at, parts: 1, there: [] },
    ...{ by: 'Wen', may: [], isEdit: false },
    ...more,
  }
}

const account = (id: string): Account => ({
  ...{ id, network: 'practice', handle: id, name: `The ${id}`, languages: ['en', 'fr'] },
})
const versions = [version('river', 'en'), version('river', 'fr'), version('town', 'en')]
const known = { accounts: [account('river'), account('town')], board: [health('river', 'own')] }

test('each account goes by its network or by hand, with all of its languages', () => {
  expect(waysOf({ versions }, known)).toMatchObject([
    { account: 'river', name: 'The river', by: 'network', languages: ['en', 'fr'] },
    { account: 'town', by: 'by-hand', languages: ['en'] },
  ])
  const ways = (state: AccountHealth['state']) =>
    waysOf({ versions }, { ...known, board: [health('town', state)] })[1]?.by
  expect(['own', 'connected', 'lost', 'none', 'by-hand'].map((state) => ways(state as 'own'))).toEqual([
    ...['network', 'network', 'lost', 'by-hand', 'by-hand'],
  ])
})

test('what is in the outbox is not offered twice; what was taken out, taken down or changed is', () => {
  const [english] = versions
  if (english === undefined) throw new Error('there is one')
  for (const state of ['waiting', 'paused', 'sent', 'refused', 'missed', 'unconfirmed'] as const)
    expect(isInOutbox(english, [delivery(state)])).toBe(true)
  expect(isInOutbox(english, [delivery('cancelled')])).toBe(false)
  expect(isInOutbox(english, [delivery('sent', { removed: { at, why: 'other-half' } })])).toBe(false)
  expect(isInOutbox(english, [delivery('waiting', { sha256: 'another text' })])).toBe(false)
  expect(isInOutbox(english, [delivery('waiting', { language: 'fr' })])).toBe(false)
})

test('what is public is left to the board only where the desk can take it down', () => {
  const publication = { id: 'd', account: 'river', language: 'en', sha256: 'river en', text: '', url: '' }
  const live = { ...publication, publishedAt: at, notedBy: 'Ana' }
  const sent = version('river', 'en', { public: live })
  expect(isOnBoard(sent, [delivery('sent', { may: ['take-down'] })])).toBe(true)
  expect(isOnBoard(sent, [delivery('sent')])).toBe(false)
  expect(isOnBoard(version('river', 'en'), [delivery('waiting')])).toBe(true)
  expect(isOnBoard(version('river', 'en'), [delivery('cancelled')])).toBe(false)
  // An earlier text is public and a new one waits: both are told.
  const earlier = version('river', 'en', { public: { ...live, id: 'by hand' } })
  expect(isOnBoard(earlier, [delivery('waiting')])).toBe(false)
})

test('an account is offered as long as one of its languages is neither public nor in the outbox', () => {
  const ways = waysOf({ versions }, known)
  const both = [delivery('waiting'), delivery('waiting', { language: 'fr', sha256: 'river fr' })]
  expect(sendable({ versions }, ways, []).map((way) => way.account)).toEqual(['river'])
  expect(sendable({ versions }, ways, both.slice(1)).map((way) => way.account)).toEqual(['river'])
  expect(sendable({ versions }, ways, both)).toEqual([])
})
