import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeftRight } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ApprovalList } from '#access/approvals/contract.ts'
import { ApprovalEntry, type ListedItem } from '#access/web/approvals/ApprovalEntry.tsx'
import { approvalsQuery } from '#access/web/approvals/data.ts'
import { useNow } from '#access/web/approvals/due.ts'
import { OpenReviews } from '#access/web/approvals/OpenReviews.tsx'
import { useApprovalWords } from '#access/web/approvals/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import './Approvals.css'

/** The work list of whoever approves: what waits for them first, then what they asked for, then what was decided. */
export function ApprovalsPage(): ReactElement {
  const { say, rich } = useApprovalWords()
  const list = useQuery(approvalsQuery)
  usePageTitle(say('area.approvals'))
  const waits = list.data?.items.filter(({ forMe }) => forMe).length
  return (
    <div className="stack wide">
      <header className="row between">
        <div>
          <h1>{say('area.approvals')}</h1>
          {waits !== undefined && <p className="lede">{rich('list.lede', { waits })}</p>}
        </div>
        <Link className="button" to="/approvals/delegations">
          <ArrowLeftRight className="icon" aria-hidden="true" />
          {say('list.delegations')}
        </Link>
      </header>
      {list.error && <ProblemNotice error={list.error} onAgain={() => void list.refetch()} />}
      {list.isPending && <Skeleton lines={4} />}
      {list.data && <Lists list={list.data} />}
    </div>
  )
}

function Lists({ list }: { list: ApprovalList }): ReactElement {
  const { say } = useApprovalWords()
  const nowMs = useNow()
  const { items, reviews, accounts } = list
  const yours = items.filter(({ forMe }) => forMe)
  const rest = items.filter(({ forMe }) => !forMe)
  const asked = rest.filter(({ isMine, state }) => isMine && state !== 'approved')
  const others = rest.filter(({ isMine, state }) => !isMine && state === 'waiting')
  const decided = rest.filter((item) => !asked.includes(item) && !others.includes(item))
  if (items.length === 0) return <Empty why={say('list.none')} example={say('list.noneExample')} />
  const draw = (title: string, some: readonly ListedItem[]) => (
    <Part title={title} items={some} accounts={accounts} nowMs={nowMs} />
  )
  return (
    <>
      {reviews.length > 0 && <OpenReviews reviews={reviews} nowMs={nowMs} />}
      {yours.length > 0 ? draw(say('list.yours'), yours) : <p className="muted">{say('list.noneYours')}</p>}
      {draw(say('list.asked'), asked)}
      {draw(say('list.others'), others)}
      {draw(say('list.decided'), decided)}
    </>
  )
}

function Part(props: {
  title: string
  items: readonly ListedItem[]
  accounts: ApprovalList['accounts']
  nowMs: number
}): ReactElement | null {
  const { title, items, accounts, nowMs } = props
  if (items.length === 0) return null
  return (
    <section className="stack">
      <h2>{title}</h2>
      <ul className="approvals">
        {items.map((item) => (
          <ApprovalEntry key={item.item} item={item} accounts={accounts} nowMs={nowMs} />
        ))}
      </ul>
    </section>
  )
}
