import type { ListedPerson } from '#access/people/contract.ts'
import type { PeopleWords } from '#access/web/people/words.ts'

/** How somebody signs in, in words. */
export function signInWords(ways: ListedPerson['signIn'], { say, list }: PeopleWords): string {
  const said = [
    ...(ways.passkeys > 0 ? [say('signIn.passkeys', { count: ways.passkeys })] : []),
    ...(ways.providers > 0 ? [say('signIn.providers')] : []),
    ...(ways.link ? [say('signIn.link')] : []),
  ]
  return said.length === 0 ? say('signIn.none') : list(said)
}

const holdingKinds = [
  'account',
  'watch',
  'issue',
  'draft',
  'message',
  'approval',
  'delegation',
  'key',
  'hook',
  'other',
] as const

/** What kind of thing somebody looks after, in words; kinds that rooms add later are "other" until named here. */
export function holdingWords(kind: string, { say }: PeopleWords): string {
  return say(`holding.${holdingKinds.find((known) => known === kind) ?? 'other'}`)
}
