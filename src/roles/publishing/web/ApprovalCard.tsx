import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { CircleCheck, Clock, Pencil } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { ApprovalSummary } from '#access/approvals/contract.ts'
import type { Account } from '#access/people/contract.ts'
import type { Message } from '#roles/publishing/contract.ts'
import { messageQuery, problemsIn, removeMessage, takeBack } from '#roles/publishing/web/data.ts'
import { problemLines } from '#roles/publishing/web/problem-lines.ts'
import { isUnanswered } from '#roles/publishing/web/saving.ts'
import { isLate, type Composer } from '#roles/publishing/web/use-composer.ts'
import { autonym, usePublishWords } from '#roles/publishing/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'

type Props = {
  state: Composer
  accounts: readonly Account[]
  mayWrite: boolean
  mayAsk: boolean
  onSave: () => void
  onAsk: (deadline?: string) => void
}

/** Who wrote it, where its approval stands with who and when, and the next step. */
export function ApprovalCard({ state, accounts, mayWrite, mayAsk, onSave, onAsk }: Props): ReactElement {
  const words = usePublishWords()
  const { say } = words
  const { message, isDirty, save, ask } = state
  const [by, setBy] = useState('')
  const isBusy = save.isPending || ask.isPending
  return (
    <section className="card pane stack" aria-label={say('approval.title')}>
      <h2>{say('approval.title')}</h2>
      <ul className="facts-list">
        {message && (
          <li>
            <Pencil className="icon" aria-hidden="true" />
            <span>{words.rich('approval.writers', { names: words.list(message.writers) })}</span>
          </li>
        )}
        {message?.approval && <Standing approval={message.approval} accounts={accounts} />}
        {message === undefined && <li className="muted">{say('approval.none')}</li>}
      </ul>
      {mayAsk && (
        <TextField
          name="deadline"
          type="datetime-local"
          label={say('ask.by')}
          help={say('ask.byHelp')}
          value={by}
          onChange={setBy}
        />
      )}
      {ask.error !== null && !isLate(ask.error) && <Refused error={ask.error} />}
      {(mayAsk || mayWrite) && (
        <div className="row composer-acts">
          {mayAsk && (
            <Button look="primary" isDisabled={isBusy} onPress={() => onAsk(momentOf(by))}>
              {say('ask.button')}
              <kbd aria-hidden="true">Ctrl ↵</kbd>
            </Button>
          )}
          {mayWrite && (
            <Button isDisabled={isBusy || !isDirty} onPress={onSave}>
              {say('form.keep')}
            </Button>
          )}
        </div>
      )}
      <div className="row">
        {message?.may.takeBack === true && !isDirty && <TakeBack message={message} />}
        {message?.may.remove === true && <Remove message={message} onGone={state.discard} />}
      </div>
    </section>
  )
}

/** Why nobody was asked: everything that is in the way at once, so that it is put right in one go. */
function Refused({ error }: { error: unknown }): ReactElement {
  const words = usePublishWords()
  const problems = problemsIn(error)
  if (isUnanswered(error))
    return (
      <Notice look="look" live>
        <p>{words.say('ask.unanswered')}</p>
      </Notice>
    )
  if (problems.length < 2) return <ProblemNotice error={error} />
  return (
    <Notice look="danger" live>
      <p>{words.say('ask.blocked')}</p>
      <ul className="stack tight">
        {problemLines(problems, words).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Notice>
  )
}

/** A moment as the browser's own clock means it; undefined for an empty or half-filled field. */
function momentOf(local: string): string | undefined {
  const ms = Date.parse(local)
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
}

type StandingProps = { approval: ApprovalSummary; accounts: readonly Account[] }

function Standing({ approval, accounts }: StandingProps): ReactElement {
  const words = usePublishWords()
  const { say } = words
  const nowMs = Date.now()
  const isOne = new Set(approval.versions.map(({ account }) => account)).size < 2
  const placeWords = (language: string, account: string): string => {
    const name = accounts.find(({ id }) => id === account)?.name ?? account
    return isOne ? autonym(language) : `${autonym(language)}, ${name}`
  }
  const asked = { name: approval.askedBy, at: words.when(approval.askedAt, nowMs) }
  return (
    <>
      <li>
        <Clock className="icon" aria-hidden="true" />
        <span>
          {words.rich('approval.asked', asked)}{' '}
          {approval.state === 'waiting' && (
            <span className={Date.parse(approval.deadline) < nowMs ? 'signal' : ''}>
              {say('approval.until', { at: words.when(approval.deadline, nowMs) })}
            </span>
          )}{' '}
          <Link to="/approvals/$item" params={{ item: approval.item }}>
            {say('approval.look')}
          </Link>
        </span>
      </li>
      {approval.versions.map(({ account, language, approval: given }) => (
        <li key={`${account} ${language}`}>
          {given === undefined ? (
            <Clock className="icon" aria-hidden="true" />
          ) : (
            <CircleCheck className="icon ok" aria-hidden="true" />
          )}
          <span>
            {given === undefined
              ? say(approval.state === 'waiting' ? 'approval.open' : 'approval.void', {
                  place: placeWords(language, account),
                })
              : words.rich('approval.given', {
                  place: placeWords(language, account),
                  name: given.by,
                  at: words.when(given.at, nowMs),
                })}
          </span>
        </li>
      ))}
    </>
  )
}

function TakeBack({ message }: { message: Message }): ReactElement {
  const { say } = usePublishWords()
  const queries = useQueryClient()
  const back = useMutation({
    mutationFn: () => takeBack(message.id),
    onSuccess: async (now) => {
      queries.setQueryData(messageQuery(message.id).queryKey, now)
      await queries.invalidateQueries({ queryKey: ['messages'] })
    },
  })
  return (
    <>
      <Button isDisabled={back.isPending} onPress={() => back.mutate()}>
        {say('ask.takeBack')}
      </Button>
      {back.error && <ProblemNotice error={back.error} />}
    </>
  )
}

function Remove({ message, onGone }: { message: Message; onGone: () => void }): ReactElement {
  const { say } = usePublishWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const remove = useMutation({
    mutationFn: () => removeMessage(message.id),
    onSuccess: async () => {
      onGone()
      await navigate({ to: '/publish' })
      await queries.invalidateQueries({ queryKey: ['messages'] })
    },
  })
  return (
    <>
      <Button look="quiet" onPress={() => setAsked(true)}>
        {say('remove.button')}
      </Button>
      <Dialog
        title={say('remove.title', { title: message.title })}
        role="alertdialog"
        isOpen={isAsked}
        onClose={() => setAsked(false)}
      >
        <p>{say('remove.what')}</p>
        {remove.error && <ProblemNotice error={remove.error} />}
        <div className="answers">
          <Button look="danger" isDisabled={remove.isPending} onPress={() => remove.mutate()}>
            {say('remove.button')}
          </Button>
          <Button autoFocus onPress={() => setAsked(false)}>
            {say('remove.keep')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
