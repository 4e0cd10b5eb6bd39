import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { exceptionLimits, type WatchInput } from '#listening/contract.ts'
import { askException, exceptionsQuery } from '#roles/early-warning/web/exception-data.ts'
import { useWatchWords } from '#roles/early-warning/web/own-words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** What stands in the place of the start button when the policy refuses the rule: a reason, for a second person to judge. */
export function AskException(props: {
  watchId: string | undefined
  /** The form as the server takes it; nothing while something in it is wrong, which it then shows. */
  read: () => WatchInput | undefined
}): ReactElement {
  const { say } = useWatchWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [isShort, setIsShort] = useState(false)
  const ask = useMutation({
    mutationFn: (watch: WatchInput) =>
      askException({ watch, reason: reason.trim(), ...(props.watchId ? { watchId: props.watchId } : {}) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: exceptionsQuery.queryKey })
      toasts.say({ text: say('exception.asked') })
      await navigate({ to: '/now/watches' })
    },
  })
  const press = (): void => {
    const watch = props.read()
    const short = reason.trim().length < exceptionLimits.reasonMin
    setIsShort(short)
    if (watch !== undefined && !short) ask.mutate(watch)
  }
  return (
    <section className="stack">
      <Notice look="look">{say('exception.what')}</Notice>
      <TextField
        name="reason"
        label={say('exception.reason')}
        help={say('exception.reasonHelp')}
        value={reason}
        onChange={setReason}
        lines={3}
        lengthMax={1000}
        error={isShort ? say('exception.reasonShort') : undefined}
      />
      {ask.error && <ProblemNotice error={ask.error} />}
      <div className="row">
        <Button look="primary" onPress={press} isDisabled={ask.isPending}>
          {say('exception.ask')}
        </Button>
      </div>
    </section>
  )
}
