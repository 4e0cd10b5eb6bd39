import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { ApprovalReview } from '#access/approvals/contract.ts'
import { mineToApprove } from '#access/web/approvals/reading.ts'
import { useApprovalWords } from '#access/web/approvals/words.ts'
import { Notice } from '#web/parts/Notice/Notice.tsx'

/** Why somebody can or cannot decide here, said before they look for the button. */
export function Standing({
  review,
  wasChanged,
}: {
  review: ApprovalReview
  wasChanged: boolean
}): ReactElement | null {
  const { say, rich } = useApprovalWords()
  if (wasChanged && review.state === 'waiting')
    return (
      <Notice look="look" live>
        <p>{say('stale.shown')}</p>
      </Notice>
    )
  const { state, returned } = review
  if (state === 'returned' && returned)
    return (
      <Notice look="look">
        <p className="reason">{rich('page.returned', returned)}</p>
        <ToMessage review={review} />
      </Notice>
    )
  if (state === 'edited' || state === 'withdrawn')
    return (
      <Notice>
        <p>{say(`page.${state}`)}</p>
        <ToMessage review={review} />
      </Notice>
    )
  return state === 'waiting' ? <Whose review={review} /> : null
}

/** For its writers, the way to where it is written. */
function ToMessage({ review: { item, isWriter } }: { review: ApprovalReview }): ReactElement | null {
  const { say } = useApprovalWords()
  const id = /^message:(.+)$/.exec(item)?.[1]
  if (!isWriter || id === undefined) return null
  return (
    <div>
      <Link className="button" to="/publish/$id" params={{ id }}>
        {say('page.openMessage')}
      </Link>
    </div>
  )
}

function Whose({ review }: { review: ApprovalReview }): ReactElement | null {
  const { say, list } = useApprovalWords()
  const { approvers, isWriter, may } = review
  const names = list(approvers)
  if (isWriter)
    return (
      <Notice look={approvers.length === 0 ? 'danger' : 'info'}>
        <p>{approvers.length === 0 ? say('page.writerNobody') : say('page.writer', { names })}</p>
      </Notice>
    )
  if (approvers.length === 0)
    return (
      <Notice look="danger">
        <p>{say('page.nobody')}</p>
      </Notice>
    )
  const isPart = mineToApprove(review).length < review.versions.filter(({ approval }) => !approval).length
  if (may.approve && !isPart) return null
  return (
    <Notice>
      <p>{may.giveBack ? say('page.partly') : say('page.others', { names })}</p>
    </Notice>
  )
}
