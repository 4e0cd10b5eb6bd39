import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { CircleAlert, CirclePause } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { AccountHealth, Pause } from '#sending/contract.ts'
import { boardQuery, endPause, stateQuery } from '#sending/web/data.ts'
import { useSendingWords, type SendingWords } from '#sending/web/words.ts'
import { useMay } from '#web/desk.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import './Sending.css'

/** Above every page: that sending is paused, what of it, why, by whom and since when; or that it does not answer. */
export function Banner(): ReactElement | null {
  const words = useSendingWords()
  const { say } = words
  const { data } = useQuery(stateQuery)
  const accounts = useQuery(boardQuery).data?.accounts ?? []
  if (!data) return null
  const nowMs = Date.now()
  const since = data.silentSince
  return (
    <section className="sending-banner stack" aria-label={say('banner.label')}>
      {data.isSilent && (
        <div className="band danger" role="alert">
          <CircleAlert className="icon" aria-hidden="true" />
          <p>
            <b>{say('banner.silent', { at: since === undefined ? '' : words.when(since, nowMs) })}</b>{' '}
            {say('banner.silentDo')}
          </p>
        </div>
      )}
      {data.pauses.map((pause) => (
        <PauseBand key={pause.id} pause={pause} accounts={accounts} />
      ))}
    </section>
  )
}

function PauseBand({ pause, accounts }: { pause: Pause; accounts: readonly AccountHealth[] }): ReactElement {
  const words = useSendingWords()
  const { say } = words
  const [isAsked, setAsked] = useState(false)
  const mayResume = useMay('pause')
  const at = `${words.when(pause.begunAt, Date.now())} ${words.zone(pause.begunAt)}`
  return (
    <div className="band">
      <CirclePause className="icon" aria-hidden="true" />
      <p>
        <b>{whatIsPaused(pause, accounts, say)}</b> {say('banner.reason', { reason: pause.reason })}{' '}
        <span className="small">{say('banner.by', { name: pause.begunBy, at })}</span>
      </p>
      <div className="row">
        <Link className="button small" to="/publish/outbox">
          {say('banner.look')}
        </Link>
        {mayResume && (
          <Button small onPress={() => setAsked(true)}>
            {say('resume.button')}
          </Button>
        )}
      </div>
      {isAsked && <ResumeDialog pause={pause} onClose={() => setAsked(false)} />}
    </div>
  )
}

/** What a pause stops, as a sentence. */
function whatIsPaused(
  { scope, value = '' }: Pause,
  accounts: readonly AccountHealth[],
  say: SendingWords['say'],
): string {
  if (scope === 'account')
    return say('banner.account', {
      account: accounts.find(({ account }) => account === value)?.name ?? value,
    })
  if (scope === 'topic') return say('banner.topic', { words: value })
  if (scope === 'lane') return say(value === 'exercise' ? 'banner.exercise' : 'banner.normal')
  return say('banner.all')
}

function ResumeDialog({ pause, onClose }: { pause: Pause; onClose: () => void }): ReactElement {
  const { say } = useSendingWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const end = useMutation({
    mutationFn: () => endPause(pause.id),
    onSuccess: () => {
      toasts.say({
        text: say('resume.done'),
        undo: { label: say('resume.look'), run: () => void navigate({ to: '/publish/outbox' }) },
      })
      onClose()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['sending'] }),
  })
  return (
    <Dialog title={say('resume.title')} role="alertdialog" isOpen onClose={onClose}>
      <p>{say('resume.what')}</p>
      {end.error && <ProblemNotice error={end.error} />}
      <div className="answers">
        <Button look="primary" isDisabled={end.isPending} onPress={() => end.mutate()}>
          {say('resume.button')}
        </Button>
        <Button autoFocus onPress={onClose}>
          {say('resume.keep')}
        </Button>
      </div>
    </Dialog>
  )
}
