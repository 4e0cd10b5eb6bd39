import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { ReadingAccount } from '#sending/private-messages/contract.ts'
import { privateKey, switchReading } from '#sending/web/private-messages/data.ts'
import { usePrivateWords } from '#sending/web/private-messages/words.ts'
import { networkWord } from '#web/network-word.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Asks before nothing more is read of an account; what was read stays. */
export function SwitchOffDialog({ of, onClose }: { of: ReadingAccount; onClose: () => void }): ReactElement {
  const words = usePrivateWords()
  const { say } = words
  const queries = useQueryClient()
  const { account, name } = of
  const tries = useTries({})
  const act = useMutation({
    mutationFn: () => switchReading(account, { on: false }),
    onSuccess: async () => {
      toasts.say({ text: say('off.done', { name }) })
      onClose()
      await queries.invalidateQueries({ queryKey: privateKey })
    },
  })
  return (
    <Dialog title={say('off.title', { name })} isOpen onClose={onClose}>
      <Form
        tries={tries}
        act={act}
        press={say('off.press')}
        onSubmit={() => act.mutate()}
        onCancel={onClose}
        stay={say('off.stay')}
      >
        <p>{say('off.what', { network: networkWord(of, words) })}</p>
      </Form>
    </Dialog>
  )
}
