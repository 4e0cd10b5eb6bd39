import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { holdsQuery, setHold } from '#records/web/data.ts'
import { HoldPreview } from '#records/web/HoldPreview.tsx'
import { draftErrors, emptyDraft, scopeOf, type HoldDraft } from '#records/web/hold-draft.ts'
import { ScopeFields } from '#records/web/ScopeFields.tsx'
import { useRecordsWords } from '#records/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ErrorSummary } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Sets a legal hold: its name, the reason, what it covers, and how much that is before it is set. */
export function NewHoldDialog({ onClose }: { onClose: () => void }): ReactElement {
  const words = useRecordsWords()
  const { say, timeZone } = words
  const queries = useQueryClient()
  const [draft, setDraft] = useState<HoldDraft>(emptyDraft)
  const [attempt, setAttempt] = useState(0)
  const put = (name: keyof HoldDraft, value: string): void => setDraft({ ...draft, [name]: value })
  const set = useMutation({
    mutationFn: () =>
      setHold({ name: draft.name.trim(), reason: draft.reason.trim(), ...scopeOf(draft, timeZone) }),
    onSuccess: async (now) => {
      queries.setQueryData(holdsQuery.queryKey, now)
      onClose()
      toasts.say({ text: say('holds.done') })
      await queries.invalidateQueries({ queryKey: ['records'] })
    },
  })
  const errors = draftErrors(draft).map(({ name, key }) => ({ name, text: say(key) }))
  const wrong = (name: string): string | undefined =>
    attempt > 0 ? errors.find((error) => error.name === name)?.text : undefined
  return (
    <Dialog title={say('holds.title')} isOpen onClose={onClose} wide>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          setAttempt(attempt + 1)
          if (errors.length === 0) set.mutate()
        }}
      >
        {set.error && <ProblemNotice error={set.error} />}
        <ErrorSummary attempt={attempt} errors={attempt > 0 ? errors : []} />
        <TextField
          name="holdName"
          label={say('holds.name')}
          help={say('holds.nameHelp')}
          error={wrong('holdName')}
          value={draft.name}
          onChange={(value) => put('name', value)}
          lengthMax={120}
          autoFocus
        />
        <TextField
          name="reason"
          label={say('retention.reason')}
          help={say('holds.reasonHelp')}
          error={wrong('reason')}
          value={draft.reason}
          onChange={(value) => put('reason', value)}
          lengthMax={500}
          lines={2}
        />
        <ScopeFields draft={draft} onChange={put} />
        <HoldPreview draft={draft} />
        <div className="answers">
          <Button look="primary" type="submit" isDisabled={set.isPending}>
            {say('holds.set')}
          </Button>
          <Button onPress={onClose}>{say('form.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
