import { useState, type ReactElement } from 'react'
import type { Fact, IssueInFull } from '#roles/early-warning/register/contract.ts'
import { addFact, changeFact } from '#roles/early-warning/web/register/data.ts'
import { useIssueAct } from '#roles/early-warning/web/register/use-issue-act.ts'
import { useRegisterWords } from '#roles/early-warning/web/register/words.ts'
import { useMay } from '#web/desk.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Time } from '#web/parts/Time/Time.tsx'

type Props = { issue: IssueInFull; nowMs: number }

/** What is known, and what must be found out: each with who and when. */
export function FactsCard({ issue, nowMs }: Props): ReactElement {
  const { say } = useRegisterWords()
  const of = (state: Fact['state']): Fact[] => issue.facts.filter((fact) => fact.state === state)
  return (
    <section className="card pane stack">
      <h2>{say('facts.title')}</h2>
      <FactList
        title={say('facts.known')}
        none={say('facts.noneKnown')}
        facts={of('known')}
        {...{ issue, nowMs }}
      />
      <FactList
        title={say('facts.unknown')}
        none={say('facts.noneUnknown')}
        facts={of('unknown')}
        {...{ issue, nowMs }}
      />
      {of('withdrawn').length > 0 && (
        <FactList title={say('facts.withdrawn')} none="" facts={of('withdrawn')} {...{ issue, nowMs }} />
      )}
      <NewFact issue={issue} />
    </section>
  )
}

type ListProps = Props & { title: string; none: string; facts: readonly Fact[] }

function FactList({ title, none, facts, issue, nowMs }: ListProps): ReactElement {
  return (
    <div>
      <h3>{title}</h3>
      {facts.length === 0 ? (
        <p className="small muted">{none}</p>
      ) : (
        <ul className="facts-list">
          {facts.map((fact) => (
            <FactLine key={fact.id} {...{ fact, issue, nowMs }} />
          ))}
        </ul>
      )}
    </div>
  )
}

function FactLine({ fact, issue, nowMs }: Props & { fact: Fact }): ReactElement {
  const { say } = useRegisterWords()
  const mayTriage = useMay('triage')
  const [to, setTo] = useState<'known' | 'withdrawn'>()
  return (
    <li className={fact.state}>
      <p>{fact.text}</p>
      {fact.settled && <p className="settled">{fact.settled.text}</p>}
      <p className="small muted">
        {fact.notedBy}, <Time at={fact.notedAt} nowMs={nowMs} />
        {fact.settled && (
          <>
            {' · '}
            {say(fact.state === 'withdrawn' ? 'facts.withdrawnBy' : 'facts.settledBy', {
              name: fact.settled.by,
            })}
            , <Time at={fact.settled.at} nowMs={nowMs} />
          </>
        )}
      </p>
      {mayTriage && fact.state !== 'withdrawn' && to === undefined && (
        <div className="row">
          {fact.state === 'unknown' && (
            <Button small onPress={() => setTo('known')} label={say('facts.answerOf', { fact: fact.text })}>
              {say('facts.answer')}
            </Button>
          )}
          <Button
            small
            look="quiet"
            onPress={() => setTo('withdrawn')}
            label={say('facts.withdrawOf', { fact: fact.text })}
          >
            {say('facts.withdraw')}
          </Button>
        </div>
      )}
      {to !== undefined && <SettleForm {...{ fact, issue, to }} onDone={() => setTo(undefined)} />}
    </li>
  )
}

type SettleProps = { fact: Fact; issue: IssueInFull; to: 'known' | 'withdrawn'; onDone: () => void }

function SettleForm({ fact, issue, to, onDone }: SettleProps): ReactElement {
  const { say } = useRegisterWords()
  const [text, setText] = useState('')
  const settle = useIssueAct(
    issue.id,
    () => changeFact(issue.id, fact.id, { state: to, text: text.trim() }),
    onDone,
  )
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        settle.mutate(undefined)
      }}
    >
      {settle.error && <ProblemNotice error={settle.error} />}
      <TextField
        name={`settle-${fact.id}`}
        label={say(to === 'known' ? 'facts.whatIsKnown' : 'facts.whyWithdrawn')}
        value={text}
        onChange={setText}
        lengthMax={2000}
        autoFocus
      />
      <div className="row">
        <Button small look="primary" type="submit" isDisabled={settle.isPending || text.trim() === ''}>
          {say('form.keep')}
        </Button>
        <Button small onPress={onDone}>
          {say('form.cancel')}
        </Button>
      </div>
    </form>
  )
}

function NewFact({ issue }: { issue: IssueInFull }): ReactElement | null {
  const { say } = useRegisterWords()
  const mayTriage = useMay('triage')
  const [text, setText] = useState('')
  const add = useIssueAct(
    issue.id,
    (state: 'known' | 'unknown') => addFact(issue.id, { text: text.trim(), state }),
    () => setText(''),
  )
  if (!mayTriage) return null
  const isEmpty = add.isPending || text.trim() === ''
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate('known')
      }}
    >
      {add.error && <ProblemNotice error={add.error} />}
      <TextField name="fact" label={say('facts.new')} value={text} onChange={setText} lengthMax={2000} />
      <div className="row">
        <Button small type="submit" isDisabled={isEmpty}>
          {say('facts.addKnown')}
        </Button>
        <Button small isDisabled={isEmpty} onPress={() => add.mutate('unknown')}>
          {say('facts.addUnknown')}
        </Button>
      </div>
    </form>
  )
}
