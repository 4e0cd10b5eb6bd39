import type { Account } from '#access/people/contract.ts'
import { grantLines, type GrantLine, type Place } from '#access/web/people/grant-lines.ts'
import type { PeopleWords } from '#access/web/people/words.ts'
import type { Grant } from '#kernel/permission.ts'

/** Whether it is said as what somebody has, gains or loses. */
export type Tense = 'has' | 'more' | 'less'

/** Grants in words, one sentence a place: "May write and approve on every account, in French, in every lane". */
export function grantWords(
  grants: readonly Grant[],
  o: { words: PeopleWords; accounts: readonly Account[]; tense?: Tense },
): string[] {
  return grantLines(grants).map((line) => lineWords(line, o.tense ?? 'has', o))
}

type Said = { words: PeopleWords; accounts: readonly Account[] }

function lineWords({ verbs, place }: GrantLine, tense: Tense, o: Said): string {
  const { say, list } = o.words
  const said = list(verbs.map((verb) => say(`verb.${verb}`)))
  if (place === undefined) return say(`${tense}.desk`, { verbs: said })
  return say(`${tense}.place`, { verbs: said, ...placeWords(place, o) })
}

/** A place in words: its account, its language, its lane. */
export function placeWords(
  { account, language, lane }: Place,
  { words, accounts }: Said,
): { account: string; language: string; lane: string } {
  const { say } = words
  const known = accounts.find(({ id }) => id === account)
  return {
    account:
      account === '*' ? say('at.account.all') : say('at.account.one', { name: known?.name ?? account }),
    language:
      language === '*'
        ? say('at.language.all')
        : say('at.language.one', { language: words.language(language) }),
    lane: say(lane === '*' ? 'at.lane.all' : `at.lane.${lane}`),
  }
}
