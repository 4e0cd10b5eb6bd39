import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { ListedPasskey } from '#access/sign-in/contract.ts'
import { passkeysQuery, renamePasskey } from '#access/web/sign-in/data.ts'
import { useOwnWords } from '#access/web/sign-in/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Asks what a passkey shall be called. */
export function RenameDialog({
  passkey,
  onClose,
}: {
  passkey: ListedPasskey
  onClose: () => void
}): ReactElement {
  const { say } = useOwnWords()
  const queries = useQueryClient()
  const [name, setName] = useState(passkey.name)
  const rename = useMutation({
    mutationFn: () => renamePasskey(passkey.id, name.trim()),
    onSuccess: async () => {
      toasts.say({ text: say('passkeys.renamed') })
      onClose()
      await queries.invalidateQueries({ queryKey: passkeysQuery.queryKey })
    },
  })
  return (
    <Dialog title={say('passkeys.renameThis', { name: passkey.name })} isOpen onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') rename.mutate()
        }}
      >
        <TextField
          name="passkey"
          label={say('passkeys.name')}
          help={say('passkeys.nameHelp')}
          value={name}
          onChange={setName}
          lengthMax={60}
          autoFocus
        />
        {rename.error && <ProblemNotice error={rename.error} />}
        <div className="answers">
          <Button look="primary" type="submit" isDisabled={rename.isPending}>
            {say('form.keep')}
          </Button>
          <Button onPress={onClose}>{say('form.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
