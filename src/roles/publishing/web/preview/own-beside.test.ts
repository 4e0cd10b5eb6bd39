import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MessageForm } from '#roles/publishing/contract.ts'
import { asideAt, draftOf, emptyDraft, formOf, type Draft } from '#roles/publishing/web/draft.ts'
import { merge } from '#roles/publishing/web/merge.ts'
import {
  differsIn,
  modeOf,
  offeredAt,
  withEach,
  withMode,
  withOwn,
  withoutOwn,
} from '#roles/publishing/web/preview/own-beside.ts'

const languages = ['en', 'fr']
const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id, languages })) as [Speaks, Speaks, Speaks]
type Speaks = { id: string; languages: string[] }
const card = { url: 'https://a.example', title: 'T', description: '' }
const draft: Draft = {
  ...emptyDraft(['a', 'b', 'c']),
  shared: { en: 'One', fr: 'Un' },
  aside: { thread: false, byline: 'wen', warnings: { en: 'Flood', fr: 'Crue' }, cards: { en: card } },
}

test('an account is given its own warning, or none, and goes back; the others stay as they are', () => {
  const own = { ...draft, ...withMode(draft, a, { kind: 'contentWarning', mode: 'own' }) }
  // It begins with the words of all.
  expect(asideAt(own, 'a', 'en').contentWarning).toBe('Flood')
  const written = {
    ...own,
    ...withOwn(own, { account: 'a', language: 'en' }, { kind: 'contentWarning', value: 'Deep water' }),
  }
  expect(languages.map((one) => asideAt(written, 'a', one).contentWarning)).toEqual(['Deep water', 'Crue'])
  expect([modeOf(written, a, 'contentWarning'), modeOf(written, b, 'contentWarning')]).toEqual([
    'own',
    'same',
  ])
  const none = { ...written, ...withMode(written, a, { kind: 'contentWarning', mode: 'none' }) }
  expect(asideAt(none, 'a', 'fr')).toEqual({ byline: 'wen' })
  expect(modeOf(none, a, 'contentWarning')).toBe('none')
  const back = { ...none, ...withMode(none, a, { kind: 'contentWarning', mode: 'same' }) }
  expect(back).toEqual(draft)
})

test('what differs in one thing follows the common change of another', () => {
  const alone = { ...draft, ...withEach(draft, b, 'byline', () => null) }
  const later = { ...alone, aside: { ...alone.aside, warnings: { en: 'Ice', fr: 'Glace' } } }
  expect(asideAt(later, 'b', 'en')).toEqual({ contentWarning: 'Ice', card })
  expect(differsIn(later, b)).toEqual(['byline'])
  expect(asideAt(later, 'a', 'en').byline).toBe('wen')
  expect({ ...later, ...withoutOwn(later, b) }.differs).toEqual({})
})

test('what one account has otherwise is so after it was saved and read again, and is not made common', () => {
  const own = { ...draft, ...withMode(draft, a, { kind: 'card', mode: 'none' }) }
  const read = draftOf(formOf(own, [a, b, c]))
  expect(differsIn(read, a)).toEqual(['card'])
  expect([differsIn(read, b), differsIn(read, c)]).toEqual([[], []])
  // Of two, what was common before stays common.
  const two = { ...own, accounts: ['a', 'b'] }
  expect(draftOf(formOf(two, [a, b]), two).differs).toEqual({ 'a en': { card: null } })
  // So do words of the first account alone.
  const said = { ...two, own: { a: { en: 'Mine', fr: 'À moi' } } }
  expect(draftOf(formOf(said, [a, b]), two)).toMatchObject({ shared: draft.shared, own: said.own })
  // Read for the first time, nothing is common, and who has it differs.
  expect(draftOf(formOf(two, [a, b])).differs).toEqual({ 'b en': { card } })
})

test('a change by somebody else keeps what one account has otherwise, whatever they changed', () => {
  const base = formOf(draft, [a, b, c])
  const mine = formOf({ ...draft, ...withEach(draft, a, 'byline', () => null) }, [a, b, c])
  const others: Partial<Draft>[] = [
    { shared: { en: 'Two', fr: 'Deux' } },
    { aside: { ...draft.aside, warnings: {} } },
    { aside: { ...draft.aside, cards: {} } },
    withMode(draft, b, { kind: 'contentWarning', mode: 'none' }),
  ]
  for (const part of others) {
    const theirs = formOf({ ...draft, ...part }, [a, b, c])
    const { form, clashes } = merge({ base, mine, theirs })
    expect(clashes).toEqual([])
    expect(bylines(form)).toEqual({ a: [undefined, undefined], b: ['wen', 'wen'], c: ['wen', 'wen'] })
    const said = (one: MessageForm) => one.versions.map((version) => ({ ...version, byline: '' }))
    expect(said(form)).toEqual(said(theirs))
  }
})

function bylines({ versions }: MessageForm): Record<string, (string | undefined)[]> {
  const all: Record<string, (string | undefined)[]> = {}
  for (const { account, byline } of versions) (all[account] ??= []).push(byline)
  return all
}

test('whatever modes are chosen one after the other, going back leaves nothing behind', () => {
  const step = fc.record({
    account: fc.constantFrom(a, b),
    kind: fc.constantFrom('contentWarning' as const, 'card' as const),
    mode: fc.constantFrom('same' as const, 'none' as const, 'own' as const),
  })
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let now = draft
      const change = (part: Partial<Draft>): void => void (now = Object.assign({}, now, part))
      for (const { account, ...how } of steps) change(withMode(now, account, how))
      for (const account of [a, b]) change(withoutOwn(now, account))
      expect(now).toEqual(draft)
    }),
  )
})

test('only what a network takes is offered, and what it is given and cannot take, so that it can be left out', () => {
  const plain = { ...draft, aside: { thread: false, warnings: {}, cards: {} } }
  const at = (one: Draft, contentWarning: boolean, cards: boolean, hasLines = true) =>
    offeredAt(one, a, { takes: { contentWarning, cards }, hasLines })
  expect(at(plain, true, true)).toEqual(['contentWarning', 'card', 'byline'])
  expect(at(plain, false, false)).toEqual(['byline'])
  expect(at(plain, false, false, false)).toEqual([])
  expect(at(draft, false, false)).toEqual(['contentWarning', 'card', 'byline'])
  // Left out here, it must be possible to take it in again.
  const without = { ...draft, ...withMode(draft, a, { kind: 'contentWarning', mode: 'none' }) }
  expect(at(without, false, true)).toContain('contentWarning')
  expect(at({ ...draft, lane: 'emergency' }, true, true)).toEqual(['contentWarning', 'card'])
  expect(offeredAt(plain, a, { takes: undefined, hasLines: false })).toEqual(['contentWarning', 'card'])
  // As an import may write it.
  const split = { ...plain, differs: { 'a en': { thread: true } } }
  expect(at(split, false, false)).toEqual(['thread', 'byline'])
})
