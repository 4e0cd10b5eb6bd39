import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { ListedPasskey } from '#access/sign-in/contract.ts'
import { passkeysQuery, removePasskey } from '#access/web/sign-in/data.ts'
import { useOwnWords } from '#access/web/sign-in/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Says what removing a passkey means, before it is done. */
export function RemoveDialog(props: {
  passkey: ListedPasskey
  isLast: boolean
  onClose: () => void
}): ReactElement {
  const { say } = useOwnWords()
  const queries = useQueryClient()
  const { id, name } = props.passkey
  const remove = useMutation({
    mutationFn: () => removePasskey(id),
    onSuccess: async () => {
      toasts.say({ text: say('passkeys.removed', { name }) })
      props.onClose()
      await queries.invalidateQueries({ queryKey: passkeysQuery.queryKey })
    },
  })
  return (
    <Dialog title={say('passkeys.removeTitle', { name })} role="alertdialog" isOpen onClose={props.onClose}>
      <p>{say('passkeys.removeWhy')}</p>
      {props.isLast && (
        <Notice look="look">
          <p>{say('passkeys.removeLast')}</p>
        </Notice>
      )}
      <p className="muted">{say('passkeys.removeProof')}</p>
      {remove.error && <ProblemNotice error={remove.error} />}
      <div className="answers">
        <Button look="danger" isDisabled={remove.isPending} onPress={() => remove.mutate()}>
          {say('passkeys.remove')}
        </Button>
        <Button onPress={props.onClose} autoFocus>
          {say('form.cancel')}
        </Button>
      </div>
    </Dialog>
  )
}
