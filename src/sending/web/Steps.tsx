import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { stepsQuery } from '#sending/web/data.ts'
import { useSendingWords, whyWords } from '#sending/web/words.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Time } from '#web/parts/Time/Time.tsx'

/** Every step of one delivery, when somebody asks for it. */
export function Steps({ id }: { id: string }): ReactElement {
  const { say } = useSendingWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="steps" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('steps.title')}</summary>
      {isOpen && <StepList id={id} />}
    </details>
  )
}

function StepList({ id }: { id: string }): ReactElement {
  const { say } = useSendingWords()
  const { data, error, refetch } = useQuery(stepsQuery(id))
  const nowMs = Date.now()
  return (
    <>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      <ol className="small">
        {data?.steps.map((step, i) => (
          // Steps are only ever added at the end, so their place is their name.
          <li key={i}>
            <span className="muted">
              <Time at={step.at} nowMs={nowMs} />
            </span>
            <span>
              {step.why !== 'scheduled' && <b>{say(`step.${step.state}`)} </b>}
              {whyWords(step.why, step.state, say)}
              {step.by !== undefined && ` ${say('steps.by', { name: step.by })}`}
              {step.detail !== undefined && step.detail !== '' && (
                <span className="muted detail"> {say('row.detail', { detail: step.detail })}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
