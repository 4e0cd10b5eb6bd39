import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { historyLimits, type RecordScope } from '#roles/publishing/history/contract.ts'
import { countQuery, putOnRecord, runsQuery } from '#roles/publishing/web/history/data.ts'
import { useHistoryWords } from '#roles/publishing/web/history/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ErrorSummary } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

type Props = {
  scope: RecordScope
  /** An import that was brought in before the SHA-256 of files was kept. */
  isWithoutFingerprint?: boolean
  onClose: () => void
}

/** Asks before imported posts become entries of the archive, which nobody can take back, with the reason for it. */
export function RecordDialog({ scope, isWithoutFingerprint = false, onClose }: Props): ReactElement {
  const { say, rich } = useHistoryWords()
  const count = useQuery(countQuery(scope))
  const { posts, onRecord } = count.data ?? { posts: 0, onRecord: 0 }
  const isSome = posts > onRecord
  return (
    <Dialog title={say('record.title')} isOpen onClose={onClose}>
      <div className="stack">
        {count.error && <ProblemNotice error={count.error} onAgain={() => void count.refetch()} />}
        {count.isPending && <Skeleton lines={3} />}
        {count.data && !isSome && (
          <Notice live>
            <p>{say(posts === 0 ? 'record.none' : 'record.nothing')}</p>
          </Notice>
        )}
        {count.data && isSome && (
          <>
            <p>{rich('record.ask', { count: posts - onRecord, onRecord })}</p>
            <p>{say('record.what')}</p>
            <p>{say('record.forGood')}</p>
            {isWithoutFingerprint && (
              <Notice look="look">
                <p>{say('record.noFingerprint')}</p>
              </Notice>
            )}
          </>
        )}
        {isSome ? (
          <ReasonForm scope={scope} onClose={onClose} />
        ) : (
          <div className="answers">
            <Button onPress={onClose}>{say('form.cancel')}</Button>
          </div>
        )}
      </div>
    </Dialog>
  )
}

function ReasonForm({ scope, onClose }: Props): ReactElement {
  const { say } = useHistoryWords()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [attempt, setAttempt] = useState(0)
  const put = useMutation({
    mutationFn: putOnRecord,
    onSuccess: async () => {
      onClose()
      toasts.say({ text: say('record.begun') })
      await queries.invalidateQueries({ queryKey: runsQuery.queryKey })
    },
  })
  const isMissing = reason.trim().length < historyLimits.reasonLengthMin
  const wrong = attempt > 0 && isMissing ? say('record.wrongReason') : undefined
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        setAttempt(attempt + 1)
        if (!isMissing) put.mutate({ scope, reason: reason.trim() })
      }}
    >
      {put.error && <ProblemNotice error={put.error} />}
      <ErrorSummary attempt={attempt} errors={wrong === undefined ? [] : [{ name: 'reason', text: wrong }]} />
      <TextField
        name="reason"
        label={say('record.reason')}
        help={say('record.reasonHelp')}
        error={wrong}
        value={reason}
        onChange={setReason}
        lengthMax={historyLimits.reasonLengthMax}
        lines={2}
      />
      <div className="answers">
        <Button look="primary" type="submit" isDisabled={put.isPending}>
          {say('record.go')}
        </Button>
        <Button onPress={onClose}>{say('form.cancel')}</Button>
      </div>
    </form>
  )
}
