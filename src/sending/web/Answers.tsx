import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import type { ReachView } from '#sending/to-many/contract.ts'
import { answersQuery } from '#sending/web/data.ts'
import { useSendingWords } from '#sending/web/words.ts'
import { useMay } from '#web/desk.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Time } from '#web/parts/Time/Time.tsx'

type Props = { id: string; reach: ReachView }

/** What people answered by mail, when somebody who may asks for it; others see how many did. */
export function Answers({ id, reach }: Props): ReactElement | null {
  const { say } = useSendingWords()
  const [isOpen, setOpen] = useState(false)
  const { answers, autoReplies, may } = reach
  if (answers + autoReplies === 0) return null
  return (
    <>
      {answers > 0 && !may.includes('read-answers') && (
        <p className="small muted">{say('answers.notHere', { count: answers })}</p>
      )}
      {answers > 0 && may.includes('read-answers') && (
        <details className="steps" onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{say('answers.count', { count: answers })}</summary>
          {isOpen && <AnswerItems id={id} count={answers} />}
        </details>
      )}
      {autoReplies > 0 && <p className="small muted">{say('answers.auto', { count: autoReplies })}</p>}
    </>
  )
}

function AnswerItems({ id, count }: { id: string; count: number }): ReactElement {
  const { say } = useSendingWords()
  const { data, error, refetch } = useQuery(answersQuery(id))
  const mayLookUp = useMay('records')
  const nowMs = Date.now()
  return (
    <div className="stack tight">
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      <p className="small">{say('answers.lede')}</p>
      <ul className="stack tight mail-answers">
        {data?.answers.map(({ at, text, entry }) => (
          <li key={entry} className="stack tight">
            <p className="row between small muted">
              <Time at={at} nowMs={nowMs} />
              {mayLookUp && (
                <Link to="/settings/records/entries/$seq" params={{ seq: String(entry) }}>
                  {say('answers.entry')}
                </Link>
              )}
            </p>
            <p className="said">{text === '' ? say('answers.noText') : text}</p>
          </li>
        ))}
      </ul>
      {data && data.answers.length < count && <p className="small muted">{say('answers.over')}</p>}
    </div>
  )
}
