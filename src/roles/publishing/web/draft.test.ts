import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MessageForm } from '#roles/publishing/contract.ts'
import { blanksIn, draftOf, formOf, sameForm } from '#roles/publishing/web/draft.ts'
import { KeptDrafts } from '#roles/publishing/web/kept-drafts.ts'
import { lengthOn, wordCount } from '#roles/publishing/web/lengths.ts'
import { merge } from '#roles/publishing/web/merge.ts'

const accounts = [
  { id: 'a', languages: ['en', 'fr'] },
  { id: 'b', languages: ['en', 'fr'] },
]
const Text = fc.constantFrom('', 'one', 'two', 'three')
const Form: fc.Arbitrary<MessageForm> = fc
  .tuple(Text, fc.constantFrom('normal' as const, 'exercise' as const), Text, Text, Text, Text)
  .map(([title, lane, ...texts]) => ({
    title,
    lane,
    versions: accounts.flatMap(({ id, languages }, row) =>
      languages.map((language, at) => ({ account: id, language, text: texts[row * 2 + at] ?? '' })),
    ),
  }))

test('a message put into the composer and taken out again is the same message', () => {
  fc.assert(
    fc.property(Form, (form) => {
      expect(formOf(draftOf(form), accounts)).toEqual(form)
    }),
  )
})

test('put together, nobody’s words are lost: each change stands, or is told as a clash', () => {
  fc.assert(
    fc.property(Form, Form, Form, (base, mine, theirs) => {
      const { form, clashes } = merge({ base, mine, theirs })
      form.versions.forEach(({ text }, at) => {
        const [was, my, their] = [base, mine, theirs].map((one) => one.versions[at]?.text)
        if (my !== was) expect(text).toBe(my)
        else expect(text).toBe(their)
        const told = clashes.some((one) => one.kind === 'version' && one.theirs === their)
        if (my !== was && their !== was && their !== my) expect(told).toBe(true)
      })
    }),
  )
})

test('when only one of two changed something there is nothing to decide', () => {
  fc.assert(
    fc.property(Form, Form, (base, theirs) => {
      expect(merge({ base, mine: base, theirs })).toEqual({ form: theirs, clashes: [] })
      expect(sameForm(merge({ base, mine: theirs, theirs: base }).form, theirs)).toBe(true)
    }),
  )
})

test('lengths are counted as each network counts them', () => {
  const link = 'See https://havre-clair.example/a/very/long/address/that/goes/on'
  expect(lengthOn('mastodon', link)).toEqual({ length: 27, most: 500 })
  expect(lengthOn('bluesky', '👨‍👩‍👧é')).toEqual({ length: 2, most: 300 })
  expect(lengthOn('x', 'é水👨‍👩‍👧')).toEqual({ length: 5, most: 280 })
  expect(lengthOn('mail', 'abc')).toEqual({ length: 3 })
  expect(wordCount('L’eau est brune, rue du Moulin.')).toBe(6)
})

test('blanks of a template are found until they are filled', () => {
  expect(blanksIn('Next update at [time]. Go to [place], [place].')).toEqual(['[time]', '[place]'])
  expect(blanksIn('Next update at 16:00.')).toEqual([])
})

test('unsaved words are kept for their writer only, and a spoiled note is no draft', () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  }
  const mine = new KeptDrafts(storage, 'me')
  const draft = { title: 'T', lane: 'normal' as const, accounts: ['a'], shared: { en: 'x' }, own: {} }
  expect(mine.keep('new', { draft, atMs: 1 })).toBe(true)
  expect(mine.read('new')).toMatchObject({ draft })
  expect(new KeptDrafts(storage, 'you').read('new')).toBeUndefined()
  for (const spoiled of ['{', '{}', 'null']) {
    kept.set('bw-draft me new', spoiled)
    expect(mine.read('new')).toBeUndefined()
  }
  mine.forget('new')
  expect(kept.size).toBe(0)
})
