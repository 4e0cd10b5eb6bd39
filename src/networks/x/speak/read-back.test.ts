import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textPart } from '#networks/test-sender-contract.ts'
import { foundIn } from '#networks/x/speak/read-back.ts'

const part = textPart('Road closed.')
const like = { text: 'Road closed.', atMs: part.atMs + 5000 }

test('the only post with the words, since then, is it', () => {
  expect(
    foundIn(
      [
        { id: '1', ...like },
        { id: '2', ...like, text: 'Other.' },
      ],
      part,
    ),
  ).toBe('1')
  expect(foundIn([], part)).toBe(undefined)
})

test('two, or one before, or one in another place, are not', () => {
  expect(
    foundIn(
      [
        { id: '1', ...like },
        { id: '2', ...like },
      ],
      part,
    ),
  ).toBe(undefined)
  expect(foundIn([{ id: '1', ...like, atMs: part.atMs - 3_600_000 }], part)).toBe(undefined)
  expect(
    foundIn(
      [
        { id: '1', ...like },
        { id: '2', ...like, atMs: part.atMs - 3_600_000 },
      ],
      part,
    ),
  ).toBe(undefined)
  expect(foundIn([{ id: '1', ...like, replyTo: '9' }], part)).toBe(undefined)
  expect(foundIn([{ id: '1', ...like, quoteOf: '9' }], part)).toBe(undefined)
})

test('names that X puts before an answer are forgiven, in an answer only', () => {
  const answer = textPart('Yes.', { replyTo: 'x:9' })
  const own = { id: '1', text: '@ana_riv @ben Yes.', atMs: part.atMs }
  expect(foundIn([{ ...own, replyTo: '9' }], answer)).toBe('1')
  expect(foundIn([own], textPart('Yes.'))).toBe(undefined)
})

test('what is found is always one that could be it, and never one of two', () => {
  const own = fc.record({
    id: fc.constantFrom('1', '2', '3'),
    text: fc.constantFrom('Road closed.', 'Road open.'),
    atMs: fc.integer({ min: part.atMs - 86_400_000, max: part.atMs + 86_400_000 }),
  })
  fc.assert(
    fc.property(fc.array(own, { maxLength: 6 }), (posts) => {
      const id = foundIn(posts, part)
      if (id === undefined) return
      const fits = posts.filter(({ text }) => text === 'Road closed.')
      expect(fits).toHaveLength(1)
      expect(fits[0]).toMatchObject({ id })
      expect(fits[0]?.atMs).toBeGreaterThanOrEqual(part.atMs - 60_000)
    }),
  )
})
