import type { ReactElement } from 'react'
import { AccountActs } from '#roles/publishing/web/accounts/AccountActs.tsx'
import { AccountFacts } from '#roles/publishing/web/accounts/AccountFacts.tsx'
import { AccountTrouble } from '#roles/publishing/web/accounts/AccountTrouble.tsx'
import { needOf } from '#roles/publishing/web/accounts/board.ts'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import type { AccountHealth } from '#sending/contract.ts'
import { networkWord } from '#web/network-word.ts'
import { Badge, type BadgeLook } from '#web/parts/Badge/Badge.tsx'

const looks: Record<AccountHealth['state'], BadgeLook> = {
  ...{ own: 'ok', connected: 'ok', lost: 'danger', none: 'rising', 'by-hand': 'plain' },
}

type Props = { account: AccountHealth; networkName: string | undefined; mayConnect: boolean }

/** One account: whether it can speak, since when and until when, what it needs, and what can be done with it. */
export function AccountCard({ account, networkName, mayConnect }: Props): ReactElement {
  const words = useAccountWords()
  const { say } = words
  const { name, handle, server, languages, state } = account
  const need = needOf(account, Date.now())
  // Somebody gave it a sign-in: then there are figures to show.
  const isKnown = state === 'connected' || state === 'lost'
  const network = networkWord({ network: account.network, networkName }, words)
  return (
    <li className={`card account stack ${need}`}>
      <div className="row between">
        <h2>{name}</h2>
        {need === 'look' ? (
          <Badge look="rising">{say('account.state.look')}</Badge>
        ) : (
          <Badge look={looks[state]}>{say(`account.state.${state}`)}</Badge>
        )}
      </div>
      <p className="small muted who">
        {[handle, network, server, words.list(languages.map(autonym))].filter(Boolean).join(' · ')}
      </p>
      {isKnown ? (
        <>
          <AccountTrouble account={account} network={network} />
          <AccountFacts account={account} />
          {mayConnect && <AccountActs account={account} />}
        </>
      ) : (
        <div className="row between">
          <AccountTrouble account={account} network={network} />
          {mayConnect && <AccountActs account={account} />}
        </div>
      )}
    </li>
  )
}
