import type { KeptChange } from '#access/people/contract.ts'
import type { PeopleWords } from '#access/web/people/words.ts'

/** What a change is, in one line: "Sam becomes an owner", "The team Approvers changes". */
export function changeWords(
  change: KeptChange,
  { words, nameOf }: { words: PeopleWords; nameOf: (personId: string) => string | undefined },
): string {
  const { say, locale } = words
  if (change.kind === 'owner') {
    const name = nameOf(change.personId) ?? say('change.somebody')
    return say(`change.what.owner.${change.to}`, { name })
  }
  const [from, to] = [change.from?.name[locale], change.to?.name[locale]]
  if (from === undefined) return say('change.what.team.new', { name: to ?? '' })
  if (to === undefined) return say('change.what.team.end', { name: from })
  if (from !== to) return say('change.what.team.rename', { from, name: to })
  return say('change.what.team.change', { name: to })
}
