import { useState, type ReactElement } from 'react'
import type { IssueInFull } from '#roles/early-warning/register/contract.ts'
import { addDecision } from '#roles/early-warning/web/register/data.ts'
import { useIssueAct } from '#roles/early-warning/web/register/use-issue-act.ts'
import { useRegisterWords } from '#roles/early-warning/web/register/words.ts'
import { useMay } from '#web/desk.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Time } from '#web/parts/Time/Time.tsx'

type Props = { issue: IssueInFull; nowMs: number }

/** What was decided and why: written once, never changed, on record. */
export function DecisionsCard({ issue, nowMs }: Props): ReactElement {
  const { say } = useRegisterWords()
  return (
    <section className="card pane stack">
      <h2>{say('decisions.title')}</h2>
      <p className="small muted">{say('decisions.what')}</p>
      {issue.decisions.length === 0 ? (
        <p className="small muted">{say('decisions.none')}</p>
      ) : (
        <ol className="facts-list">
          {issue.decisions.map((one) => (
            <li key={one.seq}>
              <p>{one.text}</p>
              {one.why && <p className="settled">{say('decisions.because', { why: one.why })}</p>}
              <p className="small muted">
                {one.by}, <Time at={one.at} nowMs={nowMs} />
              </p>
            </li>
          ))}
        </ol>
      )}
      <NewDecision issue={issue} />
    </section>
  )
}

function NewDecision({ issue }: { issue: IssueInFull }): ReactElement | null {
  const { say } = useRegisterWords()
  const mayTriage = useMay('triage')
  const [text, setText] = useState('')
  const [why, setWhy] = useState('')
  const decide = useIssueAct(
    issue.id,
    () => addDecision(issue.id, { text: text.trim(), ...(why.trim() ? { why: why.trim() } : {}) }),
    () => {
      setText('')
      setWhy('')
    },
  )
  if (!mayTriage) return null
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        decide.mutate(undefined)
      }}
    >
      {decide.error && <ProblemNotice error={decide.error} />}
      <TextField
        name="decision"
        label={say('decisions.new')}
        value={text}
        onChange={setText}
        lengthMax={2000}
      />
      <TextField name="why" label={say('decisions.why')} value={why} onChange={setWhy} lengthMax={2000} />
      <div>
        <Button small type="submit" isDisabled={decide.isPending || text.trim() === ''}>
          {say('decisions.keep')}
        </Button>
      </div>
    </form>
  )
}
