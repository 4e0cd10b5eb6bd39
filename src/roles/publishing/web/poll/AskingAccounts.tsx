import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import { asksAt, asksOtherwise, withAsking } from '#roles/publishing/web/poll/poll-drafts.ts'
import { usePollWords } from '#roles/publishing/web/poll/words.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { networkWord } from '#web/network-word.ts'
import { CheckField } from '#web/parts/Field/Field.tsx'

/** Which accounts ask the poll: where people cannot vote, a message goes out without it. */
export function AskingAccounts({
  state,
  accounts,
}: {
  state: Composer
  accounts: readonly Account[]
}): ReactElement | null {
  const words = usePollWords()
  const { draft, change } = state
  const chosen = draft.accounts.flatMap((id) => accounts.find((one) => one.id === id) ?? [])
  if (chosen.length === 0) return null
  return (
    <fieldset className="stack tight">
      <legend>{words.say('poll.askedOn')}</legend>
      <p className="small muted">{words.say('poll.askedOnHelp')}</p>
      {chosen.map((account) => (
        <CheckField
          key={account.id}
          name={`poll-on-${account.id}`}
          label={
            <>
              {account.name} <span className="small muted">{networkWord(account, words)}</span>
            </>
          }
          help={asksOtherwise(draft, account) ? words.say('poll.otherwise') : undefined}
          checked={asksAt(draft, account)}
          onChange={(asks) => change(withAsking(draft, account, asks))}
        />
      ))}
    </fieldset>
  )
}
