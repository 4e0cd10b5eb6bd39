import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Finding } from '#records/contract.ts'
import { isRecordsKey, useRecordsWords } from '#records/web/words.ts'
import { Notice } from '#web/parts/Notice/Notice.tsx'

const steps = ['finding.todo1', 'finding.todo2', 'finding.todo3', 'finding.todo4', 'finding.todo5'] as const

/** What a check found wrong, where, and what to do about it, in this order. */
export function FindingNotice({ finding, at }: { finding: Finding; at: string | undefined }): ReactElement {
  const words = useRecordsWords()
  const { say } = words
  const key = `finding.${finding.why}`
  const { seq } = finding
  return (
    <Notice look="danger" live>
      <h2>{say('state.notFine')}</h2>
      <p>
        <b>{say(isRecordsKey(key) ? key : 'finding.other', { seq: seq ?? 0 })}</b>
      </p>
      {at !== undefined && <p>{say('state.foundWhen', { when: words.full(at) })}</p>}
      {seq !== undefined && finding.why === 'altered' && (
        <p>
          <Link to="/settings/records/entries/$seq" params={{ seq: String(seq) }}>
            {say('finding.open')}
          </Link>
        </p>
      )}
      <h3>{say('finding.todo')}</h3>
      <ol className="record-steps">
        {steps.map((step) => (
          <li key={step}>{say(step)}</li>
        ))}
      </ol>
    </Notice>
  )
}
