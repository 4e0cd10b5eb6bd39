import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check, Undo2 } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { ApprovalReview } from '#access/approvals/contract.ts'
import { approve, approvalsQuery, decide } from '#access/web/approvals/data.ts'
import { mineToApprove } from '#access/web/approvals/reading.ts'
import { ReasonDialog } from '#access/web/approvals/ReasonDialog.tsx'
import { useAct } from '#access/web/approvals/use-act.ts'
import { useApprovalWords } from '#access/web/approvals/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { useProblemWords } from '#web/parts/Notice/Notice.tsx'

/** The two answers, at the bottom edge where a thumb is; once it is decided, the way to what waits next. */
export function JudgeBar({ review }: { review: ApprovalReview }): ReactElement | null {
  const { may } = review
  if (may.approve || (may.giveBack && review.state === 'waiting')) return <Answers review={review} />
  // A review that is theirs to do comes before the next message.
  return review.glass?.forMe === true ? null : <Next item={review.item} />
}

function Answers({ review }: { review: ApprovalReview }): ReactElement {
  const { say } = useApprovalWords()
  const problemWords = useProblemWords()
  const [isReturning, setReturning] = useState(false)
  const mine = mineToApprove(review)
  const waiting = review.versions.filter(({ approval }) => approval === undefined)
  const isAll = mine.length === waiting.length
  const { title, item } = review
  const approving = useAct(
    () => approve(item, mine),
    () => say(isAll ? 'act.approved' : 'act.approvedPart', { title }),
  )
  const returning = useAct(
    (reason: string) => decide(item, 'return', reason),
    () => say('act.returned', { title }),
    () => setReturning(false),
  )
  const { mutate, isPending, error } = approving
  return (
    <section className="judge-bar" aria-label={say('act.reading')} data-region>
      {error ? (
        <p className="wrong-words" role="alert">
          {problemWords(error)}
        </p>
      ) : (
        <p className="small muted hint">{say('act.exact')}</p>
      )}
      <div className="answers">
        <Button icon={Undo2} onPress={() => setReturning(true)}>
          {say('act.return')}
        </Button>
        {mine.length > 0 && (
          <Button look="primary" icon={Check} isDisabled={isPending} onPress={() => mutate(undefined)}>
            {isAll ? say('act.approve') : say('act.approveMine', { mine: mine.length, all: waiting.length })}
          </Button>
        )}
      </div>
      <ReasonDialog
        isOpen={isReturning}
        title={say('return.title')}
        help={say('return.help')}
        press={say('act.return')}
        act={returning}
        onClose={() => setReturning(false)}
      />
    </section>
  )
}

/** What waits for this person besides this. */
function Next({ item }: { item: string }): ReactElement | null {
  const { say } = useApprovalWords()
  const { data } = useQuery(approvalsQuery)
  const next = data?.items.find((one) => one.forMe && one.item !== item)
  if (next === undefined) return null
  return (
    <section className="judge-bar" aria-label={say('act.reading')} data-region>
      <div className="answers">
        <Link className="button" to="/approvals">
          {say('act.toList')}
        </Link>
        <Link className="button primary" to="/approvals/$item" params={{ item: next.item }}>
          <span className="one-line">{say('act.next', { title: next.title })}</span>
        </Link>
      </div>
    </section>
  )
}
