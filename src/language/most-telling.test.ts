import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mostTelling } from '#language/most-telling.ts'

const story = [
  'omg',
  'The harbour bridge is closed since 9, water stands over the road.',
  '#flood #harbour #bridge #water #closed',
  'Cats are the best pets in the world, mine sleeps all day.',
  'The harbour bridge is closed since 9, water stands over the road!',
  '@neighbour harbour bridge closed??',
  'Police send cars from the harbour bridge to the north road, water is rising.',
  'HARBOUR BRIDGE CLOSED WATER EVERYWHERE',
].map((text) => ({ text }))

describe('the most telling posts', () => {
  test('whole sentences near the middle of the story come first, without repeats', () => {
    const [first = -1, second = -1] = mostTelling(story, 2)
    expect([1, 4]).toContain(first)
    expect(second).toBe(6)
  })

  test('what is beside the story, tags only or a fragment comes last', () => {
    const top = mostTelling(story, 3)
    for (const index of [0, 2, 3]) expect(top).not.toContain(index)
  })

  test('of a cluster of copies one is told', () => {
    const copies = [
      { text: 'The dam is safe, says the county this evening.', cluster: 1 },
      { text: 'county says this evening the big dam is safe, no worry', cluster: 1 },
      { text: 'Engineers look at the dam all evening, lamps on the wall.', cluster: 2 },
    ]
    expect(new Set(mostTelling(copies, 3).map((index) => copies[index]?.cluster)).size).toBe(2)
  })

  test('the same post is told of a person rather than of a repost or a reply', () => {
    const text = 'The library stays open tonight for everybody without power.'
    expect(mostTelling([{ text, isRepost: true }, { text, isReply: true }, { text }], 1)).toEqual([2])
  })

  test('nothing to tell gives nothing', () => {
    expect(mostTelling([], 3)).toEqual([])
    expect(mostTelling([{ text: '' }, { text: '🌊🌊' }, { text: 'the of and' }], 3)).toEqual([])
    expect(mostTelling(story, 0)).toEqual([])
  })

  test('any posts: every answer is another post of those given', () => {
    const word = fc.constantFrom(
      'flood',
      'bridge',
      'the',
      '水',
      '🌊',
      '\u0000',
      '\ud800',
      'שלום',
      '#tag',
      '__proto__',
      '.',
    )
    const text = fc.array(word, { maxLength: 10 }).map((words) => ({ text: words.join(' ') }))
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), fc.nat(8), (posts, k) => {
        const told = mostTelling(posts, k)
        expect(new Set(told).size).toBe(told.length)
        expect(told.length).toBeLessThanOrEqual(k)
        for (const index of told) expect(posts[index]).toBeDefined()
      }),
    )
  })

  test('a text that no rule of endings likes is read in no time', () => {
    const nasty = [
      `${'#a'.repeat(1000)} x`,
      ' #'.repeat(1000),
      `${'"'.repeat(2000)}x`,
      `${' https:'.repeat(280)} .`,
    ]
    expect(
      mostTelling(
        nasty.map((text) => ({ text })),
        4,
      ).length,
    ).toBeLessThanOrEqual(4)
  })

  test('a megabyte in one post and thousands of posts are bounded', () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({ text: `water at house ${i} in the long street` }))
    const told = mostTelling([{ text: 'water '.repeat(170_000) }, ...many], 3)
    expect(told.every((index) => index > 4500)).toBe(true)
  })
})
