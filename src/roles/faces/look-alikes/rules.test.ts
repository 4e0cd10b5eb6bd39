import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editsBetween } from '#roles/faces/look-alikes/edits.ts'
import { isShown, lookOf, reasonsFor, scoreOf, shownFrom } from '#roles/faces/look-alikes/rules.ts'
import { readingsOf, skeletonOf } from '#roles/faces/look-alikes/skeleton.ts'

const ours = lookOf({ network: 'mastodon', handle: '@havreclair@town.example', name: 'Ville de Havre-Clair' })
const kindsOf = (handle: string, name = 'Somebody') =>
  reasonsFor(ours, { handle, name, bio: '' }).map(({ kind }) => kind)

test('handles that are drawn alike are seen in every disguise', () => {
  for (const handle of [
    'hаvreclair',
    'havrecIair',
    'havrec1air',
    'h\u200Bavreclair',
    'ｈａｖｒｅｃｌａｉｒ',
    'havre-clair',
    '𝐡𝐚𝐯𝐫𝐞𝐜𝐥𝐚𝐢𝐫',
    'hàvrèclaîr',
  ])
    expect([handle, kindsOf(`${handle}@elsewhere.example`)]).toEqual([handle, ['handle-drawn-alike']])
  expect(kindsOf('havreclair@elsewhere.example')).toEqual(['same-handle'])
  expect(kindsOf('havreclaire')).toEqual(['handle-nearly'])
  expect(kindsOf('harveclair')).toEqual(['handle-nearly'])
  expect(kindsOf('havreclair-refunds')).toEqual(['handle-holds-ours'])
})

test('names are compared as people read them', () => {
  expect(kindsOf('x', 'VILLE  de Havre-Clair')).toEqual(['same-name'])
  expect(kindsOf('x', 'Vіlle de Havre‑Clair')).toEqual(['name-drawn-alike'])
  expect(kindsOf('x', 'Ville de Havre-Claire')).toEqual(['name-nearly'])
  expect(kindsOf('x', 'Ville de Montréal')).toEqual([])
})

test('nobody is shown for one weak likeness, and everybody for a disguise', () => {
  const score = (handle: string, name?: string): number =>
    scoreOf(reasonsFor(ours, { handle, name: name ?? 'Somebody', bio: '' }))
  expect(score('havreclair-fans')).toBeLessThan(shownFrom)
  expect(score('someone', 'Ville de Havre-Clair')).toBeLessThan(shownFrom)
  expect(score('hаvreclair')).toBeGreaterThanOrEqual(shownFrom)
  expect(score('havreclair-fans', 'Ville de Havre-Clair')).toBeGreaterThanOrEqual(shownFrom)
})

test('a likeness that was wrong three times is not enough any more; a stronger one still is', () => {
  const weak = [{ kind: 'handle-drawn-alike' as const }]
  const lesson = ['handle-drawn-alike']
  expect(isShown(weak, [lesson, lesson])).toBe(true)
  expect(isShown(weak, [lesson, lesson, lesson])).toBe(false)
  expect(isShown([...weak, { kind: 'same-name' }], [lesson, lesson, lesson])).toBe(true)
})

test('a name in another script, without letters or with nothing seen is like nobody', () => {
  for (const handle of ['', '🦆', '\u200B\u200B', '...', 'العربية', '漢字', '\uD800', '\u202E'])
    expect([handle, kindsOf(handle, handle)]).toEqual([handle, []])
})

test('a skeleton of a skeleton of its own letters stays what it looks like, and nothing makes it throw', () => {
  const point = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code))
  const anything = fc.array(point, { maxLength: 40 }).map((points) => points.join(''))
  fc.assert(
    fc.property(anything, (text) => {
      expect(skeletonOf(text).isWellFormed()).toBe(text.isWellFormed())
      expect([...readingsOf(text)].every((one) => typeof one === 'string')).toBe(true)
    }),
  )
  expect(skeletonOf('раура1')).toBe(skeletonOf('paypal'))
})

test('edits are those of the textbook, as long as they are few', () => {
  const textbook = (a: string, b: string): number => {
    const cells = new Map<string, number>()
    const at = (i: number, j: number): number =>
      i === 0 || j === 0 ? i + j : (cells.get(`${i} ${j}`) ?? Infinity)
    for (let i = 1; i <= a.length; i += 1)
      for (let j = 1; j <= b.length; j += 1) {
        const best = Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        )
        const swap =
          i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity
        cells.set(`${i} ${j}`, Math.min(best, swap))
      }
    return at(a.length, b.length)
  }
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
  fc.assert(
    fc.property(word, word, (a, b) => {
      const all = textbook(a, b)
      expect(editsBetween(a, b, 2)).toBe(all <= 2 ? all : undefined)
    }),
  )
})

test('10,000 candidates are compared in a moment', () => {
  const begun = performance.now()
  for (let n = 0; n < 10_000; n += 1)
    reasonsFor(ours, { handle: `someone-${n}@x.example`, name: `Nömé ${n} 漢字`, bio: 'x'.repeat(300) })
  expect(performance.now() - begun).toBeLessThan(30_000)
})
