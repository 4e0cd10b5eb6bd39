import { expect, test } from 'vitest'
import { draftOf, formOf, sameForm } from '#roles/publishing/web/draft.ts'
import { replaced } from '#roles/publishing/web/files/arrange.ts'
import type { MessageForm } from '#roles/publishing/contract.ts'

const hash = (letter: string): string => letter.repeat(64)
const accounts = [{ id: 'city', languages: ['en', 'fr'] }]

function form(more: { en?: object; fr?: object } = {}): MessageForm {
  const versions = (['en', 'fr'] as const).map((language) => ({
    ...{ account: 'city', language, text: language },
    media: [{ sha256: hash('a'), alt: `alt ${language}`, decorative: false, ...more[language] }],
  }))
  return { title: 'Quay', lane: 'normal', versions }
}

test('captions in each language, what nobody says and the point in sight survive the composer', () => {
  const forms = [
    form(),
    form({ en: { captions: hash('c') }, fr: { captions: hash('d') } }),
    form({ fr: { captions: hash('d') } }),
    form({ en: { noSpeech: true }, fr: { noSpeech: true } }),
    form({ en: { focus: { x: 0.5, y: -0.25 } }, fr: { focus: { x: 0.5, y: -0.25 } } }),
  ]
  for (const one of forms) {
    const draft = draftOf(one)
    expect(draft.ownFiles).toEqual({})
    expect(formOf(draft, accounts).versions.map(({ media }) => media)).toEqual(
      one.versions.map(({ media }) => media),
    )
  }
  // Any of it is a change somebody has to save.
  for (const [at, one] of forms.entries())
    for (const [other, two] of forms.entries())
      expect([at, other, sameForm(one, two)]).toEqual([at, other, at === other])
})

test('a piece takes the place of its picture with its words, and is in a message once', () => {
  const files = [
    { sha256: hash('a'), decorative: false, alts: { en: 'The quay' }, captions: { en: hash('c') } },
    { sha256: hash('b'), decorative: true, alts: {} },
  ]
  const focus = { x: 0.5, y: 0 }
  expect(replaced(files, hash('a'), { sha256: hash('e'), focus })).toEqual([
    { ...files[0], sha256: hash('e'), focus },
    files[1],
  ])
  expect(replaced(files, hash('a'), { sha256: hash('a'), focus: undefined })?.[0]?.focus).toBeUndefined()
  expect(replaced(files, hash('a'), { sha256: hash('b'), focus })).toBeUndefined()
})
