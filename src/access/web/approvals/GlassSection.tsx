import { useState, type ReactElement } from 'react'
import type { GlassReview } from '#access/approvals/contract.ts'
import { DueWords } from '#access/web/approvals/ApprovalBadges.tsx'
import { closeReview } from '#access/web/approvals/data.ts'
import { useAct } from '#access/web/approvals/use-act.ts'
import { useApprovalWords } from '#access/web/approvals/words.ts'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { Notice } from '#web/parts/Notice/Notice.tsx'

/** That one key was used for this, why, and what somebody else found of it, or must find yet. */
export function GlassSection({ glass, nowMs }: { glass: GlassReview; nowMs: number }): ReactElement {
  const { say, rich, when } = useApprovalWords()
  const { reviewed } = glass
  return (
    <Notice look={reviewed ? 'info' : 'danger'}>
      <h2>{say('reviews.section')}</h2>
      <p>{rich('reviews.by', { by: glass.brokenBy, when: when(glass.brokenAt, nowMs) })}</p>
      <p className="reason">{say('reviews.reason', { reason: glass.reason })}</p>
      {reviewed && (
        <p className="reason">
          {rich('reviews.found', {
            by: reviewed.by,
            finding: reviewed.finding,
            right: String(reviewed.wasRight),
            when: when(reviewed.at, nowMs),
          })}
        </p>
      )}
      {!reviewed && (
        <p className="row facts-line">
          <DueWords about={{ deadline: glass.due, escalated: false }} nowMs={nowMs} />
          {!glass.forMe && <span>{say('reviews.notForMe')}</span>}
        </p>
      )}
      {!reviewed && glass.forMe && <ReviewForm id={glass.id} />}
    </Notice>
  )
}

function ReviewForm({ id }: { id: string }): ReactElement {
  const { say } = useApprovalWords()
  const [answer, setAnswer] = useState('')
  const [finding, setFinding] = useState('')
  const act = useAct(
    (body: { wasRight: boolean; finding: string }) => closeReview(id, body),
    () => say('reviews.closed'),
  )
  const tries = useTries({
    answer: answer === '' ? say('reviews.needAnswer') : undefined,
    finding: finding.trim() === '' ? say('reviews.needFinding') : undefined,
  })
  return (
    <Form
      className="glass-form"
      label={say('reviews.form')}
      tries={tries}
      hasSummary
      act={act}
      press={say('reviews.close')}
      onSubmit={() => act.mutate({ wasRight: answer === 'right', finding: finding.trim() })}
    >
      <SelectField
        name="answer"
        label={say('reviews.question')}
        error={tries.errorOf('answer')}
        value={answer}
        onChange={setAnswer}
        options={[
          { value: '', label: say('reviews.choose') },
          { value: 'right', label: say('reviews.right') },
          { value: 'wrong', label: say('reviews.wrong') },
        ]}
      />
      <TextField
        name="finding"
        label={say('reviews.finding')}
        help={say('reviews.findingHelp')}
        error={tries.errorOf('finding')}
        value={finding}
        onChange={setFinding}
        lines={3}
        lengthMax={2000}
      />
    </Form>
  )
}
