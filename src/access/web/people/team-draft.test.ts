import fc from 'fast-check'
import { expect, test } from 'vitest'
import { grantWords } from '#access/web/people/grant-words.ts'
import { draftOf, emptyTeam, formOf, ticked, withPlace } from '#access/web/people/team-draft.ts'
import en from '#access/web/people/messages/en.json' with { type: 'json' }
import fr from '#access/web/people/messages/fr.json' with { type: 'json' }
import { accountVerbs, lanes, verbs, type Grant } from '#kernel/permission.ts'
import shellEn from '#web/messages/en.json' with { type: 'json' }
import shellFr from '#web/messages/fr.json' with { type: 'json' }
import { extendWords, makeWords } from '#web/words.tsx'

const everywhere = { account: '*', language: '*', lane: '*' } as const
const aGrant: fc.Arbitrary<Grant> = fc.oneof(
  fc
    .constantFrom(...verbs.filter((verb) => !accountVerbs.includes(verb)))
    .map((verb) => ({ verb, ...everywhere })),
  fc.record({
    verb: fc.constantFrom(...accountVerbs),
    account: fc.constantFrom('*', 'page', 'town'),
    language: fc.constantFrom('*', 'en', 'fr'),
    lane: fc.constantFrom('*' as const, ...lanes),
  }),
)
const sorted = (grants: readonly Grant[]): string[] =>
  [
    ...new Set(
      grants.map((grant) => JSON.stringify([grant.verb, grant.account, grant.language, grant.lane])),
    ),
  ].toSorted()

test('a team that is opened and saved untouched may do exactly what it could before', () => {
  fc.assert(
    fc.property(fc.array(aGrant, { maxLength: 12 }), (grants) => {
      const team = { id: 't', name: { en: 'A', fr: 'B' }, grants, people: ['x'] }
      expect(sorted(formOf(draftOf(team)).grants)).toEqual(sorted(grants))
    }),
  )
})

test('a place in which nothing is ticked gives nothing, and places keep apart', () => {
  const two = withPlace(withPlace(emptyTeam))
  expect(new Set(two.places.map(({ key }) => key)).size).toBe(2)
  expect(formOf(two).grants).toEqual([{ verb: 'read', ...everywhere }])
  const [first] = two.places
  const written = {
    ...two,
    places: first ? [{ ...first, language: 'fr', verbs: ticked(first.verbs, 'write', true) }] : [],
  }
  expect(formOf(written).grants).toContainEqual({ verb: 'write', ...everywhere, language: 'fr' })
})

test('what a team may do is said in a sentence a place, in both languages', () => {
  const accounts = [
    { id: 'page', network: 'practice', handle: 'town', name: 'Havre-Clair', languages: ['en', 'fr'] },
  ]
  const grants: Grant[] = [
    { verb: 'read', ...everywhere },
    { verb: 'publish', ...everywhere, account: 'page', language: 'fr', lane: 'emergency' },
    { verb: 'approve', ...everywhere, account: 'page', language: 'fr', lane: 'emergency' },
  ]
  const english = extendWords(makeWords('en', shellEn, 'UTC'), en)
  const french = extendWords(makeWords('fr', shellFr, 'UTC'), fr)
  expect(grantWords(grants, { words: english, accounts })).toEqual([
    'May read the desk',
    'May approve and publish on Havre-Clair, in French, in the emergency lane',
  ])
  expect(grantWords(grants, { words: french, accounts, tense: 'less' })).toEqual([
    'Ne pourra plus lire le bureau',
    'Ne pourra plus approuver et publier sur Havre-Clair, en français, dans la voie d’urgence',
  ])
})
