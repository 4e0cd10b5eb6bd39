import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { RefreshCw } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { boardQuery, checkAccount } from '#roles/publishing/web/accounts/data.ts'
import { DisconnectDialog } from '#roles/publishing/web/accounts/DisconnectDialog.tsx'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import type { AccountHealth } from '#sending/contract.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** What whoever looks after accounts can do with one: connect it, look whether it works now, disconnect it. */
export function AccountActs({ account }: { account: AccountHealth }): ReactElement | null {
  const { say } = useAccountWords()
  const [isAsked, setAsked] = useState(false)
  const check = useCheck(account)
  const { state, name } = account
  if (state === 'own' || state === 'by-hand') return null
  return (
    <>
      {check.error && <ProblemNotice error={check.error} />}
      <div className="row acts">
        <ConnectLink account={account} />
        {state === 'connected' && (
          <Button
            icon={RefreshCw}
            label={say('account.checkNamed', { name })}
            isDisabled={check.isPending}
            onPress={() => check.mutate()}
          >
            {say(check.isPending ? 'account.checking' : 'account.check')}
          </Button>
        )}
        {state !== 'none' && (
          <Button
            look="quiet"
            label={say('account.disconnectNamed', { name })}
            onPress={() => setAsked(true)}
          >
            {say('account.disconnect')}
          </Button>
        )}
      </div>
      {isAsked && <DisconnectDialog account={account} onClose={() => setAsked(false)} />}
    </>
  )
}

const verbs = { none: 'connect', lost: 'again', connected: 'change' } as const

function ConnectLink({ account }: { account: AccountHealth }): ReactElement | null {
  const { say } = useAccountWords()
  const { state, name } = account
  if (state === 'own' || state === 'by-hand') return null
  const verb = verbs[state]
  return (
    <Link
      className={`button ${state === 'lost' ? 'primary' : ''}`}
      to="/publish/accounts/$id/connect"
      params={{ id: account.account }}
      aria-label={say(`account.${verb}Named`, { name })}
    >
      {say(`account.${verb}`)}
    </Link>
  )
}

function useCheck({ account, name }: AccountHealth) {
  const { say } = useAccountWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => checkAccount(account),
    onSuccess: (board) => {
      queries.setQueryData(boardQuery.queryKey, board)
      const now = board.accounts.find((one) => one.account === account)
      const isWell = now?.state === 'connected' && now.problem === undefined
      toasts.say({ text: say(isWell ? 'account.checkedFine' : 'account.checkedNot', { name }) })
    },
    // Somebody may have disconnected it meanwhile: the board says so.
    onError: () => queries.invalidateQueries({ queryKey: boardQuery.queryKey }),
  })
}
