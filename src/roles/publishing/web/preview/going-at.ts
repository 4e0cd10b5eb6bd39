import type { Account } from '#access/people/contract.ts'
import type { GoesOut } from '#roles/publishing/contract.ts'
import { asideAt, textAt } from '#roles/publishing/web/draft.ts'
import { goingOut, isOver, type Going } from '#roles/publishing/web/preview/going-out.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'

type State = Pick<Composer, 'draft' | 'checked' | 'isChecked' | 'isDirty' | 'message'>
type Place = { account: Pick<Account, 'id' | 'network'>; language: string }

/** What goes out to one account in one language, as far as it is known now. */
export function goingAt(state: State, { account, language }: Place): Going {
  const { draft, isChecked } = state
  const place = { account: account.id, language }
  const said = state.checked?.goesOut.find((one) => isAt(one, place))
  const saved = said === undefined ? savedAt(state, place) : undefined
  return goingOut({
    version: { text: textAt(draft, account.id, language), ...asideAt(draft, account.id, language) },
    network: account.network,
    said: said ?? saved,
    isChecked: isChecked || saved !== undefined,
  })
}

/** What stands in the saved message, as long as nothing was changed: it is what would be sent. */
export function savedAt(
  { isDirty, message }: State,
  place: { account: string; language: string },
): GoesOut | undefined {
  const saved = isDirty ? undefined : message?.versions.find(({ content }) => isAt(content, place))
  if (saved === undefined) return undefined
  const { parts, contentWarning, card } = saved.content
  return {
    ...{ ...place, parts, lengths: [] },
    ...(contentWarning === undefined ? {} : { contentWarning }),
    ...(card === undefined ? {} : { card }),
  }
}

function isAt(
  one: { account: string; language: string },
  place: { account: string; language: string },
): boolean {
  return one.account === place.account && one.language === place.language
}

/** What is amiss with an account: in which languages its words are too long, and how many other things are in the way. */
export function amissAt(
  state: State,
  account: Pick<Account, 'id' | 'network' | 'languages'>,
): { tooLong: string[]; problems: number } {
  const tooLong = account.languages.filter((language) =>
    goingAt(state, { account, language }).lengths.some(isOver),
  )
  const problems = (state.checked?.problems ?? []).filter(
    (one) => one.account === account.id && one.why !== 'too-long' && one.why !== 'empty',
  )
  return { tooLong, problems: problems.length }
}
