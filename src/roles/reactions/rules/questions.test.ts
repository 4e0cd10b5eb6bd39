import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askingSentence, findQuestions, type KnownAnswer } from '#roles/reactions/rules/questions.ts'
import { readSaid } from '#roles/reactions/test-posts.ts'

const ask = (text: string, more: { author?: string; lang?: string; id?: string } = {}) => ({
  ...{ text, reading: { asks: true } },
  ...more,
})

test('near-equal questions are one, with how many people ask, and other languages stay apart', () => {
  const posts = readSaid([
    ask('Which library branches open on Sunday?'),
    ask('@city which branches of the library are open Sunday? The page lists only Central.'),
    ask('Is parking free at the library?'),
    ask('Quelles succursales de la bibliothèque ouvrent le dimanche ?', { lang: 'fr' }),
    { text: 'Wonderful news.' },
  ])
  const found = findQuestions(posts, new Map())
  expect(found.map(({ members }) => members.length)).toEqual([2, 1, 1])
  expect(found[0]).toMatchObject({ id: 'practice:0', authors: 2, answer: undefined })
  expect(found.filter(({ lang }) => lang === 'fr')).toHaveLength(1)
})

test('what only wonders is no question, and does not hide the one that the same post asks', () => {
  const posts = readSaid([
    ask('Libraries on Sundays again. Honestly?'),
    ask('Honestly? Which library branches open on Sunday?'),
    ask('Which branches of the library open Sunday?'),
    ask('La bibliothèque le dimanche. Non mais franchement ?', { lang: 'fr' }),
    ask('Franchement ? Le stationnement sera gratuit ?', { lang: 'fr' }),
  ])
  const found = findQuestions(posts, new Map())
  expect(found.map(({ members }) => members)).toEqual([[1, 2], [4]])
  expect(found[1]?.text).toBe('Le stationnement sera gratuit ?')
})

test('one answered post answers its question, and what nobody answered comes first', () => {
  const posts = readSaid([
    ask('Is parking free at the library?', { id: 'practice:p' }),
    ask('is the library parking free?', { id: 'practice:q' }),
    ask('When do the story hours begin?'),
  ])
  const answer: KnownAnswer = { by: 'person', name: 'Ada', atMs: 1, url: 'https://city.example/parking' }
  const found = findQuestions(posts, new Map([['practice:q', answer]]))
  expect(found.map((one) => one.answer?.name)).toEqual([undefined, 'Ada'])
})

test.each([
  ['@city @mayor Good. Which branches? https://x.example/1', 'Which branches?'],
  ['Great news! Does it start in November?', 'Does it start in November?'],
  ['', ''],
])('%s asks: %s', (text, sentence) => {
  expect(askingSentence(text, 'en')).toBe(sentence)
})

test('a long question is cut at a word and never in the middle of a character', () => {
  const long = askingSentence(`Why ${'water 💧'.repeat(100)}?`, 'en')
  expect(long.length).toBeLessThanOrEqual(242)
  expect(long.isWellFormed()).toBe(true)
})

test('every question is in one group, whoever asks and in whatever order', () => {
  const words = fc.constantFrom(
    'Which branches open?',
    'Is parking free?',
    'When?',
    'Why so late again?',
    'Who pays overtime?',
  )
  const asked = fc.array(fc.record({ text: words, author: fc.constantFrom('a', 'b', 'c') }), {
    maxLength: 40,
  })
  fc.assert(
    fc.property(asked, (said) => {
      const posts = readSaid(said.map((one) => ask(one.text, one)))
      const members = findQuestions(posts, new Map()).flatMap((one) => one.members)
      expect(members.toSorted((a, b) => a - b)).toEqual(posts.map((_post, at) => at))
    }),
  )
})
