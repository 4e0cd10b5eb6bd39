import { Link } from '@tanstack/react-router'
import { Link2, Unlink } from 'lucide-react'
import { useState, type ReactElement, type ReactNode } from 'react'
import type { IssueInFull, LinkedMessage } from '#roles/early-warning/register/contract.ts'
import { linkMessage, noteResponse } from '#roles/early-warning/web/register/data.ts'
import { LinkMessage } from '#roles/early-warning/web/register/LinkMessage.tsx'
import { useIssueAct } from '#roles/early-warning/web/register/use-issue-act.ts'
import { useRegisterWords } from '#roles/early-warning/web/register/words.ts'
import { useMay } from '#web/desk.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Time } from '#web/parts/Time/Time.tsx'

type Props = { issue: IssueInFull; nowMs: number }

/** What we say about it: messages begun here or linked, and how we answered first. */
export function SayingCard({ issue, nowMs }: Props): ReactElement {
  const { say } = useRegisterWords()
  const mayWrite = useMay('write')
  const mayTriage = useMay('triage')
  const [isNoting, setNoting] = useState(false)
  const [isLinking, setLinking] = useState(false)
  const unlink = useIssueAct(issue.id, (id: string) => linkMessage(issue.id, id, false))
  return (
    <section className="card pane stack">
      <h2>{say('saying.title')}</h2>
      <FirstAnswer issue={issue} nowMs={nowMs} />
      {issue.messages.length === 0 ? (
        <p className="small muted">{say('saying.none')}</p>
      ) : (
        <ul className="facts-list">
          {issue.messages.map((message) => (
            <MessageLine key={message.id} {...{ message, nowMs }}>
              {mayTriage && (
                <Button
                  {...{ small: true, look: 'quiet', icon: Unlink, isDisabled: unlink.isPending }}
                  label={say('saying.unlinkOf', { title: message.title })}
                  onPress={() => unlink.mutate(message.id)}
                >
                  {say('linked.remove')}
                </Button>
              )}
            </MessageLine>
          ))}
        </ul>
      )}
      {unlink.error && <ProblemNotice error={unlink.error} />}
      <div className="row">
        {mayWrite && (
          <Link className="button" to="/publish/new" search={{ about: issue.title, issue: issue.id }}>
            {say('saying.draft')}
          </Link>
        )}
        {mayTriage && !isLinking && (
          <Button look="quiet" icon={Link2} onPress={() => setLinking(true)}>
            {say('saying.link')}
          </Button>
        )}
        {mayTriage && issue.response === undefined && !isNoting && (
          <Button look="quiet" onPress={() => setNoting(true)}>
            {say('saying.note')}
          </Button>
        )}
      </div>
      {isLinking && <LinkMessage issue={issue} onDone={() => setLinking(false)} />}
      {isNoting && <ResponseForm issue={issue} onDone={() => setNoting(false)} />}
    </section>
  )
}

function FirstAnswer({ issue: { response }, nowMs }: Props): ReactElement {
  const { say } = useRegisterWords()
  if (response === undefined) return <p>{say('saying.notYet')}</p>
  return (
    <p>
      {say('saying.answered')} <Time at={response.at} nowMs={nowMs} />
      {response.what !== '' && <> · {response.what}</>}
      {response.by !== '' && <span className="muted"> · {response.by}</span>}
      {response.url && (
        <>
          {' '}
          <a href={response.url} target="_blank" rel="noreferrer noopener">
            {say('saying.seeIt')}
          </a>
        </>
      )}
    </p>
  )
}

type LineProps = { message: LinkedMessage; nowMs: number; children: ReactNode }

function MessageLine({ message, nowMs, children }: LineProps): ReactElement {
  const { say } = useRegisterWords()
  return (
    <li className="row between">
      <Link to="/publish/$id" params={{ id: message.id }}>
        {message.title}
      </Link>
      <span className="row">
        {message.publicAt === undefined ? (
          <Badge>{say('saying.notOut')}</Badge>
        ) : (
          <>
            <Badge look="ok">{say('saying.isOut')}</Badge> <Time at={message.publicAt} nowMs={nowMs} />
          </>
        )}
        {children}
      </span>
    </li>
  )
}

function ResponseForm({ issue, onDone }: { issue: IssueInFull; onDone: () => void }): ReactElement {
  const { say } = useRegisterWords()
  const [what, setWhat] = useState('')
  const [url, setUrl] = useState('')
  const note = useIssueAct(
    issue.id,
    () => noteResponse(issue.id, { what: what.trim(), ...(url.trim() ? { url: url.trim() } : {}) }),
    onDone,
  )
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        note.mutate(undefined)
      }}
    >
      {note.error && <ProblemNotice error={note.error} />}
      <TextField
        {...{ name: 'what', label: say('saying.what'), help: say('saying.whatHelp'), value: what }}
        onChange={setWhat}
        lengthMax={2000}
        autoFocus
      />
      <TextField
        {...{ name: 'url', label: say('saying.url'), value: url, onChange: setUrl }}
        lengthMax={2000}
      />
      <div className="row">
        <Button small look="primary" type="submit" isDisabled={note.isPending || what.trim() === ''}>
          {say('saying.keep')}
        </Button>
        <Button small onPress={onDone}>
          {say('form.cancel')}
        </Button>
      </div>
    </form>
  )
}
