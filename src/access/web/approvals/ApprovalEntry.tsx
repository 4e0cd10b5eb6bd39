import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { ApprovalList, NamedAccount } from '#access/approvals/contract.ts'
import { ApprovalBadges, DueWords } from '#access/web/approvals/ApprovalBadges.tsx'
import { accountOf } from '#access/web/approvals/data.ts'
import { useApprovalWords } from '#access/web/approvals/words.ts'
import { Time } from '#web/parts/Time/Time.tsx'

/** An item of the work list. */
export type ListedItem = ApprovalList['items'][number]

/** One line of the work list: what, where to, by when, and where it stands. The whole card opens it. */
export function ApprovalEntry(props: {
  item: ListedItem
  accounts: readonly NamedAccount[]
  nowMs: number
}): ReactElement {
  const { item, accounts, nowMs } = props
  const words = useApprovalWords()
  const { say } = words
  const places = item.versions.map(({ account, language }) =>
    say('entry.place', {
      account: accountOf(accounts, account, words).name,
      language: words.language(language),
    }),
  )
  const given = item.versions.filter(({ approval }) => approval !== undefined)
  const oneKey = given.some(({ approval }) => approval?.kind === 'broke-glass')
  const isWaiting = item.state === 'waiting'
  return (
    <li className={`card approval ${item.forMe ? 'for-me' : ''} ${item.lane}`}>
      <div className="row between">
        <h3>
          <Link to="/approvals/$item" params={{ item: item.item }} className="whole">
            {item.title}
          </Link>
        </h3>
        <ApprovalBadges about={item} oneKey={oneKey} />
      </div>
      <p className="row facts-line">
        {isWaiting && <DueWords about={item} nowMs={nowMs} />}
        {isWaiting && given.length > 0 && (
          <span>{say('entry.approvedPart', { given: given.length, count: item.versions.length })}</span>
        )}
        {item.state === 'approved' && (
          <span>
            {say(oneKey ? 'entry.oneKeyBy' : 'entry.approvedBy', {
              by: words.list(approversOf(item, oneKey)),
            })}
          </span>
        )}
        <span className="muted">
          {say('entry.askedBy', { by: item.askedBy })} <Time at={item.askedAt} nowMs={nowMs} />
        </span>
      </p>
      {item.returned && <p className="reason">{say('entry.returnedBy', item.returned)}</p>}
      <p className="small muted">{words.list([...new Set(places)])}</p>
    </li>
  )
}

/** Who approved, each once; where one key was used, who used it. */
function approversOf(item: ListedItem, oneKey: boolean): string[] {
  const given = item.versions.flatMap(({ approval }) => (approval ? [approval] : []))
  return [...new Set(given.filter(({ kind }) => !oneKey || kind === 'broke-glass').map(({ by }) => by))]
}
