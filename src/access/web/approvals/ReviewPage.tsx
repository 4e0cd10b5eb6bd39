import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft, Link2 } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { ApprovalReview } from '#access/approvals/contract.ts'
import { ApprovalBadges, DueWords } from '#access/web/approvals/ApprovalBadges.tsx'
import { accountOf, reviewQuery } from '#access/web/approvals/data.ts'
import { useNow } from '#access/web/approvals/due.ts'
import { GlassSection } from '#access/web/approvals/GlassSection.tsx'
import { JudgeBar } from '#access/web/approvals/JudgeBar.tsx'
import { OtherWays } from '#access/web/approvals/OtherWays.tsx'
import { comparedWith, showsTheSame, turnedTo, type Reading } from '#access/web/approvals/reading.ts'
import { ReviewedVersion } from '#access/web/approvals/ReviewedVersion.tsx'
import { Standing } from '#access/web/approvals/Standing.tsx'
import { History, WhenAndWho } from '#access/web/approvals/WhenAndWho.tsx'
import { useApprovalWords } from '#access/web/approvals/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import { useKey } from '#web/keys.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import './Approvals.css'

/** One message before whoever decides on it: the exact text, what changed in it, and the two answers under the thumb. */
export function ReviewPage(): ReactElement {
  const { say } = useApprovalWords()
  const { item } = useParams({ from: '/approvals/$item' })
  const review = useQuery(reviewQuery(item))
  const navigate = useNavigate()
  usePageTitle(review.data?.title)
  useKey('back', () => void navigate({ to: '/approvals' }))
  return (
    <div className="stack wide review-page">
      <p className="back">
        <Link to="/approvals">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('page.back')}
        </Link>
      </p>
      {review.error && <ProblemNotice error={review.error} onAgain={() => void review.refetch()} />}
      {review.isPending && <Skeleton lines={5} />}
      {/* Another item begins anew: nothing of one may be decided on in the page of another. */}
      {review.data && <Item key={item} newest={review.data} />}
    </div>
  )
}

function Item({ newest }: { newest: ApprovalReview }): ReactElement {
  const [reading, setReading] = useState<Reading>({ opened: newest, earlier: undefined })
  const isStale = !showsTheSame(newest, reading.opened)
  // Everything but the text may change before the reader's eyes: who approved, how much time is left.
  const shown = isStale ? reading.opened : newest
  const turn = (): void => setReading(turnedTo(newest, reading))
  const nowMs = useNow()
  return (
    <>
      <Head review={isStale ? newest : shown} nowMs={nowMs} />
      {isStale && <Stale onShow={turn} />}
      {!isStale && <Standing review={shown} wasChanged={reading.earlier !== undefined} />}
      {newest.glass && <GlassSection glass={newest.glass} nowMs={nowMs} />}
      <div className="review-grid">
        <Texts review={shown} reading={reading} nowMs={nowMs} />
        <aside className="stack">
          <WhenAndWho review={newest} />
          {!isStale && <OtherWays review={shown} />}
          <History review={newest} nowMs={nowMs} />
        </aside>
      </div>
      {!isStale && <JudgeBar review={shown} />}
    </>
  )
}

function Head({ review, nowMs }: { review: ApprovalReview; nowMs: number }): ReactElement {
  const { rich, say, when } = useApprovalWords()
  return (
    <header className="stack review-head">
      <ApprovalBadges
        about={review}
        oneKey={review.versions.some(({ approval }) => approval?.kind === 'broke-glass')}
      />
      <h1>{review.title}</h1>
      <p className="row facts-line">
        {review.state === 'waiting' && <DueWords about={review} nowMs={nowMs} />}
        <span>{rich('page.askedBy', { by: review.askedBy, when: when(review.askedAt, nowMs) })}</span>
        {review.round > 1 && <span className="muted">{say('page.again', { round: review.round })}</span>}
      </p>
    </header>
  )
}

function Stale({ onShow }: { onShow: () => void }): ReactElement {
  const { say } = useApprovalWords()
  return (
    <Notice look="look" live>
      <p>{say('stale.title')}</p>
      <div>
        <Button look="primary" onPress={onShow}>
          {say('stale.show')}
        </Button>
      </div>
    </Notice>
  )
}

function Texts({
  review,
  reading,
  nowMs,
}: {
  review: ApprovalReview
  reading: Reading
  nowMs: number
}): ReactElement {
  const words = useApprovalWords()
  const { say, rich } = words
  const [marks, setMarks] = useState(true)
  const isOpen = review.state === 'waiting' || review.state === 'approved'
  const hasChanges = review.versions.some((version) => comparedWith(version, reading) !== undefined)
  return (
    <div className="stack">
      <div className="row between">
        <h2>{say('page.text')}</h2>
        {hasChanges && (
          <Button look="quiet" onPress={() => setMarks(!marks)}>
            {say(marks ? 'page.hideMarks' : 'page.showMarks')}
          </Button>
        )}
      </div>
      {hasChanges && marks && <p className="small muted">{say('page.marked')}</p>}
      <div className="reviewed-list">
        {review.versions.map((version) => (
          <ReviewedVersion
            key={`${version.account} ${version.language}`}
            version={version}
            account={accountOf(review.accounts, version.account, words)}
            before={marks ? comparedWith(version, reading) : undefined}
            isOpen={isOpen}
            nowMs={nowMs}
          />
        ))}
      </div>
      {review.versions.length > 1 && (
        <p className="small row together">
          <Link2 className="icon" aria-hidden="true" />
          <span>{rich('page.together')}</span>
        </p>
      )}
    </div>
  )
}
