import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { usePublishWords } from '#roles/publishing/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'

type Props = {
  state: Composer
  account: string
  accounts: readonly Account[]
  onShow: (account: string) => void
}

/** Which account is looked at, and whether it says the same as the others; nothing where there is one account. */
export function AccountTabs({ state, account, accounts, onShow }: Props): ReactElement | null {
  const { say } = usePublishWords()
  const { draft, change } = state
  if (draft.accounts.length < 2) return null
  const named = draft.accounts.flatMap((id) => accounts.find((one) => one.id === id) ?? [])
  const isOwn = draft.own[account] !== undefined
  const toggle = (): void => {
    const { [account]: _dropped, ...others } = draft.own
    change({ own: isOwn ? others : { ...draft.own, [account]: { ...draft.shared } } })
  }
  return (
    <div className="account-tabs">
      <div className="row" role="group" aria-label={say('tabs.label')}>
        {named.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className={`tab ${id === account ? 'on' : ''}`}
            aria-pressed={id === account}
            onClick={() => onShow(id)}
          >
            {name}
            {draft.own[id] !== undefined && <span className="small muted"> {say('tabs.own')}</span>}
          </button>
        ))}
      </div>
      <Button small look="quiet" onPress={toggle}>
        {say(isOwn ? 'tabs.useShared' : 'tabs.writeOwn')}
      </Button>
    </div>
  )
}
