import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { boardQuery, disconnectAccount } from '#roles/publishing/web/accounts/data.ts'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import type { AccountHealth } from '#sending/contract.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Says what disconnecting means, before it is done. */
export function DisconnectDialog(props: { account: AccountHealth; onClose: () => void }): ReactElement {
  const { say } = useAccountWords()
  const queries = useQueryClient()
  const { account, name } = props.account
  const act = useMutation({
    mutationFn: () => disconnectAccount(account),
    onSuccess: async () => {
      toasts.say({ text: say('disconnect.done', { name }) })
      props.onClose()
      await queries.invalidateQueries({ queryKey: boardQuery.queryKey })
    },
  })
  return (
    <Dialog title={say('disconnect.title', { name })} role="alertdialog" isOpen onClose={props.onClose}>
      <p>{say('disconnect.lede')}</p>
      <p className="muted">{say('disconnect.proof')}</p>
      {act.error && <ProblemNotice error={act.error} />}
      <div className="answers">
        <Button look="danger" isDisabled={act.isPending} onPress={() => act.mutate()}>
          {say('disconnect.do')}
        </Button>
        <Button onPress={props.onClose} autoFocus>
          {say('disconnect.keep')}
        </Button>
      </div>
    </Dialog>
  )
}
