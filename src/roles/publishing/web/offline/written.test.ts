import { expect, test } from 'vitest'
import { emptyDraft } from '#roles/publishing/web/draft.ts'
import { KeptDrafts, openedDraft } from '#roles/publishing/web/kept-drafts.ts'
import { hasWords, keptNameAt, rewrittenAt, writtenIn } from '#roles/publishing/web/offline/written.ts'

test('both languages can be written before any account is known, and other languages and own words stay', () => {
  const draft = emptyDraft([])
  expect(writtenIn(draft).map(({ language }) => language)).toEqual(['en', 'fr'])
  const more = { ...draft, shared: { iu: 'ᐊ', fr: 'Fermé.' }, own: { a1: { en: 'Closed here.' } } }
  expect(writtenIn(more)).toEqual([
    { language: 'en', text: '' },
    { language: 'fr', text: 'Fermé.' },
    { language: 'iu', text: 'ᐊ' },
    { language: 'en', account: 'a1', text: 'Closed here.' },
  ])
})

test('writing changes those words and nothing else', () => {
  const draft = {
    ...emptyDraft(['a1', 'a2'], 'Road'),
    shared: { en: 'A', fr: 'B' },
    own: { a1: { en: 'C', fr: 'D' } },
  }
  expect(rewrittenAt(draft, { language: 'en', text: 'E' })).toEqual({
    ...draft,
    shared: { en: 'E', fr: 'B' },
  })
  expect(rewrittenAt(draft, { language: 'fr', account: 'a1', text: 'F' })).toEqual({
    ...draft,
    own: { a1: { en: 'C', fr: 'F' } },
  })
})

test('nothing but spaces is nothing written', () => {
  const draft = emptyDraft([])
  expect(hasWords(draft)).toBe(false)
  expect(hasWords({ ...draft, title: '  ', shared: { en: '\n' } })).toBe(false)
  expect(hasWords({ ...draft, shared: { fr: 'Fermé.' } })).toBe(true)
  expect(hasWords({ ...draft, own: { a1: { en: 'Closed.' } } })).toBe(true)
})

test('the message of an address is found under the name its page keeps it, other pages have none', () => {
  const at = (routeId: string, params = {}, search = {}) => keptNameAt({ routeId, params, search })
  expect(at('/publish/$id', { id: 'I-acVeuluhGW' })).toBe('I-acVeuluhGW')
  expect(at('/publish/new')).toBe('new')
  expect(at('/publish/new', {}, { about: 'brown water' })).toBe('new brown water')
  for (const other of ['/publish/calendar', '/publish/', '/now/stories/$id', '__root__'])
    expect(at(other, { id: 'x' })).toBeUndefined()
})

test('what was begun away is kept over a reload, and opens for the accounts there are; other drafts keep their own', () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  const drafts = new KeptDrafts(storage, 'p1')
  const draft = { ...emptyDraft([], 'Bridge'), shared: { en: 'Closed.' } }
  drafts.keep('new', { draft, atMs: 1, isBegunAway: true, isWaiting: true })
  const read = drafts.read('new')
  expect(read).toMatchObject({ isBegunAway: true, isWaiting: true })
  expect(read && openedDraft(read, emptyDraft(['a1', 'a2']))).toEqual({ ...draft, accounts: ['a1', 'a2'] })
  expect(openedDraft({ draft, atMs: 1 }, emptyDraft(['a1'])).accounts).toEqual([])
  const chosen = { ...draft, accounts: ['a2'] }
  expect(openedDraft({ draft: chosen, atMs: 1, isBegunAway: true }, emptyDraft(['a1'])).accounts).toEqual([
    'a2',
  ])
  // Somebody else finds nothing.
  expect(new KeptDrafts(storage, 'p2').read('new')).toBeUndefined()
})
