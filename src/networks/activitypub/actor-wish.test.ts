import { expect, test } from 'vitest'
import { actorFields, notMade, wishOf } from '#networks/activitypub/actor-wish.ts'
import { testCredentials } from '#networks/activitypub/test-desk.ts'
import type { Connection } from '#networks/sender.ts'

const host = 'social.havre-clair.example'
const account: Connection = {
  ...{ account: 'a1', handle: '@Ville', languages: ['fr', 'en'], credentials: testCredentials() },
}
const filledIn = { handle: 'ville', displayName: 'City of Havre-Clair', summary: 'The city.' }

test('a name is taken with and without its sign and our own address, and none but that the account was noted under', () => {
  for (const handle of ['ville', ' @ville ', 'VILLE', `ville@${host}`, `@ville@${host}`])
    expect(wishOf({ ...filledIn, handle }, account, host)).toMatchObject({
      ...{ kind: 'wish', wish: { account: 'a1', name: 'ville', languages: ['fr', 'en'] } },
    })
  const bad = ['', '1ville', 'ville-2', 'vil le', 'ville@elsewhere.example', 'a@b@c', 'v'.repeat(22), '../x']
  for (const handle of [...bad, 'mairie', 'été', '\u0000', 'ville\n'.repeat(2)])
    expect(wishOf({ ...filledIn, handle }, account, host)).toMatchObject({
      ...{ kind: 'not-fit', health: { ok: false, isTransient: false, field: { name: 'handle' } } },
    })
})

test('what was filled in is read, whatever it is; what is too long is named at its field', () => {
  for (const odd of [undefined, null, [], 'text', { handle: 1 }, {}])
    expect(wishOf(odd, account, host)).toMatchObject({ kind: 'not-fit' })
  for (const [name, max] of [
    ...([['displayName', 100] as const, ['displayNameFr', 100] as const] as const),
    ...([['summary', 500] as const, ['summaryFr', 500] as const] as const),
  ]) {
    const whole = { ...filledIn, [name]: 'a'.repeat(max) }
    expect(wishOf(whole, account, host).kind).toBe('wish')
    expect(wishOf({ ...whole, [name]: 'a'.repeat(max + 1) }, account, host)).toMatchObject({
      ...{ kind: 'not-fit', health: { field: { name } } },
    })
  }
})

test('the French actor has French words where there are any', () => {
  const both = { ...filledIn, displayNameFr: 'Ville de Havre-Clair', summaryFr: 'La ville.' }
  const wordsOf = (given: object, language: string): unknown => {
    const wished = wishOf(given, account, host)
    return wished.kind === 'wish' ? wished.wish.wordsIn(language) : undefined
  }
  const english = { displayName: 'City of Havre-Clair', summary: 'The city.' }
  expect(wordsOf(both, 'fr-CA')).toEqual({ displayName: 'Ville de Havre-Clair', summary: 'La ville.' })
  expect(wordsOf(both, 'en')).toEqual(english)
  expect(wordsOf(filledIn, 'fr')).toEqual(english)
})

test('nothing that is asked for is a secret, each field says what it is in both languages, and so does a refusal', () => {
  const fields = actorFields(host)
  expect(fields.map(({ name }) => name)).toEqual([
    ...(['handle', 'displayName', 'summary', 'displayNameFr', 'summaryFr'] as const),
  ])
  expect(fields.every(({ isSecret, hint }) => !isSecret && hint !== undefined)).toBe(true)
  expect(fields[0]?.hint?.fr).toContain(`@nom@${host}`)
  const taken = notMade({ kind: 'taken', name: 'ville' })
  expect(taken.field?.words.en).toContain('ville')
  expect(notMade({ kind: 'other-name', name: 'mairie' }).field?.words.fr).toContain('mairie')
})
