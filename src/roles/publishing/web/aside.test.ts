import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asideIn, draftAsideOf, plainAside, sameAside, type AsideForm } from '#roles/publishing/web/aside.ts'
import { draftOf, formOf } from '#roles/publishing/web/draft.ts'
import { merge } from '#roles/publishing/web/merge.ts'

const Card = fc.record({
  url: fc.constantFrom('https://a.example', ''),
  title: fc.constantFrom('T', ''),
  description: fc.constant(''),
})
const Aside: fc.Arbitrary<AsideForm> = fc
  .record(
    {
      thread: fc.boolean(),
      contentWarning: fc.constantFrom('Flood', ''),
      byline: fc.constantFrom('p1', 'p2'),
      card: Card,
    },
    { requiredKeys: [] },
  )
  .map(plainAside)
const accounts = [
  { id: 'a', languages: ['en', 'fr'] },
  { id: 'b', languages: ['en', 'fr'] },
]
const Form = fc.tuple(Aside, Aside, Aside, Aside).map((asides) => ({
  ...{ title: 'T', lane: 'normal' as const, topics: [] },
  versions: accounts.flatMap(({ id, languages }, row) =>
    languages.map((language, at) => ({ account: id, language, text: 'x', ...asides[row * 2 + at] })),
  ),
}))

test('whatever stands beside the words survives the composer', () => {
  fc.assert(
    fc.property(Form, (form) => {
      expect(formOf(draftOf(form), accounts)).toEqual(form)
    }),
  )
})

test('of two writers, what only one changed beside the words is kept; where both did, mine stands and theirs is told', () => {
  fc.assert(
    fc.property(Form, Form, Form, (base, mine, theirs) => {
      const merged = merge({ base, mine, theirs })
      for (const [at, version] of merged.form.versions.entries()) {
        const [was, my, their] = [base, mine, theirs].map(({ versions }) => plainAside(versions[at] ?? {}))
        const part = merged.clashes.filter(
          (one) =>
            one.kind === 'aside' && one.account === version.account && one.language === version.language,
        )
        if (sameAside(my ?? {}, was ?? {})) expect(sameAside(version, their ?? {})).toBe(true)
        else if (sameAside(their ?? {}, was ?? {})) expect(sameAside(version, my ?? {})).toBe(true)
        else if (part.length === 4) expect(sameAside(version, my ?? {})).toBe(true)
      }
    }),
  )
})

test('two writers who change the warning alike do not clash, and otherwise they do', () => {
  const form = (contentWarning: string) => ({
    ...{ title: 'T', lane: 'normal' as const },
    versions: [{ account: 'a', language: 'en', text: 'x', contentWarning }],
  })
  const alike = merge({ base: form('A'), mine: form('B'), theirs: form('B') })
  expect(alike.clashes).toEqual([])
  const otherwise = merge({ base: form('A'), mine: form('B'), theirs: form('C') })
  expect(otherwise.form.versions[0]?.contentWarning).toBe('B')
  expect(otherwise.clashes).toEqual([
    { kind: 'aside', part: 'contentWarning', account: 'a', language: 'en', theirs: { contentWarning: 'C' } },
  ])
})

test('what most say alike is common to all, and what differs is kept by place', () => {
  const version = (language: string, contentWarning: string, account = 'a') => ({
    account,
    language,
    text: '',
    contentWarning,
  })
  const read = draftAsideOf(
    [version('en', 'Water'), version('fr', 'Eau'), version('en', 'Flood', 'b')],
    ({ account, language }) => `${account} ${language}`,
  )
  expect(asideIn(read.aside, 'fr')).toEqual({ contentWarning: 'Eau' })
  expect(read.differs).toEqual({ 'b en': { contentWarning: 'Flood' } })
})
