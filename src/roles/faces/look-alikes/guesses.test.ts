import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guessesFor } from '#roles/faces/look-alikes/guesses.ts'
import { lookOf, reasonsFor } from '#roles/faces/look-alikes/rules.ts'

const onX = { lengthMin: 4, lengthMax: 15, most: 100 }

test('whatever our name is, guesses are names the network takes, never our own, none twice, at most 100', () => {
  const handles = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.stringMatching(/^@?[A-Za-z0-9_]{1,15}$/),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  fc.assert(
    fc.property(handles, fc.integer({ min: -5, max: 120 }), (handle, most) => {
      const guesses = guessesFor(handle, { ...onX, most })
      expect(guesses.length).toBeLessThanOrEqual(Math.max(0, most))
      expect(new Set(guesses).size).toBe(guesses.length)
      for (const guess of guesses) {
        expect(guess).toMatch(/^[a-z0-9_]{4,15}$/)
        expect(guess).not.toBe(handle.trim().replace(/^@/, '').toLowerCase())
      }
      expect(guessesFor(handle, { ...onX, most })).toEqual(guesses)
    }),
  )
})

test('what impostors do is among the guesses', () => {
  const guesses = guessesFor('@HavreClair', onX)
  expect(guesses).toEqual(
    expect.arrayContaining([
      ...[
        'havreciair',
        'havrec1air',
        'havreclair_',
        '_havreclair',
        'havre_clair',
        'havreclair_gov',
        'havreclairhelp',
      ],
      ...[
        'havreclair_ca',
        'clairhavre',
        'clair_havre',
        'havreclairr',
        'havrclair',
        'havrecalir',
        'thehavreclair',
      ],
    ]),
  )
  expect(guessesFor('Wolmi', onX)).toEqual(
    expect.arrayContaining([
      'vvolmi',
      'w0lmi',
      'wolrni',
      'woimi',
      'wolml',
      'wolmi_official',
      'wolmialerts',
      'wolni',
    ]),
  )
  expect(guessesFor('roronto', onX)).toContain('r0r0nt0')
  expect(guessesFor('town_news', onX)).toEqual(expect.arrayContaining(['townnews', 'news_town', 'newstown']))
})

test('what is drawn alike comes before what is mistyped, so that fewer guesses are the likelier ones', () => {
  const guesses = guessesFor('HavreClair', onX)
  expect(guesses.slice(0, 5)).toContain('havreciair')
  const ours = lookOf({ network: 'x', handle: 'HavreClair', name: 'Havre-Clair' })
  const kinds = (names: string[]): number =>
    names.filter((handle) =>
      reasonsFor(ours, { handle, name: '', bio: '' }).some(({ kind }) => kind === 'handle-drawn-alike'),
    ).length
  expect(kinds(guesses.slice(0, 20))).toBeGreaterThan(kinds(guesses.slice(60, 80)))
})

test('a name of this network that is as long as it may be still has guesses, and one of another network is read up to its server', () => {
  const long = guessesFor('VilleDeMontreal', onX)
  expect(long).toEqual(expect.arrayContaining(['viiledemontreal', 'villedemontrea', 'demontrealville']))
  expect(long.every((name) => name.length <= 15)).toBe(true)
  expect(guessesFor('@town@social.example', onX)).toContain('t0wn')
  expect(guessesFor('', onX)).toEqual([])
  expect(guessesFor('é'.repeat(9), onX)).toEqual([])
  expect(guessesFor('____', onX).some((name) => /^_+$/.test(name))).toBe(false)
})
