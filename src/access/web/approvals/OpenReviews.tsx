import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { GlassReview } from '#access/approvals/contract.ts'
import { DueWords } from '#access/web/approvals/ApprovalBadges.tsx'
import { useApprovalWords } from '#access/web/approvals/words.ts'
import { Notice } from '#web/parts/Notice/Notice.tsx'

/** What was let out with one key and nobody else has reviewed yet: above everything else, until somebody has. */
export function OpenReviews({
  reviews,
  nowMs,
}: {
  reviews: readonly GlassReview[]
  nowMs: number
}): ReactElement {
  const { say, rich, when } = useApprovalWords()
  return (
    <Notice look="danger">
      <h2>{say('reviews.title', { count: reviews.length })}</h2>
      <ul className="open-reviews">
        {reviews.map((review) => (
          <li key={review.id}>
            <h3>
              <Link to="/approvals/$item" params={{ item: review.item }}>
                {review.title}
              </Link>
            </h3>
            <p>{rich('reviews.by', { by: review.brokenBy, when: when(review.brokenAt, nowMs) })}</p>
            <p className="reason">{say('reviews.reason', { reason: review.reason })}</p>
            <p className="row facts-line">
              <DueWords about={{ deadline: review.due, escalated: false }} nowMs={nowMs} />
              <span>{say(review.forMe ? 'reviews.forMe' : 'reviews.notForMe')}</span>
            </p>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
