import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { ListedIdentity } from '#access/oidc/contract.ts'
import { disconnect, passkeysQuery } from '#access/web/sign-in/data.ts'
import { useOwnWords } from '#access/web/sign-in/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Says what disconnecting an account elsewhere means, before it is done. */
export function DisconnectDialog(props: { identity: ListedIdentity; onClose: () => void }): ReactElement {
  const { say, locale } = useOwnWords()
  const queries = useQueryClient()
  const name = props.identity.name[locale]
  const act = useMutation({
    mutationFn: () => disconnect(props.identity.id),
    onSuccess: async () => {
      toasts.say({ text: say('providers.disconnected', { name }) })
      props.onClose()
      await queries.invalidateQueries({ queryKey: passkeysQuery.queryKey })
    },
  })
  return (
    <Dialog
      title={say('providers.disconnectTitle', { name })}
      role="alertdialog"
      isOpen
      onClose={props.onClose}
    >
      <p>{say(props.identity.opens ? 'providers.disconnectWhy' : 'providers.disconnectGone')}</p>
      <p className="muted">{say('providers.disconnectProof')}</p>
      {act.error && <ProblemNotice error={act.error} />}
      <div className="answers">
        <Button look="danger" isDisabled={act.isPending} onPress={() => act.mutate()}>
          {say('providers.disconnect')}
        </Button>
        <Button onPress={props.onClose} autoFocus>
          {say('form.cancel')}
        </Button>
      </div>
    </Dialog>
  )
}
