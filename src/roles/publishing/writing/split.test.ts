import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countGraphemes, measureText } from '#networks/mastodon/measure.ts'
import { weightedLength } from '#networks/x/posts/post-text.ts'
import { splitText } from '#roles/publishing/writing/split.ts'

const most = (max: number) => ({ fits: (text: string) => text.length <= max, partsMax: 50 })

test('a text that fits is one post, and a line of three hyphens always begins another', () => {
  expect(splitText('Boil the water.', most(300))).toEqual(['Boil the water.'])
  expect(splitText('Boil it.\n---\nUntil noon.\n \n---\n\n---\n', most(300))).toEqual([
    'Boil it.',
    'Until noon.',
  ])
  expect(splitText('Not --- a break\n----\nnor this', most(300))).toHaveLength(1)
})

test('it is cut after a paragraph, else a sentence, a clause, a word', () => {
  const two = 'One two three four.\n\nFive six seven eight.'
  expect(splitText(two, most(25))).toEqual(['One two three four.', 'Five six seven eight.'])
  expect(splitText('One two three four. Five six seven.', most(25))).toEqual([
    'One two three four.',
    'Five six seven.',
  ])
  expect(splitText('One two three four, five six seven', most(25))).toEqual([
    'One two three four,',
    'five six seven',
  ])
  expect(splitText('one two three four five six', most(15))).toEqual(['one two three', 'four five six'])
})

test('a heading does not stand alone where more would fit', () => {
  const text =
    'Avis\n\nFaites bouillir l’eau une minute avant de la boire. Nous vous dirons quand ce sera fini.'
  expect(splitText(text, most(70))[0]).toBe('Avis\n\nFaites bouillir l’eau une minute avant de la boire.')
})

test('a shortened word ends no sentence, and narrow spaces hold what they stand between', () => {
  expect(splitText('Ask Mr. Roy about it. He knows the river well.', most(30))).toEqual([
    'Ask Mr. Roy about it.',
    'He knows the river well.',
  ])
  const quoted = 'Le maire a dit\u202F: «\u202Foui\u202F» hier'
  for (const part of splitText(quoted, most(18))) expect(part).not.toMatch(/^»|«$|^:/u)
})

test('an address longer than a post is a part of its own, too long, and nothing else is lost', () => {
  const url = `https://town.example/${'a'.repeat(60)}`
  expect(splitText(`See ${url} for the map`, most(40))).toEqual(['See', url, 'for the map'])
})

test('where not even a character fits, nothing is cut', () => {
  expect(splitText('Boil the water.', { fits: (text) => text === '', partsMax: 50 })).toEqual([
    'Boil the water.',
  ])
})

test('a text without spaces is cut between characters that people see', () => {
  const family = '👨‍👩‍👧‍👦'
  const parts = splitText(family.repeat(10), { fits: (text) => countGraphemes(text) <= 4, partsMax: 50 })
  expect(parts).toEqual([family.repeat(4), family.repeat(4), family.repeat(2)])
})

test('what is left over after the last part a thread may have stands whole in it', () => {
  const parts = splitText('one two three four five', { fits: (text) => text.length <= 5, partsMax: 2 })
  expect(parts).toEqual(['one', 'two three four five'])
  expect(splitText('a\n---\nb\n---\nc', { fits: () => true, partsMax: 2 })).toEqual(['a', 'b\n\nc'])
})

const word = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((text) => text.replaceAll(/\s/gu, 'x')),
  fc.constantFrom(
    'https://havre-clair.example/eau/avis?x=1,2;y=(3)',
    '@ville@social.example',
    '#EauBrune',
    '👩🏽‍🚒',
    '🇨🇦🇨🇦',
    'naïveté',
    'example.com/a.b,c',
    '水道水は飲めません。',
    'M.',
    'end.',
    'clause,',
    '«\u202Fmot\u202F»',
  ),
)
const gap = fc.constantFrom(' ', ' ', ' ', '\n', '\n\n', '\n---\n', '  \n \n')
const text = fc.array(fc.tuple(word, gap), { minLength: 1, maxLength: 80 }).map((all) => all.flat().join(''))

const networks: [string, (text: string) => boolean][] = [
  ['X', (one) => weightedLength(one) <= 280],
  ['Bluesky', (one) => countGraphemes(one) <= 300 && new TextEncoder().encode(one).length <= 3000],
  ['Mastodon', (one) => measureText(one, 23) <= 500],
  ['a small one', (one) => countGraphemes(one) <= 40],
]

const marks = (whole: string): string =>
  whole.replaceAll(/^[ \t]*---[ \t]*$/gmu, '').replaceAll(/[ \t\n]+/gu, '')

test.each(networks)(
  'on %s the parts hold the same words in order, and each fits or cannot be cut',
  (_, fits) => {
    fc.assert(
      fc.property(text, (written) => {
        const parts = splitText(written, { fits, partsMax: 500 })
        expect(marks(parts.join('\n'))).toBe(marks(written))
        for (const part of parts.filter((one) => !fits(one))) expect(part).not.toMatch(/[ \t\n]/u)
        expect(parts.every((part) => part.isWellFormed())).toBe(true)
      }),
      { numRuns: 60 },
    )
  },
)

test.each(networks)('on %s no address, mention, hashtag or character is cut', (_, fits) => {
  const wholes = [
    'https://havre-clair.example/eau/avis?x=1,2;y=(3)',
    '@ville@social.example',
    '#EauBrune',
    '👩🏽‍🚒',
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...wholes, 'un', 'mot', 'word.'), { maxLength: 120 }), (all) => {
      const parts = splitText(all.join(' '), { fits, partsMax: 500 })
      const found = parts.flatMap((part) => part.split(/[ \n]+/u)).filter((one) => one !== '')
      expect(found).toEqual(all)
    }),
    { numRuns: 60 },
  )
})

test('50,000 characters of anything are measured thirty times over at most', () => {
  const [, fits] = networks[0] ?? ['', () => true]
  const limits = [fits, (part: string) => part.length <= 40_000]
  for (const one of ['a', 'a ', 'a.', ' ', '.', '\n', '@', '#a', 'a.b/', '👨‍👩‍👧‍👦', ',', '水'])
    for (const limit of limits) {
      const long = `x${one.repeat(Math.floor(50_000 / one.length))}x`
      let measured = 0
      const counted = (part: string): boolean => {
        measured += part.length
        return limit(part)
      }
      splitText(long, { fits: counted, partsMax: 50 })
      expect({ one, often: measured > 30 * long.length }).toEqual({ one, often: false })
    }
})
