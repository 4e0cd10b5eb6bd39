import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { moderationLimits, type Barred } from '#sending/moderation/contract.ts'
import { barredQuery, lift } from '#sending/web/moderation/data.ts'
import { useModerationWords } from '#sending/web/moderation/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Lets somebody speak again before the time is over; why goes on record. */
export function LiftDialog({ of, onClose }: { of: Barred; onClose: () => void }): ReactElement {
  const { say } = useModerationWords()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const tries = useTries({ 'lift-reason': reason.trim() === '' ? say('barred.needReason') : undefined })
  const act = useMutation({
    mutationFn: () => lift(of.id, { reason: reason.trim() }),
    onSuccess: async () => {
      toasts.say({ text: say('barred.lifted', { party: of.party }) })
      onClose()
      await queries.invalidateQueries({ queryKey: barredQuery.queryKey })
    },
  })
  return (
    <Dialog title={say('barred.liftTitle', { party: of.party })} isOpen onClose={onClose}>
      <Form
        tries={tries}
        act={act}
        press={say('barred.liftPress')}
        onSubmit={() => act.mutate()}
        onCancel={onClose}
      >
        <TextField
          name="lift-reason"
          label={say('barred.reasonLift')}
          value={reason}
          onChange={setReason}
          lines={2}
          lengthMax={moderationLimits.reasonLengthMax}
          error={tries.errorOf('lift-reason')}
        />
      </Form>
    </Dialog>
  )
}
