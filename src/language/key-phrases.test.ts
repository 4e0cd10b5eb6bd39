import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyPhrases, phraseBackground } from '#language/key-phrases.ts'

const usual = phraseBackground([
  'the weather is nice today in the park',
  'I lost my keys on the way home',
  'great match last night, what a goal',
  'the new bakery on the square is open',
  'does anybody know a good dentist?',
  'le marché est ouvert ce matin',
  'quel beau temps au bord de la rivière',
  'the river looks nice this morning',
])
const flood = [
  'Harbour bridge closed, water over the road',
  'They say the Harbour Bridge closed at noon because of the river',
  'River is very high, the harbour bridge closed for cars',
  'stuck at the harbour bridge, closed again',
]
const texts = (list: readonly string[]) => list.map((text) => ({ text }))
const phrasesOf = (list: readonly string[]): string[] =>
  keyPhrases(texts(list), usual).map(({ text }) => text.toLowerCase())

describe('key phrases', () => {
  test('what the texts share and others do not comes first, whole', () => {
    const [first] = keyPhrases(texts(flood), usual)
    expect(first?.text.toLowerCase()).toBe('harbour bridge')
    expect(first?.posts).toBe(4)
    expect(first?.lift).toBeGreaterThan(10)
  })

  test('no phrase begins or ends with a word of grammar, English or French', () => {
    const found = phrasesOf([
      ...flood,
      'La rue de la Gare est fermée',
      'On évite la rue de la Gare',
      'La rue de la Gare sous l’eau',
    ])
    for (const phrase of found)
      expect(phrase).not.toMatch(/^(?:the|la|le|de|is|at)\s|\s(?:the|la|le|de|is|at)$/u)
    expect(found).toContain('gare')
  })

  test('a word as common elsewhere is not told', () => {
    const nice = phraseBackground(Array.from({ length: 500 }, (_, i) => `river number ${i} is nice`))
    const found = keyPhrases(
      texts(['the river is nice', 'nice river here', 'sandbags at the river', 'sandbags please']),
      nice,
    )
    expect(found.map(({ text }) => text)).toEqual(['sandbags'])
  })

  test('copies count once, however many', () => {
    const loud = Array.from({ length: 50 }, () => ({ text: 'win a free phone', cluster: 7 }))
    const found = keyPhrases([...loud, ...texts(flood)], usual)
    expect(found.map(({ text }) => text)).not.toContain('free phone')
    expect(found[0]?.text.toLowerCase()).toMatch(/^harbour bridge/u)
  })

  test('links, mentions and marks break a phrase', () => {
    const found = phrasesOf([
      'water https://a.example main',
      'water @desk main',
      'water. main',
      'water, main',
    ])
    expect(found).not.toContain('water main')
  })

  test('one text gives its own phrases, none gives none', () => {
    expect(keyPhrases([], usual)).toEqual([])
    expect(keyPhrases(texts(['Landslide']), usual)[0]?.text).toBe('Landslide')
  })

  test('any texts: at most what was asked for, and numbers that are numbers', () => {
    const word = fc.constantFrom(
      'flood',
      'the',
      'é',
      '水',
      '🌊',
      '\u0000',
      '\ud800',
      'שלום',
      '#tag',
      '__proto__',
      'constructor',
    )
    const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), fc.nat(5), (list, max) => {
        const found = keyPhrases(texts(list), usual, max)
        expect(found.length).toBeLessThanOrEqual(max)
        for (const { lift, surprise, posts } of found)
          expect(Number.isFinite(lift + surprise) && posts > 0).toBe(true)
      }),
    )
  })

  test('a megabyte of text is cut, not read to the end', () => {
    expect(keyPhrases(texts(['flood '.repeat(170_000)]), usual)[0]?.text).toMatch(/^flood/u)
  })
})
